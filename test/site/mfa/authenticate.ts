import { assertMayTry, commandLine, noteTry } from '../attempts.ts';
import { backupCodeIn, isWholeBackupCode, spendBackupCode } from '../backup-codes.ts';
import type { User } from '../database.ts';
import { hotp, useCounterCode } from '../hotp.ts';
import { counterSentence, sentenceFor } from '../pages/code-answer.ts';
import { phoneSentence } from '../pages/phone-parts.ts';
import { Refusal } from '../refusal.ts';
import type { Sqlite } from '../sqlite.ts';
import { isWholeCode, totp, useCode } from '../totp.ts';
import { judgeSentCode } from './send.ts';

export interface Answer {
  isRight: boolean;
  sentence: string;
}

const sentCode = 'sent code';
/** Before it is judged nobody knows what a code is from. */
const anyCode = 'code';

/** Judges a code that was sent, one of the authenticator app, one that counts, or a backup code: each is an attempt. */
export function authenticate(database: Sqlite, user: User, typed: string, now: number): Answer {
  try {
    return judge(database, user, typed, now);
  } catch (error) {
    if (error instanceof Refusal) return wrong(error.message);
    throw error;
  }
}

function judge(database: Sqlite, user: User, typed: string, now: number): Answer {
  const trier = { userId: user.id, address: commandLine, now };
  const backup = backupCodeIn(typed);
  if (isWholeBackupCode(backup)) return ofBackupCode(spendBackupCode(database, trier, backup));
  const code = typed.replace(/[\s-]/g, '');
  return database.exclusively(() => {
    assertMayTry(database, { ...trier, factor: anyCode });
    if (!isWholeCode(code)) return wrong(sentenceFor({ kind: 'incomplete' }));
    const { factor, ...answer } = judgeCode(database, user, code, now);
    noteTry(database, { ...trier, factor, right: answer.isRight });
    return answer;
  });
}

/** One attempt, whatever the account has: six digits do not tell what they are from. */
function judgeCode(database: Sqlite, user: User, code: string, now: number): Answer & { factor: string } {
  const sent = judgeSentCode(database, user, code, now);
  if (sent.kind === 'right') return { ...right, factor: sentCode };
  const timed = useCode(database, { userId: user.id, now }, code);
  if (timed.kind === 'right') return { ...right, factor: totp.id };
  const counted = useCounterCode(database, user.id, code);
  if (counted.kind === 'right') return { ...right, factor: hotp.id };

  if (timed.kind !== 'off' && timed.kind !== 'wrong')
    return { ...wrong(sentenceFor(timed)), factor: totp.id };
  if (counted.kind === 'replayed') return { ...wrong(counterSentence(counted)), factor: hotp.id };
  // What became of the code that was sent says nothing of this one, where it may be another factor's.
  if (timed.kind === 'wrong') return { ...wrong(wrongCode), factor: totp.id };
  if (counted.kind === 'wrong') return { ...wrong(wrongCode), factor: hotp.id };
  return { ...wrong(sent.kind === 'unknown' ? nothingSent(user) : phoneSentence(sent)), factor: sentCode };
}

const right: Answer = { isRight: true, sentence: 'Right.' };
const wrongCode = 'This code is wrong.';

const nothingSent = ({ name }: User) =>
  `${name} has no authenticator app, and no code was sent. "send sms ${name}" sends one to a phone.`;

function ofBackupCode(outcome: ReturnType<typeof spendBackupCode>): Answer {
  if (outcome === 'right') return { isRight: true, sentence: 'Right. This backup code is used up.' };
  return wrong(
    outcome === 'used' ? 'This backup code was used already.' : 'This is none of the backup codes.',
  );
}

function wrong(sentence: string): Answer {
  return { isRight: false, sentence };
}
