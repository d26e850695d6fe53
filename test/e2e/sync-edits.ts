/** Random edits of vaults that sync, and what must hold of all of them, whatever comes first. */
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import type { Arguments, ImportedAccount, Replies } from '../../src/messages/index.ts';
import type { Random } from '../core/importers/mutations.ts';
import { account, askFrom } from './stock.ts';

/** A browser that takes part. */
export interface Editor {
  readonly name: string;
  readonly page: Page;
  readonly credential: Arguments<'purge'>['credential'];
}

/** What was ever in any of them. */
export class Ledger {
  readonly #seen = new Set<string>();
  readonly #purged = new Set<string>();
  /** Of each account, and of each in each browser. */
  readonly #highest = new Map<string, number>();

  /** Notes what a browser has, and that none of its counters went back. */
  async note({ name, page }: Editor): Promise<void> {
    for (const one of await allOf(page)) {
      this.#seen.add(one.id);
      if (one.type !== 'hotp') continue;
      const own = `${name} ${one.id}`;
      expect(one.counter, `the counter in ${name}`).toBeGreaterThanOrEqual(this.#highest.get(own) ?? 0);
      this.#highest.set(own, one.counter);
      this.#highest.set(one.id, Math.max(one.counter, this.#highest.get(one.id) ?? 0));
    }
  }

  purged(ids: readonly string[]): void {
    for (const id of ids) this.#purged.add(id);
  }

  /** Nothing is lost that nobody deleted for good, and each counter is the highest that any browser had. */
  async assertWholeIn({ page }: Editor): Promise<void> {
    const there = await allOf(page);
    const ids = new Set(there.map(({ id }) => id));
    for (const id of this.#seen) expect(ids.has(id) || this.#purged.has(id), `${id} is lost`).toBe(true);
    const counted = there.flatMap((one) => (one.type === 'hotp' ? [one] : []));
    expect(counted.length).toBeGreaterThan(0);
    for (const { id, counter } of counted) expect(counter).toBe(this.#highest.get(id));
    expect(this.#purged.size).toBeGreaterThan(0);
  }
}

type Accounts = Replies['accounts'];

const livingIn = (page: Page): Promise<Accounts> => askFrom(page, 'accounts', {});
const trashedIn = async (page: Page): Promise<Accounts> =>
  (await askFrom(page, 'trashed', {})).map((one) => one.account);
const allOf = async (page: Page): Promise<Accounts> => [
  ...(await livingIn(page)),
  ...(await trashedIn(page)),
];

/** What all must agree in; each browser's trash has times of its own. */
export async function everything({ page }: Editor) {
  const all = (await allOf(page)).map(({ updatedAt: _at, trashedAt, ...one }) => ({
    ...one,
    trashed: trashedAt !== undefined,
  }));
  return all.sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** The only one that is never deleted for good, so that there is a counter to the end. */
export const COUNTER = 'Counter';

export function counting(issuer: string, secret: string): ImportedAccount {
  const { period: _period, ...counted } = { ...account(issuer, secret), type: 'hotp', counter: 0 } as const;
  return counted;
}

/** Sync storage holds a hundred kilobytes. */
const MOST_ACCOUNTS = 25;

const pick = <T>(random: Random, from: readonly T[]): T | undefined =>
  from[Math.floor(random() * from.length)];
const letters = (random: Random): string =>
  Array.from({ length: 26 }, () => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'[Math.floor(random() * 32)]).join('');
const word = (random: Random): string => `word ${Math.floor(random() * 1000)}`;

type Edit = (editor: Editor, random: Random, ledger: Ledger) => Promise<void>;

/** An edit of a random account that is not in the trash; where there is none, it is no edit. */
const ofLiving =
  (change: (page: Page, one: Accounts[number], opId: string, random: Random) => Promise<unknown>): Edit =>
  async ({ page }, random) => {
    const one = pick(random, await livingIn(page));
    if (one) await change(page, one, crypto.randomUUID(), random);
  };

const EDITS: readonly Edit[] = [
  async ({ page }, random) => {
    if ((await allOf(page)).length >= MOST_ACCOUNTS) return;
    const make = random() < 0.3 ? counting : account;
    const candidates = [{ imported: make(word(random), letters(random)) }];
    await askFrom(page, 'add', { opId: crypto.randomUUID(), candidates, source: 'import' });
  },
  ofLiving((page, { id, name }, opId, random) =>
    askFrom(page, 'patch', { opId, id, base: { name }, fields: { name: word(random) } }),
  ),
  ofLiving((page, { id, note = '' }, opId, random) =>
    askFrom(page, 'patch', { opId, id, base: { note }, fields: { note: word(random) } }),
  ),
  ofLiving((page, { id, pinned }, opId) => askFrom(page, 'pin', { opId, ids: [id], pinned: !pinned })),
  ofLiving((page, { id }, opId, random) =>
    askFrom(page, 'tag', { opId, changes: [{ ids: [id], tag: word(random), on: random() < 0.5 }] }),
  ),
  ofLiving((page, { id }, opId) => askFrom(page, 'trash', { opId, ids: [id] })),
  async ({ page }, random) => {
    const one = pick(random, await trashedIn(page));
    if (one) await askFrom(page, 'restore', { opId: crypto.randomUUID(), ids: [one.id] });
  },
  async ({ page }, random) => {
    const counted = (await livingIn(page)).filter(({ type }) => type === 'hotp');
    const one = pick(random, counted);
    if (one) await askFrom(page, 'nextHotpCode', { opId: crypto.randomUUID(), id: one.id });
  },
  async ({ page, credential }, random, ledger) => {
    const one = pick(
      random,
      (await allOf(page)).filter(({ issuer }) => issuer !== COUNTER),
    );
    if (!one) return;
    const [opId, ids] = [crypto.randomUUID(), [one.id]];
    if (one.trashedAt === undefined) await askFrom(page, 'trash', { opId: `${opId}t`, ids });
    await askFrom(page, 'purge', { opId, credential, ids });
    ledger.purged(ids);
  },
];

/** What a sync took away, or put back, in the middle of an edit: then it is none. */
const OVERTAKEN = /account-gone|not-in-trash/;

/** One edit by one of them, after a look at what it has by now. */
export async function edit(kind: Edit, editor: Editor, random: Random, ledger: Ledger): Promise<void> {
  await ledger.note(editor);
  try {
    await kind(editor, random, ledger);
  } catch (error) {
    if (!(error instanceof Error && OVERTAKEN.test(error.message))) throw error;
  }
  await ledger.note(editor);
}

/** Edits without end: each time all kinds in any order, so that a few already are of every kind. */
export function* editsWithoutEnd(random: Random): Generator<Edit, never> {
  for (;;) {
    const keyed = EDITS.map((one) => ({ one, key: random() }));
    yield* keyed.sort((a, b) => a.key - b.key).map(({ one }) => one);
  }
}
