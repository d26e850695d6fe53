import type { Account } from '../../core/account';
import { oneOf, open } from '../../core/check';
import { UserError } from '../../core/errors';
import { isOwnSite, matchSite } from '../../core/match';
import { findAccount } from '../../core/vault-accounts';
import type { Arguments, FillTarget, RecoveryFillReply } from '../../messages';
import { callPage } from '../../platform/documents';
import type { Host } from '../../platform/host';
import { showFilled } from '../../platform/surfaces';
import { authenticated } from '../vault/authenticate';
import { type StruckCode, strikeNextCode, unstrikeCode } from '../vault/recovery-codes';
import { changeVault, readVault } from '../vault/vault';
import { originToRemember, question } from './fill';
import { type Place, placesOf } from './prompt';

const checkFound = open({ status: oneOf('prompt', 'none', 'loading', 'wrong-origin') });
const checkFilled = open({ status: oneOf('filled', 'no-field', 'not-accepted', 'busy', 'wrong-origin') });

/** The first of these documents with a place for a recovery code. */
async function findField(target: FillTarget, account: Account): Promise<Place> {
  for (const place of await placesOf(target, account)) {
    const answer = await callPage(place, 'findRecoveryField', [place.origin], checkFound);
    if (answer?.status === 'prompt') return place;
  }
  throw new UserError('no-recovery-field');
}

/** The page took it, or went on with it before it could be asked. A page that did neither uses no code up. */
async function fillStruck(host: Host, id: string, place: Place, struck: StruckCode): Promise<void> {
  const { code, usedAt } = struck;
  const takeBack = () => unstrikeCode(host, { opId: crypto.randomUUID(), id, usedAt });
  const answer = await callPage(place, 'fillRecovery', [place.origin, code], checkFilled).catch(
    async (error: unknown) => {
      // It never ran there. An answer that makes no sense comes from a page that may have the code.
      if (error instanceof UserError) await takeBack();
      throw error;
    },
  );
  if (!answer || answer.status === 'filled') return showFilled(place.tabId);
  await takeBack();
  if (answer.status === 'wrong-origin') throw new UserError('page-changed');
  throw new UserError(answer.status === 'no-field' ? 'no-recovery-field' : 'recovery-not-accepted');
}

/**
 * Fills the next recovery code of an account, by the rules of its codes: on its own site without a question, elsewhere
 * after the person's answer and a credential. It is struck before it goes out, so that none is ever used and not struck.
 * @throws UserError locked, E_UNLOCK, wait, bad-recovery-key, account-gone, page-not-reachable, page-changed, no-recovery-code-left, no-recovery-field,
 *   recovery-not-accepted, and those of saving
 */
export async function fillRecoveryCode(
  host: Host,
  { id, target, answer, credential }: Arguments<'fillRecoveryCode'>,
): Promise<RecoveryFillReply> {
  const content = await readVault(host);
  const account = findAccount(content, id);
  const isOwn = isOwnSite(matchSite(account.sites, target.origin));
  if (!isOwn) {
    if (!answer || !credential) return question(host, { content, account }, target);
    await authenticated(host, credential, async () => {});
  }
  const origin = answer === 'remember' ? await originToRemember(target) : null;
  if (origin !== null) await changeVault(host, crypto.randomUUID(), { type: 'remember-site', id, origin });
  return host.inTurn(`fill ${target.tabId}`, async () => {
    const place = await findField(target, account);
    const struck = await strikeNextCode(host, id);
    if (!struck) throw new UserError('no-recovery-code-left');
    await fillStruck(host, id, place, struck);
    return { status: 'filled', left: struck.left, usedAt: struck.usedAt };
  });
}
