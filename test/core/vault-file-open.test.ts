import { randomBytes } from 'node:crypto';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { inspectVault, openFirst, openVault, openWithKey } from '../../src/core/vault-file';
import {
  codeOf,
  MEMBERS,
  positive,
  prfSecret,
  putTogether,
  recoverySecret,
  sealByHand,
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
const tampered = putTogether({ ...takeApart(file), nonce: Buffer.alloc(12) });

/** The same positions on every run (mulberry32). */
function createDice(seed: number): (sides: number) => number {
  let state = seed;
  return (sides) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % sides;
  };
}

/** Changes one byte of one member, half of them in the header with its slots, and makes the sum fit again. */
function changeOneByte(dice: (sides: number) => number): string {
  const parts = takeApart(file);
  const member = dice(2) === 0 ? parts.header : parts[MEMBERS[dice(MEMBERS.length)] ?? 'ct'];
  const position = dice(member.length);
  member[position] = (member[position] ?? 0) ^ (1 + dice(255));
  return putTogether(parts);
}

describe('a vault with one changed byte and a sum that fits (CR3)', () => {
  const CODES = ['E_TAMPERED', 'E_UNLOCK', 'E_KDF', 'E_FORMAT'];

  it('never opens with the PRF secret or with the vault key, at 1,000 positions', async () => {
    const dice = createDice(20_260_101);
    for (let round = 0; round < 1000; round += 1) {
      const changed = changeOneByte(dice);
      expect(CODES).toContain(await codeOf(openVault(changed, { type: 'webauthn-prf', secret: prfSecret })));
      expect(CODES).toContain(await codeOf(openWithKey(changed, vaultKey)));
    }
  });

  it('never opens with the passphrase, at 60 positions', async () => {
    const dice = createDice(7);
    for (let round = 0; round < 60; round += 1)
      expect(CODES).toContain(
        await codeOf(openVault(changeOneByte(dice), { type: 'passphrase', passphrase })),
      );
  });
});

describe('openVault', () => {
  it('takes an accent composed or decomposed, and a trailing space for another passphrase (CR6)', async () => {
    const { file: accented, passphrase: composed = '' } = positive('accented');
    const open = (text: string) => codeOf(openVault(accented, { type: 'passphrase', passphrase: text }));
    expect(composed.normalize('NFD')).not.toBe(composed);
    expect(await open(composed.normalize('NFD'))).toHaveProperty('opened');
    expect(await open(composed.normalize('NFKC'))).toHaveProperty('opened');
    expect(await open(`${composed} `)).toBe('E_UNLOCK');
  });

  it('refuses an empty passphrase and secrets of another length as wrong', async () => {
    expect(await codeOf(openVault(file, { type: 'passphrase', passphrase: '' }))).toBe('E_UNLOCK');
    for (const secret of [new Uint8Array(0), prfSecret.subarray(1), recoverySecret])
      expect(await codeOf(openVault(file, { type: 'webauthn-prf', secret }))).toBe('E_UNLOCK');
    expect(await codeOf(openVault(file, { type: 'recovery', secret: prfSecret }))).toBe('E_UNLOCK');
  });

  it('tries only the slot that the ceremony was made for', async () => {
    const { slotId } = await openVault(file, { type: 'webauthn-prf', secret: prfSecret });
    const open = (id: string) =>
      codeOf(openVault(file, { type: 'webauthn-prf', slotId: id, secret: prfSecret }));
    expect(await open(slotId)).toHaveProperty('opened');
    expect(await open('AAAAAAAAAAAAAAAAAAAAAA')).toBe('E_UNLOCK');
  });

  it('leaves the secret of its caller as it was', async () => {
    const secret = prfSecret.slice();
    await openVault(file, { type: 'webauthn-prf', secret });
    expect(secret).toEqual(prfSecret);
  });

  it('tells whether the derivation costs less than today', async () => {
    const weak = async (name: string) =>
      (await openVault(positive(name).file, { type: 'passphrase', passphrase })).weakKdf;
    expect(await weak('argon2id_owasp_minimum')).toBe(true);
    expect([await weak('argon2id'), await weak('pbkdf2')]).toEqual([false, false]);
    expect((await openVault(file, { type: 'recovery', secret: recoverySecret })).weakKdf).toBe(false);
  });

  it('puts nothing but the code into its errors', async () => {
    const wrong = 'a passphrase that nobody may see';
    const error: unknown = await openVault(file, { type: 'passphrase', passphrase: wrong }).catch(
      (it: unknown) => it,
    );
    expect(error).toMatchObject({ message: 'E_UNLOCK', details: {} });
    expect(String(error)).not.toContain('nobody');
  });

  it('refuses a file above 8 MiB before it reads it', async () => {
    expect(await codeOf(openVault(' '.repeat(8 * 2 ** 20 + 1), { type: 'passphrase', passphrase }))).toBe(
      'E_TOO_BIG',
    );
    expect(await codeOf(openVault(' '.repeat(8 * 2 ** 20), { type: 'passphrase', passphrase }))).toBe(
      'E_FORMAT',
    );
  });

  it('refuses an authentic payload above 4 MiB', async () => {
    const { header } = takeApart(file);
    const padded = Buffer.alloc(4 * 2 ** 20 + 4096, '1');
    padded.writeUInt32BE(4 * 2 ** 20 + 1);
    expect(await codeOf(openWithKey(sealByHand(header, padded), vaultKey))).toBe('E_TOO_BIG');
  });
});

