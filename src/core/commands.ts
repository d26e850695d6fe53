import { type Account, type CodeKind, LIMITS, type NewAccount, type Site } from './account';
import { UserError } from './errors';
import type { VaultContent } from './vault-content';

/** Everything that changes a vault. The functions below are pure: content in, content and result out. */
export type Command =
  | { readonly type: 'add'; readonly accounts: readonly AddedAccount[]; readonly source: string }
  | {
      readonly type: 'patch';
      readonly id: string;
      readonly ifUpdatedAt: number;
      readonly fields: AccountPatch;
    }
  | { readonly type: 'trash'; readonly id: string }
  | { readonly type: 'restore'; readonly id: string }
  | { readonly type: 'reorder'; readonly ids: readonly string[] }
  | { readonly type: 'remember-site'; readonly id: string; readonly origin: string }
  | { readonly type: 'count-up'; readonly id: string };

/** `id` is chosen by the caller, so that the command itself stays pure. */
export type AddedAccount = NewAccount & {
  readonly id: string;
  readonly sites: readonly Site[];
  readonly pinned: boolean;
};

export type AccountPatch = Partial<
  Pick<Account, 'issuer' | 'name' | 'algorithm' | 'digits' | 'pinned' | 'sites'>
> & {
  readonly kind?: CodeKind;
};

export interface Outcome {
  readonly content: VaultContent;
  /** JSON: it is kept with the `opId` and is the answer to a repeated command. Never a secret or a code. */
  readonly result: unknown;
}

const REMEMBERED_COMMANDS = 32;
const TRASH_MILLISECONDS = 30 * 24 * 60 * 60 * 1000;

/** @throws UserError account-gone */
export function findAccount(content: VaultContent, id: string): Account {
  const found = content.accounts.find((account) => account.id === id);
  if (!found) throw new UserError('account-gone');
  return found;
}

const living = (content: VaultContent) =>
  content.accounts.filter((account) => account.trashedAt === undefined);

/** The accounts in the order of the list: pinned first, then as the person arranged them. */
export function listedAccounts(content: VaultContent): Account[] {
  return living(content).sort((a, b) => Number(b.pinned) - Number(a.pinned) || a.order - b.order);
}

function replace(content: VaultContent, id: string, change: (account: Account) => Account): VaultContent {
  findAccount(content, id);
  return { ...content, accounts: content.accounts.map((one) => (one.id === id ? change(one) : one)) };
}

function add(content: VaultContent, command: Extract<Command, { type: 'add' }>, now: number): Outcome {
  const saved = new Set(living(content).map((account) => account.secret));
  const isNew = (account: AddedAccount) => !saved.has(account.secret) && saved.add(account.secret);
  const added = command.accounts.filter(isNew);
  if (content.accounts.length + added.length > LIMITS.accounts) {
    throw new UserError('too-many-accounts', { max: LIMITS.accounts });
  }
  const first = content.accounts.reduce((highest, account) => Math.max(highest, account.order), -1) + 1;
  const accounts = added.map((account, index) => ({
    ...account,
    order: first + index,
    createdAt: now,
    updatedAt: now,
    source: command.source,
  }));
  const result = { ids: added.map(({ id }) => id), alreadySaved: command.accounts.length - added.length };
  return { content: { ...content, accounts: [...content.accounts, ...accounts] }, result };
}

function patch(content: VaultContent, command: Extract<Command, { type: 'patch' }>, now: number): Outcome {
  const before = findAccount(content, command.id);
  if (before.trashedAt !== undefined) throw new UserError('account-gone');
  if (before.updatedAt !== command.ifUpdatedAt) throw new UserError('conflict');
  const { kind, ...fields } = command.fields;
  if (kind && kind.type !== before.type) throw new UserError('conflict');
  if (!(fields.issuer ?? before.issuer) && !(fields.name ?? before.name)) throw new UserError('name-missing');
  const updatedAt = Math.max(now, before.updatedAt + 1);
  return {
    content: replace(content, command.id, (one) => ({ ...one, ...fields, ...kind, updatedAt })),
    result: null,
  };
}

function restore(content: VaultContent, id: string, now: number): Outcome {
  const change = ({ trashedAt: _trashedAt, ...kept }: Account): Account => ({ ...kept, updatedAt: now });
  return { content: replace(content, id, change), result: null };
}

function reorder(content: VaultContent, ids: readonly string[]): Outcome {
  const place = new Map(ids.map((id, index) => [id, index]));
  const last = ids.length;
  const accounts = content.accounts.map((one) => ({ ...one, order: place.get(one.id) ?? last + one.order }));
  return { content: { ...content, accounts }, result: null };
}

function rememberSite(content: VaultContent, id: string, origin: string, now: number): Outcome {
  const { sites } = findAccount(content, id);
  if (sites.some((site) => site.origin === origin)) return { content, result: null };
  if (sites.length >= LIMITS.sites) throw new UserError('too-many-sites', { max: LIMITS.sites });
  const widened = [...sites, { origin, subdomains: false }];
  return {
    content: replace(content, id, (one) => ({ ...one, sites: widened, updatedAt: now })),
    result: null,
  };
}

/** RFC 4226 §7.2: the counter goes up before the code is shown, so a crash skips a code and never repeats one. */
function countUp(content: VaultContent, id: string): Outcome {
  const account = findAccount(content, id);
  if (account.type !== 'hotp') throw new UserError('account-gone');
  if (account.counter >= LIMITS.counter.max) throw new UserError('counter-exhausted');
  const { counter } = account;
  return {
    content: replace(content, id, (one) => ({ ...one, ...account, counter: counter + 1 })),
    result: { counter },
  };
}

function execute(content: VaultContent, command: Command, now: number): Outcome {
  switch (command.type) {
    case 'add':
      return add(content, command, now);
    case 'patch':
      return patch(content, command, now);
    case 'trash':
      return { content: replace(content, command.id, (one) => ({ ...one, trashedAt: now })), result: null };
    case 'restore':
      return restore(content, command.id, now);
    case 'reorder':
      return reorder(content, command.ids);
    case 'remember-site':
      return rememberSite(content, command.id, command.origin, now);
    case 'count-up':
      return countUp(content, command.id);
  }
}

function emptyOldTrash(content: VaultContent, now: number): VaultContent {
  const isOld = ({ trashedAt }: Account) => trashedAt !== undefined && trashedAt + TRASH_MILLISECONDS < now;
  const old = content.accounts.filter(isOld);
  if (old.length === 0) return content;
  const tombstones = [...content.tombstones, ...old.map(({ id }) => ({ id, at: now }))];
  return { ...content, tombstones, accounts: content.accounts.filter((account) => !isOld(account)) };
}

/**
 * Carries out a command once. The same `opId` again changes nothing and gives the first result (the worker may die
 * after the write and before the answer, and the page asks again).
 * @param now Unix milliseconds
 * @throws UserError account-gone, conflict, name-missing, too-many-accounts, too-many-sites, counter-exhausted
 */
export function applyCommand(content: VaultContent, opId: string, command: Command, now: number): Outcome {
  const before = content.ops.find((op) => op.opId === opId);
  if (before) return { content, result: before.result };
  const { content: changed, result } = execute(content, command, now);
  const ops = [...changed.ops, { opId, result }].slice(-REMEMBERED_COMMANDS);
  return { content: { ...emptyOldTrash(changed, now), ops }, result };
}
