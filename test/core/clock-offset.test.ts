import { describe, expect, it } from 'vitest';
import type { NewAccount } from '../../src/core/account';
import { offsetOfDate, type Reading, readOffset, searchOffset } from '../../src/core/clock-offset';
import { codeAt, generateCode } from '../../src/core/otp';

const secret = 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP';
const totp: NewAccount = {
  ...({ type: 'totp', issuer: 'Acme', name: 'a', algorithm: 'SHA1', digits: 6 } as const),
  ...{ period: 30, secret },
};
/** The beginning of a period. */
const START = 1_700_000_010_000;

/** What a person types `late` seconds after the code came on a device that is right, here where the clock is off. */
function typed(account: NewAccount, offset: number, { late = 3, periods = 0 } = {}): Reading {
  const truth = START + periods * 30_000 + late * 1000;
  return { code: generateCode(account, truth).code, at: truth - offset * 1000 };
}
const found = (account: NewAccount, ...readings: Reading[]) => {
  const search = searchOffset(account, readings);
  return search.status === 'found' ? search.offset : search.status;
};

describe('searchOffset', () => {
  it.each([
    ['behind by three minutes', 180],
    ['ahead by a minute and a half', -90],
    ['behind by 40 seconds', 40],
    ['ahead by ten minutes', -600],
  ])('finds a clock that is %s from one code', (_what, offset) => {
    expect(found(totp, typed(totp, offset))).toBe(offset);
  });

  it.each([0, 4, 11, 29])('finds nothing to correct %i s after the code came', (late) => {
    expect(found(totp, typed(totp, 0, { late }))).toBe(0);
  });

  it('takes a code that went while it was being read for no error of the clock', () => {
    const read = typed(totp, 0, { late: 29 });
    expect(found(totp, { ...read, at: read.at + 3_000 })).toBe(0);
  });

  it('says how exact it is, and lies within that however late the person typed', () => {
    for (const late of [0, 10, 20, 29]) {
      const search = searchOffset(totp, [typed(totp, 200, { late })]);
      expect(search).toMatchObject({ status: 'found', within: 30 });
      if (search.status === 'found') expect(Math.abs(search.offset - 200)).toBeLessThanOrEqual(30);
    }
  });

  it('narrows it with the next code', () => {
    const readings = [typed(totp, 200, { late: 20 }), typed(totp, 200, { late: 1, periods: 1 })];
    const search = searchOffset(totp, readings);
    expect(search).toMatchObject({ status: 'found' });
    if (search.status === 'found') {
      expect(search.within).toBeLessThan(15);
      expect(Math.abs(search.offset - 200)).toBeLessThanOrEqual(3);
    }
  });

  it.each([3_600, -2 * 3_600, 19_800])('takes a difference of time zones exactly: %i s', (offset) => {
    const readings = [typed(totp, offset, { late: 17 }), typed(totp, offset, { late: 9, periods: 1 })];
    expect(found(totp, readings[0] ?? typed(totp, 0))).toBe('more');
    expect(found(totp, ...readings)).toBe(offset);
  });

  it('asks for the next code where more than one step shows this one, and decides with it', () => {
    // A two-step coincidence, looked for: the same six digits twice within the day.
    const step = START / 30_000;
    const at = new Map<string, number>();
    let twin: readonly [number, number] | null = null;
    for (let k = step - 2_000; k < step + 2_000 && !twin; k++) {
      const code = codeAt(totp, k);
      const before = at.get(code);
      if (before !== undefined) twin = [before, k];
      at.set(code, k);
    }
    if (!twin) throw new Error('These 4,000 steps have no twins: take another secret');
    const [one, other] = twin;
    const mid = Math.floor((one + other) / 2) * 30_000;
    const first = { code: codeAt(totp, other), at: mid };
    expect(found(totp, first)).toBe('more');
    const next = { code: codeAt(totp, other + 1), at: mid + 30_000 };
    expect(found(totp, first, next)).toBeCloseTo(other * 30 - mid / 1000, -1);
  });

  it('finds nothing for a code of another account, nor beyond a day, nor for counters', () => {
    expect(found({ ...totp, secret: secret.replace('JB', 'KC') }, typed(totp, 0))).toBe('none');
    expect(found(totp, typed(totp, 90_000), typed(totp, 90_000, { periods: 1 }))).toBe('none');
    expect(found({ ...totp, type: 'hotp', counter: 0 }, typed(totp, 0))).toBe('none');
    expect(found(totp)).toBe('none');
  });

  it('takes a code that is typed again for no second one', () => {
    const once = typed(totp, 3_600);
    expect(found(totp, once, { code: ` ${once.code}`, at: once.at + 9_000 })).toBe('more');
  });

  it('finds nothing where the second code contradicts the first', () => {
    expect(found(totp, typed(totp, 0), typed(totp, 300, { periods: 1 }))).toBe('none');
  });

  it('knows every type that goes by time, however the code is written', () => {
    const steam: NewAccount = { ...totp, type: 'steam', digits: 5 };
    const motp: NewAccount = { ...totp, type: 'motp', algorithm: 'MD5', period: 10, pin: '1234' };
    const yandex: NewAccount = { ...totp, type: 'yandex', algorithm: 'SHA256', digits: 8, pin: '5239' };
    for (const account of [steam, motp, yandex]) expect(found(account, typed(account, 180))).toBe(180);
    const { code, at } = typed(steam, 180);
    expect(found(steam, { code: ` ${code.slice(0, 2)} ${code.slice(2).toLowerCase()}`, at })).toBe(180);
  });
});

describe('readOffset', () => {
  it('is 0 for what is no whole number of seconds within a day', () => {
    const stored = [180, -86_400, 86_401, 1.5, '180', null, undefined, Number.NaN, {}];
    expect(stored.map(readOffset)).toEqual([180, -86_400, 0, 0, 0, 0, 0, 0, 0]);
  });
});

describe('offsetOfDate', () => {
  const date = 'Tue, 14 Nov 2023 22:13:20 GMT';
  const sent = 1_700_000_000_000;
  const answer = (at: number, took: number, fields = {}) =>
    offsetOfDate({ date, age: '', before: at, after: at + took, ...fields });

  it('is the middle of what the way there and back and the whole second allow', () => {
    expect(answer(sent - 180_000, 200)).toEqual({ offset: 180, within: 2 });
    expect(answer(sent + 90_500, 1_000)).toEqual({ offset: -90, within: 2 });
  });

  it('is 0 within that', () => {
    expect(answer(sent + 999, 50)?.offset).toBe(0);
    expect(answer(sent - 900, 50)?.offset).toBe(0);
    expect(answer(sent - 4_000, 6_000)).toEqual({ offset: 0, within: 5 });
  });

  it('counts the age of an answer that lay in a cache', () => {
    expect(answer(sent + 600_000, 100, { age: '600' })?.offset).toBe(0);
    expect(answer(sent + 600_000, 100, { age: '600, 1' })?.offset).toBe(-600);
  });

  it.each(['', 'yesterday', '1700000000', 'Tue, 99 Nov 2023 22:13:20 GMT', '2023-11-14T22:13:20Z'])(
    'does not read %j',
    (text) => expect(answer(sent, 10, { date: text })).toBeNull(),
  );

  it('does not read an answer that came before it was asked for', () => {
    expect(answer(sent, -1)).toBeNull();
  });
});
