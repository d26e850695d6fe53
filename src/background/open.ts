import { type Account, recoveryOf } from '../core/account';
import { listedAccounts } from '../core/commands';
import { type ErrorCode, UserError } from '../core/errors';
import type { VaultContent } from '../core/vault-content';
import { inspectVault } from '../core/vault-file';
import type {
  AccountRow,
  LiveCode,
  OpenReply,
  RecoveryNotice,
  SiteView,
  UnlockWays,
  VaultView,
} from '../messages';
import type { Host } from '../platform/host';
import { liveCode } from './candidates';
import { hasQuickWay } from './lock/pin';
import { takeFailure } from './site/failure';
import { waitingOffer } from './site/offer';
import { pendingFill } from './site/pending';
import { type AskedSite, askedSite, viewSite } from './site/site';
import { peekState, readCurrent, readStored } from './store/vault-store';
import { healthOf } from './vault/backups';
import { findNotice } from './vault/recovery';
import { readVault } from './vault/vault';

function toRow(account: Account): AccountRow {
  const { id, type, issuer, name, digits, pinned } = account;
  const row = { id, type, issuer, name, digits, pinned, ...recoveryOf(account) };
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

/** Accounts saved for the page in front come first; the rest keep the order of the list. */
function inDisplayOrder(content: VaultContent, site: SiteView | null): Account[] {
  const here = new Set(site?.exact);
  const listed = listedAccounts(content);
  return [...listed.filter(({ id }) => here.has(id)), ...listed.filter(({ id }) => !here.has(id))];
}

/** Which ways in the vault has can be told without opening it; the newest readable copy tells. */
async function waysIn(host: Host): Promise<UnlockWays> {
  const current = await readCurrent(host, 1).catch(() => null);
  const stored = current ? null : await readStored(host);
  const file = current?.file ?? (stored?.state === 'present' ? stored.candidates[0].file : '');
  const found = await inspectVault(file);
  const types = found.ok ? found.slots.map(({ type }) => type) : [];
  return {
    pin: await hasQuickWay(host),
    securityKey: types.includes('webauthn-prf'),
    recoveryKey: types.includes('recovery'),
  };
}

async function lockedReply(host: Host): Promise<VaultView> {
  const state = await peekState(host);
  if (state !== 'present') return { vault: state };
  const [ways, pending] = await Promise.all([waysIn(host), pendingFill(host)]);
  return { vault: 'locked', fillAsked: pending !== null, ways };
}

interface Opened {
  readonly content: VaultContent;
  readonly asked: AskedSite | null;
  readonly notice: RecoveryNotice | null;
}

async function unlockedReply(
  host: Host,
  first: number,
  { content, asked, notice }: Opened,
): Promise<VaultView> {
  const offer = asked && (await waitingOffer(host, content, asked.target));
  const site = asked && viewSite(asked, content, offer?.id ?? null);
  const accounts = inDisplayOrder(content, site);
  const now = host.now();
  return {
    vault: 'unlocked',
    rows: accounts.map(toRow),
    codes: codesOf(accounts.slice(0, first), now),
    site,
    now,
    notice,
    backup: healthOf(content, now),
  };
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
 * page is asked for its origin while the vault is read: the one does not wait for the other.
 */
export async function openReply(host: Host, first: number, isInTab: boolean): Promise<OpenReply> {
  const [content, asked, failure, notice] = await Promise.all([
    contentIfOpen(host),
    askedSite(host, isInTab),
    takeFailure(host),
    findNotice(host),
  ]);
  const view = await (content ? unlockedReply(host, first, { content, asked, notice }) : lockedReply(host));
  return { ...view, failure };
}
