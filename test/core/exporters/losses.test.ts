import { describe, expect, it } from 'vitest';
import {
  type ExportedAccount,
  type ExportFormat,
  type ExportWay,
  lossesOf,
} from '../../../src/core/exporters';
import { hotp, motp, PICTURE, PLAIN, SEALED, steam, totp, yandex } from './kit';

describe('left out, and never changed', () => {
  it.each<[what: string, account: ExportedAccount, by: readonly ExportFormat[]]>([
    ['counters', hotp(3), ['bitwarden', 'proton', 'cxf']],
    ['counters of more than 32 bits', hotp(2 ** 31), ['2fas', 'bitwarden', 'proton', 'cxf']],
    ['codes of Steam', steam, ['cxf']],
    ['codes of Steam that Steam would not make', { ...steam, algorithm: 'SHA256' as const }, PLAIN],
    ['codes of Steam of another period', { ...steam, period: 60 }, PLAIN],
    ['codes of Mobile-OTP', motp, ['2fas', 'bitwarden', 'proton', 'cxf']],
    ['codes of Yandex', yandex, ['2fas', 'bitwarden', 'proton', 'andotp', 'cxf']],
    ['five digits', { ...totp, digits: 5 }, PLAIN],
    ['nine digits', { ...totp, digits: 9 }, ['2fas']],
    ['ten digits', { ...totp, digits: 10 }, ['2fas', 'proton']],
    ['seven digits', { ...totp, digits: 7 }, []],
    ['a period of 45 seconds', { ...totp, period: 45 }, ['2fas']],
    ['a period of an hour', { ...totp, period: 3600 }, ['2fas', 'cxf']],
    ['another algorithm', { ...totp, algorithm: 'SHA512' as const }, []],
  ])('are %s', (_what, account, by) => {
    const leavesOut = (format: ExportFormat) =>
      lossesOf(format, [account]).some(({ what }) => what === 'left-out');
    expect(PLAIN.filter(leavesOut)).toEqual(by);
    expect(SEALED.filter(leavesOut)).toEqual(
      SEALED.filter((format) => by.some((one) => format === `${one}-sealed`)),
    );
  });
});

describe('losses', () => {
  const rich = {
    ...totp,
    tags: ['Work', 'Home'],
    note: 'A line',
    pinned: true,
    sites: [{ origin: 'https://acme.example', subdomains: false }],
    icon: PICTURE,
  };

  it.each([
    ['uri-list', ['tags', 'note', 'pinned', 'sites', 'icon']],
    ['aegis', ['sites']],
    ['2fas', ['other-tags', 'note', 'pinned', 'sites', 'icon']],
    ['bitwarden', ['other-tags', 'sites', 'icon']],
    ['proton', ['tags', 'pinned', 'sites', 'icon']],
    ['andotp', ['note', 'pinned', 'sites', 'icon']],
    ['cxf', ['sites', 'icon']],
    ['google', ['tags', 'note', 'pinned', 'sites', 'icon']],
    ['paper', ['tags', 'pinned', 'sites', 'icon']],
    ['move', ['icon']],
  ] as const)('of %s are told, whatever else the account has', (format, expected) => {
    const name = 'ACME: a@acme.example';
    expect(lossesOf(format, [totp, rich])).toEqual(expected.map((what) => ({ name, what })));
  });

  it('are the bundled icon or the letter that a person chose, which no other app knows by that name', () => {
    for (const format of [...PLAIN, ...SEALED]) {
      const lost = (icon: string) => lossesOf(format, [{ ...totp, icon }]).map(({ what }) => what);
      expect([lost('brand:github'), lost('letter'), lost('')]).toEqual([['icon'], ['icon'], []]);
    }
  });

  it('are the recovery codes in every format, known by their number alone', () => {
    for (const format of [...PLAIN, ...SEALED]) {
      const lost = lossesOf(format, [{ ...totp, recovery: { left: 1, total: 2 } }]);
      expect(lost).toEqual([{ name: 'ACME: a@acme.example', what: 'recovery-codes' }]);
    }
  });

  it('of an account that is left out are that alone', () => {
    expect(lossesOf('cxf', [{ ...hotp(1), tags: ['Work'] }]).map(({ what }) => what)).toEqual(['left-out']);
  });

  it('include the PIN where the app asks for it', () => {
    const losesPin = (format: ExportFormat) =>
      lossesOf(format, [motp, yandex]).some(({ what }) => what === 'pin');
    expect([...PLAIN, ...SEALED].filter(losesPin)).toEqual(['uri-list', 'andotp', 'andotp-sealed']);
    expect(lossesOf('uri-list', [yandex])).toEqual([]);
  });

  it('of codes to scan are accounts that Google Authenticator would show wrong; of paper and of a move none', () => {
    const odd = [{ ...totp, period: 60 }, steam, motp, yandex, { ...totp, digits: 5 }];
    const kinds = (way: ExportWay) => odd.map((one) => lossesOf(way, [one]).map(({ what }) => what));
    expect(kinds('google')).toEqual(odd.map(() => ['left-out']));
    expect(kinds('paper')).toEqual(odd.map(() => []));
    expect(kinds('move')).toEqual(odd.map(() => []));
    const recovery = { left: 1, total: 2 };
    expect(lossesOf('google', [{ ...totp, recovery }]).map(({ what }) => what)).toEqual(['recovery-codes']);
    expect(lossesOf('paper', [{ ...totp, recovery }])).toEqual([]);
    expect(lossesOf('move', [{ ...totp, recovery, icon: 'brand:github' }])).toEqual([]);
  });

  it('name an account without a name by its place', () => {
    expect(lossesOf('uri-list', [totp, { ...totp, issuer: '', name: '', note: 'x' }])).toEqual([
      { name: '2', what: 'note' },
    ]);
  });

  it.each([
    ['bitwarden', { ...steam, issuer: '' }, ['issuer']],
    ['uri-list', { ...yandex, issuer: '' }, ['issuer']],
    ['bitwarden', { ...steam, issuer: 'Valve' }, []],
    ['bitwarden', { ...steam, issuer: 'Valve', name: 'Valve' }, ['issuer']],
    ['bitwarden', { ...steam, name: 'Steam' }, []],
    ['bitwarden', { ...totp, issuer: '' }, []],
    ['bitwarden', { ...totp, issuer: '', name: '' }, ['issuer']],
    ['proton', { ...steam, issuer: 'Valve' }, ['issuer']],
    ['proton', { ...steam, name: 'Steam' }, ['name']],
    ['proton', { ...totp, name: 'a:b' }, ['name']],
    ['proton', { ...totp, issuer: 'a:b' }, []],
    ['proton', { ...steam, name: 'a:b' }, []],
    ['andotp', { ...totp, name: 'ACME:b' }, ['name']],
    ['andotp', { ...totp, issuer: '', name: ':b' }, []],
  ] as const)('of %s include texts that come out otherwise', (format, account, expected) => {
    expect(lossesOf(format, [account]).map(({ what }) => what)).toEqual(expected);
  });
});
