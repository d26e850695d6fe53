import { createCipheriv, pbkdf2Sync } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { KEY, preferences, read, refusal, SECRET } from './kit';

const PASSWORD = 'lantern gravel';
const SALT = 'c2FsdHNhbHQ';
const ZERO = Buffer.alloc(16);

function seal(text: string, { rounds = 1000, iv = ZERO, password = PASSWORD } = {}): string {
  const cipher = createCipheriv('aes-256-cbc', pbkdf2Sync(password, SALT, rounds, 32, 'sha1'), iv);
  return Buffer.concat([cipher.update(text), cipher.final()]).toString('base64');
}

const app = (tokens: object[], native?: object[]) =>
  preferences({
    'com.authy.storage.tokens.authenticator.key': JSON.stringify(tokens),
    ...(native ? { 'com.authy.storage.tokens.authy.key': JSON.stringify(native) } : {}),
  });
const server = (...tokens: object[]) => JSON.stringify({ authenticator_tokens: tokens, deleted: [] });
const sealed = (more: object = {}) => ({
  name: 'ACME: a@acme.example',
  digits: 6,
  salt: SALT,
  encrypted_seed: seal(SECRET),
  key_derivation_iterations: null,
  unique_iv: null,
  ...more,
});

describe('names in Authy', () => {
  it.each([
    [{ originalIssuer: 'ACME', originalName: 'Other:b', name: 'ACME: a' }, ['ACME', 'a']],
    [{ originalIssuer: 'ACME', name: 'acme - a' }, ['ACME', 'a']],
    [{ originalIssuer: 'ACME', name: 'ACME' }, ['ACME', '']],
    [{ originalIssuer: 'Goo', name: 'Google: a' }, ['Goo', 'Google: a']],
    [{ originalIssuer: null, originalName: 'ACME:a', name: 'Mine' }, ['ACME', 'Mine']],
    [{ originalName: 'plain', name: 'ACME - Shop: a' }, ['ACME', 'Shop: a']],
    [{ name: 'ACME:a' }, ['ACME', 'a']],
    [{ name: 'a', accountType: 'facebook' }, ['Facebook', 'a']],
    [{ originalName: 'ACME:a' }, ['ACME', 'a']],
    [{ name: 'a' }, ['', 'a']],
  ])('%o', async (names, [issuer, name]) => {
    const { accounts } = await read(app([{ ...names, decryptedSecret: SECRET, digits: 6 }]));
    expect(accounts).toMatchObject([{ issuer, name, secret: SECRET, algorithm: 'SHA1', period: 30 }]);
  });
});

describe('the app of Authy', () => {
  it('has sealed tokens, and native ones beside them', async () => {
    const one = { name: 'ACME: a', encryptedSecret: seal(SECRET), salt: SALT, digits: 7 };
    const native = [
      { name: 'Native', secretSeed: Buffer.from(KEY).toString('hex') },
      { name: 'Broken', secretSeed: 'xy' },
    ];
    const { accounts, skipped } = await read(app([one], native), PASSWORD);
    expect(accounts).toMatchObject([
      { issuer: 'ACME', digits: 7, period: 30, secret: SECRET },
      { issuer: 'Native', name: '', digits: 7, period: 10, secret: SECRET },
    ]);
    expect(skipped).toEqual([{ name: 'Broken', reason: 'bad-secret' }]);
    expect(await refusal(read(app([one])))).toBe('password-required');
    expect(await refusal(read(app([one]), 'another'))).toBe('wrong-password');
  });

  it('is refused where its list is none', async () => {
    const file = preferences({ 'com.authy.storage.tokens.authenticator.key': '{"a":1}' });
    expect(await refusal(read(file))).toBe('bad-content');
    expect(await refusal(read(app([])))).toBe('no-entries');
  });
});

