import type { Account } from '../../core/account';
import { CheckError, integer, list, shape } from '../../core/check';
import { UserError } from '../../core/errors';
import { listedAccounts } from '../../core/vault-accounts';
import type { FillTarget } from '../../messages';
import { browser } from '../../platform/browser';
import { reachableDocuments } from '../../platform/documents';
import { isGranted } from '../../platform/grants';
import type { Host } from '../../platform/host';
import { showKnownSite } from '../../platform/surfaces';
import { isPrivateTab } from '../../platform/tabs';
import { findKey } from '../lock/session-key';
import { isHidden } from '../policy';
import { readVault } from '../vault/vault';
import { fillByItself } from './fill';
import { dropUngranted } from './grants';
import { pendingFill } from './pending';

/**
 * Automatic fill, on the sites alone that the person granted for one account each. The registered script says "look
 * here"; everything else is found out here: whether the site is granted, which account it is for, whether there is a
 * prompt in the top document of exactly that origin.
 */
const LOOKS = 'looks';
/** A page that calls more often than this, per tab, is not listened to. */
const MOST_LOOKS = { times: 30, withinMilliseconds: 60_000 };
const MOST_KEPT = 1_000;

const instant = integer(0, Number.MAX_SAFE_INTEGER);
const checkLooks = list(shape({ tabId: instant, at: instant }), MOST_KEPT);

/** Notes the look, and says whether it is one of too many. */
function isTooOften(host: Host, tabId: number): Promise<boolean> {
  return host.inTurn('looks', async () => {
    const items = await host.session.get([LOOKS]);
    const since = host.now() - MOST_LOOKS.withinMilliseconds;
    const recent = checkLooks(items[LOOKS] ?? []).filter(({ at }) => at > since);
    const mine = recent.filter((look) => look.tabId === tabId);
    if (mine.length >= MOST_LOOKS.times) return true;
    await host.session.set({ [LOOKS]: [...recent, { tabId, at: host.now() }].slice(-MOST_KEPT) });
    return false;
  });
}

/**
 * The account that fills by itself on exactly this origin. HOTP never does: each fill would use a code up. Where two
 * say so (two vaults became one), nobody knows which is meant.
 */
function accountFor(accounts: readonly Account[], origin: string): Account | undefined {
  const [only, second] = accounts.filter(
    ({ type, sites }) => type !== 'hotp' && sites.some((site) => site.automatic && site.origin === origin),
  );
  return second ? undefined : only;
}

async function fillIfPrompted(host: Host, target: FillTarget): Promise<void> {
  const account = accountFor(listedAccounts(await readVault(host)), target.origin);
  if (!account) return;
  await showKnownSite(target.tabId);
  await fillByItself(host, account, target);
}

/** What a hostile answer or a lock in between ends, ends without a word: the person does it by hand. */
async function quietly(task: Promise<void>): Promise<void> {
  await task.catch((error: unknown) => {
    if (!(error instanceof UserError) && !(error instanceof CheckError)) throw error;
  });
}

async function look(host: Host, target: FillTarget): Promise<void> {
  if (!(await isGranted(target.origin)) || (await isTooOften(host, target.tabId))) return;
  if ((await isPrivateTab(target.tabId)) || (await isHidden(host, 'automatic-fill'))) return;
  // Locked, nobody knows which account it is; that the person granted the site for one is known all the same.
  if (await findKey(host)) await fillIfPrompted(host, target);
  else await showKnownSite(target.tabId);
}

/** A granted page says that it is there, or that a field came into sight. Answers nothing. */
export const lookHere = (host: Host, target: FillTarget): Promise<void> => quietly(look(host, target));

async function lookAtTab(host: Host): Promise<void> {
  // That fill goes on in the popup, and one is enough.
  if (await pendingFill(host)) return;
  const [tab] = await browser.tabs.query({ active: true, lastFocusedWindow: true });
  // Only granted pages tell their address here without a gesture.
  if (tab?.id === undefined || !tab.url?.startsWith('http')) return;
  const documents = await reachableDocuments(tab.id).catch(() => null);
  if (documents) await look(host, { tabId: tab.id, ...documents[0] });
}

/** The first codes are on the screen by then: reading the vault once more would keep them waiting. */
const AFTER_THE_CODES_MILLISECONDS = 1_000;

async function afterUnlocking(host: Host): Promise<void> {
  await lookAtTab(host);
  await new Promise((resolve) => setTimeout(resolve, AFTER_THE_CODES_MILLISECONDS));
  await dropUngranted(host);
}

/**
 * After unlocking: the prompt in front may have been waiting for it, and a grant may have been taken back meanwhile
 * (it is checked at every fill as well, so that this may come late or, where the worker ends, with the next unlocking).
 */
export const lookAtFront = (host: Host): Promise<void> => quietly(afterUnlocking(host));
