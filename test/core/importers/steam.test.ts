import { createHash } from 'node:crypto';
import { zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { readImport } from '../../../src/core/importers';
import { encode, guard, IV, key, manifest, seal, sealCbc, sealed, ZERO } from './steam-writer';

describe('Steam', () => {
  it('reads the accounts of a phone, a bad one costing none', async () => {
    const accounts = { 1: guard, 2: { ...guard, account_name: 'alyx', shared_secret: '!' }, 3: null };
    const result = await readImport(encode({ accounts }));
    expect(result.accounts).toMatchObject([{ type: 'steam', issuer: 'Steam', name: 'gordon', digits: 5 }]);
    expect(result.skipped).toEqual([
      { name: 'alyx', reason: 'bad-secret' },
      { name: 'Steam', reason: 'secret-missing' },
    ]);
  });

  it('says of which accounts it holds other secrets as well', async () => {
    const { identity_secret: _, revocation_code: __, ...bare } = guard;
    const accounts = { 1: { ...bare, revocation_code: 'R2' }, 2: { ...bare, identity_secret: '' } };
    expect((await readImport(encode({ accounts }))).accounts.map((one) => one.hasMoreSecrets)).toEqual([
      true,
      undefined,
    ]);
  });

  it('opens an encrypted file with its manifest', async () => {
    const damaged = encode({ entries: [{ encryption_iv: 'AAAA', encryption_salt: 'AAAA' }, key(IV)] });
    for (const companion of [manifest, damaged]) {
      const { accounts, format } = await readImport(sealed, 'open', [encode(guard), companion]);
      expect(format).toBe('steam');
      expect(accounts).toMatchObject([{ type: 'steam', name: 'gordon', secret: 'JBSWY3DPEHPK3PXP' }]);
    }
  });

  it('opens both out of an archive of their folder', async () => {
    const packed = zipSync({ '1.maFile': sealed, 'manifest.json': manifest });
    const { accounts } = await readImport(packed, 'open');
    expect(accounts).toMatchObject([{ type: 'steam', name: 'gordon', secret: 'JBSWY3DPEHPK3PXP' }]);
  });

  it('takes nothing from a manifest, where a file of its folder lies beside it', async () => {
    const nothing = { format: 'steam', accounts: [], skipped: [] };
    expect(await readImport(manifest, undefined, [encode({}), sealed])).toEqual(nothing);
    const plain = encode({ entries: [{ encryption_iv: null, encryption_salt: null }] });
    expect(await readImport(plain, undefined, [encode(guard)])).toEqual(nothing);
  });

  it('leaves a backup of another app beside a manifest to that app', async () => {
    const item = { issuer: 'ACME', name: 'a', key: 'JBSWY3DPEHPK3PXP', base: 32 };
    const list = JSON.stringify({ [JSON.stringify([item])]: '' });
    const backup = (password: string) => sealCbc(list, createHash('sha256').update(password).digest(), ZERO);
    const usual = await readImport(backup('TotpAuthenticator'), undefined, [manifest]);
    expect(usual).toMatchObject({ format: 'totp-authenticator', accounts: [{ name: 'a' }] });
    const chosen = await readImport(backup('chosen'), 'chosen', [manifest]);
    expect(chosen).toMatchObject({ format: 'totp-authenticator', accounts: [{ name: 'a' }] });
    await expect(readImport(backup('chosen'), undefined, [manifest])).rejects.toMatchObject({
      code: 'password-required',
    });
  });

  it('asks for the passphrase of an encrypted file without its manifest, and never knows it', async () => {
    await expect(readImport(sealed)).rejects.toMatchObject({ code: 'password-required' });
    await expect(readImport(sealed, 'open')).rejects.toMatchObject({ code: 'wrong-password' });
  });

  it('asks for what is missing', async () => {
    await expect(readImport(manifest, 'open')).rejects.toMatchObject({ code: 'companion-missing' });
    await expect(readImport(manifest, 'open', [encode({})])).rejects.toMatchObject({
      code: 'companion-missing',
    });
    await expect(readImport(sealed, undefined, [manifest])).rejects.toMatchObject({
      code: 'password-required',
    });
  });

  it('says when a password opens nothing, or nothing that makes sense', async () => {
    await expect(readImport(sealed, 'other', [manifest])).rejects.toMatchObject({ code: 'wrong-password' });
    await expect(readImport(seal('{"a":1,"b":"long enough"}'), 'open', [manifest])).rejects.toMatchObject({
      code: 'wrong-password',
    });
  });

  it('calls no passphrase wrong that it did not try on every key', async () => {
    const others = (count: number) => Array.from({ length: count }, () => ({ encryption_iv: 'AAAA' }));
    const file = (count: number) => [encode({ entries: [...others(count), key(IV)] })];
    expect((await readImport(sealed, 'open', file(63))).accounts).toHaveLength(1);
    await expect(readImport(sealed, 'open', file(64))).rejects.toMatchObject({ code: 'kdf-limits' });
  });

  it('refuses a manifest that is damaged', async () => {
    const damaged = encode({ entries: [{ encryption_iv: 'AAAA', encryption_salt: 'AAAA' }] });
    await expect(readImport(sealed, 'open', [damaged])).rejects.toMatchObject({ code: 'bad-content' });
  });
});
