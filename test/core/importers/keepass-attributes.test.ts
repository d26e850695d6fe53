import { describe, expect, it } from 'vitest';
import { Entries } from '../../../src/core/importers/reading/entries';
import { KEEPASS_ATTRIBUTES, takeKeePassEntry } from '../../../src/core/importers/reading/keepass-attributes';

const SECRET = 'JBSWY3DPEHPK3PXP';
/** The same ten bytes. */
const HEX = '48656c6c6f21deadbeef';
const BASE64 = 'SGVsbG8h3q2+7w==';
const CONTAINER = { title: 'ACME', user: 'a@acme.example' };
const DEFAULTS = {
  type: 'totp',
  period: 30,
  issuer: 'ACME',
  name: 'a@acme.example',
  secret: SECRET,
  algorithm: 'SHA1',
  digits: 6,
};

function readAll(attributes: Record<string, string>) {
  const entries = new Entries();
  takeKeePassEntry(entries, {
    name: 'ACME',
    attributes: new Map(Object.entries(attributes)),
    container: CONTAINER,
    finish: (account) => account,
  });
  return entries.isEmpty ? { accounts: [], skipped: [] } : entries.finish('kdbx');
}

const read = (attributes: Record<string, string>) => readAll(attributes).accounts[0] ?? null;
const refusal = (attributes: Record<string, string>) => readAll(attributes).skipped[0]?.reason ?? 'taken';

describe('an entry without a one-time password', () => {
  it.each([
    [{}],
    [{ otp: '' }],
    [{ otp: ' ', 'TOTP Seed': '' }],
    [{ 'TOTP Settings': '30;6' }],
    [{ 'TimeOtp-Period': '30', 'HmacOtp-Counter': '1' }],
    [{ OTP: SECRET }],
  ])('%j', (attributes) => expect(read(attributes)).toBeNull());
});

describe('otp', () => {
  it.each<[string, object]>([
    [`otpauth://totp/Other:b?secret=${SECRET}&issuer=Other`, { issuer: 'Other', name: 'b' }],
    [`otpauth://totp/?secret=${SECRET}`, {}],
    [`otpauth://totp/ACME:a%40acme.example?secret=${SECRET}&encoder=steam`, { type: 'steam', digits: 5 }],
    [SECRET, {}],
    [`key=${SECRET}`, {}],
    [` key=${SECRET} `, {}],
    [`key=${SECRET}&size=8&step=25&otpHashMode=Sha256`, { digits: 8, period: 25, algorithm: 'SHA256' }],
    [`size=8&key=${SECRET}`, { digits: 8 }],
    [`key=${SECRET}%3D%3D&type=Totp&encoding=Base32`, {}],
    [`key=${HEX}&encoding=Hex`, {}],
    [`key=${encodeURIComponent(BASE64)}&encoding=Base64`, {}],
    [`key=${BASE64}&encoding=Base64`, {}],
    ['key=ACME&encoding=UTF8', { secret: 'IFBU2RI' }],
    ['key=A+B&encoding=UTF8', { secret: 'IEVUE' }],
    ['encoding=UTF8&key=A#B', { secret: 'IERUE' }],
  ])('%s', (otp, differences) => expect(read({ otp })).toEqual({ ...DEFAULTS, ...differences }));

  it('takes the counter of KeeOtp', () =>
    expect(read({ otp: `key=${SECRET}&type=Hotp&counter=7` })).toMatchObject({ type: 'hotp', counter: 7 }));

  it.each([
    ['key=', 'secret-missing'],
    [`key=${SECRET}&encoding=Base85`, 'bad-secret'],
    [`key=${SECRET}&type=Ocra`, 'unsupported-type'],
    [`key=${SECRET}&otpHashMode=Md5`, 'bad-algorithm'],
    [`key=${SECRET}&size=4`, 'bad-digits'],
    [`key=${SECRET}&step=0`, 'bad-period'],
    [`key=${SECRET}&size=6&size=8`, 'duplicate-parameter'],
    ['key=xyz&encoding=Hex', 'bad-secret'],
    ['no secret at all!', 'bad-secret'],
    ['motp://ACME:a?secret=00', 'pin-missing'],
  ])('%s: %s', (otp, code) => expect(refusal({ otp })).toBe(code));
});

