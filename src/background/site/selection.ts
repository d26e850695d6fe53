import { oneOf, open, text } from '../../core/check';
import { UserError } from '../../core/errors';
import { hostForPeople, isOwnSite, matchSite } from '../../core/match';
import { findRecoveryCodes } from '../../core/recovery-code-text';
import { listedAccounts } from '../../core/vault-accounts';
import type { SelectedCodes } from '../../messages';
import { callPage, reachableDocuments } from '../../platform/documents';
import type { Host } from '../../platform/host';
import { showWindow } from '../../platform/surfaces';
import { isHidden } from '../policy';
import { readVault } from '../vault/vault';
import { keepSelected, LONGEST_SELECTION, type Selection, takeSelected } from './kept-selection';

const checkAnswer = open({ status: oneOf('text', 'none', 'wrong-origin'), text: text(LONGEST_SELECTION) });

export interface SelectedIn {
  readonly tabId: number;
  readonly frameId: number;
  /** As the browser gives it with the menu: without its line ends. */
  readonly text: string;
}

/** As the page shows it, with its line ends and columns; where the page cannot be asked, as the browser gave it. */
async function readSelection({ tabId, frameId, text }: SelectedIn): Promise<Selection> {
  const documents = await reachableDocuments(tabId).catch(() => []);
  const origin = documents[0]?.origin ?? '';
  const place = documents.find((one) => one.frameId === frameId);
  const given = text.slice(0, LONGEST_SELECTION);
  if (!place) return { text: given, origin };
  const call = { tabId, documentId: place.documentId };
  const answer = await callPage(call, 'readSelection', [place.origin], checkAnswer).catch(() => null);
  return { text: answer?.status === 'text' ? answer.text : given, origin };
}

/**
 * Takes the text along, and opens our window on it. Works while locked: the window asks to unlock and goes on.
 * @throws UserError set-by-organisation
 */
export async function keepSelection(host: Host, selected: SelectedIn): Promise<void> {
  if (await isHidden(host, 'recovery-codes')) throw new UserError('set-by-organisation');
  await keepSelected(host, await readSelection(selected));
  await showWindow('#recovery-codes');
}

/** Hands the codes of the text over and forgets it. While locked it stays. @throws UserError locked, selection-gone */
export async function takeSelection(host: Host): Promise<SelectedCodes> {
  const accounts = listedAccounts(await readVault(host));
  const selection = await takeSelected(host);
  if (!selection) throw new UserError('selection-gone');
  const { text, origin } = selection;
  const here = accounts.filter(({ sites }) => isOwnSite(matchSite(sites, origin)));
  const pageHost = origin.startsWith('http') ? hostForPeople(origin) : '';
  return { ...findRecoveryCodes(text), pageHost, here: here.map(({ id }) => id) };
}
