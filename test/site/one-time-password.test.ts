import { describe, expect, it } from 'vitest';
import { checkCode, hotp, timeStep } from './one-time-password.ts';
import vectors from './rfc-vectors.json' with { type: 'json' };

const algorithms = ['SHA1', 'SHA256', 'SHA512'] as const;
const secret = Buffer.from(vectors.hotp.secret);
const now = 1_700_000_000_000;
const current = timeStep(now);
const codeAt = (offset: number) => hotp(secret, current + offset);

describe('hotp', () => {
  it.each(vectors.hotp.codes.map((code, counter) => ({ code, counter })))(
    'gives $code for counter $counter',
    ({ code, counter }) => {
      expect(hotp(secret, counter)).toBe(code);
    },
  );

  it.each(
    algorithms.flatMap((algorithm) =>
      vectors.totp.codes.map(({ seconds, [algorithm]: code }) => ({ algorithm, seconds, code })),
    ),
  )('gives $code with $algorithm at $seconds seconds', ({ algorithm, seconds, code }) => {
    const key = Buffer.from(vectors.totp.secrets[algorithm]);
    expect(hotp(key, timeStep(seconds * 1000), { algorithm, digits: 8 })).toBe(code);
  });
});

describe('checkCode', () => {
  it.each([-1, 0, 1])('accepts the code at step %i', (offset) => {
    expect(checkCode(secret, codeAt(offset), { now })).toEqual({ kind: 'right', step: current + offset });
  });

  it.each([2, 10])('says how far an old or early code is off by %i steps', (steps) => {
    expect(checkCode(secret, codeAt(-steps), { now })).toEqual({ kind: 'expired', steps });
    expect(checkCode(secret, codeAt(steps), { now })).toEqual({ kind: 'early', steps });
  });

  it('calls codes beyond ten steps wrong', () => {
    expect(checkCode(secret, codeAt(-11), { now })).toEqual({ kind: 'wrong' });
    expect(checkCode(secret, codeAt(11), { now })).toEqual({ kind: 'wrong' });
  });

  it('refuses the last accepted code, and those before it', () => {
    expect(checkCode(secret, codeAt(0), { now, lastStep: current })).toEqual({ kind: 'replayed' });
    expect(checkCode(secret, codeAt(-1), { now, lastStep: current })).toEqual({ kind: 'replayed' });
    expect(checkCode(secret, codeAt(-5), { now, lastStep: current - 5 })).toEqual({ kind: 'replayed' });
  });

  it('accepts the next code after an accepted one', () => {
    expect(checkCode(secret, codeAt(1), { now, lastStep: current })).toEqual({
      kind: 'right',
      step: current + 1,
    });
  });

  it('works in the first seconds of Unix time', () => {
    expect(checkCode(secret, hotp(secret, 0), { now: 0 })).toEqual({ kind: 'right', step: 0 });
  });
});
