import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { changeSlots, createVault, newSlotId, openVault, rotateVault } from '../../src/core/vault-file';
import { codeOf, positive, prfSecret, slotsOf, takeApart, vaultKey, vectors } from './vault-file-kit';

const { passphrase } = vectors;

/** hash-wasm keeps a module that it has compiled, so the refusals stand in a file of their own. */
describe.each([
  [
    'is refused by policy',
    () => {
      const refusal = new WebAssembly.CompileError('Refused by Content Security Policy');
      vi.spyOn(WebAssembly, 'compile').mockRejectedValue(refusal);
      vi.spyOn(WebAssembly, 'instantiate').mockRejectedValue(refusal);
    },
  ],
  ['is missing', () => vi.stubGlobal('WebAssembly', undefined)],
])('where WebAssembly %s (CR9)', (_case, refuse) => {
  beforeEach(() => {
    refuse();
  });
  afterEach(() => {
    vi.restoreAllMocks();
    vi.unstubAllGlobals();
  });

  it('a new vault has PBKDF2 at its full cost, says so, and opens', async () => {
    const created = await createVault(vectors.content, passphrase);
    expect(created.kdf).toBe('pbkdf2');
    const { slots } = JSON.parse(takeApart(created.text).header.toString());
    expect(slots).toHaveLength(1);
    expect(slots[0].kdf).toMatchObject({ id: 'pbkdf2-sha256', c: 1_000_000 });
    const opened = await openVault(created.text, { type: 'passphrase', passphrase });
    expect(opened.content).toEqual(vectors.content);
  });

  it('a new passphrase slot has PBKDF2 at its full cost and says so, and keeps the vault open', async () => {
    const { file } = positive('argon2id');
    const slot = { id: newSlotId(), type: 'passphrase', passphrase: 'another passphrase' } as const;
    const [old] = slotsOf(file);
    const change = { remove: [old?.id ?? ''], add: [slot] };
    const changed = await changeSlots(file, vaultKey, vectors.content, change);
    const rotated = await rotateVault(file, vaultKey, vectors.content, [slot]);
    expect([changed.kdf, rotated.kdf]).toEqual(['pbkdf2', 'pbkdf2']);
    for (const { text } of [changed, rotated]) {
      const kdf = { id: 'pbkdf2-sha256', c: 1_000_000 };
      expect(slotsOf(text).find(({ id }) => id === slot.id)).toMatchObject({ kdf });
      const opened = await openVault(text, slot);
      expect(opened).toMatchObject({ content: vectors.content, slotId: slot.id });
    }
  });

  it('an Argon2id vault is not called a wrong passphrase', async () => {
    const { file } = positive('argon2id');
    expect(await codeOf(openVault(file, { type: 'passphrase', passphrase }))).toBe('E_KDF_UNAVAILABLE');
    expect(await openVault(file, { type: 'webauthn-prf', secret: prfSecret })).toHaveProperty('content');
  });

  it('a PBKDF2 slot behind an Argon2id slot still opens', async () => {
    const { file } = positive('argon2id_then_pbkdf2');
    const opened = await openVault(file, { type: 'passphrase', passphrase });
    expect(opened.content).toEqual(vectors.content);
    expect(await codeOf(openVault(file, { type: 'passphrase', passphrase: 'wrong' }))).toBe(
      'E_KDF_UNAVAILABLE',
    );
  });
});
