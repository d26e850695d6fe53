import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { HMAC_ALGORITHMS, type NewAccount } from '../../src/core/account';
import { readAccount } from '../../src/core/account-fields';
import { codeAt, generateCode, generateNextCode } from '../../src/core/otp';
import { readHexSecret } from '../../src/core/secret';
import {
  fromBase32,
  referenceHotp,
  referenceMobileOtp,
  referenceYandex,
  toBase32,
} from '../fakes/reference-otp';
import vectors from './otp-vectors.json';
import pinVectors from './pin-vectors.json';

const bytes = (length: number) => Buffer.from('1234567890'.repeat(7).slice(0, length));
const KEY_BYTES = { SHA1: 20, SHA256: 32, SHA512: 64 } as const;

function totp(fields: Partial<Extract<NewAccount, { type: 'totp' }>> = {}) {
  const secret = toBase32(bytes(20));
  return {
    type: 'totp',
    issuer: '',
    name: 'a',
    secret,
    algorithm: 'SHA1',
    digits: 6,
    period: 30,
    ...fields,
  } as const;
}

describe('generateCode', () => {
  it.each(vectors.hotp.codes.map((code, counter) => ({ counter, code })))(
    'gives $code for counter $counter (RFC 4226 appendix D)',
    ({ counter, code }) => {
      const { period: _period, ...fields } = totp({ secret: toBase32(Buffer.from(vectors.hotp.key)) });
      expect(generateCode({ ...fields, type: 'hotp', counter }, 0)).toEqual({ code, expiresAt: Infinity });
    },
  );

  it.each(vectors.totp.flatMap((row) => HMAC_ALGORITHMS.map((algorithm) => ({ ...row, algorithm }))))(
    'matches RFC 6238 appendix B at $seconds s with $algorithm',
    (row) => {
      const secret = toBase32(bytes(KEY_BYTES[row.algorithm]));
      const account = totp({ secret, algorithm: row.algorithm, digits: 8 });
      expect(generateCode(account, row.seconds * 1000).code).toBe(row[row.algorithm]);
    },
  );

  it.each(vectors.steam)('gives Steam its five characters: $code', ({ secret, seconds, code }) => {
    expect(generateCode({ ...totp({ secret, digits: 5 }), type: 'steam' }, seconds * 1000).code).toBe(code);
  });

  it('says until when the code holds, to the millisecond', () => {
    expect(generateCode(totp({ period: 45 }), 89_999).expiresAt).toBe(90_000);
    expect(generateCode(totp({ period: 45 }), 90_000).expiresAt).toBe(135_000);
  });

  it('gives as next code the one that comes when the current expires', () => {
    const account = totp();
    const { expiresAt } = generateCode(account, 1_700_000_000_123);
    expect(generateNextCode(account, 1_700_000_000_123)).toBe(generateCode(account, expiresAt).code);
  });

  it('agrees with an independent implementation for any secret, algorithm, length and counter', () => {
    const anyAccount = fc.record({
      secret: fc.uint8Array({ minLength: 1, maxLength: 128 }).map(toBase32),
      algorithm: fc.constantFrom(...HMAC_ALGORITHMS),
      digits: fc.integer({ min: 6, max: 10 }),
    });
    const counter = fc.oneof(fc.nat(), fc.integer({ min: 2 ** 32, max: Number.MAX_SAFE_INTEGER - 1 }));
    fc.assert(
      fc.property(anyAccount, counter, (fields, at) => {
        const expected = referenceHotp(fields.secret, BigInt(at), fields.digits, fields.algorithm);
        expect(codeAt(totp(fields), at)).toBe(expected);
      }),
    );
  });
});

const mobileOtp = (hex: string, pin: string) =>
  readAccount({ type: 'motp', issuer: '', name: 'a', secret: readHexSecret(hex), pin });
const yandex = (secret: string, pin: string) =>
  readAccount({ type: 'yandex', issuer: '', name: 'a', secret, pin });

