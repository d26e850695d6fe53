/**
 * How often codes are sent. Each message costs money and disturbs whoever has the number, and whoever earns by a
 * number would have it called all day.
 */
import { Refusal } from '../refusal.ts';
import type { Sqlite } from '../sqlite.ts';
import { timeLeft } from '../time-left.ts';
import { addSent, deleteSentBefore, findSent } from './limits-store.ts';

/** Whom a message is counted for. */
export interface Sending {
  /** E.164. */
  to: string;
  /** The application that asks, by a name or number that is its own. */
  application: string;
  /** Whose code it is, in the words of the application. */
  account?: string | undefined;
  /** The address that the person asks from, in the words of the application. */
  address?: string | undefined;
}

/** Too often: `millisecondsLeft` until the next one. */
export class TooOften extends Refusal {
  readonly millisecondsLeft: number;

  constructor(whom: string, millisecondsLeft: number) {
    super(429, 'Not so often', `That was often enough ${whom}. Try again in ${timeLeft(millisecondsLeft)}.`);
    this.millisecondsLeft = millisecondsLeft;
  }
}

interface Limit {
  most: number;
  /** Milliseconds. */
  within: number;
}

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

/** Requests of any kind, per key. */
const requestsPerMinute = 240;

const limits = {
  number: [
    { most: 1, within: 30 * second },
    { most: 5, within: hour },
    { most: 10, within: day },
  ],
  account: [
    { most: 6, within: hour },
    { most: 12, within: day },
  ],
  address: [{ most: 20, within: hour }],
  application: [{ most: 200, within: hour }],
  everybody: [{ most: 1000, within: day }],
} satisfies Record<string, readonly Limit[]>;

/**
 * Counts one message, before it goes out: one that fails counts too, or failing ones could be tried without end.
 * @throws TooOften
 */
export function countSending(database: Sqlite, sending: Sending, now: number): void {
  countAll(database, subjectsOf(sending), now);
}

/**
 * Counts requests of any kind, in whole minutes and in memory: they cost nothing but our time, so that a restart may
 * forget them. The function throws TooOften.
 */
export function countRequests(): (application: string, now: number) => void {
  let began = 0;
  let amounts = new Map<string, number>();
  return (application, now) => {
    if (now < began || now >= began + minute) [began, amounts] = [now - (now % minute), new Map()];
    const amount = (amounts.get(application) ?? 0) + 1;
    if (amount > requestsPerMinute) throw new TooOften('for this key', began + minute - now);
    amounts.set(application, amount);
  };
}

interface Subject {
  kind: keyof typeof limits;
  subject: string;
  whom: string;
}

function subjectsOf({ to, application, account, address }: Sending): Subject[] {
  const all: Subject[] = [
    { kind: 'number', subject: `number ${to}`, whom: 'for this number' },
    { kind: 'application', subject: `application ${application}`, whom: 'for this application' },
    { kind: 'everybody', subject: 'everybody', whom: 'for one day' },
  ];
  if (account !== undefined) {
    const subject = `account ${application} ${account}`;
    all.push({ kind: 'account', subject, whom: 'for this account' });
  }
  if (address !== undefined) {
    const subject = `address ${application} ${address}`;
    all.push({ kind: 'address', subject, whom: 'from this address' });
  }
  return all;
}

/** Counts for all of them, or for none. */
function countAll(database: Sqlite, subjects: readonly Subject[], now: number): void {
  for (const subject of subjects) assertWithin(database, subject, now);
  deleteSentBefore(database, now - day);
  const names = subjects.map(({ subject }) => subject);
  addSent(database, names, now);
}

function assertWithin(database: Sqlite, { kind, subject, whom }: Subject, now: number): void {
  for (const { most, within } of limits[kind]) {
    const at = findSent(database, subject, { since: now - within, skipped: most - 1 });
    if (at !== undefined) throw new TooOften(whom, at + within - now);
  }
}
