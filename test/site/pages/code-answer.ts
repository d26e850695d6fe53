import { periodSeconds } from '../one-time-password.ts';
import { count } from '../time-left.ts';
import type { CodeAnswer } from '../totp.ts';

type Refused = Exclude<CodeAnswer, { kind: 'right' }>;

/** What a person reads about a refused code, and what to do next. */
export function sentenceFor(answer: Refused): string {
  switch (answer.kind) {
    case 'incomplete':
      return 'A code has six digits. Enter all of them.';
    case 'wrong':
      return 'This code is wrong. Check that it is the one for Practice Site and try again.';
    case 'replayed':
      return 'This code was used already. Wait for the next one and enter that.';
    case 'expired':
      return `This code has expired: it is ${distance(answer.steps)} too old. Enter the one shown now, and check the clock of your device.`;
    case 'early':
      return `This code is too early: it is ${distance(answer.steps)} ahead of our clock. Check the clock of your device.`;
    case 'off':
      return 'Two-factor is off for this account. Sign in with the password alone.';
  }
}

function distance(steps: number): string {
  return `${count(steps, 'step')} (${steps * periodSeconds} seconds)`;
}
