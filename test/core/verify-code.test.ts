import { describe, expect, it } from 'vitest';
import { HMAC_ALGORITHMS, type NewAccount } from '../../src/core/account';
import { type Verifier, verifyCode } from '../../src/core/verify-code';
import { referenceHotp, toBase32 } from '../fakes/reference-otp';
import vectors from './otp-vectors.json';

const SECRET = toBase32(Buffer.from(vectors.hotp.key));
const NAMED = { issuer: 'Acme', name: 'a@acme.example' } as const;
const HOTP: NewAccount = { ...NAMED, type: 'hotp', counter: 0, secret: SECRET, algorithm: 'SHA1', digits: 6 };
const TOTP: NewAccount = { ...NAMED, type: 'totp', period: 30, secret: SECRET, algorithm: 'SHA1', digits: 6 };
const KEY_BYTES = { SHA1: 20, SHA256: 32, SHA512: 64 } as const;

const verifier = (given: Partial<Verifier> = {}): Verifier => ({
  ...{ at: 60_000_000, behind: 1, ahead: 1, used: [] },
  ...given,
});
/** The right code so many steps from the verifier's. */
const codeOf = (offset: number, { at } = verifier()) => referenceHotp(SECRET, BigInt(at + offset), 6);

describe('verifyCode', () => {
  it.each(vectors.totp.flatMap((row) => HMAC_ALGORITHMS.map((algorithm) => ({ ...row, algorithm }))))(
    'takes the code of RFC 6238 appendix B at $seconds s with $algorithm',
    ({ algorithm, seconds, ...codes }) => {
      const secret = toBase32(Buffer.from('1234567890'.repeat(7).slice(0, KEY_BYTES[algorithm])));
      const at = Math.floor(seconds / 30);
      const account: NewAccount = { ...TOTP, secret, algorithm, digits: 8 };
      expect(verifyCode(account, codes[algorithm], verifier({ at }))).toEqual({
        ...{ verdict: 'accepted', at, offset: 0 },
      });
    },
  );

  it.each(vectors.hotp.codes.map((code, counter) => ({ code, counter })))(
    'takes $code of RFC 4226 appendix D at counter $counter, and from the first one with a look-ahead',
    ({ code, counter }) => {
      const strict = verifier({ at: counter, behind: 0, ahead: 0 });
      expect(verifyCode(HOTP, code, strict)).toEqual({ verdict: 'accepted', at: counter, offset: 0 });
      const lenient = verifier({ at: 0, behind: 0, ahead: counter });
      expect(verifyCode(HOTP, code, lenient)).toEqual({ verdict: 'accepted', at: counter, offset: counter });
      const short = verifier({ at: 0, behind: 0, ahead: counter - 1 });
      expect(verifyCode(HOTP, code, short).verdict).toBe('outside');
    },
  );

  it.each([
    { offset: 0, verdict: 'accepted' },
    { offset: -1, verdict: 'accepted' },
    { offset: 1, verdict: 'accepted' },
    { offset: -2, verdict: 'outside' },
    { offset: 2, verdict: 'outside' },
    { offset: -120, verdict: 'outside' },
  ])('says of a code $offset steps away, within ±1: $verdict', ({ offset, verdict }) => {
    const { at } = verifier();
    expect(verifyCode(TOTP, codeOf(offset), verifier())).toEqual({ verdict, at: at + offset, offset });
  });

  it('looks as far as the window goes', () => {
    expect(verifyCode(TOTP, codeOf(-150), verifier()).verdict).toBe('wrong');
    expect(verifyCode(TOTP, codeOf(-150), verifier({ behind: 200 })).verdict).toBe('accepted');
    expect(verifyCode(TOTP, codeOf(150), verifier({ behind: 200 })).verdict).toBe('outside');
  });

  it('says of a code that was accepted before that it is used, within the window and outside', () => {
    const { at } = verifier();
    const used = verifier({ used: [at, at - 5] });
    expect(verifyCode(TOTP, codeOf(0), used)).toEqual({ verdict: 'used', at, offset: 0 });
    expect(verifyCode(TOTP, codeOf(-5), used).verdict).toBe('used');
  });

  it('takes no step from before the last one that was accepted, and the steps after it', () => {
    const { at } = verifier();
    const wide = { behind: 2, ahead: 2 };
    const used = verifier({ ...wide, used: [at] });
    expect(verifyCode(TOTP, codeOf(-1), used)).toEqual({ verdict: 'older', at: at - 1, offset: -1 });
    expect(verifyCode(TOTP, codeOf(-2), used).verdict).toBe('older');
    expect(verifyCode(TOTP, codeOf(-3), used).verdict).toBe('outside');
    expect(verifyCode(TOTP, codeOf(1), used).verdict).toBe('accepted');
    const early = verifier({ ...wide, used: [at - 2, at + 1] });
    expect(verifyCode(TOTP, codeOf(0), early).verdict).toBe('older');
    expect(verifyCode(TOTP, codeOf(-2), early).verdict).toBe('used');
  });

  it('says of a counter that was passed over that it lies behind', () => {
    const [first = ''] = vectors.hotp.codes;
    const moved = verifier({ at: 3, behind: 0, ahead: 5, used: [2] });
    expect(verifyCode(HOTP, first, moved)).toEqual({ verdict: 'outside', at: 0, offset: -3 });
  });

  it('asks for no counter below zero', () => {
    expect(verifyCode(HOTP, '000000', verifier({ at: 0, behind: 0, ahead: 5 })).verdict).toBe('wrong');
  });

  it.each(['', '12345', '1234567', '12345a', '１２３４５６'])('calls %j malformed', (code) => {
    expect(verifyCode(TOTP, code, verifier())).toEqual({ verdict: 'malformed' });
  });

  it('takes a code with gaps, as it is shown', () => {
    expect(verifyCode(TOTP, ` ${codeOf(0).replace(/^.../u, '$& ')}`, verifier()).verdict).toBe('accepted');
  });
});