describe('codes that are made with a PIN', () => {
  it.each(pinVectors.motp)('gives $code for Mobile-OTP at $seconds s', ({ secret, pin, seconds, code }) => {
    const expiresAt = (Math.floor(seconds / 10) + 1) * 10_000;
    expect(generateCode(mobileOtp(secret, pin), seconds * 1000)).toEqual({ code, expiresAt });
  });

  it.each(pinVectors.yandex)('gives $code for Yandex at $seconds s', ({ secret, pin, seconds, code }) => {
    const expiresAt = (Math.floor(seconds / 30) + 1) * 30_000;
    expect(generateCode(yandex(secret, pin), seconds * 1000)).toEqual({ code, expiresAt });
  });

  const counter = fc.integer({ min: 0, max: 2 ** 40 });
  const bytesOf = (length: number) => fc.uint8Array({ minLength: length, maxLength: length });
  const digits = (minLength: number, maxLength: number) =>
    fc.stringMatching(new RegExp(`^[0-9]{${minLength},${maxLength}}$`, 'u'));

  it('agree with an independent implementation: Mobile-OTP', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1, maxLength: 64 }), digits(1, 8), counter, (key, pin, at) => {
        const hex = Buffer.from(key).toString('hex');
        expect(codeAt(mobileOtp(hex, pin), at)).toBe(referenceMobileOtp(hex, BigInt(at), pin));
      }),
    );
  });

  it('give Yandex a key without the zero that its hash may begin with', () => {
    const secret = 'LA2V6KMCGYMWWVEW64RNP3JA3I';
    expect(createHash('sha256').update('1180').update(fromBase32(secret)).digest()[0]).toBe(0);
    expect(codeAt(yandex(secret, '1180'), 1)).toBe(referenceYandex(secret, 1n, '1180'));
  });

  it('agree with an independent implementation: Yandex', () => {
    fc.assert(
      fc.property(bytesOf(16), digits(4, 16), counter, (key, pin, at) => {
        const secret = toBase32(key);
        expect(codeAt(yandex(secret, pin), at)).toBe(referenceYandex(secret, BigInt(at), pin));
      }),
    );
  });

  it.each(pinVectors.yandexSecrets.whole)(
    'takes %s as a secret of Yandex, without its checksum',
    (secret) => {
      expect(yandex(secret, '7586').secret).toBe('LA2V6KMCGYMWWVEW64RNP3JA3I');
    },
  );

  it.each(pinVectors.yandexSecrets.wrong)('does not take %s: its checksum or length is wrong', (secret) => {
    expect(() => yandex(secret, '7586')).toThrow('bad-yandex-secret');
  });

  it.each([
    ['a letter that is none', 'e3152afee62599cg'],
    ['half a byte', 'e3152afee62599c'],
    ['capital letters, which make other codes elsewhere', 'E3152AFEE62599C8'],
  ])('does not take a secret of Mobile-OTP with %s', (_what, secret) => {
    expect(() => mobileOtp(secret, '1234')).toThrow('bad-hex-secret');
  });

  it('asks for the PIN, and for digits where Yandex does', () => {
    expect(() => mobileOtp('e3152afee62599c8', ' ')).toThrow('pin-missing');
    expect(() => yandex('LA2V6KMCGYMWWVEW64RNP3JA3I', '')).toThrow('pin-missing');
    expect(() => yandex('LA2V6KMCGYMWWVEW64RNP3JA3I', '758')).toThrow('bad-pin');
    expect(() => yandex('LA2V6KMCGYMWWVEW64RNP3JA3I', '75a6')).toThrow('bad-pin');
  });

  it('leaves no choice about the rest', () => {
    const fields = { issuer: '', name: 'a', secret: 'LA2V6KMCGYMWWVEW64RNP3JA3I', pin: '7586' } as const;
    expect(() => readAccount({ ...fields, type: 'motp', algorithm: 'SHA1' })).toThrow('bad-algorithm');
    expect(() => readAccount({ ...fields, type: 'motp', period: '30' })).toThrow('bad-period');
    expect(() => readAccount({ ...fields, type: 'yandex', digits: '6' })).toThrow('bad-digits');
    expect(() => readAccount({ ...fields, type: 'totp', algorithm: 'MD5' })).toThrow('bad-algorithm');
  });
});
