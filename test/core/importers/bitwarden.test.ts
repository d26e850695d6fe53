import { createCipheriv, createHmac, pbkdf2Sync } from 'node:crypto';
import { strToU8, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { outline, read, refusal, SECRET } from './kit';

const PASSPHRASE = 'correct horse';
const login = (fields: object, rest: object = {}) => ({ type: 1, name: 'ACME', login: fields, ...rest });
const plain = (...items: object[]) => ({ encrypted: false, folders: [], items });

/** The password-protected export, made with Node's own ciphers. */
function seal(content: unknown, changes: object = {}) {
  const salt = 'AAECAwQFBgcICQoLDA0ODw==';
  const key = pbkdf2Sync(PASSPHRASE, salt, 5000, 32, 'sha256');
  const expand = (info: string) => createHmac('sha256', key).update(`${info}\u0001`).digest();
  const sealed = (text: string) => {
    const iv = Buffer.alloc(16, 7);
    const cipher = createCipheriv('aes-256-cbc', expand('enc'), iv);
    const encrypted = Buffer.concat([cipher.update(text), cipher.final()]);
    const sum = createHmac('sha256', expand('mac')).update(iv).update(encrypted).digest();
    return `2.${[iv, encrypted, sum].map((part) => part.toString('base64')).join('|')}`;
  };
  return {
    encrypted: true,
    passwordProtected: true,
    salt,
    kdfType: 0,
    kdfIterations: 5000,
    encKeyValidation_DO_NOT_EDIT: sealed('00000000-0000-4000-8000-000000000000'),
    data: sealed(typeof content === 'string' ? content : JSON.stringify(content)),
    ...changes,
  };
}

describe('a plain export', () => {
  it('takes title and user where the field holds a bare secret', async () => {
    const file = plain(
      login({ totp: 'jbsw y3dp ehpk 3pxp', username: 'a@acme.example' }, { favorite: true, notes: 'mine' }),
    );
    expect((await read(file)).accounts).toMatchObject([
      { issuer: 'ACME', name: 'a@acme.example', secret: SECRET, pinned: true, note: 'mine' },
    ]);
  });

  it('takes no title for an issuer that is the user again', async () => {
    const user = { username: 'a@acme.example' };
    const items = [
      login({ ...user, totp: SECRET }, { name: 'a@acme.example ' }),
      login({ ...user, totp: `otpauth://totp/a?secret=${SECRET}` }, { name: 'a@acme.example' }),
      login({ username: 'ACME', totp: `otpauth://totp/ACME:a?secret=${SECRET}` }),
      login({ username: 'ACME', totp: `steam://${SECRET}` }),
    ];
    expect(await outline(plain(...items))).toEqual({
      accounts: [':a@acme.example', ':a', 'ACME:a', 'Steam:ACME'],
      skipped: [],
    });
  });

  it('ignores what has no TOTP field, and names what is wrong or in the trash', async () => {
    const file = plain(
      { type: 2, name: 'note', secureNote: {} },
      { type: 1, name: 'null', login: null },
      login({ totp: null }),
      login({ totp: '' }),
      login({ totp: SECRET }),
      login({ totp: '18!' }, { name: 'wrong' }),
      login({ totp: SECRET }, { name: 'gone', deletedDate: '2024-01-01T00:00:00Z' }),
    );
    expect(await outline(file)).toEqual({
      accounts: ['ACME:'],
      skipped: ['wrong: bad-secret', 'gone: in-trash'],
    });
  });

  it('is read in the archive with its attachments', async () => {
    const file = plain(login({ totp: SECRET, username: 'a' }));
    const archive = zipSync({
      'data.json': strToU8(JSON.stringify(file)),
      'attachments/0b1c/contract.pdf': Uint8Array.from(`%PDF-1.7 ${'\xe2'.repeat(64)}`, (c) =>
        c.charCodeAt(0),
      ),
    });
    expect(await outline(archive)).toEqual({ accounts: ['ACME:a'], skipped: [] });
  });

  it('takes the folder, and then every known collection', async () => {
    const named = (id: string) => ({ id, name: `name of ${id}` });
    const totp = SECRET;
    const file = {
      folders: [named('f')],
      collections: [named('c'), named('d')],
      items: [
        login({ totp }, { folderId: 'f', collectionIds: [null, 'c'] }),
        login({ totp }, { folderId: null, collectionIds: ['x', 'd', 'c'] }),
        login({ totp }, { collectionIds: null }),
      ],
    };
    const { accounts } = await read(file);
    expect(accounts.map(({ tags }) => tags)).toEqual([
      ['name of f', 'name of c'],
      ['name of d', 'name of c'],
      undefined,
    ]);
  });

  it.each([
    [{ encrypted: false, items: {} }, 'bad-content'],
    [plain(), 'no-entries'],
    [{ encrypted: true, items: [] }, 'account-restricted'],
  ])('%j: %s', async (file, code) => expect(await refusal(read(file))).toBe(code));
});

const ARGON2 = { kdfType: 1, kdfIterations: 2, kdfMemory: 16, kdfParallelism: 1 };

describe('a password-protected export', () => {
  const content = plain(login({ totp: SECRET }));

  it('opens with PBKDF2', async () =>
    expect(await outline(seal(content), PASSPHRASE)).toEqual({ accounts: ['ACME:'], skipped: [] }));

  it('asks for its passphrase, and says when it is wrong', async () => {
    expect(await refusal(read(seal(content)))).toBe('password-required');
    expect(await refusal(read(seal(content), 'another'))).toBe('wrong-password');
  });

  it.each<[object, string]>([
    [{ kdfIterations: 2_000_001 }, 'kdf-limits'],
    [{ kdfIterations: 4999 }, 'kdf-limits'],
    [{ kdfIterations: '5000' }, 'kdf-limits'],
    [{ ...ARGON2, kdfIterations: 1 }, 'kdf-limits'],
    [{ ...ARGON2, kdfIterations: 11 }, 'kdf-limits'],
    [{ ...ARGON2, kdfMemory: 15 }, 'kdf-limits'],
    [{ ...ARGON2, kdfMemory: 1025 }, 'kdf-limits'],
    [{ ...ARGON2, kdfParallelism: 0 }, 'kdf-limits'],
    [{ ...ARGON2, kdfParallelism: 17 }, 'kdf-limits'],
    [ARGON2, 'wrong-password'],
    [{ kdfType: 1, kdfMemory: null, kdfParallelism: 4 }, 'kdf-limits'],
    [{ kdfType: 1, kdfIterations: 3, kdfMemory: 16, kdfParallelism: 1e6 }, 'kdf-limits'],
    [{ kdfType: 2 }, 'unsupported-kdf'],
    [{ salt: 5 }, 'bad-content'],
    [{ data: 5 }, 'bad-content'],
    [{ data: '2.AAAA|AAAA' }, 'bad-content'],
    [{ data: '7.AAAA' }, 'unsupported-cipher'],
  ])('%j: %s', async (changes, code) =>
    expect(await refusal(read(seal(content, changes), PASSPHRASE))).toBe(code),
  );

  it.each(['no JSON', '[]', `{"items":${'['.repeat(1e5)}${']'.repeat(1e5)}}`])(
    'refuses other content',
    async (text) => expect(await refusal(read(seal(text), PASSPHRASE))).toBe('bad-content'),
  );
});
