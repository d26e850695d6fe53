import type { AccountType } from './account';

interface Counted {
  readonly type: AccountType;
  readonly secret: string;
  readonly counter?: number | undefined;
}

/** By secret, of HOTP accounts. */
export type Counters = ReadonlyMap<string, number>;

export function highestCounters(accounts: readonly Counted[]): Counters {
  const highest = new Map<string, number>();
  for (const account of accounts) {
    if (account.type !== 'hotp') continue;
    highest.set(account.secret, Math.max(account.counter ?? 0, highest.get(account.secret) ?? 0));
  }
  return highest;
}

/** RFC 4226 §7.2: a counter never goes back, whichever copy of the account it stands in. */
export function withCounter<T extends Counted>(account: T, highest: Counters): T {
  if (account.type !== 'hotp') return account;
  return { ...account, counter: highest.get(account.secret) ?? account.counter };
}
