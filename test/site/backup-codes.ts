/** Backup codes, for the day when the phone is lost: ten random texts, each good for one sign-in. */
import { createHash, randomBytes } from 'node:crypto';
import { assertMayTry, noteTry, type Trier } from './attempts.ts';
import { logAttempt } from './attempts-store.ts';
import {
  backupCodesLeft,
  deleteBackupCodes,
  isUsedBackupCode,
  saveBackupCodes,
  useBackupCode,
} from './backup-code-store.ts';
import { encodeBase32 } from './base32.ts';
import { getUser } from './database.ts';
import type { Factor } from './factors.ts';
import type { Sqlite } from './sqlite.ts';

export const backupCode: Factor = {
  id: 'backup-code',
  title: 'Backup code',
  isSpare: true,
  isOn: (database, userId) => backupCodesLeft(database, userId) > 0,
  signInPath: '/sign-in/backup-code',
  setUpPath: '/backup-codes',
  turnOff: deleteBackupCodes,
};

export const backupCodeAmount = 10;
/** 80 bits: nobody guesses one, not even offline from its hash. Shorter codes would need a slow, salted hash. */
const codeBytes = 10;

/** Looks like "ABCD-EFGH-IJKL-MNOP". Replaces all earlier ones, and writes the log; the texts are stored nowhere. */
export function makeBackupCodes(database: Sqlite, { userId, address, now }: Trier): string[] {
  const codes = Array.from({ length: backupCodeAmount }, () => encodeBase32(randomBytes(codeBytes)));
  const hashes = codes.map((code) => hashOf(userId, code));
  database.exclusively(() => {
    saveBackupCodes(database, userId, hashes);
    const { name } = getUser(database, userId);
    logAttempt(database, { at: now, name, address, factor: backupCode.id, outcome: 'codes made' });
  });
  return codes.map((code) => code.replace(/.{4}(?=.)/g, '$&-'));
}

/** As it was made, however it was typed; base32 has no 0, 1 and 8, so these can only be O, I and B. */
export function backupCodeIn(typed: string): string {
  return typed
    .replace(/[\s-]/g, '')
    .toUpperCase()
    .replaceAll('0', 'O')
    .replaceAll('1', 'I')
    .replaceAll('8', 'B');
}

export function isWholeBackupCode(code: string): boolean {
  return /^[A-Z2-7]{16}$/.test(code);
}

/**
 * Judges a backup code and uses it up, in one step.
 * @throws {Refusal} when the account or the address is locked, or becomes so
 */
export function spendBackupCode(
  database: Sqlite,
  trier: Trier,
  code: string,
): 'right' | 'wrong' | 'used' | 'incomplete' {
  return database.exclusively(() => {
    assertMayTry(database, { ...trier, factor: backupCode.id });
    if (!isWholeBackupCode(code)) return 'incomplete';
    const { userId, now } = trier;
    const hash = hashOf(userId, code);
    const wasUsed = isUsedBackupCode(database, userId, hash);
    const right = useBackupCode(database, userId, hash, now);
    noteTry(database, { ...trier, factor: backupCode.id, right });
    if (right) return 'right';
    return wasUsed ? 'used' : 'wrong';
  });
}

function hashOf(userId: number, code: string): string {
  return createHash('sha256').update(`backup code ${userId} ${code}`).digest('base64url');
}
