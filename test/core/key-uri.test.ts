import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { HMAC_ALGORITHMS, type NewAccount } from '../../src/core/account';
import { UserError } from '../../src/core/errors';
import { formatKeyUri, parseKeyUri } from '../../src/core/key-uri';
import { cleanText } from '../../src/core/outside-text';
import { toBase32 } from '../fakes/reference-otp';

const SECRET = 'JBSWY3DPEHPK3PXP';
const base = {
  type: 'totp',
  issuer: '',
  name: 'a',
  secret: SECRET,
  algorithm: 'SHA1',
  digits: 6,
  period: 30,
};

function refusal(uri: string): { code: string; details: unknown } {
  try {
    parseKeyUri(uri);
  } catch (error) {
    if (error instanceof UserError) return { code: error.code, details: error.details };
    throw error;
  }
  return { code: 'accepted', details: {} };
}

describe('parseKeyUri', () => {
  it.each([
    [`otpauth://totp/a?secret=${SECRET}`, base],
    [`OTPAUTH://TOTP/a?SECRET=${SECRET.toLowerCase()}`, base],
    [`otpauth://totp/ACME:a?secret=${SECRET}`, { ...base, issuer: 'ACME' }],
    [`otpauth://totp/ACME%3A%20a?secret=${SECRET}&issuer=ACME`, { ...base, issuer: 'ACME' }],
    [`otpauth://totp/Old:a?secret=${SECRET}&issuer=New`, { ...base, issuer: 'New' }],
    [`otpauth://totp/a:b:c?secret=${SECRET}&issuer=a%3Ab`, { ...base, issuer: 'a:b', name: 'c' }],
    [`otpauth://totp/a?secret=${SECRET}&issuer=Foo+Bar`, { ...base, issuer: 'Foo Bar' }],
    [`otpauth://totp/a+b?secret=${SECRET}`, { ...base, name: 'a+b' }],
    [
      `otpauth://totp/J%C3%BCrgen?secret=${SECRET}&issuer=B%C3%BCro`,
      { ...base, name: 'Jürgen', issuer: 'Büro' },
    ],
    [`otpauth://totp/a#b@c d?secret=${SECRET}`, { ...base, name: 'a#b@c d' }],
    [`otpauth://totp/a#b?secret=${SECRET}#c`, { ...base, name: 'a#b' }],
    [`otpauth://totp/a?secret=${SECRET}&issuer=A%23B#C#D`, { ...base, issuer: 'A#B' }],
    [`otpauth://totp/a?secret=${SECRET}&digits=8#`, { ...base, digits: 8 }],
    [`otpauth://totp/a?secret=${SECRET}&issuer=C#&digits=8`, { ...base, issuer: 'C#', digits: 8 }],
    [`otpauth://totp?secret=${SECRET}&issuer=ACME`, { ...base, issuer: 'ACME', name: '' }],
    [`otpauth://totp/a?secret=jbsw%20y3dp-ehpk+3pxp%3D%3D`, base],
    [`otpauth://totp/a?secret=${SECRET}%3D%3D%20-%3D%3D`, base],
    [
      `otpauth://totp/a?secret=${SECRET}&algorithm=sha512&digits=8&period=60`,
      { ...base, algorithm: 'SHA512', digits: 8, period: 60 },
    ],
    [`otpauth://totp/a?secret=${SECRET}&image=https%3A%2F%2Fx.example&x=1&x=1`, base],
    [
      `otpauth://totp/Steam:a?secret=${SECRET}&issuer=Steam`,
      { ...base, type: 'steam', issuer: 'Steam', digits: 5 },
    ],
    [`otpauth://totp/Steam:a?secret=${SECRET}&issuer=Steam&digits=6`, { ...base, issuer: 'Steam' }],
    [
      `otpauth://totp/X:a?secret=${SECRET}&encoder=steam&digits=5`,
      { ...base, type: 'steam', issuer: 'X', digits: 5 },
    ],
    [`otpauth://steam/Steam:a?secret=${SECRET}`, { ...base, type: 'steam', issuer: 'Steam', digits: 5 }],
    [`steam://${SECRET}`, { ...base, type: 'steam', issuer: 'Steam', name: '', digits: 5 }],
  ])('reads %s', (uri, expected) => expect(parseKeyUri(uri)).toEqual(expected));

  it('reads HOTP with its counter, 0 where none is written', () => {
    expect(parseKeyUri(`otpauth://hotp/a?secret=${SECRET}&counter=4294967297`)).toMatchObject({
      counter: 4294967297,
    });
    expect(parseKeyUri(`otpauth://hotp/a?secret=${SECRET}`)).toMatchObject({ type: 'hotp', counter: 0 });
  });

  it.each([
    ['https://example.com/', 'bad-uri'],
    ['otpauth:totp', 'bad-uri'],
    [`otpauth://totp/%E0%A4%A?secret=${SECRET}`, 'bad-uri'],
    [`otpauth://totp/a?secret=${SECRET}&issuer=%ZZ`, 'bad-uri'],
    [`otpauth://totp/a?secret=${SECRET}&x=${'y'.repeat(4096)}`, 'uri-too-long'],
    [`otpauth://motp/a?secret=${SECRET}`, 'unsupported-type'],
    [`otpauth://yandex/a?secret=${SECRET}`, 'unsupported-type'],
    [`otpauth://yaotp/a?secret=${SECRET}`, 'bad-yandex-secret'],
    ['otpauth://yaotp/a?secret=LA2V6KMCGYMWWVEW64RNP3JA3I&pin_length=4', 'pin-missing'],
    ['otpauth://yaotp/a?secret=LA2V6KMCGYMWWVEW64RNP3JA3I&pin=7586', 'bad-pin'],
    ['motp://ACME:a?secret=e3152afee62599c8', 'pin-missing'],
    ['motp://ACME:a?secret=E3152AFEE62599C8', 'bad-hex-secret'],
    ['motp://ACME:a?pin=1', 'secret-missing'],
    ['motp://ACME:a', 'bad-uri'],
    ['otpauth://totp/a', 'secret-missing'],
    ['otpauth://totp/a?secret=', 'secret-missing'],
    ['otpauth://totp/a?secret=A', 'secret-missing'],
    [`otpauth://totp/a?secret=${'A'.repeat(207)}`, 'secret-too-long'],
    ...['0', '1', '8', '9', '!', 'ä', '%3D', '='].map((wrong) => [
      `otpauth://totp/a?secret=ABCD${wrong}EFGH`,
      'bad-secret',
    ]),
    [`otpauth://totp/a?secret=AB=CD=1`, 'bad-secret'],
    [`otpauth://totp/a?secret=${SECRET}&secret=ABCDEFGH`, 'duplicate-parameter'],
    ...['0', '5', '11', '6.5', '-6', '6e0', '', 'six'].map((value) => [
      `otpauth://totp/a?secret=${SECRET}&digits=${value}`,
      'bad-digits',
    ]),
    ...['0', '1', '4', '3601', '1000000000', 'NaN', '30s', ''].map((value) => [
      `otpauth://totp/a?secret=${SECRET}&period=${value}`,
      'bad-period',
    ]),
    ...['-1', '9007199254740992', '1.5', 'x'].map((value) => [
      `otpauth://hotp/a?secret=${SECRET}&counter=${value}`,
      'bad-counter',
    ]),
    [`otpauth://totp/a?secret=${SECRET}&algorithm=MD5`, 'bad-algorithm'],
    [`otpauth://totp/a?secret=${SECRET}&algorithm=SHA-1`, 'bad-algorithm'],
    [`otpauth://totp/?secret=${SECRET}`, 'name-missing'],
  ])('refuses %s with %s', (uri = '', code) => expect(refusal(uri).code).toBe(code));

  it('reads a URI of Mobile-OTP with the PIN that a person gives', () => {
    expect(parseKeyUri('motp://ACME%3AEU:a%40acme.example?secret=e3152afee62599c8', '1234')).toEqual({
      type: 'motp',
      issuer: 'ACME:EU',
      name: 'a@acme.example',
      secret: toBase32(Buffer.from('e3152afee62599c8', 'hex')),
      pin: '1234',
      algorithm: 'MD5',
      digits: 6,
      period: 10,
    });
    expect(parseKeyUri('MOTP://a?secret=00', '1')).toMatchObject({ issuer: '', name: 'a' });
  });

  it('reads a URI of Yandex, with its PIN as Aegis writes it or as a person gives it', () => {
    const uri = 'otpauth://yaotp/a@yandex.example?secret=LA2V6KMCGYMWWVEW64RNP3JA3IAAAAAAHTSG4HRZPI';
    const account = {
      type: 'yandex',
      issuer: 'Yandex',
      name: 'a@yandex.example',
      secret: 'LA2V6KMCGYMWWVEW64RNP3JA3I',
      pin: '7586',
      algorithm: 'SHA256',
      digits: 8,
      period: 30,
    };
    expect(parseKeyUri(`${uri}&pin_length=4&name=a`, '7586')).toEqual(account);
    expect(parseKeyUri(`${uri}&pin=${toBase32(Buffer.from('7586'))}`)).toEqual(account);
    expect(parseKeyUri(`${uri}&pin=${toBase32(Buffer.from('7586'))}`, '9999')).toMatchObject({ pin: '9999' });
  });

  it('names the wrong character and the range, never the secret', () => {
    expect(refusal(`otpauth://totp/a?secret=ABC1DEF`).details).toEqual({ character: '1' });
    expect(refusal(`otpauth://totp/a?secret=${SECRET}&period=2`).details).toEqual({ min: 5, max: 3600 });
  });

  it('never throws anything but a UserError, whatever the text', () => {
    const pieces = fc.constantFrom(
      'otpauth://',
      'totp/',
      'secret=',
      '&',
      '?',
      '%',
      ':',
      'digits=',
      SECRET,
      '\0',
      '\u202e',
      'ü',
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(pieces, fc.string()), { maxLength: 12 }), (parts) => {
        expect(refusal(parts.join('')).code).toBeTypeOf('string');
      }),
    );
  });
});

