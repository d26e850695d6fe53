import type { Account } from '../../core/account';
import { type Checked, integer, list, shape, text } from '../../core/check';
import { listedAccounts } from '../../core/commands';
import { UserError } from '../../core/errors';
import type { FillTarget } from '../../messages';
import { browser } from '../../platform/browser';
import { reachableDocuments } from '../../platform/documents';
import { isGranted } from '../../platform/grants';
import type { Host } from '../../platform/host';
import { showFilled, showKnownSite } from '../../platform/surfaces';
import { isPrivateTab } from '../../platform/tabs';
import { findKey } from '../lock/session-key';
import { readVault } from '../vault/vault';
import { fillByItself } from './fill';
import type { FilledCode } from './freshness';

/**
 * Automatic fill, on the sites alone that the person granted for one account each. The registered script says "look
 * here"; everything else is found out here: whether the site is granted, which account it is for, whether there is a
 * prompt in the top document of exactly that origin.
 */
const LOOKS = 'looks';
const FILLS = 'automaticFills';
/** A page that calls more often than this, per tab, is not listened to. */
const MOST_LOOKS = { times: 30, withinMilliseconds: 60_000 };
/** A site that refuses the code and asks again would lock the person out. */
const MOST_FILLS = { times: 3, withinMilliseconds: 5 * 60_000 };

const instant = integer(0, Number.MAX_SAFE_INTEGER);
const checkLooks = list(shape({ tabId: instant, at: instant }), 10_000);
const checkFills = list(shape({ tabId: instant, id: text(64, 1), expiresAt: instant, at: instant }), 1_000);
type Fills = Checked<typeof checkFills>;

/** Notes the look, and says whether it is one of too many. */
async function isTooOften(host: Host, tabId: number): Promise<boolean> {
  const items = await host.session.get([LOOKS]);
  const since = host.now() - MOST_LOOKS.withinMilliseconds;
  const recent = checkLooks(items[LOOKS] ?? []).filter(({ at }) => at > since);
  const mine = recent.filter((look) => look.tabId === tabId);
  if (mine.length >= MOST_LOOKS.times) return true;
  await host.session.set({ [LOOKS]: [...recent, { tabId, at: host.now() }].slice(-1_000) });
  return false;
}

/** The account that fills by itself on exactly this origin. HOTP never does: each fill would use a code up. */
function accountFor(accounts: readonly Account[], origin: string): Account | undefined {
  return accounts.find(
    ({ type, sites }) => type !== 'hotp' && sites.some((site) => site.automatic && site.origin === origin),
  );
}

async function recentFills(host: Host): Promise<Fills> {
  const items = await host.session.get([FILLS]);
  const since = host.now() - MOST_FILLS.withinMilliseconds;
  return checkFills(items[FILLS] ?? []).filter(({ at }) => at > since);
}

/** No code goes twice to a tab by itself, nor more than a few in a row. */
async function isSpent(host: Host, account: Account, tabId: number): Promise<boolean> {
  const fills = await recentFills(host);
  const mine = fills.filter((one) => one.tabId === tabId && one.id === account.id);
  return mine.length >= MOST_FILLS.times || mine.some(({ expiresAt }) => expiresAt > host.now());
}

async function noteFill(host: Host, { id, document, expiresAt }: FilledCode): Promise<void> {
  const fills = [...(await recentFills(host)), { tabId: document.tabId, id, expiresAt, at: host.now() }];
  await host.session.set({ [FILLS]: fills.slice(-200) });
}

async function fillIfPrompted(host: Host, target: FillTarget): Promise<void> {
  const accounts = listedAccounts(await readVault(host));
  const account = accountFor(accounts, target.origin);
  if (!account) return;
  await showKnownSite(target.tabId);
  if (await isSpent(host, account, target.tabId)) return;
  const filled = await fillByItself(host, account, target);
  if (!filled) return;
  await noteFill(host, filled);
  await showFilled(target.tabId);
}

/**
 * A granted page says that it is there, or that a field came into sight. Answers nothing and never throws: what cannot
 * be done by itself is done by the person.
 */
export async function lookHere(host: Host, target: FillTarget): Promise<void> {
  try {
    if (!(await isGranted(target.origin)) || (await isTooOften(host, target.tabId))) return;
    // Locked, nobody knows which account it is; that the person granted the site for one is known all the same.
    if (!(await findKey(host))) return await showKnownSite(target.tabId);
    if (await isPrivateTab(target.tabId)) return;
    await fillIfPrompted(host, target);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
  }
}

/** After unlocking: the prompt in front may have been waiting for it. */
export async function lookAtFront(host: Host): Promise<void> {
  const [tab] = await browser.tabs.query({ active: true, lastFocusedWindow: true });
  // Only granted pages tell their address here without a gesture.
  if (tab?.id === undefined || !tab.url?.startsWith('http')) return;
  const documents = await reachableDocuments(tab.id).catch(() => null);
  if (documents) await lookHere(host, { tabId: tab.id, ...documents[0] });
}
