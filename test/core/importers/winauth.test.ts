import { zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { readImport } from '../../../src/core/importers';

const encode = (text: string) => new TextEncoder().encode(text);
const uri = (label: string, more = '') =>
  encode(`# WinAuth\r\n\r\notpauth://totp/${label}?secret=JBSWY3DPEHPK3PXP${more}\r\n`);

describe('WinAuth', () => {
  it('reads all texts of its archive, and drops the data of Steam sessions', async () => {
    const { accounts, format } = await readImport(
      zipSync({
        'one.txt': uri('Title'),
        'two.txt': uri('Steam:gordon', '&issuer=Steam&deviceid=1&data=%7B%7D'),
        'three.TXT': uri('BattleNet:EU', '&digits=8&serial=EU-1'),
      }),
    );
    expect(format).toBe('winauth');
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
    ['bad-content', { 'two.bin': uri('b') }],
    ['no-entries', { 'one.txt': encode('\n') }],
    ['no-entries', {}],
  ])('is refused with %s', async (code, members: Record<string, Uint8Array>) => {
    await expect(readImport(zipSync(members))).rejects.toMatchObject({ code });
  });
});
