/** Codes that count: each is used in turn, whatever the time. Token and site count for themselves, and can part. */
import { assertMayTry, noteTry, type Trier } from './attempts.ts';
import { decodeBase32 } from './base32.ts';
import type { Factor } from './factors.ts';
import { deleteHotp, findHotp, saveNextCounter } from './hotp-store.ts';
import { type CounterVerdict, checkCounterCode, findPair } from './one-time-password.ts';
import type { Sqlite } from './sqlite.ts';
import { isWholeCode } from './totp.ts';

export const hotp: Factor = {
  id: 'hotp',
  title: 'Counter codes',
  isOn: (database, userId) => findHotp(database, userId) !== undefined,
  signInPath: '/sign-in/hotp',
  setUpPath: '/hotp',
  turnOff: deleteHotp,
};

export type CounterAnswer = CounterVerdict | { kind: 'incomplete' } | { kind: 'off' };

/**
 * Judges the next code and moves the counter behind it, in one step.
 * @throws {Refusal} when the account or the address is locked, or becomes so
 */
export function spendCounterCode(database: Sqlite, trier: Trier, code: string): CounterAnswer {
  return database.exclusively(() => {
    if (!hotp.isOn(database, trier.userId)) return { kind: 'off' };
    assertMayTry(database, { ...trier, factor: hotp.id });
    if (!isWholeCode(code)) return { kind: 'incomplete' };
    const verdict = useCounterCode(database, trier.userId, code);
    noteTry(database, { ...trier, factor: hotp.id, right: verdict.kind === 'right' });
    return verdict;
  });
}

/** As `spendCounterCode`, for a whole code that may be one of several factors: whoever asks counts it, as one attempt. */
export function useCounterCode(
  database: Sqlite,
  userId: number,
  code: string,
): CounterVerdict | { kind: 'off' } {
  return database.exclusively(() => {
    const known = findHotp(database, userId);
    if (!known) return { kind: 'off' };
    const verdict = checkCounterCode(decodeBase32(known.secret), code, known.next);
    if (verdict.kind === 'right') saveNextCounter(database, userId, verdict.counter + 1);
    return verdict;
  });
}

/**
 * For a token that was pressed too often: takes two codes in a row, which may be further ahead than one alone.
 * @throws {Refusal} when the account or the address is locked, or becomes so
 */
export function resynchronise(
  database: Sqlite,
  trier: Trier,
  codes: readonly [string, string],
): 'right' | 'wrong' | 'incomplete' | 'off' {
  return database.exclusively(() => {
    const known = findHotp(database, trier.userId);
    if (!known) return 'off';
    assertMayTry(database, { ...trier, factor: hotp.id });
    if (!codes.every(isWholeCode)) return 'incomplete';

    const counter = findPair(decodeBase32(known.secret), codes, known.next);
    if (counter !== undefined) saveNextCounter(database, trier.userId, counter + 1);
    noteTry(database, { ...trier, factor: hotp.id, right: counter !== undefined });
    return counter === undefined ? 'wrong' : 'right';
  });
}
