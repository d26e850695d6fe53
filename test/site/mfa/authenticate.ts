import { backupCodeIn, isWholeBackupCode, spendBackupCode } from '../backup-codes.ts';
import type { User } from '../database.ts';
import { sentenceFor } from '../pages/code-answer.ts';
import { Refusal } from '../refusal.ts';
import type { Sqlite } from '../sqlite.ts';
import { spendCode } from '../totp.ts';
import { isSentCode } from './send.ts';

export interface Answer {
  isRight: boolean;
  sentence: string;
}

/** Attempts of the command line are counted like any other, from this place. */
export const address = 'command line';

/** Judges a code of the authenticator app, one that was sent, or a backup code; all of them count as attempts. */
export function authenticate(database: Sqlite, user: User, typed: string, now: number): Answer {
  try {
    return judge(database, user, typed, now);
  } catch (error) {
    if (error instanceof Refusal) return wrong(error.message);
    throw error;
  }
}

function judge(database: Sqlite, user: User, typed: string, now: number): Answer {
  const trier = { userId: user.id, address, now };
  const backup = backupCodeIn(typed);
  if (isWholeBackupCode(backup)) return ofBackupCode(spendBackupCode(database, trier, backup));
  const code = typed.replace(/[\s-]/g, '');
  if (isSentCode(database, user, code, { address, now })) return { isRight: true, sentence: 'Right.' };
  const answer = spendCode(database, trier, code);
  if (answer.kind === 'right') return { isRight: true, sentence: 'Right.' };
  if (answer.kind === 'off') return wrong(`${user.name} has no authenticator app.`);
  return wrong(answer.kind === 'wrong' ? 'This code is wrong.' : sentenceFor(answer));
}

function ofBackupCode(outcome: ReturnType<typeof spendBackupCode>): Answer {
  if (outcome === 'right') return { isRight: true, sentence: 'Right. This backup code is used up.' };
  return wrong(
    outcome === 'used' ? 'This backup code was used already.' : 'This is none of the backup codes.',
  );
}

function wrong(sentence: string): Answer {
  return { isRight: false, sentence };
}
