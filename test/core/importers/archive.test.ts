import { readFileSync } from 'node:fs';
import path from 'node:path';
import { zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import type { NewAccount } from '../../../src/core/account';
import { formatMigration } from '../../../src/core/google-migration';
import { readImport } from '../../../src/core/importers';
import { OWN } from './samples';

const encode = (text: string) => new TextEncoder().encode(text);
const uri = (label: string, more = '') =>
  encode(`# WinAuth\r\n\r\notpauth://totp/${label}?secret=JBSWY3DPEHPK3PXP${more}\r\n`);

const aegis = (name: string) =>
  encode(
    JSON.stringify({
      version: 1,
      header: { slots: null, params: null },
      db: {
        version: 3,
        entries: [
          {
            type: 'totp',
            issuer: 'ACME',
            name,
            info: { secret: 'JBSWY3DPEHPK3PXP', algo: 'SHA1', digits: 6, period: 30 },
          },
        ],
      },
    }),
  );

describe('an archive of several formats', () => {
  it('gives the accounts of all of them', async () => {
    const { accounts, skipped } = await readImport(
      zipSync({ 'links.txt': uri('Title'), 'phone/aegis.json': aegis('a') }),
    );
    expect(accounts).toMatchObject([{ name: 'Title' }, { issuer: 'ACME', name: 'a' }]);
    expect(skipped).toEqual([]);
  });

  it('takes nothing from the others because one of them is a table', async () => {
    const { accounts, skipped } = await readImport(
      zipSync({
        'notes.csv': encode('what,when\nmilk,today\n'),
        'passwords.csv': encode('name,url,username,password\nACME,,a,p\n'),
        'vault.csv': encode('name,username,totp\nACME,table,JBSWY3DPEHPK3PXP\n'),
        'phone/aegis.json': aegis('phone'),
      }),
    );
    expect(accounts).toMatchObject([{ name: 'table' }, { name: 'phone' }]);
    expect(skipped).toEqual([]);
  });

  it('opens an encrypted backup in it with the passphrase of that', async () => {
    const file = readFileSync(path.join(OWN, 'aegis/aegis-encrypted.json'));
    const packed = zipSync({ 'aegis.json': new Uint8Array(file) });
    await expect(readImport(packed)).rejects.toMatchObject({ code: 'password-required' });
    expect((await readImport(packed, 'test')).accounts.length).toBeGreaterThan(0);
  });

  it('names one that the passphrase does not open, where there is something else', async () => {
    const file = new Uint8Array(readFileSync(path.join(OWN, 'aegis/aegis-encrypted.json')));
    const packed = zipSync({ 'aegis.json': file, 'links.txt': uri('a') });
    await expect(readImport(packed)).rejects.toMatchObject({ code: 'password-required' });
    const { accounts, skipped } = await readImport(packed, 'another');
    expect(accounts).toMatchObject([{ name: 'a' }]);
    expect(skipped).toEqual([{ name: 'aegis.json', reason: 'wrong-password' }]);
    const alone = zipSync({ 'aegis.json': file, 'notes.txt': encode('What one has to know') });
    await expect(readImport(alone, 'another')).rejects.toMatchObject({ code: 'wrong-password' });
  });

  it('names what is encrypted without a mark, and asks for no passphrase of it', async () => {
    const sealed = Uint8Array.from({ length: 256 }, (_, index) => (index * 151 + 3) & 255);
    const film = Uint8Array.from([0, 0, 0, 0x20, ...encode('ftypheic'), ...sealed]);
    const packed = zipSync({ 'links.txt': uri('a'), 'otp.json.aes': sealed, 'film.heic': film });
    const { accounts, skipped } = await readImport(packed);
    expect(accounts).toMatchObject([{ name: 'a' }]);
    expect(skipped).toEqual([{ name: 'otp.json.aes', reason: 'unsupported-cipher' }]);
    const alone = zipSync({ 'otp.json.aes': sealed });
    await expect(readImport(alone)).rejects.toMatchObject({ code: 'password-required' });
  });

  it('misses a part of an export only where none of its files has it', async () => {
    const account = (name: string): NewAccount => ({
      ...({ type: 'totp', period: 30, algorithm: 'SHA1', digits: 6 } as const),
      ...{ issuer: 'ACME', name, secret: 'JBSWY3DPEHPK3PXP' },
    });
    const accounts = Array.from({ length: 21 }, (_, index) => account(`${index}`));
    const parts = formatMigration(accounts, 7);
    const skipped = async (...indices: number[]) => {
      const files = indices.map((index) => [`${index}.txt`, encode(parts[index] ?? '')] as const);
      return (await readImport(zipSync(Object.fromEntries(files)))).skipped;
    };
    expect(await skipped(0, 1, 2)).toEqual([]);
    expect(await skipped(0, 2)).toEqual([{ name: '2/3', reason: 'missing-part' }]);
  });

  it('names the one that cannot be read', async () => {
    const newer = encode('{"version":4,"header":{"slots":null,"params":null},"db":{}}');
    const { accounts, skipped } = await readImport(zipSync({ 'one.txt': uri('a'), 'new.json': newer }));
    expect(accounts).toHaveLength(1);
    expect(skipped).toEqual([{ name: 'new.json', reason: 'unsupported-version' }]);
    await expect(readImport(zipSync({ 'new.json': newer }))).rejects.toMatchObject({
      code: 'unsupported-version',
    });
  });

  it('hands its pictures on, which may show codes', async () => {
    const picture = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10);
    const { accounts, pictures } = await readImport(zipSync({ 'code.png': picture }));
    expect([accounts, pictures]).toEqual([[], [{ picture }]]);
  });

  it('is refused where it has more files than any backup', async () => {
    const files = Object.fromEntries(Array.from({ length: 201 }, (_, at) => [`${at}.txt`, uri('a')]));
    await expect(readImport(zipSync(files))).rejects.toMatchObject({ code: 'too-many' });
  });
});

