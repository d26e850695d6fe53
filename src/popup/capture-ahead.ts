/**
 * The frozen picture, asked for before the code that reads it is there. It can be had once, so whoever comes first takes
 * this question's answer: of two questions one would hear that the picture is gone.
 */
import type { Capture } from '../messages';
import { ask } from '../ui/ask';

let asked: Promise<Capture> | null = null;

export function askAhead(): void {
  asked = ask('takeCapture', {});
  // Whoever takes it hears of a failure; until then nobody does.
  asked.catch(() => undefined);
}

/** The answer to the question that was asked ahead, once; null where none was. */
export function takeAhead(): Promise<Capture> | null {
  const taken = asked;
  asked = null;
  return taken;
}
