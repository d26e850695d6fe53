import { backupCode } from './backup-codes.ts';
import { hotp } from './hotp.ts';
import { sms, voice } from './phone.ts';
import { push } from './push.ts';
import { securityKey } from './security-key.ts';
import type { Sqlite } from './sqlite.ts';
import { totp } from './totp.ts';

/** One way to prove, after the password, who one is. */
export interface Factor {
  /** In addresses and the log: 'totp', 'hotp', 'backup-code', 'sms', 'voice', 'key', 'push'. */
  readonly id: string;
  readonly title: string;
  /** Beside another one: for when that is lost, or it needs a device that is signed in. Alone it is none. */
  readonly isSpare?: boolean;
  /** Whether this person has set it up. */
  isOn(database: Sqlite, userId: number): boolean;
  /** Where one signs in with it: a page for a session in stage `waiting`. */
  readonly signInPath: string;
  /** Where it is set up; addresses below it belong to the set-up too. Both stay open to people who must set one up. */
  readonly setUpPath: string;
  /** Takes it away with all that is stored for it, as when an administrator resets a person's factors. */
  turnOff(database: Sqlite, userId: number): void;
}

/** The best first: after the password the first one that is on is asked for; the page links to the others. */
export const factors: readonly Factor[] = [securityKey, totp, hotp, sms, voice, push, backupCode];

/** Those that this person has; none if only a spare one is left. */
export function factorsOn(database: Sqlite, userId: number): readonly Factor[] {
  const on = factors.filter((factor) => factor.isOn(database, userId));
  return on.every(({ isSpare }) => isSpare) ? [] : on;
}

/** Whether this is the address where a factor is set up, or one below it. */
export function isSetUpPath(path: string): boolean {
  return factors.some(({ setUpPath }) => path === setUpPath || path.startsWith(`${setUpPath}/`));
}
