import { CheckError, oneOf, open } from '../../core/check';
import { UserError } from '../../core/errors';
import { isOwnSite, matchSite } from '../../core/match';
import { generateCode } from '../../core/otp';
import { listedAccounts } from '../../core/vault-accounts';
import { callPage } from '../../platform/documents';
import type { Host } from '../../platform/host';
import { codeTime } from '../clock';
import { readVault } from '../vault/vault';
import { noteFill } from './fill-log';

/** How often an unsent code is replaced, so that a page left open does not collect codes. */
const MOST_REPLACEMENTS = 2;
/** After the end of the period, so that no clock is late. */
const GRACE_MILLISECONDS = 250;

const checkStanding = open({ status: oneOf('standing', 'gone', 'wrong-origin') });
const checkReplaced = open({
  status: oneOf('filled', 'no-field', 'not-accepted', 'busy', 'wrong-origin'),
});

/** A code that was filled, and the document it stands in. */
export interface FilledCode {
  readonly id: string;
  readonly document: { readonly tabId: number; readonly documentId: string };
  readonly origin: string;
  readonly code: string;
  /** Unix milliseconds. */
  readonly expiresAt: number;
}

async function replaceOnce(host: Host, filled: FilledCode): Promise<FilledCode | null> {
  const { id, document, origin, code, expiresAt } = filled;
  const wait = Math.max(0, expiresAt - (await codeTime(host))) + GRACE_MILLISECONDS;
  const stands = await callPage(document, 'standsAfter', [origin, code, `${wait}`], checkStanding);
  if (stands?.status !== 'standing') return null;
  const account = listedAccounts(await readVault(host)).find((one) => one.id === id);
  if (!account || account.type === 'hotp' || !isOwnSite(matchSite(account.sites, origin))) return null;
  const next = generateCode(account, await codeTime(host));
  await noteFill(host, { tabId: document.tabId, id, expiresAt: next.expiresAt });
  const replaced = await callPage(document, 'replace', [origin, code, next.code], checkReplaced);
  return replaced?.status === 'filled' ? { ...filled, ...next } : null;
}

/**
 * While a prompt stands in sight with a code that expired before it was sent, puts the next one in its place, a few times.
 * The page's own wait keeps the worker awake; where it dies all the same, the person fills again. Ends with the
 * document, with the code (changed or sent, or a press that may have sent it), and with the lock.
 */
export async function keepFresh(host: Host, first: FilledCode): Promise<void> {
  try {
    let filled: FilledCode | null = first;
    for (let done = 0; filled && done < MOST_REPLACEMENTS; done += 1)
      filled = await replaceOnce(host, filled);
  } catch (error) {
    if (!(error instanceof UserError) && !(error instanceof CheckError)) throw error;
  }
}
