import { useState } from 'preact/hooks';
import { UserError } from '../core/errors';
import type { AccountRow, FillTarget } from '../messages';
import { ask } from '../ui/ask';
import { copyCode } from '../ui/copy-code';
import { Notice } from '../ui/notice';
import { errorText, t } from '../ui/text';
import { codeOf, copyInstead } from './copy-instead';
import { NewSite, OtherSite, type Question } from './site-choices';

interface Props {
  readonly row: AccountRow;
  readonly target: FillTarget;
  readonly question: Question;
  readonly onDone: (statusText?: string) => void;
  readonly onBack: () => void;
}

/** Asked before a code goes to a page that the account is not saved for. */
export function SiteQuestion({ row, target, question, onDone, onBack }: Props) {
  const [busy, setBusy] = useState<string | null>(null);
  const [error, setError] = useState<unknown>(null);

  async function act(name: string, action: () => Promise<string>): Promise<void> {
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

  async function fill(answer: 'once' | 'remember'): Promise<string> {
    try {
      const reply = await ask('fill', { id: row.id, target, answer });
      if (reply.status !== 'filled') throw new UserError('site-mismatch', { host: question.host });
      return t('statusFilled');
    } catch (failure) {
      return copyInstead(row, failure);
    }
  }

  async function copy(): Promise<string> {
    await copyCode(await codeOf(row), row.id);
    return t('statusCopied');
  }

  const choices = {
    row,
    question,
    busy,
    onFill: (answer: 'once' | 'remember') => void act(answer, () => fill(answer)),
    onCopy: () => void act('copy', copy),
    onBack,
    failure: error === null ? null : <Notice kind="error">{errorText(error)}</Notice>,
  };
  const isOther = question.match === 'other' || question.lookAlike !== null;
  return isOther ? <OtherSite {...choices} /> : <NewSite {...choices} />;
}
