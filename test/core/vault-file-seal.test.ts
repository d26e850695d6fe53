import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { CheckError } from '../../src/core/check';
import {
  createVault,
  newSlotId,
  openVault,
  openWithKey,
  REV_STEP_MAX,
  sealVault,
} from '../../src/core/vault-file';
import {
  codeOf,
  positive,
  prfSecret,
  putTogether,
  slotsOf,
  takeApart,
  vaultKey,
  vectors,
} from './vault-file-kit';

afterEach(() => {
  vi.restoreAllMocks();
});

const { file } = positive('argon2id_owasp_minimum');
const { passphrase } = vectors;

describe('sealVault', () => {
  it('gives back any JSON content, one revision later', async () => {
    await fc.assert(
      fc.asyncProperty(fc.jsonValue({ stringUnit: 'binary' }), async (content) => {
        const { text, rev } = await sealVault(file, vaultKey, content);
        const opened = await openWithKey(text, vaultKey);
        expect(opened.content).toEqual(JSON.parse(JSON.stringify(content)));
        expect([rev, opened.rev]).toEqual([8, 8]);
      }),
      { numRuns: 150 },
    );
  });

  it('gives new salts, nonces and ciphertexts of one length in 200 saves of the same content (CR4)', async () => {
    const saves = [{ text: file, rev: 7 }];
    for (let save = 0; save < 200; save += 1)
      saves.push(await sealVault(saves.at(-1)?.text ?? '', vaultKey, vectors.content));
    const parts = saves.map(({ text }) => takeApart(text));
    for (const member of ['salt', 'nonce', 'ct'] as const)
      expect(new Set(parts.map((one) => one[member].toString('hex'))).size).toBe(201);
    // The revision is written in decimal, so it may add a digit.
    const lengths = saves.map(({ text, rev }) => text.length - addedByDigits(rev));
    expect(new Set(lengths).size).toBe(1);
    expect(saves.at(-1)?.rev).toBe(207);
  });

  it('hides the number of accounts to 4 KiB (CR5)', async () => {
    const accounts = (count: number) => ({
      schema: 1,
      accounts: Array(count).fill({ issuer: 'Example', name: 'alice' }),
    });
    const [one, nine, many] = await Promise.all(
      [1, 9, 200].map(async (count) => (await sealVault(file, vaultKey, accounts(count))).text.length),
    );
    expect(one).toBe(nine);
    expect(many).toBeGreaterThan(nine ?? 0);
  });

  it('carries slots of newer versions over byte for byte (CR10)', async () => {
    const { file: before, foreign = [] } = positive('foreign_slots');
    expect(foreign).toHaveLength(2);
    const opened = await openVault(before, { type: 'passphrase', passphrase });
    const { text } = await sealVault(before, opened.vaultKey, opened.content);
    const again = await sealVault(text, opened.vaultKey, opened.content);
    for (const slot of foreign) expect(takeApart(again.text).header.toString()).toContain(slot);
    const { rev, slots } = JSON.parse(takeApart(again.text).header.toString());
    expect([rev, slots]).toEqual([9, JSON.parse(takeApart(before).header.toString()).slots]);
    expect(await openVault(again.text, { type: 'webauthn-prf', secret: prfSecret })).toMatchObject({
      rev: 9,
    });
  });

  it('makes no changed header authentic and seals nothing under a key of another vault', async () => {
    const parts = takeApart(file);
    const header = Buffer.from(parts.header.toString().replace('"rev":7', '"rev":8'));
    expect(await codeOf(sealVault(putTogether({ ...parts, header }), vaultKey, {}))).toBe('E_TAMPERED');
    const other = Buffer.alloc(32).toString('base64url');
    expect(await codeOf(sealVault(file, other, {}))).toBe('E_TAMPERED');
  });

  it('goes on after the revision of a merge, and refuses one that is too far ahead', async () => {
    const farthest = 7 + REV_STEP_MAX;
    for (const [least, rev] of [
      [3, 8],
      [30, 30],
      [farthest, farthest],
    ] as const)
      expect(await sealVault(file, vaultKey, {}, least)).toMatchObject({ rev });
    for (const least of [farthest + 1, Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER + 1])
      expect(await codeOf(sealVault(file, vaultKey, {}, least))).toBe('bad-content');
  });

  it('takes 4 MiB of JSON and not a byte more', async () => {
    const letters = (length: number) => 'é'.repeat(length / 2 - 1);
    const limit = 4 * 2 ** 20;
    const { text } = await sealVault(file, vaultKey, letters(limit));
    expect(text.length).toBeLessThan(8 * 2 ** 20);
    expect((await openWithKey(text, vaultKey)).content).toBe(letters(limit));
    expect(await codeOf(sealVault(file, vaultKey, `${letters(limit)}a`))).toBe('E_TOO_BIG');
  });

  it('refuses what is no JSON value', async () => {
    expect(await codeOf(sealVault(file, vaultKey, undefined))).toBeInstanceOf(TypeError);
    expect(await codeOf(createVault(() => 1, passphrase))).toBeInstanceOf(TypeError);
  });

  it('says not-saved where what it made does not open', async () => {
    const encrypt = crypto.subtle.encrypt.bind(crypto.subtle);
    vi.spyOn(crypto.subtle, 'encrypt').mockImplementation(async (...given) => {
      const sealed = new Uint8Array(await encrypt(...given));
      sealed[0] = (sealed[0] ?? 0) ^ 1;
      return sealed.buffer;
    });
    expect(await codeOf(sealVault(file, vaultKey, {}))).toBe('not-saved');
    expect(await codeOf(createVault({}, passphrase))).toBe('not-saved');
  });

  it('says not-saved where it reads back another payload than it was given', async () => {
    vi.spyOn(TextEncoder.prototype, 'encode').mockImplementation((text = '') =>
      Uint8Array.from(Buffer.from(text.replace('alice', 'mallory'))),
    );
    expect(await codeOf(sealVault(file, vaultKey, { name: 'alice' }))).toBe('not-saved');
  });
});

