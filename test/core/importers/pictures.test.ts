import { describe, expect, it } from 'vitest';
import { readPictureTexts } from '../../../src/core/importers';

const SECRET = 'JBSWY3DPEHPK3PXP';
const uri = (name: string, more = '') => `otpauth://totp/ACME:${name}?secret=${SECRET}&issuer=ACME${more}`;
const display = (value: object) => `&codeDisplay=${encodeURIComponent(JSON.stringify(value))}`;

/** One account of Google Authenticator: a secret, and a name. */
const MIGRATION = `otpauth-migration://offline?data=${encodeURIComponent(
  Buffer.from([10, 15, 10, 10, 72, 101, 108, 108, 111, 33, 222, 173, 190, 239, 18, 1, 97, 16, 1]).toString(
    'base64',
  ),
)}`;

describe('the texts of pictures', () => {
  it('are read as an app writes them into its list', () => {
    const { format, accounts, skipped } = readPictureTexts([
      uri('a', display({ pinned: true, tags: ['Work'], note: 'mine' })),
      uri('b', display({ trashed: true })),
      uri('c', '&digits=null'),
      `steam://${SECRET}`,
    ]);
    expect(format).toBe('pictures');
    expect(accounts).toMatchObject([
      { name: 'a', pinned: true, tags: ['Work'], note: 'mine' },
      { name: 'c', digits: 6 },
      { type: 'steam' },
    ]);
    expect(skipped).toEqual([{ name: '2', reason: 'in-trash' }]);
  });

  it('may be codes of Google Authenticator, and damaged ones cost no others', () => {
    const { accounts, skipped } = readPictureTexts([
      'otpauth-migration://offline?data=AAAA',
      MIGRATION,
      '',
      'two\nlines',
      'https://acme.example',
      uri('b'),
    ]);
    expect(accounts).toMatchObject([{ name: 'a', secret: SECRET }, { name: 'b' }]);
    expect(skipped.map(({ name, reason }) => `${name}: ${reason}`).sort()).toEqual([
      '1: bad-migration',
      '4: bad-uri',
      '5: bad-uri',
    ]);
  });

  it('may be none', () => {
    for (const texts of [[], ['', ' \n']])
      expect(readPictureTexts(texts)).toEqual({ format: 'pictures', accounts: [], skipped: [] });
  });
});
