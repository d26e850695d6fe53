import { useMemo, useState } from 'preact/hooks';
import { UserError } from '../core/errors';
import type { AccountRow, FillTarget } from '../messages';
import { ask } from '../ui/ask';
import { copyCode } from '../ui/copy-code';
import { Notice } from '../ui/notice';
import { errorText, t } from '../ui/text';
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
  const opId = useMemo(() => crypto.randomUUID(), []);

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
    const reply = await ask('fill', { id: row.id, target, answer });
    if (reply.status !== 'filled') throw new UserError('site-mismatch', { host: question.host });
    return t('statusFilled');
  }

  /** Every HOTP code is used once, so copying one takes the next. */
  async function currentCode(): Promise<string> {
    if (row.type === 'hotp') return (await ask('nextHotpCode', { opId, id: row.id })).code;
    return (await ask('codes', { ids: [row.id] })).codes[row.id]?.code ?? '';
  }

  async function copy(): Promise<string> {
    await copyCode(await currentCode());
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
  return question.match === 'other' ? <OtherSite {...choices} /> : <NewSite {...choices} />;
}
