import { existsSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import initSqlJs, { type BindParams } from 'sql.js';
import { keyFor, type Sealing, sealingWith } from './sealing.ts';

export type Row = Record<string, unknown>;

/**
 * SQLite inside this process, and the key that its secrets are sealed with. Every call is synchronous, so calls
 * without an `await` between them are one step. What another process (the command line) wrote to the file is read
 * before the next call; two processes that write in the same instant are not told apart.
 */
export interface Sqlite extends Sealing {
  read(sql: string, values?: BindParams): Row[];
  /** Runs a change, saves it, and gives the rows of a RETURNING clause. */
  write(sql: string, values?: BindParams): Row[];
  close(): void;
}

/**
 * Opens the file at `path`, or a database in memory without one. sql.js is WebAssembly: nothing to compile.
 * @param key 32 bytes; without it the one of the environment or of the key file (`keyFor`)
 */
export async function openSqlite(path?: string, key: Buffer = keyFor(path)): Promise<Sqlite> {
  const { Database } = await initSqlJs();
  let seen = stampOf(path);
  let database = new Database(seen === undefined || path === undefined ? undefined : readFileSync(path));

  function refresh(): void {
    const stamp = stampOf(path);
    if (path === undefined || stamp === undefined || stamp === seen) return;
    database.close();
    database = new Database(readFileSync(path));
    seen = stamp;
  }

  function run(sql: string, values: BindParams = []): Row[] {
    const statement = database.prepare(sql, values);
    const rows: Row[] = [];
    while (statement.step()) rows.push(statement.getAsObject());
    statement.free();
    return rows;
  }

  function read(sql: string, values?: BindParams): Row[] {
    refresh();
    return run(sql, values);
  }

  function write(sql: string, values?: BindParams): Row[] {
    refresh();
    const rows = run(sql, values);
    if (path !== undefined) {
      // Renaming is atomic: a crash leaves the old file or the new one, never half of one.
      const next = `${path}.${process.pid}.new`;
      writeFileSync(next, database.export(), { mode: 0o600 });
      renameSync(next, path);
      seen = stampOf(path);
    }
    return rows;
  }

  return { read, write, close: () => database.close(), ...sealingWith(key) };
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
