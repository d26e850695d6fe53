import { describe, expect, it } from 'vitest';
import { checkCode, checkCounterCode, driftOf, findPair, hotp, timeStep } from './one-time-password.ts';
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

  it('takes a clock that was put right once its codes come after the last accepted one', () => {
    const behind = { now, lastStep: current - 3, drift: -3 };
    expect(checkCode(secret, codeAt(0), behind)).toEqual({ kind: 'right', step: current });
    const ahead = { now, lastStep: current + 3, drift: 3 };
    expect(checkCode(secret, codeAt(0), ahead)).toEqual({ kind: 'replayed' });
    const later = { ...ahead, now: now + 4 * 30_000 };
    expect(checkCode(secret, codeAt(4), later)).toEqual({ kind: 'right', step: current + 4 });
  });

  it('accepts the next code after an accepted one', () => {
    expect(checkCode(secret, codeAt(1), { now, lastStep: current })).toEqual({
      kind: 'right',
      step: current + 1,
    });
  });

  it('follows a clock that slowly goes wrong, and takes it at once when it was put right', () => {
    for (const offset of [-1, 0, 1, 2, 3, 4]) {
      expect(checkCode(secret, codeAt(offset), { now, drift: 3 }).kind).toBe('right');
    }
    expect(checkCode(secret, codeAt(5), { now, drift: 3 })).toEqual({ kind: 'early', steps: 5 });
    expect(checkCode(secret, codeAt(-2), { now, drift: 3 })).toEqual({ kind: 'expired', steps: 2 });
    expect(checkCode(secret, codeAt(-4), { now, drift: -3 }).kind).toBe('right');
  });

  it('remembers five steps of drift at most', () => {
    expect([-6, -5, 0, 5, 6].map((offset) => driftOf(current + offset, now))).toEqual([-5, -5, 0, 5, 5]);
  });

  it('works in the first seconds of Unix time', () => {
    expect(checkCode(secret, hotp(secret, 0), { now: 0 })).toEqual({ kind: 'right', step: 0 });
  });
});

/** RFC 4226 appendix D: its codes are those of counters 0 to 9. */
describe('checkCounterCode', () => {
  const code = (counter: number) => vectors.hotp.codes[counter] ?? '';

  it('takes the codes of RFC 4226 in turn, and those left out up to nine further', () => {
    vectors.hotp.codes.forEach((text, counter) => {
      expect(checkCounterCode(secret, text, counter)).toEqual({ kind: 'right', counter });
    });
    expect(checkCounterCode(secret, code(9), 0)).toEqual({ kind: 'right', counter: 9 });
    expect(checkCounterCode(secret, hotp(secret, 10), 0)).toEqual({ kind: 'wrong' });
    expect(checkCounterCode(secret, code(3), 4)).toEqual({ kind: 'replayed' });
  });

  it('finds two in a row within a hundred, and nothing else', () => {
    expect(findPair(secret, [code(7), code(8)], 0)).toBe(8);
    expect(findPair(secret, [hotp(secret, 99), hotp(secret, 100)], 0)).toBe(100);
    expect(findPair(secret, [hotp(secret, 100), hotp(secret, 101)], 0)).toBeUndefined();
    expect(findPair(secret, [code(8), code(7)], 0)).toBeUndefined();
    expect(findPair(secret, [code(7), code(9)], 0)).toBeUndefined();
    expect(findPair(secret, [code(2), code(3)], 3)).toBeUndefined();
  });
});
