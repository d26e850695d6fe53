import { existsSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import initSqlJs, { type BindParams } from 'sql.js';
import { holdFile } from './file-lock.ts';
import { keyFor, type Sealing, sealingWith } from './sealing.ts';

export type Row = Record<string, unknown>;

/**
 * SQLite inside this process, and the key that its secrets are sealed with. Every call is synchronous. Other processes
 * (the command line beside the site) may have the same file open: what they wrote is read before the next call.
 */
export interface Sqlite extends Sealing {
  read(sql: string, values?: BindParams): Row[];
  /** Runs a change, saves it, and gives the rows of a RETURNING clause. */
  write(sql: string, values?: BindParams): Row[];
  /**
   * Makes reads and writes one step, also for other processes: nobody else writes in between. What was written stays,
   * also when `act` throws: a refusal counts the try that it refuses. `act` must not wait for anything.
   * @throws {Refusal} when others hold the file all the time
   */
  exclusively<Result>(act: () => Result): Result;
  close(): void;
}

/**
 * Opens the file at `path`, or a database in memory without one. sql.js is WebAssembly: nothing to compile.
 * @param key 32 bytes; without it the one of the environment or of the key file (`keyFor`)
 */
export async function openSqlite(path?: string, key: Buffer = keyFor(path)): Promise<Sqlite> {
  const { Database } = await initSqlJs();
  let seen: string | undefined;
  let database = new Database();
  let isExclusive = false;
  let isChanged = false;

  function load(): void {
    if (path === undefined || !existsSync(path)) return;
    // The stamp first: whatever is written after it is seen as newer.
    seen = stampOf(path);
    const bytes = readFileSync(path);
    database.close();
    database = new Database(bytes);
  }

  function save(): void {
    isChanged = false;
    if (path === undefined) return;
    // Renaming is atomic: a crash leaves the old file or the new one, never half of one.
    const next = `${path}.new`;
    writeFileSync(next, database.export(), { mode: 0o600 });
    renameSync(next, path);
    seen = stampOf(path);
  }

  function run(sql: string, values: BindParams = []): Row[] {
    const statement = database.prepare(sql, values);
    const rows: Row[] = [];
    while (statement.step()) rows.push(statement.getAsObject());
    statement.free();
    return rows;
  }

  function read(sql: string, values?: BindParams): Row[] {
    if (!isExclusive && stampOf(path) !== seen) load();
    return run(sql, values);
  }

  function write(sql: string, values?: BindParams): Row[] {
    return exclusively(() => {
      isChanged = true;
      return run(sql, values);
    });
  }

  function exclusively<Result>(act: () => Result): Result {
    if (isExclusive) return act();
    const letGo = path === undefined ? undefined : holdFile(path);
    try {
      // Read in any case: two states that were written within one tick of the file system's clock have one stamp.
      load();
      isExclusive = true;
      try {
        return act();
      } finally {
        isExclusive = false;
        if (isChanged) save();
      }
    } finally {
      letGo?.();
    }
  }

  load();
  return { read, write, exclusively, close: () => database.close(), ...sealingWith(key) };
}

/** Tells one written state of the file from the next: each is a file of its own. */
function stampOf(path: string | undefined): string | undefined {
  if (path === undefined || !existsSync(path)) return undefined;
  const { ino, mtimeMs, size } = statSync(path);
  return `${ino} ${mtimeMs} ${size}`;
}

/** @throws {TypeError} when the column holds something else, which is our mistake */
export function textIn(value: unknown): string {
  if (typeof value !== 'string') throw new TypeError('the column holds no text');
  return value;
}

/** @throws {TypeError} when the column holds something else, which is our mistake */
export function numberIn(value: unknown): number {
  if (typeof value !== 'number') throw new TypeError('the column holds no number');
  return value;
}