describe('TimeOtp and HmacOtp', () => {
  it.each<[Record<string, string>, object]>([
    [{ 'TimeOtp-Secret': 'ACME' }, { secret: 'IFBU2RI' }],
    [{ 'TimeOtp-Secret-Hex': HEX }, {}],
    [{ 'TimeOtp-Secret-Base32': SECRET }, {}],
    [{ 'TimeOtp-Secret': '', 'TimeOtp-Secret-Base64': BASE64 }, {}],
    [
      {
        'TimeOtp-Secret-Base32': SECRET,
        'TimeOtp-Algorithm': 'HMAC-SHA-512',
        'TimeOtp-Length': '8',
        'TimeOtp-Period': '60',
      },
      { algorithm: 'SHA512', digits: 8, period: 60 },
    ],
  ])('%j', (attributes, differences) => expect(read(attributes)).toEqual({ ...DEFAULTS, ...differences }));

  it.each([
    [{ 'HmacOtp-Secret-Base32': SECRET }, 0],
    [{ 'HmacOtp-Secret-Hex': HEX, 'HmacOtp-Counter': '9' }, 9],
  ])('%j', (attributes, counter) =>
    expect(read(attributes)).toMatchObject({ type: 'hotp', secret: SECRET, counter, digits: 6 }),
  );

  it.each<[Record<string, string>, string]>([
    [{ 'TimeOtp-Secret-Hex': 'xyz' }, 'bad-secret'],
    [{ 'TimeOtp-Secret-Base32': SECRET, 'TimeOtp-Algorithm': 'HMAC-SHA-224' }, 'bad-algorithm'],
    [{ 'TimeOtp-Secret-Base32': SECRET, 'TimeOtp-Length': 'six' }, 'bad-digits'],
    [{ 'HmacOtp-Secret-Base32': SECRET, 'HmacOtp-Counter': '-1' }, 'bad-counter'],
  ])('%j: %s', (attributes, code) => expect(refusal(attributes)).toBe(code));
});

describe('TOTP Seed', () => {
  it.each<[string | undefined, object]>([
    [undefined, {}],
    ['', {}],
    ['60;8', { period: 60, digits: 8 }],
    ['60', { period: 60 }],
    ['30;6;https://time.example', {}],
    ['30;S', { type: 'steam', digits: 5 }],
    [';s', { type: 'steam', digits: 5 }],
  ])('%s', (settings, differences) => {
    const attributes = {
      'TOTP Seed': SECRET,
      ...(settings === undefined ? {} : { 'TOTP Settings': settings }),
    };
    expect(read(attributes)).toEqual({ ...DEFAULTS, ...differences });
  });

  it.each([
    ['x;6', 'bad-period'],
    ['30;Y', 'bad-digits'],
    ['60;S', 'bad-period'],
  ])('%s: %s', (settings, code) =>
    expect(refusal({ 'TOTP Seed': SECRET, 'TOTP Settings': settings })).toBe(code),
  );
});

describe('an entry with several one-time passwords', () => {
  const OTHER = 'GEZDGNBVGY3TQOJQ';

  it('gives each of them', () => {
    const { accounts, skipped } = readAll({
      otp: `otpauth://totp/Other:b?secret=${SECRET}&issuer=Other`,
      'TimeOtp-Secret-Base32': OTHER,
      'HmacOtp-Secret-Base32': 'MFRGGZDFMZTWQ2LK',
      'HmacOtp-Counter': '3',
      'TOTP Seed': 'JBSWY3DP',
    });
    expect(accounts).toMatchObject([
      { type: 'totp', issuer: 'Other', name: 'b', secret: SECRET },
      { type: 'totp', issuer: 'ACME', secret: OTHER },
      { type: 'hotp', counter: 3 },
      { type: 'totp', secret: 'JBSWY3DP' },
    ]);
    expect(skipped).toEqual([]);
  });

  it('gives the same secret once', () => {
    const same = {
      otp: SECRET,
      'TimeOtp-Secret-Hex': HEX,
      'HmacOtp-Secret-Base32': OTHER,
      'TOTP Seed': SECRET,
    };
    expect(readAll(same).accounts).toMatchObject([
      { type: 'totp', secret: SECRET },
      { type: 'hotp', secret: OTHER },
    ]);
  });

  it('loses none of them by another', () =>
    expect(readAll({ otp: 'motp://a:b?secret=00', 'TimeOtp-Secret-Base32': SECRET })).toMatchObject({
      accounts: [{ secret: SECRET }],
      skipped: [{ name: 'ACME', reason: 'pin-missing' }],
    }));
});

it('names every attribute once', () =>
  expect(KEEPASS_ATTRIBUTES).toHaveLength(new Set(KEEPASS_ATTRIBUTES).size));
