import { afterEach, describe, expect, it, vi } from 'vitest';
import { CheckError } from '../../src/core/check';
import {
  changeSlots,
  inspectVault,
  type NewSlot,
  newSlotId,
  openVault,
  openWithKey,
} from '../../src/core/vault-file';
import {
  codeOf,
  positive,
  prfSecret,
  putTogether,
  recoverySecret,
  slotListOf,
  slotsOf,
  takeApart,
  vaultKey,
  vectors,
} from './vault-file-kit';

afterEach(() => {
  vi.restoreAllMocks();
});

const { file } = positive('argon2id_owasp_minimum');
const [passphraseId = '', prfId = '', recoveryId = ''] = slotsOf(file).map(({ id }) => id);
const { passphrase, content } = vectors;

const random = (byteCount: number) => crypto.getRandomValues(new Uint8Array(byteCount));
const text = (byteCount: number) => Buffer.from(random(byteCount)).toString('base64url');
const newRecovery = () => ({ id: newSlotId(), type: 'recovery', secret: random(16) }) as const;
const newPrf = () =>
  ({
    id: newSlotId(),
    type: 'webauthn-prf',
    credentialId: text(64),
    prfSalt: text(32),
    secret: random(32),
  }) as const;
const newPassphrase = (words = 'another passphrase') =>
  ({ id: newSlotId(), type: 'passphrase', passphrase: words }) as const;
const add = (...slots: NewSlot[]) => changeSlots(file, vaultKey, content, { add: slots });

describe('newSlotId', () => {
  it('gives 16 random bytes as base64url', () => {
    const ids = Array.from({ length: 100 }, newSlotId);
    expect(new Set(ids).size).toBe(100);
    for (const id of ids) expect(Buffer.from(id, 'base64url').toString('base64url')).toBe(id);
    for (const id of ids) expect(Buffer.from(id, 'base64url')).toHaveLength(16);
  });
});

