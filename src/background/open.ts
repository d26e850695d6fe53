import { type Account, displayOf, recoveryOf } from '../core/account';
import { pictureSize, rowIcon } from '../core/account-icon';
import { type ErrorCode, UserError } from '../core/errors';
import { inListOrder } from '../core/list-order';
import { hostForPeople } from '../core/match';
import type { Policy } from '../core/policy';
import { type Grouping, readSettings } from '../core/settings';
import { listedAccounts } from '../core/vault-accounts';
import type { VaultContent } from '../core/vault-content';
import { inspectVault } from '../core/vault-file';
import type {
  AccountRow,
  Arguments,
  LiveCode,
  OpenReply,
  RecoveryNotice,
  SiteView,
  UnlockWays,
  VaultView,
} from '../messages';
import type { Host } from '../platform/host';
import { liveCode } from './candidates';
import { watchedClock } from './clock';
import { hasQuickWay } from './lock/pin';
import { hasWeakPassphrase, isHidden, policyOf } from './policy';
import { takeFailure } from './site/failure';
import { originToRemember } from './site/fill';
import { waitingOffer } from './site/offer';
import { pendingFill } from './site/pending';
import { type AskedSite, askedSite, viewSite } from './site/site';
import { peekState, readCurrent, readStored } from './store/vault-store';
import { healthOf } from './vault/backups';
import { isNewer } from './vault/newer';
import { findNotice } from './vault/recovery';
import { readUses } from './vault/uses';
import { readVault } from './vault/vault';

function toRow(account: Account): AccountRow {
  const { id, type, issuer, name, digits, pinned, tags = [] } = account;
  const icon = rowIcon(account);
  const display = displayOf(account);
  const row = {
    ...{ id, type, issuer, name, digits, pinned },
    ...(display === undefined ? {} : { display }),
    ...(icon === undefined ? {} : { icon }),
    ...(tags.length > 0 ? { tags } : {}),
    ...recoveryOf(account),
  };
  return account.type === 'hotp' ? row : { ...row, period: account.period };
}

/** Codes for these accounts; HOTP accounts and ids that are gone are left out. */
export function codesOf(accounts: readonly Account[], now: number): Record<string, LiveCode> {
  const codes: Record<string, LiveCode> = {};
  for (const account of accounts) {
    const code = liveCode(account, now);
    if (code) codes[account.id] = code;
  }
  return codes;
}

/** Own pictures, by the key that the rows have. */
export function picturesOf(accounts: readonly Account[]): Record<string, string> {
  const pictures: Record<string, string> = {};
  for (const account of accounts) {
    const key = pictureSize(account) > 0 ? rowIcon(account) : undefined;
    if (key?.startsWith('picture:') && account.icon) pictures[key] = account.icon;
  }
  return pictures;
}

/** Accounts saved for the page in front come first; the rest as the person wants the list. */
async function inDisplayOrder(host: Host, content: VaultContent, site: SiteView | null): Promise<Account[]> {
  const here = new Set(site?.exact);
  const { order } = readSettings(content).list;
  const uses = order === 'recent' || order === 'used' ? await readUses(host) : {};
  const listed = inListOrder(listedAccounts(content), order, uses);
  return [...listed.filter(({ id }) => here.has(id)), ...listed.filter(({ id }) => !here.has(id))];
}

/** Notes and hosts: too much for the first picture, and needed only where somebody searches. */
export function searchTextsOf(accounts: readonly Account[]): Record<string, string> {
  const textOf = ({ note = '', sites }: Account) =>
    [...sites.map(({ origin }) => hostForPeople(origin)), note].filter(Boolean).join('\n');
  return Object.fromEntries(accounts.map((one) => [one.id, textOf(one)]).filter(([, text]) => text));
}

