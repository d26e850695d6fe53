import type { Trier } from '../attempts.ts';
import { backupCodeIn, isWholeBackupCode, spendBackupCode } from '../backup-codes.ts';
import { turnOffFactor } from '../factor-changes.ts';
import type { Factor } from '../factors.ts';
import { codeField } from '../form-parts.ts';
import { hotp, spendCounterCode } from '../hotp.ts';
import { html } from '../html.ts';
import { page } from '../layout.ts';
import { type Reply, seeOther } from '../reply.ts';
import { csrfField, type SignedIn } from '../session.ts';
import type { Sqlite } from '../sqlite.ts';
import { codeOf, spendCode, totp } from '../totp.ts';
import { type Answer, signedInOnly, type Visit } from '../visit.ts';
import { backupSentence, counterSentence, sentenceFor } from './code-answer.ts';

interface Spending {
  factor: Factor;
  /** As in "Turn off two-factor". */
  words: string;
  /** Spends a code of this factor; what is wrong with it, or `undefined`. */
  spend(database: Sqlite, trier: Trier, code: string): string | undefined;
}

export const turnOffTotp = turnOffPages({
  factor: totp,
  words: 'two-factor',
  spend: (database, trier, code) => {
    const answer = spendCode(database, trier, code);
    return answer.kind === 'right' ? undefined : sentenceFor(answer);
  },
});

export const turnOffHotp = turnOffPages({
  factor: hotp,
  words: 'counter codes',
  spend: (database, trier, code) => {
    const answer = spendCounterCode(database, trier, code);
    return answer.kind === 'right' ? undefined : counterSentence(answer);
  },
});

/** Asks for a code: who finds an open session must not be able to take a second factor away. */
function turnOffPages(spending: Spending): { GET: Answer; POST: Answer } {
  const { factor, spend } = spending;
  const isOn = ({ database, session }: Visit<SignedIn>) => factor.isOn(database, session.user.id);
  return {
    GET: signedInOnly((visit) => (isOn(visit) ? turnOffPage(visit, spending) : seeOther('/account'))),
    POST: signedInOnly((visit) => {
      if (!isOn(visit)) return seeOther('/account');
      const { database, session, form, address, now } = visit;
      const trier = { userId: session.user.id, address, now };
      const backupCode = backupCodeIn(codeOf(form));
      // The device may be lost: then one more backup code proves as much.
      const problem = isWholeBackupCode(backupCode)
        ? backupSentence(spendBackupCode(database, trier, backupCode))
        : spend(database, trier, codeOf(form));
      return problem === undefined ? turnOffFactor(visit, factor) : turnOffPage(visit, spending, problem);
    }),
  };
}

function turnOffPage(
  { session }: Visit<SignedIn>,
  { factor, words }: Spending,
  problem: string | undefined = undefined,
): Reply {
  const body = html`
    <p>After this, your account opens without these codes, and the secret in your authenticator is worth nothing.
      Enter a code to confirm.</p>
    <form method="post" action="${factor.setUpPath}/off">
      ${csrfField(session)}
      ${codeField(problem, { hasFocus: true, hint: 'If the device is lost, enter a backup code.', maxLength: 24 })}
      <button>Turn off ${words}</button>
    </form>
    <p><a href="/account">Keep it on</a></p>`;
  return page({
    title: `Turn off ${words}`,
    session,
    body,
    status: problem === undefined ? 200 : 422,
  });
}
