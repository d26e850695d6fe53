import { type Account, kindOf, LIMITS } from './account';
import { pictureSize, withinLimit } from './account-icon';
import type { AddedAccount, Command, Outcome } from './command-types';
import { highestCounters, withCounter } from './counters';
import { UserError } from './errors';
import { nameKey, united, unitedKind } from './manage';
import { makeRoom, trash } from './trash';
import { living, picturesIn } from './vault-accounts';
import type { VaultContent } from './vault-content';

/** @throws UserError too-much-to-merge where no vault would take all that two accounts have */
function requireStorable({ tags = [], sites, note = '' }: AddedAccount): void {
  const isTooMuch =
    tags.length > LIMITS.storedTags ||
    sites.length > LIMITS.storedSites ||
    Array.from(note).length > LIMITS.storedNoteCodePoints;
  if (isTooMuch) throw new UserError('too-much-to-merge');
}

/**
 * What the person made of the account before stays; how its codes are made, and its names, are the chosen ones. Of
 * another secret nobody knows yet whether the site takes it, and its counter is its own.
 * @throws UserError too-much-to-merge
 */
function inPlaceOf(holder: Account, account: AddedAccount): AddedAccount {
  const both = { period: 0, counter: 0, ...united(holder, account) };
  const { period: _period, counter: _counter, pin: _pin, verifiedAt, ...kept } = both;
  const { id, issuer, name, secret, pin, algorithm, digits } = account;
  const icon = holder.icon || account.icon;
  const isSame = holder.secret === secret;
  const taken = {
    ...kept,
    ...{ id, issuer, name, secret, algorithm, digits },
    ...(isSame && verifiedAt !== undefined ? { verifiedAt } : {}),
    ...(isSame ? unitedKind(account, holder) : kindOf(account)),
    ...(pin === undefined ? {} : { pin }),
    ...(icon ? { icon } : {}),
  };
  requireStorable(taken);
  return taken;
}

interface Sorted {
  readonly added: readonly AddedAccount[];
  /** Those that give way, by the id of what takes their place. */
  readonly replaced: ReadonlyMap<string, Account>;
}

/** The only account of the same names, which may give way although its secret is another one. */
function namesakeOf(given: AddedAccount, accounts: readonly Account[]): Account | undefined {
  const [first, ...others] = accounts.filter((one) => nameKey(one) === nameKey(given));
  return others.length === 0 ? first : undefined;
}

/**
 * What of the given accounts is new here, or takes another's place.
 * @throws UserError credential-required where a saved secret would give way to another, and nobody showed who they are
 */
function sorted(content: VaultContent, given: readonly AddedAccount[], isAuthenticated: boolean): Sorted {
  const accounts = living(content);
  const holders = new Map(accounts.map((account) => [account.secret, account]));
  const replaced = new Map<string, Account>();
  const seen = new Set<string>();
  const added = given.flatMap(({ replaces = false, ...account }): AddedAccount[] => {
    const holder = holders.get(account.secret) ?? (replaces ? namesakeOf(account, accounts) : undefined);
    if (seen.has(account.secret) || (holder && !replaces)) return [];
    seen.add(account.secret);
    if (!holder || [...replaced.values()].includes(holder)) return [account];
    if (holder.secret !== account.secret && !isAuthenticated) throw new UserError('credential-required');
    replaced.set(account.id, holder);
    return [inPlaceOf(holder, account)];
  });
  return { added, replaced };
}

/** Pictures for which the vault has no room; nothing where all fit. */
function lostIcons(given: readonly AddedAccount[], fitting: readonly AddedAccount[]) {
  const pictures = (accounts: readonly AddedAccount[]) =>
    accounts.filter((one) => pictureSize(one) > 0).length;
  const iconsLost = pictures(given) - pictures(fitting);
  return iconsLost > 0 ? { iconsLost } : {};
}

/** @throws UserError too-many-accounts, and those of `sorted` */
export function add(content: VaultContent, command: Extract<Command, { type: 'add' }>, now: number): Outcome {
  const { added, replaced } = sorted(content, command.accounts, command.isAuthenticated ?? false);
  const room = LIMITS.accounts - living(content).length - added.length;
  if (room < 0) throw new UserError('too-many-accounts', { max: LIMITS.accounts });
  const gone = [...replaced.values()].map(({ id }) => id);
  const ids = added.map(({ id }) => id);
  const fitting = withinLimit(added, picturesIn(content));
  const result = {
    ...{ ids, alreadySaved: command.accounts.length - added.length, replaced: gone },
    ...lostIcons(added, fitting),
  };
  if (added.length === 0) return { content, result };
  const first = content.accounts.reduce((highest, account) => Math.max(highest, account.order), -1) + 1;
  // Codes of a copy that lies in the trash, or was given twice, were shown as well.
  const counters = highestCounters([...content.accounts, ...command.accounts]);
  const accounts = fitting.map((account, index) => ({
    ...withCounter(account, counters),
    order: replaced.get(account.id)?.order ?? first + index,
    createdAt: now,
    updatedAt: now,
    source: command.source,
  }));
  const roomy = makeRoom(content, room, new Set(added.map(({ secret }) => secret)), now);
  const { accounts: kept, ...rest } = trash(roomy, gone, now);
  return { content: { ...rest, accounts: [...kept, ...accounts] }, result };
}
