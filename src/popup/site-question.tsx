import { useState } from 'preact/hooks';
import { UserError } from '../core/errors';
import type { AccountRow, Credential, FillTarget } from '../messages';
import { ask } from '../ui/ask';
import { copyCode } from '../ui/copy-code';
import { CredentialForm } from '../ui/credential-form';
import { Notice } from '../ui/notice';
import { Page } from '../ui/page';
import { errorText, t } from '../ui/text';
import { TicketNames } from '../ui/ticket';
import { codeOf, copyInstead } from './copy-instead';
import { sayRecoveryFilled } from './recovery-filled';
import { NewSite, OtherSite, type Question } from './site-choices';

interface Props {
  readonly row: AccountRow;
  readonly target: FillTarget;
  readonly question: Question;
  readonly what?: 'recovery-code';
  readonly onDone: (statusText?: string) => void;
  readonly onBack: () => void;
}

type Answer = 'once' | 'remember';

/** Asked before a code goes to a page that the account is not saved for; before a recovery code, a credential as well. */
export function SiteQuestion({ row, target, question, what, onDone, onBack }: Props) {
  const [busy, setBusy] = useState<string | null>(null);
  const [error, setError] = useState<unknown>(null);
  /** What was answered, while the credential for it is asked for. */
  const [answered, setAnswered] = useState<Answer | null>(null);

  async function act(name: string, action: () => Promise<string | undefined>): Promise<void> {
    setBusy(name);
    setError(null);
    try {
      onDone(await action());
    } catch (failure) {
      setError(failure);
    } finally {
      setBusy(null);
    }
  }

  async function fill(answer: Answer): Promise<string> {
    try {
      const reply = await ask('fill', { id: row.id, target, answer });
      if (reply.status !== 'filled') throw new UserError('site-mismatch', { host: question.host });
      return t('statusFilled');
    } catch (failure) {
      return copyInstead(row, failure);
    }
  }

  async function fillRecovery(answer: Answer, credential: Credential): Promise<void> {
    const reply = await ask('fillRecoveryCode', { id: row.id, target, answer, credential });
    if (reply.status !== 'filled') throw new UserError('site-mismatch', { host: question.host });
    sayRecoveryFilled(row.id, reply);
    onDone();
  }

  async function copy(): Promise<string> {
    await copyCode(await codeOf(row), row.id);
    return t('statusCopied');
  }

  if (answered) {
    const leave = () => setAnswered(null);
    return (
      <Page title={t('recoveryFill')} onBack={leave}>
        <TicketNames issuer={row.issuer} name={row.name} icon={row.icon} />
        <CredentialForm
          why={t('recoveryFillWhy')}
          onCredential={(credential) => fillRecovery(answered, credential)}
          onCancel={leave}
        />
      </Page>
    );
  }
  const choices = {
    row,
    question,
    busy,
    onFill: (answer: Answer) => (what ? setAnswered(answer) : void act(answer, () => fill(answer))),
    // A recovery code is copied where it is shown, behind the passphrase.
    onCopy: what ? undefined : () => void act('copy', copy),
    onBack,
    failure: error === null ? null : <Notice kind="error">{errorText(error)}</Notice>,
  };
  const isOther = question.match === 'other' || question.lookAlike !== null;
  return isOther ? <OtherSite {...choices} /> : <NewSite {...choices} />;
}
