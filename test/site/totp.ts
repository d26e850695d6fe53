import { assertMayTry, noteTry, type Trier } from './attempts.ts';
import { decodeBase32 } from './base32.ts';
import type { Factor } from './factors.ts';
import { type CodeVerdict, checkCode, driftOf } from './one-time-password.ts';
import type { Sqlite } from './sqlite.ts';
import { deleteTotp, findTotp, saveAccepted } from './totp-store.ts';

export const totp: Factor = {
  id: 'totp',
  title: 'Authenticator app',
  isOn: (database, userId) => findTotp(database, userId) !== undefined,
  signInPath: '/sign-in/code',
  setUpPath: '/two-factor',
  turnOff: deleteTotp,
};

export type CodeAnswer = CodeVerdict | { kind: 'incomplete' } | { kind: 'off' };

/** The code of a form with one field `code`, or with one field `digit` per box; people type spaces in codes. */
export function codeOf(form: URLSearchParams): string {
  const typed = form.get('code') ?? form.getAll('digit').join('');
  return typed.replace(/[\s-]/g, '');
}

export function isWholeCode(code: string): boolean {
  return /^[0-9]{6}$/.test(code);
}

/**
 * Judges a code against the user's secret and remembers the outcome. It reads, checks and writes in one step, so that
 * the same code sent twice at once is accepted once. It is asked only after the right password: nobody else can lock
 * a person out.
 * @throws {Refusal} when the account or the address is locked, or becomes so
 */
export function spendCode(database: Sqlite, trier: Trier, code: string): CodeAnswer {
  return database.exclusively(() => {
    if (!totp.isOn(database, trier.userId)) return { kind: 'off' };
    assertMayTry(database, { ...trier, factor: totp.id });
    if (!isWholeCode(code)) return { kind: 'incomplete' };
    const verdict = useCode(database, trier, code);
    noteTry(database, { ...trier, factor: totp.id, right: verdict.kind === 'right' });
    return verdict;
  });
}

/** As `spendCode`, for a whole code that may be one of several factors: whoever asks counts it, as one attempt. */
export function useCode(
  database: Sqlite,
  { userId, now }: Omit<Trier, 'address'>,
  code: string,
): CodeVerdict | { kind: 'off' } {
  return database.exclusively(() => {
    const known = findTotp(database, userId);
    if (!known) return { kind: 'off' };
    const verdict = checkCode(decodeBase32(known.secret), code, { ...known, now });
    if (verdict.kind === 'right') {
      saveAccepted(database, userId, { lastStep: verdict.step, drift: driftOf(verdict.step, now) });
    }
    return verdict;
  });
}