describe('changeSlots', () => {
  it('puts slots of each kind behind the old ones, which stay byte for byte, and each opens', async () => {
    const { file: before, foreign = [] } = positive('foreign_slots');
    const slots = [newPassphrase(), newPrf(), newRecovery()] as const;
    const next = { ...Object(content), label: 'ü' };
    const changed = await changeSlots(before, vaultKey, next, { add: slots });
    expect(changed).toMatchObject({ rev: 8, kdf: 'argon2id' });
    const known = slotsOf(before)
      .slice(foreign.length)
      .map((slot) => JSON.stringify(slot));
    expect([foreign.length, known.length]).toEqual([2, 3]);
    for (const slot of known) expect(slotListOf(before)).toContain(slot);
    expect(slotListOf(changed.text).startsWith([...foreign, ...known, ''].join(','))).toBe(true);
    expect(slotsOf(changed.text).slice(5)).toMatchObject([
      { id: slots[0].id, kdf: { id: 'argon2id-v19', m: 65_536, t: 3, p: 1 } },
      { id: slots[1].id, credentialId: slots[1].credentialId, prfSalt: slots[1].prfSalt, rpId: null },
      { id: slots[2].id, type: 'recovery', kdf: { id: 'hkdf-sha256' } },
    ]);
    for (const slot of slots)
      expect(await openVault(changed.text, slot)).toMatchObject({ content: next, slotId: slot.id, vaultKey });
    for (const secret of [prfSecret, recoverySecret]) {
      const type = secret === prfSecret ? 'webauthn-prf' : 'recovery';
      expect(await openVault(changed.text, { type, secret })).toMatchObject({ content: next, rev: 8 });
    }
    expect(await openVault(changed.text, { type: 'passphrase', passphrase })).toMatchObject({ rev: 8 });
  });

  it('opens with no other credential of the same kind', async () => {
    const [prf, recovery] = [newPrf(), newRecovery()];
    const changed = await changeSlots(file, vaultKey, content, {
      remove: [prfId, recoveryId],
      add: [prf, recovery],
    });
    const open = (type: 'webauthn-prf' | 'recovery', secret: Uint8Array) =>
      codeOf(openVault(changed.text, { type, secret }));
    expect(await open('webauthn-prf', prf.secret)).toHaveProperty('opened');
    expect(await open('recovery', recovery.secret)).toHaveProperty('opened');
    for (const secret of [random(32), prfSecret]) expect(await open('webauthn-prf', secret)).toBe('E_UNLOCK');
    for (const secret of [random(16), recoverySecret])
      expect(await open('recovery', secret)).toBe('E_UNLOCK');
    const wrong = { type: 'passphrase', passphrase: `${passphrase} ` } as const;
    expect(await codeOf(openVault(changed.text, wrong))).toBe('E_UNLOCK');
  });

  it('wraps a weak passphrase slot anew in one revision, under the same vault key (MG7)', async () => {
    const before = await openVault(file, { type: 'passphrase', passphrase });
    expect(before.weakKdf).toBe(true);
    const slot = newPassphrase(passphrase);
    const change = { remove: [before.slotId], add: [slot] };
    const changed = await changeSlots(file, before.vaultKey, before.content, change);
    expect(changed).toMatchObject({ rev: before.rev + 1, kdf: 'argon2id' });
    expect(slotsOf(changed.text).map(({ id }) => id)).toEqual([prfId, recoveryId, slot.id]);
    const opened = await openVault(changed.text, { type: 'passphrase', passphrase });
    expect(opened).toEqual({ ...before, rev: before.rev + 1, slotId: slot.id, weakKdf: false });
    expect(await openWithKey(changed.text, before.vaultKey)).toMatchObject({ content: before.content });
  });

  it('removes without adding, and tells of no derivation', async () => {
    const changed = await changeSlots(file, vaultKey, content, { remove: [prfId] });
    expect(changed).toMatchObject({ rev: 8, kdf: null });
    expect(slotsOf(changed.text)).toEqual([slotsOf(file)[0], slotsOf(file)[2]]);
    expect(await codeOf(openVault(changed.text, { type: 'webauthn-prf', secret: prfSecret }))).toBe(
      'E_UNLOCK',
    );
    const added = await add(newRecovery());
    expect(added.kdf).toBe(null);
  });

  it('has room for 16 slots, the removed ones not counted', async () => {
    const full = await add(...Array.from({ length: 13 }, newRecovery));
    expect(slotsOf(full.text)).toHaveLength(16);
    const change = (remove: string[], count: number) =>
      changeSlots(full.text, vaultKey, content, { remove, add: Array.from({ length: count }, newRecovery) });
    expect(await codeOf(change([], 1))).toBe('too-many-slots');
    expect(await codeOf(change([prfId], 2))).toBe('too-many-slots');
    expect(slotsOf((await change([prfId, recoveryId], 2)).text)).toHaveLength(16);
  });

  it('takes the id of a slot that is removed in the same write, and no other twice', async () => {
    const slot = { ...newRecovery(), id: recoveryId };
    const { text: changed } = await changeSlots(file, vaultKey, content, {
      remove: [recoveryId],
      add: [slot],
    });
    expect(await openVault(changed, slot)).toMatchObject({ slotId: recoveryId });
    expect(await codeOf(add(slot))).toBeInstanceOf(CheckError);
    const twin = newRecovery();
    expect(await codeOf(add(twin, { ...newPrf(), id: twin.id }))).toBeInstanceOf(CheckError);
  });

  it('says slot-gone for a slot that is not there, and touches none of a newer version', async () => {
    const { file: newer } = positive('foreign_slots');
    const seen = await inspectVault(newer);
    for (const id of [newSlotId(), '', 'x', slotsOf(newer)[0]?.id ?? '-'])
      expect(await codeOf(changeSlots(newer, vaultKey, content, { remove: [id] }))).toBe('slot-gone');
    expect(seen).toMatchObject({ slots: [{ id: '' }, { id: '' }, {}, {}, {}] });
  });

  it('leaves at least one passphrase that it can derive, and derives nothing before it knows', async () => {
    const derivations = vi.spyOn(WebAssembly, 'instantiate');
    const { file: newer } = positive('foreign_slots');
    const known = slotsOf(newer)[2]?.id ?? '';
    for (const before of [file, newer]) {
      const remove = [before === file ? passphraseId : known];
      const change = { remove, add: [newPrf(), newRecovery()] };
      expect(await codeOf(changeSlots(before, vaultKey, content, change))).toBe('last-passphrase');
    }
    expect(await codeOf(add(newPassphrase(), newPassphrase('')))).toBe('passphrase-too-short');
    expect(derivations).not.toHaveBeenCalled();
  });

  it.each([
    { ...newRecovery(), id: 'AAAA' },
    { ...newRecovery(), secret: random(32) },
    { ...newPrf(), secret: random(16) },
    { ...newPrf(), prfSalt: text(16) },
    { ...newPrf(), credentialId: '' },
    { ...newPrf(), credentialId: 'no base64url' },
  ])('refuses a slot of another shape: $type, case %#', async (slot) => {
    expect(await codeOf(add(slot))).toBeInstanceOf(CheckError);
  });

  it('makes no changed header authentic and wraps no key of another vault', async () => {
    const parts = takeApart(file);
    const header = Buffer.from(parts.header.toString().replace('"rev":7', '"rev":8'));
    const change = { add: [newRecovery()] };
    const forged = putTogether({ ...parts, header });
    expect(await codeOf(changeSlots(forged, vaultKey, content, change))).toBe('E_TAMPERED');
    expect(await codeOf(changeSlots(file, text(32), content, change))).toBe('E_TAMPERED');
    expect(await codeOf(changeSlots(file, 'AAAA', content, change))).toBe('E_UNLOCK');
  });

  it('refuses content as sealVault does', async () => {
    const seal = (value: unknown) => codeOf(changeSlots(file, vaultKey, value, { remove: [prfId] }));
    expect(await seal(undefined)).toBeInstanceOf(TypeError);
    expect(await seal('a'.repeat(4 * 2 ** 20))).toBe('E_TOO_BIG');
  });

  it('says not-saved where a new slot does not unwrap', async () => {
    const encrypt = crypto.subtle.encrypt.bind(crypto.subtle);
    vi.spyOn(crypto.subtle, 'encrypt').mockImplementation(async (algorithm, key, data) => {
      const sealed = new Uint8Array(await encrypt(algorithm, key, data));
      if (data.byteLength === 32) sealed[0] = (sealed[0] ?? 0) ^ 1;
      return sealed.buffer;
    });
    expect(await codeOf(add(newRecovery()))).toBe('not-saved');
  });

  it.each([newRecovery(), newPrf()])(
    'says not-saved where a new $type slot holds another key',
    async (slot) => {
      const encrypt = crypto.subtle.encrypt.bind(crypto.subtle);
      vi.spyOn(crypto.subtle, 'encrypt').mockImplementation((algorithm, key, data) =>
        encrypt(algorithm, key, data.byteLength === 32 ? new Uint8Array(32) : data),
      );
      expect(await codeOf(add(slot))).toBe('not-saved');
    },
  );

  it('zero-fills the vault key and every credential key, and leaves the secrets of its caller', async () => {
    const imported = vi.spyOn(crypto.subtle, 'importKey');
    const encrypted = vi.spyOn(crypto.subtle, 'encrypt');
    const slots = [newPrf(), newRecovery()] as const;
    const secrets = slots.map(({ secret }) => secret.slice());
    await add(...slots, newPassphrase());
    const material = imported.mock.calls.map(([, bytes]) => bytes);
    const wrapped = encrypted.mock.calls.map(([, , bytes]) => bytes).filter((it) => it.byteLength === 32);
    // The vault key, two secrets, the derived passphrase; and the vault key for each of three slots.
    expect([material.length, wrapped.length]).toEqual([4, 3]);
    for (const bytes of [...material, ...wrapped])
      expect(bytes).toEqual(new Uint8Array(bytes instanceof Uint8Array ? bytes.length : 0));
    expect(slots.map(({ secret }) => secret)).toEqual(secrets);
  });

  it('zero-fills the vault key where a slot is refused', async () => {
    const encrypted = vi.spyOn(crypto.subtle, 'encrypt');
    await codeOf(add(newRecovery(), { ...newPrf(), prfSalt: '' }));
    expect(encrypted.mock.calls.map(([, , bytes]) => bytes)).toEqual([new Uint8Array(32)]);
  });
});
