import type { Account } from '../../core/account';
import { oneOf, open } from '../../core/check';
import { type ErrorCode, UserError } from '../../core/errors';
import { findLookAlike, readableHost } from '../../core/look-alike';
import { hostForPeople, isOwnSite, matchSite, savableOrigin } from '../../core/match';
import { generateCode } from '../../core/otp';
import { presetSitesOf } from '../../core/policy';
import { issuerAgreesWith } from '../../core/services';
import { findAccount, listedAccounts } from '../../core/vault-accounts';
import type { VaultContent } from '../../core/vault-content';
import type { FillReply, FillTarget } from '../../messages';
import { callPage, reachableDocuments } from '../../platform/documents';
import type { Host } from '../../platform/host';
import { clearBadge, showFilled, showWaiting } from '../../platform/surfaces';
import { isPrivateTab } from '../../platform/tabs';
import { codeTime } from '../clock';
import { nextHotpCode } from '../hotp';
import { liveKey } from '../lock/session-key';
import { isHidden, policyOf } from '../policy';
import { countUse } from '../vault/uses';
import { changeVault, readVault } from '../vault/vault';
import { forgetFill, isSpent, noteFill } from './fill-log';
import { type FilledCode, keepFresh } from './freshness';
import { canOffer, keepOffer } from './offer';
import { takePendingFill } from './pending';
import { findPrompt, type Place, placesOf } from './prompt';

/** A code with less time left than this would arrive expired: the next one is awaited instead. */
const LEAST_LIFE_MILLISECONDS = 3000;

const checkFill = open({ status: oneOf('filled', 'no-field', 'not-accepted', 'busy', 'wrong-origin') });
const checkSubmit = open({ status: oneOf('pressed', 'none', 'wrong-origin') });

const FAILURES = {
  'no-field': 'no-field',
  'not-accepted': 'not-accepted',
  busy: 'not-accepted',
  'wrong-origin': 'page-changed',
} as const satisfies Record<string, ErrorCode>;

/** Waits for the next code, and counts the seconds on the toolbar icon. */
async function awaitNextCode(tabId: number, milliseconds: number): Promise<void> {
  for (let left = milliseconds; left > 0; left -= 1000) {
    await showWaiting(tabId, Math.ceil(left / 1000));
    await new Promise((resolve) => setTimeout(resolve, Math.min(left, 1000)));
  }
  await clearBadge(tabId);
}

/**
 * The code to fill: for HOTP the next one, counted up and saved first; for the others one with enough life left.
 * `expiresAt` is Unix milliseconds.
 */
async function codeToFill(
  host: Host,
  account: Account,
  tabId: number,
): Promise<{ readonly code: string; readonly expiresAt: number | null }> {
  if (account.type === 'hotp')
    return { code: await nextHotpCode(host, crypto.randomUUID(), account.id), expiresAt: null };
  const now = await codeTime(host);
  const current = generateCode(account, now);
  if (current.expiresAt - now >= LEAST_LIFE_MILLISECONDS) return current;
  await awaitNextCode(tabId, current.expiresAt - now);
  await liveKey(host);
  return generateCode(account, Math.max(await codeTime(host), current.expiresAt));
}

/** Where the account says so. A page that went on by itself needs no button any more. */
async function pressButton(place: Place): Promise<void> {
  await callPage(place, 'submit', [place.origin], checkSubmit).catch((error: unknown) => {
    if (!(error instanceof UserError)) throw error;
  });
}

/**
 * Fills, and presses the page's button where the account says so. What goes out is written down before it does.
 * @returns null where nobody asked, and the page is not to be disturbed or had its fill
 * @throws UserError page-changed, no-field, not-accepted, and those of saving
 */
async function fillPlace(
  host: Host,
  account: Account,
  place: Place,
  how: 'asked' | 'automatic',
): Promise<FilledCode | null> {
  const { code, expiresAt } = await codeToFill(host, account, place.tabId);
  const entry = { tabId: place.tabId, id: account.id, expiresAt: expiresAt ?? 0 };
  if (how === 'automatic' && (await isSpent(host, entry))) return null;
  await noteFill(host, entry);
  const answer = await callPage(place, 'fill', [place.origin, code, how], checkFill);
  if (answer?.status === 'busy' || answer?.status === 'no-field') await forgetFill(host, entry);
  if (answer?.status === 'busy') return null;
  // No answer: the page took the code and went on before it could be asked how it reads.
  if (answer && answer.status !== 'filled') throw new UserError(FAILURES[answer.status]);
  if (answer && account.submits) await pressButton(place);
  await showFilled(place.tabId);
  return { ...entry, document: place, origin: place.origin, code };
}

