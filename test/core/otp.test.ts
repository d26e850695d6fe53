import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ALGORITHMS, type NewAccount } from '../../src/core/account';
import { codeAt, generateCode, generateNextCode } from '../../src/core/otp';
import { referenceHotp, toBase32 } from '../fakes/reference-otp';
import vectors from './otp-vectors.json';

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

  it.each(vectors.totp.flatMap((row) => ALGORITHMS.map((algorithm) => ({ ...row, algorithm }))))(
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
      algorithm: fc.constantFrom(...ALGORITHMS),
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
