import { backupCodesLeft } from '../backup-code-store.ts';
import { backupCode, backupCodeAmount, makeBackupCodes } from '../backup-codes.ts';
import { factorsOn } from '../factors.ts';
import { textField } from '../form-parts.ts';
import { html } from '../html.ts';
import { page } from '../layout.ts';
import { isOwnPassword } from '../own-password.ts';
import { type Reply, seeOther } from '../reply.ts';
import { csrfField, type SignedIn } from '../session.ts';
import type { Visit } from '../visit.ts';

type BackupCodes = Visit<SignedIn>;

const explanation = html`<p>A backup code signs you in once when your device is lost. It proves that you have the list,
  nothing more: keep it as safe as the password, and not on the device that it replaces.</p>`;

/** How many are left, and a way to make new ones. Without another factor there is nothing to back up. */
export function showBackupCodes(visit: BackupCodes): Reply {
  return hasFactor(visit) ? makePage(visit) : seeOther('/second-factors');
}

/**
 * The one page that shows them: the reply to the form itself, for there is nothing to come back to. It asks for the
 * password, because a backup code turns a factor off: who finds an open session must not get any.
 */
export async function makeCodes(visit: BackupCodes): Promise<Reply> {
  if (!hasFactor(visit)) return seeOther('/second-factors');
  if (!(await isOwnPassword(visit))) return makePage(visit, 'This is not your password. Try again.');
  const { database, session, address, now } = visit;
  const codes = makeBackupCodes(database, { userId: session.user.id, address, now });
  const items = codes.map((code) => html`<li><code>${code}</code></li>`);
  const body = html`
    <p role="status">These codes are shown only now. Print them or write them down, before you go on.</p>
    <ol class="codes" id="backup-codes">${items}</ol>
    <p>Each signs you in once. Codes that you had before are worth nothing now.</p>
    <p class="actions"><a class="button" href="/account">I have kept them</a></p>`;
  return page({ title: 'Your backup codes', session, body });
}

function hasFactor({ database, session }: BackupCodes): boolean {
  return factorsOn(database, session.user.id).length > 0;
}

function makePage({ database, session }: BackupCodes, problem?: string): Reply {
  const left = backupCodesLeft(database, session.user.id);
  const body = html`
    ${explanation}
    ${
      left > 0
        ? html`<p>You have ${left} of ${backupCodeAmount} left. New ones replace all of them.</p>`
        : html`<p>You have none.</p>`
    }
    <form method="post" action="${backupCode.setUpPath}">
      ${csrfField(session)}
      ${textField({ name: 'password', label: 'Password', type: 'password', autocomplete: 'current-password', problem })}
      <button>${left > 0 ? 'Make new backup codes' : 'Make backup codes'}</button>
    </form>
    <p><a href="/account">To your account</a></p>`;
  return page({ title: 'Backup codes', session, body, status: problem === undefined ? 200 : 422 });
}
