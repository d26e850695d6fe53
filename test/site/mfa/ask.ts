import { createInterface } from 'node:readline';
import { Writable } from 'node:stream';
import { UsageError } from './options.ts';

/** Nothing that is typed is shown. */
const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });

/**
 * Asks on the error stream, so that what the command prints stays clean, and reads lines from the input: a terminal
 * without showing them, or a pipe.
 */
export function openAsking() {
  const { stdin, stderr } = process;
  const lines = createInterface({ input: stdin, output: nowhere, terminal: stdin.isTTY === true });
  const typed = lines[Symbol.asyncIterator]();
  return {
    async ask(question: string): Promise<string> {
      stderr.write(question);
      const { done, value } = await typed.next();
      stderr.write('\n');
      if (done) throw new UsageError('A passphrase is needed. Type it, or give the key in MFA_KEY.');
      return value;
    },
    close: () => lines.close(),
  };
}
