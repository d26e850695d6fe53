import { backupCode, backupCodeIn, spendBackupCode } from '../backup-codes.ts';
import { textField } from '../form-parts.ts';
import { html } from '../html.ts';
import { page } from '../layout.ts';
import type { Reply } from '../reply.ts';
import { completeSignIn, csrfField, type Waiting } from '../session.ts';
import type { Visit } from '../visit.ts';
import { backupSentence } from './code-answer.ts';
import { otherWays } from './other-ways.ts';

type Prompt = Visit<Waiting>;

export function showBackupCodePrompt(visit: Prompt): Reply {
  return promptPage(visit);
}

export function enterBackupCode(visit: Prompt): Reply {
  const { database, session, form, address, now } = visit;
  const userId = session.user.id;
  const typed = backupCodeIn(form.get('backup-code') ?? '');
  const problem = backupSentence(spendBackupCode(database, { userId, address, now }, typed));
  if (problem !== undefined) return promptPage(visit, problem);
  return completeSignIn(database, session, { userId, factor: backupCode.id, now });
}

function promptPage(visit: Prompt, problem?: string): Reply {
  const { session } = visit;
  const body = html`
    <p>The password was right, ${session.user.name}. Enter one of the backup codes that you kept. It works once.</p>
    <form method="post" action="${backupCode.signInPath}">
      ${csrfField(session)}
      ${textField({ name: 'backup-code', label: 'Backup code', autocomplete: 'off', problem })}
      <button>Continue</button>
    </form>
    <p><a href="/sign-in">Start again</a></p>
    ${otherWays(visit, backupCode.id)}
    <h2>No backup code either?</h2>
    <p>Ask the administrator of this site to reset your factors. They should make sure that it is you who asks.</p>`;
  return page({ title: 'Enter a backup code', session, body, status: problem === undefined ? 200 : 422 });
}
