/** A process of its own over a database file, for `processes.test.ts`: says when it is ready, and does what it is told. */
import { noteTry, type Trier } from './attempts.ts';
import { spendBackupCode } from './backup-codes.ts';
import { allUsers, openDatabase } from './database.ts';
import { spendCounterCode } from './hotp.ts';
import { findHotp, saveNextCounter } from './hotp-store.ts';
import { Refusal } from './refusal.ts';
import { keyFor } from './sealing.ts';
import type { Sqlite } from './sqlite.ts';
import { spendCode } from './totp.ts';

export interface Work {
  task: keyof typeof tasks;
  path: string;
  key: string;
  /** Unix milliseconds. */
  now: number;
  /** One for each account, by its name. */
  codes: Record<string, { kind: keyof typeof isRight; code: string }>;
}

const isRight = {
  totp: (database: Sqlite, trier: Trier, code: string) => spendCode(database, trier, code).kind === 'right',
  hotp: (database: Sqlite, trier: Trier, code: string) =>
    spendCounterCode(database, trier, code).kind === 'right',
  backup: (database: Sqlite, trier: Trier, code: string) =>
    spendBackupCode(database, trier, code) === 'right',
};

const times = 100;
const address = '192.0.2.1';

/** Each gives whose codes were right, or what else is to be counted. */
const tasks = {
  /** Moves one counter on, and makes as many right attempts. */
  count(database: Sqlite, { now }: Work): string[] {
    const [user] = allUsers(database);
    if (!user) throw new Error('nobody is there');
    for (let done = 0; done < times; done += 1) {
      database.exclusively(() =>
        saveNextCounter(database, user.id, (findHotp(database, user.id)?.next ?? 0) + 1),
      );
      noteTry(database, { userId: user.id, address, factor: 'totp', right: true, now });
    }
    return [];
  },
  /** Enters the codes of all accounts, which others enter at the same time. */
  spend(database: Sqlite, { codes, now }: Work): string[] {
    const accepted = allUsers(database).filter(({ id: userId, name }) => {
      const { kind, code } = codes[name] ?? { kind: 'totp', code: '' };
      return isRight[kind](database, { userId, address: name, now }, code);
    });
    return accepted.map(({ name }) => name);
  },
  /** Guesses one account's codes until it is locked, and on. */
  guess(database: Sqlite, { now }: Work): string[] {
    const [user] = allUsers(database);
    if (!user) throw new Error('nobody is there');
    return Array.from({ length: times }, () => {
      try {
        return spendCode(database, { userId: user.id, address, now }, '000000').kind;
      } catch (error) {
        if (error instanceof Refusal) return 'refused';
        throw error;
      }
    });
  },
  /** Asks for the key of a database that is not there yet. */
  begin: (_database: Sqlite, { path }: Work): string[] => [keyFor(`${path}.fresh`, '').toString('hex')],
  /** Ends while it holds the file. */
  die: (database: Sqlite): string[] => database.exclusively(() => process.exit(7)),
};

process.once('message', async (work: Work) => {
  const database = await openDatabase(work.path, Buffer.from(work.key, 'hex'));
  process.once('message', () => {
    process.send?.(tasks[work.task](database, work));
    process.disconnect();
  });
  process.send?.('ready');
});
