/** Several processes at one database file, as the site and the command line are: each attempt is one step for all. */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { commandLine } from './attempts.ts';
import { latestAttempts, notJudged } from './attempts-store.ts';
import { makeBackupCodes } from './backup-codes.ts';
import { decodeBase32 } from './base32.ts';
import { addUser, openDatabase } from './database.ts';
import { findHotp, saveHotp } from './hotp-store.ts';
import { hotp, timeStep } from './one-time-password.ts';
import type { Sqlite } from './sqlite.ts';
import type { Work } from './test-process.ts';
import { saveTotp } from './totp-store.ts';

const key = 'a'.repeat(64);
const now = 1_700_000_000_000;
const secret = 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP';
const code = hotp(decodeBase32(secret), timeStep(now));
const counterCode = hotp(decodeBase32(secret), 0);

let folder: string;
let file: string;
let database: Sqlite;
let children: ChildProcess[];

beforeEach(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'processes-'));
  file = path.join(folder, 'site.sqlite');
  database = await openDatabase(file, Buffer.from(key, 'hex'));
  children = [];
});
afterEach(() => {
  for (const child of children) child.kill('SIGKILL');
  database.close();
  rmSync(folder, { recursive: true });
});

/** An account with an authenticator app, a counter and, if they are asked for, backup codes; gives a code of this kind. */
function addAccount(name: string, kind: Work['codes'][string]['kind'] = 'totp'): Work['codes'][string] {
  const userId = addUser(database, name, 'no hash', now) ?? 0;
  saveTotp(database, userId, { secret, lastStep: 0, drift: 0 });
  saveHotp(database, userId, { secret, next: 0 });
  if (kind !== 'backup') return { kind, code: { totp: code, hotp: counterCode }[kind] };
  const [backup = ''] = makeBackupCodes(database, { userId, address: commandLine, now });
  return { kind, code: backup.replaceAll('-', '') };
}

/** Starts three processes, lets them go all at once, and gives what each has to say. */
async function three(task: Work['task'], codes: Work['codes'] = {}): Promise<string[][]> {
  const work: Work = { task, path: file, key, now, codes };
  children = [1, 2, 3].map(() =>
    fork(path.join(import.meta.dirname, 'test-process.ts'), { execArgv: ['--import', 'tsx'] }),
  );
  await Promise.all(
    children.map(async (child) => {
      child.send(work);
      await once(child, 'message');
    }),
  );
  const said = children.map(async (child) => {
    const [[answer]] = await Promise.all([
      Promise.race([once(child, 'message'), once(child, 'exit')]),
      child.send('go'),
    ]);
    return Array.isArray(answer) ? answer : [String(answer)];
  });
  return await Promise.all(said);
}

describe('three processes at one file', () => {
  it('lose nothing of three hundred changes and three hundred attempts', async () => {
    addAccount('ada');
    await three('count');
    expect(findHotp(database, 1)?.next).toBe(300);
    expect(latestAttempts(database, 1000)).toHaveLength(300);
  });

  it('accept each code once, whoever of them was first', async () => {
    const codes: Work['codes'] = {};
    for (const kind of ['totp', 'hotp', 'backup'] as const) {
      for (let account = 1; account <= 10; account += 1) {
        const name = `${kind} ${account}`;
        codes[name] = addAccount(name, kind);
      }
    }
    const accepted = (await three('spend', codes)).flat();
    expect(accepted.sort()).toEqual(Object.keys(codes).sort());
  });

  it('have five guesses together, not each', async () => {
    addAccount('ada');
    const answers = (await three('guess')).flat();
    expect(answers.filter((answer) => answer === 'wrong')).toHaveLength(4);
    expect(answers.filter((answer) => answer === 'refused')).toHaveLength(296);
    const logged = latestAttempts(database, 1000).map(({ outcome }) => outcome);
    const judged = logged.filter((outcome) => outcome !== notJudged);
    expect(judged).toEqual(['wrong, locked', 'wrong', 'wrong', 'wrong', 'wrong']);
  });

  it('get one key of a database that is new to all', async () => {
    const keys = (await three('begin')).flat();
    expect(keys[0]).toMatch(/^[0-9a-f]{64}$/);
    expect(new Set(keys).size).toBe(1);
  });

  it('that die while they hold it keep nobody out', async () => {
    expect(await three('die')).toEqual([['7'], ['7'], ['7']]);
    expect(existsSync(`${file}.lock`)).toBe(true);
    expect(addUser(database, 'ada', 'no hash', now)).toBe(1);
    expect(existsSync(`${file}.lock`)).toBe(false);
  });
});