describe('openFirst', () => {
  it('goes past generations that do not open, for one derivation', async () => {
    const wasm = vi.spyOn(WebAssembly, 'instantiate');
    await openVault(file, { type: 'passphrase', passphrase });
    const callsOfOne = wasm.mock.calls.length;
    expect(callsOfOne).toBeGreaterThan(0);
    const opened = await openFirst([tampered, '{', file], { type: 'passphrase', passphrase });
    expect(opened).toMatchObject({ content: vectors.content, refused: ['E_TAMPERED', 'E_FORMAT'] });
    expect(wasm.mock.calls.length).toBe(2 * callsOfOne);
  });

  it('fails as the first one where none opens', async () => {
    const secret = new Uint8Array(32);
    expect(await codeOf(openFirst([file, '{'], { type: 'webauthn-prf', secret }))).toBe('E_UNLOCK');
    expect(
      await codeOf(openFirst([tampered, file.slice(1)], { type: 'webauthn-prf', secret: prfSecret })),
    ).toBe('E_TAMPERED');
    expect(await codeOf(openFirst([], { type: 'passphrase', passphrase }))).toBe('no-vault');
  });
});

describe('openWithKey', () => {
  it('tells a key of another vault from a text that is no key', async () => {
    expect(await codeOf(openWithKey(file, randomBytes(32).toString('base64url')))).toBe('E_TAMPERED');
    for (const text of ['', 'AAAA', `${vaultKey}=`, `${vaultKey.slice(0, -1)}!`])
      expect(await codeOf(openWithKey(file, text))).toBe('E_UNLOCK');
  });
});

describe('inspectVault', () => {
  it('names vault, revision, sum and the slots with what a ceremony needs', async () => {
    const { sum } = JSON.parse(positive('foreign_slots').file);
    const { vaultId } = await openWithKey(file, vaultKey);
    const [, , byPassphrase, byKey, byRecovery] = slotsOf(positive('foreign_slots').file);
    expect(byKey).toMatchObject({ credentialId: expect.any(String), prfSalt: expect.any(String) });
    const { id, type, credentialId, prfSalt }: Record<string, unknown> = { ...byKey };
    expect(await inspectVault(positive('foreign_slots').file)).toEqual({
      ok: true,
      vaultId,
      rev: 7,
      sum,
      slots: [
        { id: '', type: 'fido3-new' },
        { id: '', type: 'passphrase' },
        { id: byPassphrase?.id, type: 'passphrase', weakKdf: true },
        { id, type, credentialId, prfSalt },
        { id: byRecovery?.id, type: 'recovery' },
      ],
    });
  });

  it('tells a passphrase slot that costs what we would create today', async () => {
    expect(await inspectVault(positive('argon2id').file)).toMatchObject({
      slots: [{ weakKdf: false }, {}, {}],
    });
  });
});
