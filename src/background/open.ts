import type { Account } from '../core/account';
import { listedAccounts } from '../core/commands';
import type { VaultContent } from '../core/vault-content';
import type { AccountRow, LiveCode, OpenReply, SiteView, VaultView } from '../messages';
import type { Host } from '../platform/host';
import { liveCode } from './candidates';
import { takeFailure } from './failure';
import { pendingFill } from './pending';
import { findKey } from './session-key';
import { type AskedSite, askedSite, viewSite } from './site';
import { readVault } from './vault';
import { readStored } from './vault-store';

function toRow(account: Account): AccountRow {
  const { id, type, issuer, name, digits, pinned } = account;
  const row = { id, type, issuer, name, digits, pinned };
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

async function lockedReply(host: Host): Promise<VaultView> {
  const { state } = await readStored(host);
  const fillAsked = (await pendingFill(host)) !== null;
  // A newer vault is told of where the passphrase is asked for.
  return { vault: state === 'present' || state === 'newer' ? 'locked' : state, fillAsked };
}

interface Opened {
  readonly content: VaultContent;
  readonly asked: AskedSite | null;
}

function unlockedReply(host: Host, first: number, { content, asked }: Opened): VaultView {
  const site = asked && viewSite(asked, content);
  const accounts = inDisplayOrder(content, site);
  const now = host.now();
  return {
    vault: 'unlocked',
    rows: accounts.map(toRow),
    codes: codesOf(accounts.slice(0, first), now),
    site,
    now,
  };
}

/** Null when locked. */
async function contentIfOpen(host: Host): Promise<VaultContent | null> {
  return (await findKey(host)) ? readVault(host) : null;
}

/**
 * All that the popup needs for its first picture, in one answer. The state of the vault is derived, never stored. The
 * page is asked for its origin while the vault is read: the one does not wait for the other.
 */
export async function openReply(host: Host, first: number, isInTab: boolean): Promise<OpenReply> {
  const [content, asked, failure] = await Promise.all([
    contentIfOpen(host),
    askedSite(host, isInTab),
    takeFailure(host),
  ]);
  const view = content ? unlockedReply(host, first, { content, asked }) : await lockedReply(host);
  return { ...view, failure };
}
