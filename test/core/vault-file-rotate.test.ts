import { beforeAll, describe, expect, it } from 'vitest';
import { CheckError } from '../../src/core/check';
import {
  type Credential,
  type NewSlot,
  newSlotId,
  openVault,
  openWithKey,
  rotateVault,
  sealVault,
} from '../../src/core/vault-file';
import {
  codeOf,
  vaultKey as oldKey,
  positive,
  prfSecret,
  putTogether,
  recoverySecret,
  slotListOf,
  slotsOf,
  takeApart,
  vectors,
} from './vault-file-kit';

const { file: old, foreign = [] } = positive('foreign_slots');
const { passphrase, content } = vectors;
const random = (byteCount: number) => crypto.getRandomValues(new Uint8Array(byteCount));
const text = (byteCount: number) => Buffer.from(random(byteCount)).toString('base64url');

const byPassphrase = { id: newSlotId(), type: 'passphrase', passphrase: 'another passphrase' } as const;
const byRecovery = { id: newSlotId(), type: 'recovery', secret: random(16) } as const;
// The same security key goes on, by a touch: even with its old secret the old slot is worth nothing.
const prf = { credentialId: text(64), prfSalt: text(32), secret: prfSecret };
const byPrf = { ...prf, id: newSlotId(), type: 'webauthn-prf' } as const;
const slots: readonly NewSlot[] = [byPassphrase, byPrf, byRecovery];

const oldCredentials: readonly Credential[] = [
  { type: 'passphrase', passphrase },
  { type: 'recovery', secret: recoverySecret },
];

describe('rotateVault', () => {
  let rotated: Awaited<ReturnType<typeof rotateVault>>;
  beforeAll(async () => {
    rotated = await rotateVault(old, oldKey, content, slots);
  });

  /** The new file with another list of slots and a sum that fits. */
  function withSlots(list: string): string {
    const parts = takeApart(rotated.text);
    const { vaultId, rev } = JSON.parse(parts.header.toString());
    const header = `{"vaultId":"${vaultId}","rev":${rev},"aead":"A256GCM","slots":[${list}]}`;
    return putTogether({ ...parts, header: Buffer.from(header) });
  }

  it('gives the next revision of the same vault under a new key, with the given slots alone', async () => {
    expect(rotated).toMatchObject({ rev: 8, kdf: 'argon2id' });
    expect(rotated.vaultKey).not.toBe(oldKey);
    const { vaultId } = await openWithKey(old, oldKey);
    expect(await openWithKey(rotated.text, rotated.vaultKey)).toEqual({ content, vaultId, rev: 8 });
    expect(slotsOf(rotated.text).map(({ id }) => id)).toEqual(slots.map(({ id }) => id));
    expect(foreign).toHaveLength(2);
    for (const slot of foreign) expect(slotListOf(rotated.text)).not.toContain(slot);
  });

  it.each(slots)('opens by each of them: $type', async (slot) => {
    expect(await openVault(rotated.text, slot)).toMatchObject({
      content,
      slotId: slot.id,
      vaultKey: rotated.vaultKey,
      weakKdf: false,
    });
  });

  it('opens by no passphrase, recovery key and vault key of before (CR12)', async () => {
    for (const credential of oldCredentials)
      expect(await codeOf(openVault(rotated.text, credential))).toBe('E_UNLOCK');
    expect(await codeOf(openWithKey(rotated.text, oldKey))).toBe('E_TAMPERED');
    expect(await codeOf(sealVault(rotated.text, oldKey, {}))).toBe('E_TAMPERED');
    expect(await codeOf(openWithKey(old, rotated.vaultKey))).toBe('E_TAMPERED');
  });

  it('does not open with old slots in the new header (CR12)', async () => {
    const lists = [slotListOf(old), `${slotListOf(old)},${slotListOf(rotated.text)}`];
    const credentials = [...oldCredentials, byPrf];
    for (const list of lists)
      for (const credential of credentials) {
        // The old slots are there and unwrap, to a key that opens nothing here.
        expect(await codeOf(openVault(withSlots(list), credential))).toBe('E_TAMPERED');
      }
    for (const list of lists)
      for (const key of [oldKey, rotated.vaultKey])
        expect(await codeOf(openWithKey(withSlots(list), key))).toBe('E_TAMPERED');
    // The control: the same way of putting a file together, with nothing changed, opens.
    expect(await openVault(withSlots(slotListOf(rotated.text)), byRecovery)).toMatchObject({ content });
  });

  it('does not open with members of the old file (CR12)', async () => {
    const [before, after] = [takeApart(old), takeApart(rotated.text)];
    const mixed = [
      { ...after, header: before.header },
      { ...after, salt: before.salt },
      { ...after, nonce: before.nonce },
      { ...before, header: after.header },
      { ...before, ct: after.ct },
    ];
    for (const parts of mixed)
      for (const key of [oldKey, rotated.vaultKey])
        expect(await codeOf(openWithKey(putTogether(parts), key))).toBe('E_TAMPERED');
  });

  it('asks for a passphrase slot, and for 16 slots at most', async () => {
    const rotate = (given: readonly NewSlot[]) => codeOf(rotateVault(old, oldKey, content, given));
    for (const none of [[], [byPrf, byRecovery]]) expect(await rotate(none)).toBe('last-passphrase');
    const many = Array.from({ length: 16 }, () => ({ ...byRecovery, id: newSlotId() }));
    expect(await rotate([byPassphrase, ...many])).toBe('too-many-slots');
    expect(await rotate([{ ...byPassphrase, passphrase: '' }])).toBe('passphrase-too-short');
    expect(await rotate([byPassphrase, { ...byRecovery, id: byPassphrase.id }])).toBeInstanceOf(CheckError);
  });

  it('starts from no changed header and no key of another vault', async () => {
    const parts = takeApart(old);
    const header = Buffer.from(parts.header.toString().replace(/"rev":\s*7/, '"rev":8'));
    expect(header).not.toEqual(parts.header);
    const forged = putTogether({ ...parts, header });
    expect(await codeOf(rotateVault(forged, oldKey, content, slots))).toBe('E_TAMPERED');
    expect(await codeOf(rotateVault(old, text(32), content, slots))).toBe('E_TAMPERED');
    expect(await codeOf(rotateVault(old, oldKey, undefined, slots))).toBeInstanceOf(TypeError);
  });
});
