import { beforeEach, describe, expect, it } from 'vitest';
import {
  assertMayTry,
  lockedUntil,
  noteTry,
  reservePasswordTry,
  settlePasswordTry,
  unlock,
  unlockAddress,
} from './attempts.ts';
import { latestAttempts, lockedAddresses } from './attempts-store.ts';
import { addUser, getUser, openDatabase } from './database.ts';
import { devicesOf } from './device-store.ts';
import { rememberDevice } from './devices.ts';
import type { Sqlite } from './sqlite.ts';

const minute = 60_000;
const address = '192.0.2.1';
let database: Sqlite;
let now: number;

beforeEach(async () => {
  database = await openDatabase();
  for (let id = 1; id <= 6; id += 1) addUser(database, `user ${id}`, 'no hash', 0);
  now = 1_700_000_000_000;
});

function tryCode(userId: number, right: boolean, from = address): string {
  try {
    const attempt = { userId, address: from, factor: 'totp', now };
    assertMayTry(database, attempt);
    noteTry(database, { ...attempt, right });
    return right ? 'right' : 'wrong';
  } catch (error) {
    return error instanceof Error ? error.message : 'not an error';
  }
}

function tryPassword(name: string, right: boolean, from = address, deviceId?: number): string {
  const trier = { name, address: from, now, deviceId };
  try {
    reservePasswordTry(database, trier);
    settlePasswordTry(database, { ...trier, right, knownName: undefined });
    return right ? 'right' : 'wrong';
  } catch (error) {
    return error instanceof Error ? error.message : 'not an error';
  }
}

const times = (amount: number, run: () => string) => Array.from({ length: amount }, run).at(-1);

describe('an account', () => {
  it('locks after five wrong codes in a row, from wherever they come', () => {
    expect(times(4, () => tryCode(1, false))).toBe('wrong');
    expect(tryCode(1, true)).toBe('right');
    expect(times(4, () => tryCode(1, false))).toBe('wrong');
    expect(tryCode(1, false, '192.0.2.2')).toMatch(/Try again in 5 minutes/);
    expect(tryCode(1, true, '192.0.2.3')).toMatch(/Try again in 5 minutes/);
    expect(tryCode(2, true)).toBe('right');
  });

  it('locks longer each time, never more than an hour, and always opens by itself', () => {
    const locks = [5, 10, 20, 40, 60, 60].map((length) => {
      expect(times(5, () => tryCode(1, false, `192.0.2.${length}`))).toMatch(/Try again in/);
      const end = lockedUntil(database, { id: 1, name: 'user 1' }, now) ?? now;
      const lasts = (end - now) / minute;
      now = end;
      return lasts;
    });
    expect(locks).toEqual([5, 10, 20, 40, 60, 60]);
    expect(tryCode(1, true)).toBe('right');
  });

  it('stays locked for what was begun before and is judged after, right or wrong', () => {
    const attempt = { userId: 1, address, factor: 'key', now };
    assertMayTry(database, attempt);
    times(5, () => tryCode(1, false));
    for (const right of [true, false]) {
      expect(() => noteTry(database, { ...attempt, right })).toThrow(/Try again/);
    }
    const logged = latestAttempts(database, 10).map(({ factor, outcome }) => `${factor} ${outcome}`);
    const wrong = ['totp wrong, locked', ...Array(4).fill('totp wrong')];
    expect(logged).toEqual([...Array(2).fill('key refused, not judged'), ...wrong]);
    expect(tryCode(1, true)).toMatch(/Try again in 5 minutes/);
  });

  it('opens at once when an administrator unlocks it', () => {
    times(5, () => tryCode(1, false));
    unlock(database, { id: 1, name: 'user 1' }, now);
    expect(tryCode(1, true)).toBe('right');
  });
});

