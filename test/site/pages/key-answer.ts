import type { KeyAnswer } from '../security-key.ts';

/** What a person reads about a refused signature, and what to do next. */
export function sentenceForKey({ kind }: Exclude<KeyAnswer, { kind: 'right' }>): string {
  switch (kind) {
    case 'unknown':
      return 'This key is not set up for this account. Use another one.';
    case 'expired':
      return 'This took too long, or was sent before. Press the button again.';
    case 'wrong':
      return 'What the key signed is not right. Try again, or use another key.';
    case 'copied':
      return 'This key has been used further than it says: it may have been copied. Use another way to sign in, and remove it.';
  }
}
