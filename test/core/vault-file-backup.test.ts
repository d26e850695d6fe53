import { describe, expect, it } from 'vitest';
import { inspectVault, openVault, openWithKey, sealBackup } from '../../src/core/vault-file';
import {
  codeOf,
  positive,
  prfSecret,
  putTogether,
  recoverySecret,
  sealByHand,
  slotListOf,
  slotsOf,
  takeApart,
  vaultKey,
  vectors,
} from './vault-file-kit';

const { file } = positive('argon2id_owasp_minimum');
const { passphrase, content } = vectors;

describe('sealBackup', () => {
  it('is the same vault and revision, sealed anew', async () => {
    const backup = await sealBackup(file, vaultKey, content);
    expect(await openWithKey(backup, vaultKey)).toEqual(await openWithKey(file, vaultKey));
    for (const member of ['salt', 'nonce', 'ct'] as const)
      expect(takeApart(backup)[member]).not.toEqual(takeApart(file)[member]);
  });

  it('opens by passphrase and recovery key, and has no slot of a security key (MG6)', async () => {
    const backup = await sealBackup(file, vaultKey, content);
    expect(await inspectVault(backup)).toMatchObject({
      slots: [{ type: 'passphrase' }, { type: 'recovery' }],
    });
    for (const credential of [
      { type: 'passphrase', passphrase },
      { type: 'recovery', secret: recoverySecret },
    ] as const)
      expect(await openVault(backup, credential)).toMatchObject({ content, vaultKey, rev: 7 });
    expect(await codeOf(openVault(backup, { type: 'webauthn-prf', secret: prfSecret }))).toBe('E_UNLOCK');
  });

  it('carries the other slots over byte for byte, those of newer versions too', async () => {
    const { file: newer, foreign = [] } = positive('foreign_slots');
    const backup = await sealBackup(newer, vaultKey, content);
    expect(foreign).toHaveLength(2);
    for (const slot of foreign) expect(slotListOf(backup)).toContain(slot);
    expect(slotsOf(backup)).toEqual(slotsOf(newer).filter(({ type }) => type !== 'webauthn-prf'));
  });

  it('leaves a slot of a security key behind whose derivation only a newer version knows', async () => {
    const foreign = '{"type":"webauthn-prf","kdf":{"id":"hkdf-sha3"}}';
    const written = takeApart(file).header.toString();
    const header = Buffer.from(written.replace(/"slots"\s*:\s*\[/, `$&${foreign},`));
    const padded = Buffer.alloc(4096);
    padded.writeUInt32BE(padded.write('{}', 4));
    const newer = sealByHand(header, padded);
    expect(await inspectVault(newer)).toMatchObject({
      slots: [{ id: '', type: 'webauthn-prf' }, {}, {}, {}],
    });
    const backup = await sealBackup(newer, vaultKey, {});
    expect(slotsOf(backup).map(({ type }) => type)).toEqual(['passphrase', 'recovery']);
  });

  it('starts from no changed header and no key of another vault', async () => {
    const parts = takeApart(file);
    const header = Buffer.from(parts.header.toString().replace('"rev":7', '"rev":8'));
    expect(await codeOf(sealBackup(putTogether({ ...parts, header }), vaultKey, content))).toBe('E_TAMPERED');
    expect(await codeOf(sealBackup(file, Buffer.alloc(32).toString('base64url'), content))).toBe(
      'E_TAMPERED',
    );
    expect(await codeOf(sealBackup(file, vaultKey, undefined))).toBeInstanceOf(TypeError);
  });
});