describe('formatKeyUri', () => {
  const text = fc.string({ unit: 'grapheme', maxLength: 40 }).map((value) => cleanText(value));
  const kind = fc.oneof(
    fc.record({
      type: fc.constant('totp' as const),
      period: fc.integer({ min: 5, max: 3600 }),
      digits: fc.integer({ min: 6, max: 10 }),
    }),
    fc.record({
      type: fc.constant('hotp' as const),
      counter: fc.maxSafeNat().map((n) => Math.min(n, Number.MAX_SAFE_INTEGER - 1)),
      digits: fc.integer({ min: 6, max: 10 }),
    }),
    fc.record({ type: fc.constant('steam' as const), period: fc.constant(30), digits: fc.constant(5) }),
  );
  const account: fc.Arbitrary<NewAccount> = fc
    .tuple(
      kind,
      text,
      text.filter(Boolean),
      fc.constantFrom(...HMAC_ALGORITHMS),
      fc.uint8Array({ minLength: 1, maxLength: 128 }),
    )
    .map(([fields, issuer, name, algorithm, key]) => ({
      ...fields,
      issuer,
      name,
      algorithm,
      secret: toBase32(key),
    }));

  it('is read back as the same account', () => {
    const isAmbiguous = ({ issuer, type, digits }: NewAccount) =>
      type === 'totp' && /^steam$/i.test(issuer) && digits === 5;
    fc.assert(
      fc.property(account, (one) => {
        fc.pre(!isAmbiguous(one));
        expect(parseKeyUri(formatKeyUri(one))).toEqual(one);
      }),
    );
  });
});
