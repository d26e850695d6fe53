import type { CounterAnswer } from '../hotp.ts';
import { periodSeconds } from '../one-time-password.ts';
import { count } from '../time-left.ts';
import type { CodeAnswer } from '../totp.ts';

type Refused<Answer extends { kind: string }> = Exclude<Answer, { kind: 'right' }>;

/** What a person reads about a refused code, and what to do next. */
export function sentenceFor(answer: Refused<CodeAnswer>): string {
  switch (answer.kind) {
    case 'incomplete':
      return 'A code has six digits. Enter all of them.';
    case 'wrong':
      return 'This code is wrong. Check that it is the one for Practice Site and try again.';
    case 'replayed':
      return 'This code was used already, or comes before one that was. Wait for the next one and enter that.';
    case 'expired':
      return `This code has expired: it is ${distance(answer.steps)} too old. Enter the one shown now, and check the clock of your device.`;
    case 'early':
      return `This code is too early: it is ${distance(answer.steps)} ahead of our clock. Check the clock of your device.`;
    case 'off':
      return 'Two-factor is off for this account. Sign in with the password alone.';
  }
}

/** The same about a code that counts. */
export function counterSentence(answer: Refused<CounterAnswer>): string {
  if (answer.kind === 'replayed') {
    return 'This code was used already, or comes before one that was. Make the next one and enter that.';
  }
  if (answer.kind === 'off') return 'Counter codes are off for this account.';
  return sentenceFor(answer);
}

/** The same about a backup code; nothing when it was right. */
export function backupSentence(answer: 'right' | 'wrong' | 'used' | 'incomplete'): string | undefined {
  switch (answer) {
    case 'right':
      return undefined;
    case 'wrong':
      return 'This is none of your backup codes. If you made new ones, the old ones are worth nothing.';
    case 'used':
      return 'This backup code was used already. Enter another one.';
    case 'incomplete':
      return 'A backup code has sixteen letters and digits. Enter all of them.';
  }
}

function distance(steps: number): string {
  return `${count(steps, 'step')} (${steps * periodSeconds} seconds)`;
}