/** Which ways in the vault has can be told without opening it; the newest readable copy tells. */
async function waysIn(host: Host): Promise<UnlockWays> {
  const current = await readCurrent(host, 1).catch(() => null);
  const stored = current ? null : await readStored(host);
  const file = current?.file ?? (stored?.state === 'present' ? stored.candidates[0].file : '');
  const found = await inspectVault(file);
  const types = found.ok ? found.slots.map(({ type }) => type) : [];
  return {
    pin: (await hasQuickWay(host)) && !(await isHidden(host, 'pin')),
    securityKey: types.includes('webauthn-prf'),
    recoveryKey: types.includes('recovery'),
  };
}

async function lockedReply(host: Host): Promise<VaultView> {
  const state = await peekState(host);
  if (state !== 'present') return { vault: state };
  if (await isNewer(host)) return { vault: 'newer' };
  const [ways, pending] = await Promise.all([waysIn(host), pendingFill(host)]);
  return { vault: 'locked', fillAsked: pending !== null, ways };
}

interface Opened {
  readonly content: VaultContent;
  readonly asked: AskedSite | 'busy' | null;
  readonly notice: RecoveryNotice | null;
  readonly policy: Policy;
}

/** What of the page in front may be kept. */
async function keepable(
  host: Host,
  content: VaultContent,
  { target }: AskedSite,
): Promise<Pick<SiteView, 'offer' | 'canRemember'>> {
  const [offer, origin] = await Promise.all([waitingOffer(host, content, target), originToRemember(target)]);
  return { offer: offer?.id ?? null, canRemember: origin !== null };
}

async function unlockedReply(
  host: Host,
  first: number,
  { content, asked, notice, policy }: Opened,
): Promise<VaultView> {
  const isPageBusy = asked === 'busy';
  const site =
    asked && !isPageBusy
      ? viewSite(asked, content, { policy, ...(await keepable(host, content, asked)) })
      : null;
  const [accounts, { now, ...clock }] = await Promise.all([
    inDisplayOrder(host, content, site),
    watchedClock(host),
  ]);
  return {
    vault: 'unlocked',
    rows: accounts.map(toRow),
    codes: codesOf(accounts.slice(0, first), now),
    pictures: picturesOf(accounts.slice(0, first)),
    site,
    isPageBusy,
    ...codeSettings(content),
    now,
    clock,
    notice,
    isPassphraseWeak: hasWeakPassphrase(policy, content),
    backup: healthOf(content, policy, host.now()),
  };
}

function codeSettings(content: VaultContent): { readonly hideCodes: boolean; readonly grouping: Grouping } {
  const { hideCodes, grouping } = readSettings(content).list;
  return { hideCodes, grouping };
}

const NOT_OPEN: readonly ErrorCode[] = ['locked', 'no-vault', 'E_FORMAT', 'E_NEWER'];

/** Null when locked, and where nothing on disk can be opened any more: what the vault is then, the disk tells. */
async function contentIfOpen(host: Host): Promise<VaultContent | null> {
  try {
    return await readVault(host);
  } catch (error) {
    if (error instanceof UserError && NOT_OPEN.includes(error.code)) return null;
    throw error;
  }
}

/**
 * All that the popup needs for its first picture, in one answer. The state of the vault is derived, never stored. The
 * page is asked for its origin while the vault is read: the one does not wait for the other, but for a busy page.
 */
export async function openReply(
  host: Host,
  { first, takesFailure, waitsForPage = false }: Arguments<'open'>,
  isInTab: boolean,
): Promise<OpenReply> {
  const site = askedSite(host, { isInTab, waitsForPage });
  // Meanwhile the vault may have been locked, or have changed.
  if (waitsForPage) await site;
  const [content, asked, failure, notice, policy] = await Promise.all([
    contentIfOpen(host),
    site,
    takesFailure ? takeFailure(host) : null,
    findNotice(host),
    policyOf(host),
  ]);
  const view = await (content
    ? unlockedReply(host, first, { content, asked, notice, policy })
    : lockedReply(host));
  const { presetSites: _sites, ...shown } = policy;
  return { ...view, failure, policy: shown };
}
