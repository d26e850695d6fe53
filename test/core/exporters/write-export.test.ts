import { describe, expect, it } from 'vitest';
import { keyUrisOf, lossesOf, writeExport } from '../../../src/core/exporters';
import { readImport } from '../../../src/core/importers';
import { hotp, NOW, PASSPHRASE, type PLAIN, SEALED, steam, totp } from './kit';

const write = async (format: (typeof PLAIN | typeof SEALED)[number], accounts = [totp]) =>
  writeExport(format, accounts, { passphrase: PASSPHRASE, now: NOW });
const textOf = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
const jsonOf = async (format: (typeof PLAIN | typeof SEALED)[number], accounts = [totp]) =>
  JSON.parse(textOf((await write(format, accounts)).bytes));

describe('a file', () => {
  it.each([
    ['uri-list', 'counterfoil-uri-list-2026-11-28.txt', 'text/plain'],
    ['aegis', 'counterfoil-aegis-2026-11-28.json', 'application/json'],
    ['2fas-sealed', 'counterfoil-2fas-sealed-2026-11-28.2fas', 'application/octet-stream'],
    ['andotp-sealed', 'counterfoil-andotp-sealed-2026-11-28.json.aes', 'application/octet-stream'],
  ] as const)('of %s is called %s', async (format, fileName, mimeType) => {
    expect(await write(format)).toMatchObject({ fileName, mimeType });
  });

  it('is not written without an account', async () => {
    await expect(write('aegis', [])).rejects.toMatchObject({ code: 'no-entries' });
    const options = { now: NOW };
    await expect(writeExport('cxf', [hotp(1)], options)).rejects.toMatchObject({ code: 'no-entries' });
    expect(lossesOf('cxf', [hotp(1)])).toHaveLength(1);
  });
});

describe.each(SEALED)('%s', (format) => {
  it.each([undefined, ''])('is not written without a passphrase (%j)', async (passphrase) => {
    await expect(writeExport(format, [totp], { passphrase, now: NOW })).rejects.toMatchObject({
      code: 'password-required',
    });
  });

  it('shows no secret and no name, differs each time, and opens with its passphrase alone', async () => {
    const account = { ...totp, note: 'A line of mine', pinned: true };
    const [one, other] = [await write(format, [account]), await write(format, [account])];
    const text = Buffer.from(one.bytes).toString('latin1');
    for (const hidden of [totp.secret, totp.name, 'ACME', 'A line', 'otpauth'])
      expect(text).not.toContain(hidden);
    expect(text).not.toBe(Buffer.from(other.bytes).toString('latin1'));
    await expect(readImport(one.bytes)).rejects.toMatchObject({ code: 'password-required' });
    await expect(readImport(one.bytes, 'lantern')).rejects.toMatchObject({ code: 'wrong-password' });
  });
});

describe('as the app expects it', () => {
  it('Aegis has one slot, with costs of its own', async () => {
    const { header, db } = await jsonOf('aegis-sealed');
    expect(header.slots).toMatchObject([
      { type: 1, n: 32_768, r: 8, p: 1, repaired: true, is_backup: false },
    ]);
    const [{ salt, key, key_params }] = header.slots;
    expect([salt, key, key_params.nonce, key_params.tag].map((hex) => hex.length / 2)).toEqual([
      32, 32, 12, 16,
    ]);
    expect(typeof db).toBe('string');
  });

  it('2FAS has a reference beside the services, under the same salt', async () => {
    const { services, servicesEncrypted, reference, schemaVersion } = await jsonOf('2fas-sealed');
    expect({ services, schemaVersion }).toEqual({ services: [], schemaVersion: 4 });
    const [text, salt, iv] = servicesEncrypted.split(':');
    const [check, sameSalt, otherIv] = reference.split(':');
    expect(Buffer.from(check, 'base64')).toHaveLength(256 + 16);
    expect(Buffer.from(salt, 'base64')).toHaveLength(256);
    expect([sameSalt === salt, otherIv === iv, text === check]).toEqual([true, false, false]);
  });

  it('2FAS writes a period or a counter, never both', async () => {
    const { services } = await jsonOf('2fas');
    expect(services[0].otp).toMatchObject({ tokenType: 'TOTP', period: 30, account: totp.name });
    const counting = await writeExport('2fas', [hotp(7)], { now: NOW });
    const [{ otp }] = JSON.parse(textOf(counting.bytes)).services;
    expect([otp.tokenType, otp.counter, 'period' in otp]).toEqual(['HOTP', 7, false]);
  });

  it('Bitwarden says how its key is derived', async () => {
    const file = await jsonOf('bitwarden-sealed');
    expect(file).toMatchObject({
      encrypted: true,
      passwordProtected: true,
      kdfType: 0,
      kdfIterations: 600_000,
    });
    expect(Object.hasOwn(file, 'kdfMemory')).toBe(false);
  });

  it('Bitwarden has no item without a name, of which it would refuse a whole file', async () => {
    const unnamed = { ...totp, issuer: '' };
    const accounts = [totp, unnamed, { ...unnamed, name: '' }, { ...steam, issuer: '' }];
    const { bytes } = await writeExport('bitwarden', accounts, { now: NOW });
    const { items } = JSON.parse(new TextDecoder().decode(bytes));
    expect(items.map(({ name }: { name: string }) => name)).toEqual([
      'ACME',
      'a@acme.example',
      '?',
      'a@acme.example',
    ]);
  });

  it('andOTP pads its secrets', async () => {
    const [item] = await jsonOf('andotp', [{ ...totp, secret: 'JBSWY3DPEE' }]);
    expect(item).toMatchObject({ secret: 'JBSWY3DPEE======', type: 'TOTP', label: totp.name });
  });
});

describe('the key URIs for paper', () => {
  it('are one for each account, in their order, also of those that no other app takes', () => {
    const accounts = [{ ...totp, digits: 5 }, hotp(3), { ...steam, period: 60 }, totp];
    const uris = keyUrisOf(accounts);
    expect(uris.map((uri) => /\/\/(\w+)\//u.exec(uri)?.[1])).toEqual(['totp', 'hotp', 'steam', 'totp']);
    const secrets = uris.map((uri) => new URL(uri).searchParams.get('secret'));
    expect(secrets).toEqual(accounts.map(({ secret }) => secret));
    expect(uris[0]).toContain('digits=5');
  });
});
