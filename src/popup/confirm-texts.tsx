import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useMemo, useState } from 'preact/hooks';
import { UserError } from '../core/errors';
import type { Candidate, ExportPart, Replies } from '../messages';
import { ask } from '../ui/ask';
import { Button } from '../ui/button';
import { ConfirmAccounts } from '../ui/confirm-accounts';
import { Notice } from '../ui/notice';
import { OutsideText } from '../ui/outside-text';
import { Page } from '../ui/page';
import { errorText, listText, t, tn } from '../ui/text';
import { isExportLink } from './add-form';
import type { UnreadFile } from './scan-reading';

interface Props {
  readonly texts: readonly string[];
  /** Where they were scanned; null where there is no page. */
  readonly pageOrigin: string | null;
  readonly pageHost: string;
  readonly source: 'scan' | 'picture' | 'paste';
  /** How many lines of what was pasted are no links. */
  readonly others?: number;
  /** Pictures that gave nothing, of several. */
  readonly unread?: readonly UnreadFile[];
  /** The picture they were read from. */
  readonly picture?: ComponentChildren;
  /** How many of the first texts have a number in the picture. */
  readonly numbered?: number;
  readonly onAdded: (result: Replies['add']) => void;
  readonly onCancel: () => void;
  readonly hasBack?: boolean;
  /** To another picture, with these texts kept: an export of several parts is not whole yet. */
  readonly onNextPart?: () => void;
}

type Parts = readonly (ExportPart | null)[];

/** Every account of an export is a candidate of its own. */
function candidatesOf(texts: readonly string[], parts: Parts): Candidate[] {
  return texts.flatMap((text, index) => {
    const entries = parts[index]?.entries;
    if (entries === undefined) return [{ text }];
    return Array.from({ length: entries }, (_, entry) => ({ text, entry }));
  });
}

/** The number that a candidate has in the picture; none for what is not in it. */
function numbersOf(texts: readonly string[], parts: Parts, numbered: number): (number | undefined)[] {
  const number = (index: number) => (index < numbered ? index + 1 : undefined);
  return texts.flatMap((_, index) => Array.from({ length: parts[index]?.entries ?? 1 }, () => number(index)));
}

/** A vault holds no more. */
const MOST = 2000;
const TOO_MANY = new UserError('too-many', { max: MOST });

/** Only a text that says that it is an export is asked about. */
function partsOfNone(texts: readonly string[]): Parts | null {
  return texts.some(isExportLink) ? null : texts.map(() => null);
}

/** What scanned or pasted texts hold, to be confirmed; an export of Google Authenticator holds several accounts. */
export function ConfirmTexts({
  texts,
  picture,
  numbered = 0,
  others = 0,
  unread = [],
  onNextPart,
  ...rest
}: Props) {
  const isTooMuch = texts.length > MOST;
  const none = useMemo(() => partsOfNone(texts), [texts]);
  const [asked, setAsked] = useState<Parts | null>(null);
  const parts = none ?? asked;
  const [error, setError] = useState<unknown>(null);

  useLayoutEffect(() => {
    setAsked(null);
    setError(null);
    if (none || isTooMuch) return;
    let isCurrent = true;
    ask('expand', { texts: [...texts] }).then(
      (answer) => isCurrent && setAsked(answer),
      (failure: unknown) => isCurrent && setError(failure),
    );
    return () => {
      isCurrent = false;
    };
  }, [texts]);

  const candidates = useMemo(() => parts && candidatesOf(texts, parts), [texts, parts]);
  const failure = isTooMuch || (candidates && candidates.length > MOST) ? TOO_MANY : error;
  if (!parts || !candidates || failure !== null) {
    const close = <Button onClick={rest.onCancel}>{t('close')}</Button>;
    return (
      <Page
        title={t(failure === null ? 'scanReading' : 'addAccounts')}
        actions={failure === null ? undefined : close}
      >
        {failure !== null && <Notice kind="error">{errorText(failure)}</Notice>}
      </Page>
    );
  }
  const isOneExport = parts.every((part) => part !== null && part.batch === parts[0]?.batch);
  return (
    <ConfirmAccounts
      {...rest}
      candidates={candidates}
      numbers={numbersOf(texts, parts, numbered)}
      picture={picture}
      isOneList={isOneExport}
    >
      {unread.map(({ name, failure }, index) => (
        <Notice kind="warning" key={index}>
          <b>
            <OutsideText text={name} />
          </b>{' '}
          {errorText(failure)}
        </Notice>
      ))}
      {others > 0 && <Notice kind="info">{tn('linesLeftOut', others)}</Notice>}
      <MissingParts parts={parts} onNextPart={onNextPart} />
    </ConfirmAccounts>
  );
}

function MissingParts({
  parts,
  onNextPart,
}: {
  readonly parts: Parts;
  readonly onNextPart: Props['onNextPart'];
}) {
  const whole = parts.find((part) => part !== null && part.size > 1);
  if (!whole) return null;
  const { missing, size } = whole;
  if (missing.length === 0) return <Notice kind="info">{t('exportWhole', size)}</Notice>;
  return (
    <Notice kind="info">
      {t('exportMissing', size, listText(missing))}
      {onNextPart && <Button onClick={onNextPart}>{t('scanNextPart')}</Button>}
    </Notice>
  );
}