/** Characters that the decimal digits of `rev` add to the base64url of the header. */
function addedByDigits(rev: number): number {
  const { header } = takeApart(file);
  const length = (bytes: number) => Math.ceil((bytes * 4) / 3);
  return length(header.length + String(rev).length - 1) - length(header.length);
}

describe('createVault', () => {
  it('makes Argon2id at the cost of FORMAT.md §3 in a vault that opens', async () => {
    const created = await createVault(vectors.content, passphrase);
    expect(created).toMatchObject({ rev: 1, kdf: 'argon2id' });
    const { vaultId, rev, slots } = JSON.parse(takeApart(created.text).header.toString());
    expect(slots).toHaveLength(1);
    expect(slots[0].kdf).toMatchObject({ id: 'argon2id-v19', m: 65_536, t: 3, p: 1 });
    const opened = await openVault(created.text, { type: 'passphrase', passphrase });
    expect(opened).toEqual({
      content: vectors.content,
      vaultId,
      rev,
      vaultKey: created.vaultKey,
      slotId: slots[0].id,
      weakKdf: false,
    });
    expect([created.vaultId, created.slotId]).toEqual([vaultId, slots[0].id]);
  });

  it('zero-fills the vault key that it drew', async () => {
    const drawn: Uint8Array[] = [];
    const random = (byteCount: number) => {
      const bytes = crypto.getRandomValues(new Uint8Array(byteCount));
      drawn.push(bytes);
      return bytes;
    };
    await createVault({}, passphrase, { random, kdf: 'pbkdf2' });
    expect(drawn[0]).toEqual(new Uint8Array(32));
  });

  it('zero-fills every array that it gives to WebCrypto as key material', async () => {
    const given = vi.spyOn(crypto.subtle, 'importKey');
    const { text, vaultKey: key } = await createVault({}, passphrase, { kdf: 'pbkdf2' });
    await openVault(text, { type: 'passphrase', passphrase });
    await openWithKey(text, key);
    await openVault(file, { type: 'webauthn-prf', secret: prfSecret });
    const material = given.mock.calls.map(([, bytes]) => bytes);
    // The passphrase and its derived bytes twice, the vault key twice, the PRF secret.
    expect(material).toHaveLength(7);
    for (const bytes of material)
      expect(bytes).toEqual(new Uint8Array(bytes instanceof Uint8Array ? bytes.length : 0));
  });

  it('takes over the vault id, the revision and the slot id for a backup under another passphrase', async () => {
    const [vaultId, slotId] = [randomBytes(16).toString('base64url'), newSlotId()];
    const created = await createVault({ a: 1 }, passphrase, { kdf: 'pbkdf2', vaultId, rev: 41, slotId });
    expect(created).toMatchObject({ vaultId, rev: 41, slotId });
    expect(await openWithKey(created.text, created.vaultKey)).toEqual({
      content: { a: 1 },
      vaultId,
      rev: 41,
    });
    expect(slotsOf(created.text)).toMatchObject([{ id: slotId, type: 'passphrase' }]);
  });

  it.each([{ vaultId: 'AAAA' }, { slotId: 'AAAA' }])('refuses the name %j', async (name) => {
    expect(await codeOf(createVault({}, passphrase, { kdf: 'pbkdf2', ...name }))).toBeInstanceOf(CheckError);
  });

  it('says not-saved for a revision that no file can have', async () => {
    const rev = Number.MAX_SAFE_INTEGER + 1;
    expect(await codeOf(createVault({}, passphrase, { kdf: 'pbkdf2', rev }))).toBe('not-saved');
  });

  it('never seals with an empty passphrase', async () => {
    expect(await codeOf(createVault({}, ''))).toBe('passphrase-too-short');
  });
});