/** A code that stands unsent, for as long as somebody may still send it. */
function keepIfUnsent(host: Host, account: Account, filled: FilledCode | null): void {
  if (filled && filled.expiresAt > 0 && !account.submits) void keepFresh(host, filled);
}

export interface FillRequest {
  readonly id: string;
  readonly target: FillTarget;
  readonly answer?: 'once' | 'remember' | undefined;
  readonly asked?: boolean | undefined;
}

/** What the person has to know before a code goes to a page that is none of the account's sites. */
export async function question(
  host: Host,
  { content, account }: { readonly content: VaultContent; readonly account: Account },
  target: FillTarget,
): Promise<Extract<FillReply, { status: 'ask' }>> {
  const { origin } = target;
  const documents = await reachableDocuments(target.tabId).catch(() => []);
  const framed = documents.filter(
    (one) => one.origin !== origin && isOwnSite(matchSite(account.sites, one.origin)),
  );
  const preset = presetSitesOf(await policyOf(host), account.issuer);
  const isPreset = preset.some((site) => site.origin === origin);
  const saved = listedAccounts(content).flatMap(({ sites }) => sites.map((site) => site.origin));
  return {
    status: 'ask',
    match: matchSite(account.sites, origin),
    host: hostForPeople(origin),
    readsAs: readableHost(origin).unicode,
    savedHosts: account.sites.map((site) => hostForPeople(site.origin)),
    framedHosts: [...new Set(framed.map((one) => hostForPeople(one.origin)))],
    lookAlike: findLookAlike(origin, saved),
    agrees: isPreset || issuerAgreesWith(account.issuer, origin),
    canRemember: (await originToRemember(target)) !== null,
  };
}

/**
 * Fills an account's code into a page. Only where the page is one of its sites (or another host of the same service)
 * is it done without a question; otherwise the reply says how the page differs, and the person answers.
 * @throws UserError locked, account-gone, page-not-reachable, page-changed, no-field, not-accepted
 */
export async function fill(host: Host, { id, target, answer, asked }: FillRequest): Promise<FillReply> {
  const content = await readVault(host);
  const account = findAccount(content, id);
  const isOwn = isOwnSite(matchSite(account.sites, target.origin));
  if (!isOwn && !answer) return question(host, { content, account }, target);
  if (asked && !(await takePendingFill(host, target))) return { status: 'taken' };
  // Before the code is in the page: a failure after that would have the person fill a second one.
  const origin = answer === 'remember' ? await originToRemember(target) : null;
  if (origin !== null) await changeVault(host, crypto.randomUUID(), { type: 'remember-site', id, origin });
  const filled = await host.inTurn(`fill ${target.tabId}`, async () => {
    const place = await findPrompt(await placesOf(target, account));
    if (!place) throw new UserError('no-field');
    return fillPlace(host, account, place, 'asked');
  });
  countUse(host, id);
  if (isOwn || origin !== null) keepIfUnsent(host, account, filled);
  return { status: 'filled', offer: await offerFor(host, account, target, origin !== null) };
}

/** What may be offered after this fill. It changes nothing of the fill, whatever becomes of it. */
async function offerFor(
  host: Host,
  account: Account,
  target: FillTarget,
  isNew: boolean,
): Promise<{ origin: string } | null> {
  const origin = await originToRemember(target);
  if (origin === null || !canOffer(account, origin, isNew)) return null;
  if (await isHidden(host, 'automatic-fill')) return null;
  await keepOffer(host, { id: account.id, origin });
  return { origin };
}

/**
 * Fills a prompt that nobody asked to fill, in the top document alone, where there is one and the person is not busy.
 * The caller has made sure that the site was granted for this account.
 * @throws UserError page-not-reachable, page-changed, not-accepted, locked
 */
export async function fillByItself(host: Host, account: Account, target: FillTarget): Promise<void> {
  await host.inTurn(`fill ${target.tabId}`, async () => {
    const places = await placesOf(target, null);
    const place = await findPrompt(places.filter(({ documentId }) => documentId === target.documentId));
    const filled = place && (await fillPlace(host, account, place, 'automatic'));
    if (!filled) return;
    countUse(host, account.id);
    keepIfUnsent(host, account, filled);
  });
}

/** Null for a page that cannot be saved, and for one in a private window, of which nothing is kept. */
export async function originToRemember({ tabId, origin }: FillTarget): Promise<string | null> {
  return (await isPrivateTab(tabId)) ? null : savableOrigin(origin);
}

/** The one account whose saved site this page is, if there is exactly one. @throws UserError locked */
export async function onlyAccountFor(host: Host, target: FillTarget): Promise<string | null> {
  const accounts = listedAccounts(await readVault(host));
  const [first, second] = accounts.filter(({ sites }) => isOwnSite(matchSite(sites, target.origin)));
  return first && !second ? first.id : null;
}