describe('an address', () => {
  it('locks after twenty wrong codes, whosever they are, and opens by itself', () => {
    for (let id = 1; id <= 4; id += 1) times(4, () => tryCode(id, false));
    expect(times(3, () => tryCode(5, false))).toBe('wrong');
    expect(tryCode(6, false)).toMatch(/Try again in 5 minutes/);
    expect(tryCode(6, true)).toMatch(/Try again/);
    expect(tryCode(6, true, '192.0.2.2')).toBe('right');
    expect(lockedAddresses(database, now)).toEqual([{ address, until: now + 5 * minute }]);
    now += 5 * minute;
    expect(tryCode(6, true)).toBe('right');
  });

  it('opens at once when an administrator unlocks it', () => {
    for (let id = 1; id <= 5; id += 1) times(4, () => tryCode(id, false));
    expect(tryCode(6, true)).toMatch(/Try again/);
    unlockAddress(database, address);
    expect(tryCode(6, true)).toBe('right');
  });
});

describe('a password', () => {
  it('locks after ten wrong ones, the same for names that nobody has', () => {
    for (const name of ['user 1', 'nobody']) {
      expect(times(9, () => tryPassword(name, false, name))).toBe('wrong');
      expect(tryPassword(name, false, name)).toBe('Too many wrong passwords. Try again in 5 minutes.');
      expect(tryPassword(name, true, 'elsewhere')).toMatch(/Try again in 5 minutes/);
    }
  });

  it('lets no more through when they all come at once', () => {
    const reserved = Array.from({ length: 200 }, () => {
      try {
        reservePasswordTry(database, { name: 'user 1', address, now });
        return true;
      } catch {
        return false;
      }
    });
    expect(reserved.filter(Boolean)).toHaveLength(10);
  });

  it('cannot be locked by strangers for a device that the account remembers', () => {
    times(10, () => tryPassword('user 1', false, '192.0.2.2'));
    expect(() => reservePasswordTry(database, { name: 'user 1', address, now, deviceId: 7 })).not.toThrow();
  });

  it('that is locked on a remembered device is said to be so, and opens when it is unlocked', () => {
    const user = getUser(database, 1);
    rememberDevice(database, user.id, { userAgent: '', now });
    const deviceId = devicesOf(database, user.id, now)[0]?.id;
    const onDevice = (right: boolean) => tryPassword(user.name, right, address, deviceId);
    expect(times(10, () => onDevice(false))).toMatch(/Try again in 5 minutes/);
    expect(lockedUntil(database, user, now)).toBe(now + 5 * minute);
    expect(lockedUntil(database, getUser(database, 2), now)).toBeUndefined();
    expect(onDevice(true)).toMatch(/Try again/);
    unlock(database, user, now);
    expect(lockedUntil(database, user, now)).toBeUndefined();
    expect(onDevice(true)).toBe('right');
  });

  it('counts nothing against the address when it is right', () => {
    expect(times(30, () => tryPassword('user 1', true))).toBe('right');
  });
});

describe('the log', () => {
  it('has the latest first, and never a name that nobody has', () => {
    tryPassword('my own password', false);
    times(5, () => tryCode(1, false));
    const [latest, ...rest] = latestAttempts(database, 10);
    expect(latest).toEqual({ at: now, name: 'user 1', address, factor: 'totp', outcome: 'wrong, locked' });
    expect(rest).toHaveLength(5);
    expect(rest.at(-1)).toMatchObject({ name: '', factor: 'password', outcome: 'wrong' });
  });

  it('forgets the oldest, so that nobody can fill the disk', () => {
    for (let done = 0; done < 1010; done += 1) tryCode(1, true);
    expect(latestAttempts(database, 10_000)).toHaveLength(1000);
  });

  it('has a line for each attempt that a lock refused, which push nothing else out of it', () => {
    times(5, () => tryCode(1, false));
    tryCode(1, true);
    const line = { at: now, name: 'user 1', address, factor: 'totp', outcome: 'refused, not judged' };
    expect(latestAttempts(database, 1)).toEqual([line]);
    for (const name of ['user 2', 'my own password']) {
      times(10, () => tryPassword(name, false, name));
      tryPassword(name, true, name);
    }
    const [unknown] = latestAttempts(database, 1);
    expect(unknown).toMatchObject({ name: '', factor: 'password', outcome: 'refused, not judged' });
    for (let done = 0; done < 1010; done += 1) tryCode(1, false);
    const outcomes = latestAttempts(database, 10_000).map(({ outcome }) => outcome);
    expect(outcomes.filter((outcome) => outcome === 'refused, not judged')).toHaveLength(100);
    expect(outcomes.filter((outcome) => outcome !== 'refused, not judged')).toHaveLength(25);
  });
});
