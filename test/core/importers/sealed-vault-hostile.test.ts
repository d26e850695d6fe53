/** Files that somebody made to harm: read to the end or refused, within moments, and nothing of ours is changed by them. */
import { afterEach, describe, expect, it } from 'vitest';
import { UserError } from '../../../src/core/errors';
import { readImport } from '../../../src/core/importers';
import { openVault } from '../../../src/core/vault-file';
import { positive, sealByHand, takeApart, vectors } from '../vault-file-kit';

const SECRET = 'JBSWY3DPEHPK3PXP';
const { file } = positive('pbkdf2');
const { passphrase } = vectors;
const own = { type: 'passphrase', passphrase } as const;
const bytes = (text: string) => new TextEncoder().encode(text);
const nested = (depth: number) => '['.repeat(depth) + ']'.repeat(depth);
const POISON = '{"polluted":1}';

/** A backup whose seal is right, around any text: its maker knows the passphrase, as whoever hands it over may. */
function sealed(json: string): string {
  const padded = Buffer.alloc(Math.ceil((4 + Buffer.byteLength(json)) / 4096) * 4096);
  padded.writeUInt32BE(padded.write(json, 4));
  return sealByHand(takeApart(file).header, padded);
}

const account = (more: string) =>
  `{"id":"a","type":"totp","issuer":"ACME","name":"a","secret":"${SECRET}","algorithm":"SHA1","digits":6,${more}}`;
const payload = (more: string, around = '"settings":{}') =>
  sealed(`{"schema":1,${around},"accounts":[${account(more)}]}`);

async function refusal(promise: Promise<unknown>): Promise<{ code: string; details: unknown }> {
  return promise.then(
    () => ({ code: 'accepted', details: {} }),
    (error: unknown) => {
      if (error instanceof UserError) return { code: error.code, details: error.details };
      throw error;
    },
  );
}

afterEach(() => {
  expect(Reflect.get({}, 'polluted')).toBeUndefined();
  expect(Object.keys(Object.prototype)).toEqual([]);
});

const TAKEN = {
  type: 'totp',
  issuer: 'ACME',
  name: 'a',
  secret: SECRET,
  algorithm: 'SHA1',
  digits: 6,
  period: 30,
};

describe('the content of a sealed backup', () => {
  it.each([
    [
      '__proto__ and constructor of an account',
      payload(`"period":30,"__proto__":${POISON},"constructor":{"prototype":${POISON}}`),
    ],
    [
      '__proto__ of the content and the settings',
      payload('"period":30', `"__proto__":${POISON},"settings":{"__proto__":${POISON}}`),
    ],
    ['a field twice, of which the last counts', payload('"period":60,"period":30')],
    ['a list of accounts twice, of which the last counts', payload('"period":30', '"accounts":[]')],
    ['infinity in a field that nobody knows', payload('"period":30,"more":1e999')],
  ])('is taken without %s', async (_what, given) => {
    expect((await readImport(bytes(given), passphrase)).accounts).toEqual([TAKEN]);
    const { content } = await openVault(given, own);
    expect(content).toMatchObject({ accounts: [{ id: 'a', period: 30 }] });
  });

  it.each([
    ['infinity as period', payload('"period":1e999')],
    ['infinity as digits', payload('"digits":1e999,"period":30')],
    ['infinity as schema', sealed(`{"schema":-1e999,"accounts":[${account('"period":30')}]}`)],
    ['a million arrays in each other', payload(`"period":30,"more":${nested(1e6)}`)],
    ['a million arrays as accounts', sealed(`{"schema":1,"accounts":${nested(1e6)}}`)],
    [
      'accounts only by __proto__',
      sealed(`{"schema":1,"__proto__":{"accounts":[${account('"period":30')}]}}`),
    ],
    ['more accounts than a vault may have', sealed(`{"schema":1,"accounts":[${'0,'.repeat(10_000)}0]}`)],
  ])('is refused: %s', async (_what, given) => {
    expect((await refusal(readImport(bytes(given), passphrase))).code).toBe('bad-content');
  });
});

describe('a file around it', () => {
  const withMember = (member: string) => file.replace('{', `{${member},`);

  it.each([
    ['__proto__', withMember(`"__proto__":${POISON}`)],
    ['constructor', withMember(`"constructor":{"prototype":${POISON}}`)],
    ['infinity', file.replace(/"v":\s*1/, '"v":1e999')],
    ['a million arrays', file.replace(/"v":\s*1/, `"v":${nested(1e6)}`)],
    ['a million arrays that do not end', file.replace(/"v":\s*1/, `"v":${'['.repeat(1e6)}`)],
  ])('is refused with %s', async (_what, given) => {
    expect(given).not.toBe(file);
    expect((await refusal(readImport(bytes(given), passphrase))).code).toBe('E_FORMAT');
  });

  it('counts the last one of two members with one name, which the sum then has to fit', async () => {
    const first = await readImport(bytes(withMember('"ct":"AAAA"')), passphrase);
    expect(first.accounts).toHaveLength(1);
    const last = file.replace(/\}\s*$/, ',"ct":"AAAA"}');
    expect((await refusal(readImport(bytes(last), passphrase))).code).toMatch(/^E_(?:FORMAT|SUM)$/);
  });

  it('is refused as a whole wherever it ends too early', async () => {
    for (let length = 64; length < file.trimEnd().length; length += 64) {
      const cut = bytes(file.slice(0, length));
      expect((await refusal(readImport(cut, passphrase))).code, `${length}`).toBe('E_FORMAT');
    }
  });
});

describe('a JSON file that is no backup of ours', () => {
  it.each([`{"__proto__":${POISON}}`, '{"a":1,"a":2}', nested(1e6), '['.repeat(1e6), '[1e999]'])(
    'is refused unread: %.20s',
    async (given) => expect((await refusal(readImport(bytes(given)))).code).toBe('bad-content'),
  );
});

describe('a list of too many key URIs', () => {
  const list = (count: number) =>
    Array.from({ length: count }, (_, index) => `otpauth://totp/S:a${index}?secret=${SECRET}`).join('\n');

  it('is refused as a whole, with the number that fits', async () => {
    expect((await readImport(bytes(list(2000)))).accounts).toHaveLength(2000);
    for (const count of [2001, 10_000])
      expect(await refusal(readImport(bytes(list(count))))).toEqual({
        code: 'too-many',
        details: { max: 2000 },
      });
  });
});
