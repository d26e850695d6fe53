import { describe, expect, it } from 'vitest';
import { readImport } from '../../../src/core/importers';
import { pngOf } from '../../fakes/png';

const SECRET = 'JBSWY3DPEHPK3PXP';
const encode = (json: unknown) => new TextEncoder().encode(JSON.stringify(json));
const entry = (more: object) => ({ Type: 2, Issuer: 'ACME', Username: 'a', Secret: SECRET, ...more });
const read = (Authenticators: unknown, more: object = {}) => readImport(encode({ Authenticators, ...more }));

describe('Stratum', () => {
  it('reads every type that there is a code for, by its number', async () => {
    const { accounts } = await read([
      entry({ Type: 1, Counter: 7, Digits: 8, Period: 30, Algorithm: 1 }),
      entry({ Algorithm: 2, Digits: 7, Period: 60 }),
      entry({ Type: 4, Algorithm: 2, Digits: 6, Period: 60, Username: null }),
    ]);
    expect(accounts).toMatchObject([
      { type: 'hotp', counter: 7, digits: 8, algorithm: 'SHA256' },
      { type: 'totp', period: 60, digits: 7, algorithm: 'SHA512' },
      { type: 'steam', period: 30, digits: 5, algorithm: 'SHA1', name: '' },
    ]);
  });

  it('reads Mobile-OTP and Yandex with their PIN, whatever the settings beside them', async () => {
    const { accounts } = await read([
      entry({ Type: 3, Secret: 'e3152afee62599c8', Pin: '1234', Period: 30, Algorithm: 0 }),
      entry({ Type: 5, Secret: 'LA2V6KMCGYMWWVEW64RNP3JA3I', Pin: '7586', Digits: 6 }),
    ]);
    expect(accounts).toMatchObject([
      { type: 'motp', secret: '4MKSV7XGEWM4Q', pin: '1234', algorithm: 'MD5', digits: 6, period: 10 },
      { type: 'yandex', secret: 'LA2V6KMCGYMWWVEW64RNP3JA3I', pin: '7586', digits: 8, period: 30 },
    ]);
  });

  it('skips what it has no code for, and never takes a default instead', async () => {
    const entries = [
      { Type: 3, Secret: 'e3152afee62599c8' },
      { Type: 3, Pin: '1234' },
      { Type: 5, Secret: 'LA2V6KMCGYMWWVEW64RNP3JA3I' },
      { Type: 6 },
      { Algorithm: 3 },
      { Digits: 11 },
      { Secret: 'é' },
    ];
    const { accounts, skipped } = await read([...entries.map(entry), 'no entry']);
    expect(accounts).toEqual([]);
    expect(skipped.map(({ reason }) => reason)).toEqual([
      'pin-missing',
      'bad-hex-secret',
      'pin-missing',
      'unsupported-type',
      'bad-algorithm',
      'bad-digits',
      'bad-secret',
      'secret-missing',
    ]);
    expect(skipped[0]?.name).toBe('ACME: a');
    expect(skipped[7]?.name).toBe('8');
  });

  it('takes pictures of the person, and icons by name that would not be there by themselves', async () => {
    const CustomIcons = [{ Id: 'c0ffee00', Data: Buffer.from(pngOf(64, 64)).toString('base64') }];
    const icons = ['@c0ffee00', '@gone0000', 'gitlab', 'nobody knows it', null];
    const { accounts } = await read(
      [...icons.map((Icon) => entry({ Icon })), entry({ Issuer: 'GitLab', Icon: 'gitlab' })],
      {
        CustomIcons,
      },
    );
    expect(accounts.map(({ picture, icon }) => picture?.length ?? icon)).toEqual([
      pngOf(64, 64).length,
      undefined,
      'brand:gitlab',
      undefined,
      undefined,
      undefined,
    ]);
  });

  it('keeps the order of its list, and the categories', async () => {
    const { accounts } = await read(
      [entry({ Issuer: 'Last' }), entry({ Issuer: 'B', Ranking: 2 }), entry({ Issuer: 'A', Ranking: 1 })],
      {
        Categories: [{ Id: '1', Name: 'Work', Ranking: 0 }],
        AuthenticatorCategories: [
          { CategoryId: '1', AuthenticatorSecret: SECRET, Ranking: 0 },
          { CategoryId: 'gone', AuthenticatorSecret: SECRET, Ranking: 0 },
        ],
        CustomIcons: null,
      },
    );
    expect(accounts.map(({ issuer, tags }) => [issuer, tags])).toEqual([
      ['A', ['Work']],
      ['B', ['Work']],
      ['Last', ['Work']],
    ]);
  });

  it.each([
    ['bad-content', encode({ Authenticators: {} })],
    ['bad-content', new TextEncoder().encode('AUTHENTICATORPRO too short')],
    ['bad-content', new TextEncoder().encode('AuthenticatorPro too short')],
    ['no-entries', encode({ Authenticators: [], Categories: null })],
  ])('refuses with %s', async (code, file) => {
    await expect(readImport(file, 'any')).rejects.toMatchObject({ code });
  });
});
