/** One process at a time at a file, by a lock file beside it: Node gives none of the system's locks. */
import { randomUUID } from 'node:crypto';
import { readFileSync, unlinkSync, writeFileSync } from 'node:fs';
import { Refusal } from './refusal.ts';

/** Each holds it for milliseconds: this is enough for many at once on a slow computer. */
const longestWait = 15_000;
const pause = 2;

/**
 * Waits until no other process holds the file at `path`, and holds it. Gives the function that lets it go.
 * @throws {Refusal} when others hold it all the time
 */
export function holdFile(path: string): () => void {
  const lock = `${path}.lock`;
  const end = Date.now() + longestWait;
  while (!isMade(lock, `${process.pid} ${randomUUID()}`)) {
    const holder = textOf(lock);
    if (holder !== undefined && isLeft(holder)) removeLeft(lock, holder);
    else if (Date.now() < end) sleep(pause);
    else throw new Refusal(503, 'Busy', busy);
  }
  return () => unlinkSync(lock);
}

const busy =
  'Another program holds the database. Try again in a minute. If none runs, remove the file beside it that ends in ".lock".';

/**
 * Removes the lock of a process that ended with it. Several may find it at once: only who makes the claim removes it,
 * after another look, so that nobody takes away the lock that came after.
 */
function removeLeft(lock: string, left: string): void {
  const claim = `${lock}.left`;
  if (!isMade(claim, '')) return;
  try {
    if (textOf(lock) === left) unlinkSync(lock);
  } finally {
    unlinkSync(claim);
  }
}

/** Whether the holder is gone. What bears our own number is from an earlier process: ours waits here, and holds nothing. */
function isLeft(holder: string): boolean {
  const id = Number.parseInt(holder, 10);
  // A file that was made this instant is still empty.
  if (Number.isNaN(id)) return false;
  if (id === process.pid) return true;
  try {
    process.kill(id, 0);
    return false;
  } catch (error) {
    return hasCode(error, 'ESRCH');
  }
}

/** Whether this call made the file. */
function isMade(file: string, text: string): boolean {
  try {
    writeFileSync(file, text, { mode: 0o600, flag: 'wx' });
    return true;
  } catch (error) {
    if (hasCode(error, 'EEXIST')) return false;
    throw error;
  }
}

function textOf(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return undefined;
    throw error;
  }
}

/** Without an `await`: what follows must stay one step with what comes after it. */
function sleep(milliseconds: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);
}

function hasCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}