it('is refused with more accounts than a vault holds, however few are in each of its files', async () => {
  const lines = (count: number) => encode('otpauth://totp/a?secret=JBSWY3DPEHPK3PXP\n'.repeat(count));
  const { accounts } = await readImport(zipSync({ 'one.txt': lines(1000), 'two.txt': lines(1000) }));
  expect(accounts).toHaveLength(2000);
  await expect(readImport(zipSync({ 'one.txt': lines(1000), 'two.txt': lines(1001) }))).rejects.toMatchObject(
    { code: 'too-many', details: { max: 2000 } },
  );
});

describe('WinAuth', () => {
  it('reads all texts of its archive, and drops the data of Steam sessions', async () => {
    const { accounts } = await readImport(
      zipSync({
        'one.txt': uri('Title'),
        'two.txt': uri('Steam:gordon', '&issuer=Steam&deviceid=1&data=%7B%7D'),
        'three.TXT': uri('BattleNet:EU', '&digits=8&serial=EU-1'),
      }),
    );
    expect(accounts).toMatchObject([
      { type: 'totp', issuer: '', name: 'Title' },
      { type: 'steam', issuer: 'Steam', name: 'gordon' },
      { type: 'totp', issuer: 'BattleNet', name: 'EU', digits: 8 },
    ]);
    expect(accounts.every((account) => account.note === undefined)).toBe(true);
  });

  it('passes over what is packed beside its texts', async () => {
    const { accounts, skipped } = await readImport(
      zipSync({
        'export/': new Uint8Array(),
        'export/one.txt': uri('a'),
        'export/readme.txt': encode('What one has to know\n'),
        'export/photo.bin': Uint8Array.of(1, 2, 3),
        '__MACOSX/export/._one.txt': uri('b'),
        'export\\._two.txt': uri('c'),
      }),
    );
    expect(accounts).toMatchObject([{ name: 'a' }]);
    expect(skipped).toEqual([]);
  });

  it.each([
    ['not-utf8', { 'one.txt': Uint8Array.of(0xc3, 0x28) }],
    ['bad-content', { 'one.txt': encode('What one has to know\n') }],
    ['no-entries', { 'one.txt': encode('\n') }],
    ['no-entries', {}],
  ])('is refused with %s', async (code, members: Record<string, Uint8Array>) => {
    await expect(readImport(zipSync(members))).rejects.toMatchObject({ code });
  });
});
