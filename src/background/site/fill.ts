import type { Account } from '../../core/account';
import { oneOf, open } from '../../core/check';
import { findAccount, listedAccounts } from '../../core/commands';
import { type ErrorCode, UserError } from '../../core/errors';
import { hostForPeople, matchSite, savableOrigin } from '../../core/match';
import { generateCode } from '../../core/otp';
import type { FillReply, FillTarget } from '../../messages';
import { callPage, reachableDocuments } from '../../platform/documents';
import type { Host } from '../../platform/host';
import { isPrivateTab } from '../../platform/tabs';
import { nextHotpCode } from '../hotp';
import { liveKey } from '../lock/session-key';
import { changeVault, readVault } from '../vault/vault';
import { takePendingFill } from './pending';

/** A code with less time left than this would arrive expired: the next one is awaited instead. */
const LEAST_LIFE_MILLISECONDS = 3000;

const checkPrompt = open({ status: oneOf('prompt', 'none', 'wrong-origin') });
const checkFill = open({ status: oneOf('filled', 'no-field', 'not-accepted', 'wrong-origin') });

const FAILURES = {
  'no-field': 'no-field',
  'not-accepted': 'not-accepted',
  'wrong-origin': 'page-changed',
} as const satisfies Record<string, ErrorCode>;

/**
 * The pinned document and its frames of the same origin. A frame of another origin never inherits the page's match.
 * @throws UserError page-not-reachable, page-changed
 */
async function documentsOf(target: FillTarget): Promise<{ tabId: number; documentId: string }[]> {
  const documents = await reachableDocuments(target.tabId);
  const isThere = documents.some(
    (one) => one.documentId === target.documentId && one.origin === target.origin,
  );
  if (!isThere) throw new UserError('page-changed');
  const sameOrigin = documents.filter(({ origin }) => origin === target.origin);
  const pinnedFirst = sameOrigin.sort(
    (a, b) => Number(b.documentId === target.documentId) - Number(a.documentId === target.documentId),
  );
  return pinnedFirst.map(({ documentId }) => ({ tabId: target.tabId, documentId }));
}

/** The first of the page's documents that shows a 2FA prompt, or null. */
async function promptDocument(target: FillTarget): Promise<{ tabId: number; documentId: string } | null> {
  for (const document of await documentsOf(target)) {
    const answer = await callPage(document, 'findPrompt', [target.origin], checkPrompt);
    if (answer?.status === 'prompt') return document;
  }
  return null;
}

/** Whether the page shows a 2FA prompt now; false as well where it cannot be reached. */
export async function hasPrompt(target: FillTarget): Promise<boolean> {
  return (await promptDocument(target).catch(() => null)) !== null;
}

/** The code to fill: for HOTP the next one, counted up and saved first; for TOTP one with enough life left. */
async function codeToFill(host: Host, account: Account): Promise<string> {
  if (account.type === 'hotp') return nextHotpCode(host, crypto.randomUUID(), account.id);
  const now = host.now();
  const { code, expiresAt } = generateCode(account, now);
  if (expiresAt - now >= LEAST_LIFE_MILLISECONDS) return code;
  await new Promise((resolve) => setTimeout(resolve, expiresAt - now));
  await liveKey(host);
  return generateCode(account, Math.max(host.now(), expiresAt)).code;
}

/** @throws UserError page-not-reachable, page-changed, no-field, not-accepted, and those of saving */
async function fillDocument(host: Host, account: Account, target: FillTarget): Promise<void> {
  const document = await promptDocument(target);
  if (!document) throw new UserError('no-field');
  const code = await codeToFill(host, account);
  const answer = await callPage(document, 'fill', [target.origin, code], checkFill);
  // No answer: the page took the code and went on before it could be asked how it reads.
  if (answer && answer.status !== 'filled') throw new UserError(FAILURES[answer.status]);
}

export interface FillRequest {
  readonly id: string;
  readonly target: FillTarget;
  readonly answer?: 'once' | 'remember' | undefined;
  readonly asked?: boolean | undefined;
}

/**
 * Fills an account's code into a page. Only where the page's origin is a saved site is it done without a question;
 * otherwise the reply says how the page differs, and the person answers.
 * @throws UserError locked, account-gone, page-not-reachable, page-changed, no-field, not-accepted
 */
export async function fill(host: Host, { id, target, answer, asked }: FillRequest): Promise<FillReply> {
  const account = findAccount(await readVault(host), id);
  const match = matchSite(account.sites, target.origin);
  if (match !== 'exact' && !answer) {
    const savedHosts = account.sites.map(({ origin }) => hostForPeople(origin));
    const canRemember = (await originToRemember(target)) !== null;
    return { status: 'ask', match, host: hostForPeople(target.origin), savedHosts, canRemember };
  }
  if (asked && !(await takePendingFill(host, target))) return { status: 'taken' };
  // Before the code is in the page: a failure after that would have the person fill a second one.
  const origin = answer === 'remember' ? await originToRemember(target) : null;
  if (origin !== null) await changeVault(host, crypto.randomUUID(), { type: 'remember-site', id, origin });
  await fillDocument(host, account, target);
  return { status: 'filled' };
}

/** Null for a page that cannot be saved, and for one in a private window, of which nothing is kept. */
async function originToRemember({ tabId, origin }: FillTarget): Promise<string | null> {
  return (await isPrivateTab(tabId)) ? null : savableOrigin(origin);
}

/** The one account whose saved site this page is, if there is exactly one. @throws UserError locked */
export async function onlyAccountFor(host: Host, target: FillTarget): Promise<string | null> {
  const accounts = listedAccounts(await readVault(host));
  const [first, second] = accounts.filter(({ sites }) => matchSite(sites, target.origin) === 'exact');
  return first && !second ? first.id : null;
}
