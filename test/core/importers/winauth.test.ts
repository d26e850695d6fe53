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

  it('refuses texts that are none, and leaves archives of other files alone', async () => {
    const noText = zipSync({ 'one.txt': Uint8Array.of(0xc3, 0x28) });
    await expect(readImport(noText)).rejects.toMatchObject({ code: 'not-utf8' });
    const another = zipSync({ 'one.txt': uri('a'), 'two.bin': uri('b') });
    await expect(readImport(another)).rejects.toMatchObject({ code: 'bad-content' });
  });
});