describe('the server of Authy', () => {
  it('has tokens with rounds and vectors of their own', async () => {
    const iv = Buffer.alloc(16, 9);
    const { accounts } = await read(
      server(
        sealed(),
        sealed({
          encrypted_seed: seal(SECRET.toLowerCase(), { rounds: 5000, iv }),
          key_derivation_iterations: 5000,
          unique_iv: iv.toString('hex'),
        }),
      ),
      PASSWORD,
    );
    expect(accounts).toMatchObject([{ secret: SECRET }, { secret: SECRET }]);
  });

  it('needs no password where the seeds are opened', async () => {
    const file = JSON.stringify({
      decrypted_authenticator_tokens: [{ name: 'ACME: a', decrypted_seed: SECRET }],
    });
    expect((await read(file)).accounts).toMatchObject([{ issuer: 'ACME', name: 'a', secret: SECRET }]);
  });

  it('skips a token of another password, and a damaged one', async () => {
    const { accounts, skipped } = await read(
      server(
        sealed(),
        sealed({ encrypted_seed: seal(SECRET, { password: 'another' }) }),
        sealed({ encrypted_seed: seal('no base32!') }),
        sealed({ encrypted_seed: 'AAAA' }),
        sealed({ unique_iv: 'xy' }),
        sealed({ salt: null }),
        sealed({ encrypted_seed: null }),
      ),
      PASSWORD,
    );
    expect(accounts).toHaveLength(1);
    expect(skipped.map(({ reason }) => reason)).toEqual([
      'wrong-password',
      'wrong-password',
      'bad-secret',
      'bad-secret',
      'bad-secret',
      'secret-missing',
    ]);
  });

  it('is the wrong password only where nothing at all is readable', async () => {
    const another = sealed({ encrypted_seed: seal(SECRET, { password: 'another' }) });
    const { accounts, skipped } = await read(
      server(another, { name: 'b', decrypted_seed: SECRET }),
      PASSWORD,
    );
    expect(accounts).toMatchObject([{ name: 'b' }]);
    expect(skipped).toEqual([{ name: 'ACME: a@acme.example', reason: 'wrong-password' }]);
    const odd = { ...sealed({ salt: null }), name: null };
    expect((await read(server(odd, odd), PASSWORD)).skipped).toEqual([
      { name: '1', reason: 'bad-secret' },
      { name: '2', reason: 'bad-secret' },
    ]);
    expect(await refusal(read(server(odd, another), PASSWORD))).toBe('wrong-password');
    const empty = sealed({ encrypted_seed: seal('A') });
    expect((await read(server(empty, another), PASSWORD)).skipped).toHaveLength(2);
  });

  it.each([0, -1, 2_000_001, 'many', 2 ** 31])(
    'skips a token of %s rounds, deriving nothing',
    async (rounds) => {
      const costly = sealed({ key_derivation_iterations: rounds });
      const { accounts, skipped } = await read(server(sealed(), costly), PASSWORD);
      expect(accounts).toHaveLength(1);
      expect(skipped).toMatchObject([{ reason: 'kdf-limits' }]);
      expect(await refusal(read(server(costly), PASSWORD))).toBe('kdf-limits');
    },
  );

  it('refuses more rounds in all than any person has', async () => {
    const file = server(
      ...Array.from({ length: 101 }, () => sealed({ key_derivation_iterations: 2_000_000 })),
    );
    expect(await refusal(read(file, PASSWORD))).toBe('kdf-limits');
  });
});

describe('the table that Authy hands out', () => {
  const iv = Buffer.alloc(16, 5);
  const row = (name: string, seed: string) => `"${name}",${seed},${SALT},${iv.toString('hex')}`;
  const rounds = 100_000;
  const table = ['name,encrypted_seed,salt,iv', row('ACME: a', seal(SECRET, { rounds, iv }))].join('\r\n');

  it('is opened with the password of the backups', async () => {
    const { format, accounts } = await read(table, PASSWORD);
    expect(format).toBe('authy');
    expect(accounts).toEqual([
      {
        ...{ type: 'totp', issuer: 'ACME', name: 'a', secret: SECRET },
        ...{ algorithm: 'SHA1', digits: 6, period: 30 },
      },
    ]);
    expect(await refusal(read(table))).toBe('password-required');
    expect(await refusal(read(table, 'another'))).toBe('wrong-password');
  });

  it('may have its columns in any order, and a seed that is none', async () => {
    const rows = [`IV,Salt,"Encrypted_Seed",Name`, `,${SALT},${seal(SECRET, { rounds })},ACME`, ',,,Empty'];
    const { accounts, skipped } = await read(rows.join('\n'), PASSWORD);
    expect(accounts).toMatchObject([{ issuer: '', name: 'ACME', secret: SECRET }]);
    expect(skipped).toEqual([{ name: 'Empty', reason: 'secret-missing' }]);
    expect(await refusal(read('name,encrypted_seed,salt,iv\n'))).toBe('no-entries');
  });

  it('is refused with more rows than a vault holds', async () =>
    expect(await refusal(read(['name,encrypted_seed,salt,iv', ...Array(2001).fill('a,,,')].join('\n')))).toBe(
      'too-many',
    ));
});
