import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { AccountRow, FillReply } from '../messages';
import { Button } from '../ui/button';
import { CheckBox } from '../ui/field';
import { Notice } from '../ui/notice';
import { OutsideText } from '../ui/outside-text';
import { Page } from '../ui/page';
import { Host } from '../ui/site-hosts';
import { t } from '../ui/text';
import { TicketNames } from '../ui/ticket';

export type Question = Extract<FillReply, { status: 'ask' }>;
type LookAlike = NonNullable<Question['lookAlike']>;

interface Props {
  readonly row: AccountRow;
  readonly question: Question;
  /** Which action is under way. */
  readonly busy: string | null;
  readonly onFill: (answer: 'once' | 'remember') => void;
  readonly onCopy: () => void;
  readonly onBack: () => void;
  readonly failure: ComponentChildren;
}

/** Long enough to read the two hosts before the second action can be pressed; a look-alike is to be read twice. */
const THINK_MS = { other: 1000, lookAlike: 5000 };

const titleOf = ({ issuer, name }: AccountRow): string => issuer || name;

function whyAsked({ match, agrees }: Question): string {
  if (match !== 'no-site') return t('sameOwner');
  return t(agrees ? 'noSiteKnown' : 'noSiteYet');
}

/** No saved site yet, or another host of the same owner: one plain question. */
export function NewSite({ row, question, busy, onFill, onCopy, onBack, failure }: Props) {
  const [isRemembered, setRemembered] = useState(question.canRemember && question.agrees);
  const actions = (
    <>
      {question.canRemember && (
        <CheckBox label={t('rememberSite')} checked={isRemembered} onInput={setRemembered} />
      )}
      <Button
        kind="primary"
        busy={busy === 'once' || busy === 'remember'}
        onClick={() => onFill(isRemembered ? 'remember' : 'once')}
      >
        {t('fill')}
      </Button>
      <Button busy={busy === 'copy'} onClick={onCopy}>
        {t('copyInstead')}
      </Button>
    </>
  );
  const title = <span class="site-title">{t('fillHere', question.host)}</span>;
  return (
    <Page title={title} onBack={onBack} actions={actions}>
      <TicketNames issuer={row.issuer} name={row.name} icon={row.icon} />
      {question.savedHosts.length > 0 && (
        <div class="card site-places">
          <p>{t('savedFor', titleOf(row))}</p>
          {question.savedHosts.map((host) => (
            <Host key={host} host={host} />
          ))}
        </div>
      )}
      <p class="muted">{whyAsked(question)}</p>
      {failure}
    </Page>
  );
}

/** Why a host can be taken for a saved one. */
function LookAlikeText({ host, reason }: { readonly host: string; readonly reason: LookAlike['reason'] }) {
  switch (reason) {
    case 'confusable':
      return <>{t('lookAlikeLetters', host)}</>;
    case 'close':
      return <>{t('lookAlikeClose', host)}</>;
    case 'brand-inside':
      return <>{t('lookAlikeInside', host)}</>;
    case 'other-ending':
      return <>{t('lookAlikeEnding', host)}</>;
  }
}

/** Possibly a look-alike: nothing is preselected, and the way out is the filled button. */
export function OtherSite({ row, question, busy, onFill, onCopy, onBack, failure }: Props) {
  const { host, savedHosts, lookAlike } = question;
  const [isRead, setRead] = useState(false);
  const [isRemembered, setRemembered] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setRead(true), THINK_MS[lookAlike ? 'lookAlike' : 'other']);
    return () => clearTimeout(timer);
  }, [lookAlike]);
  const actions = (
    <>
      <Button kind="primary" onClick={onBack}>
        {t('fillNothing')}
      </Button>
      <Button busy={busy === 'copy'} onClick={onCopy}>
        {t('copyInstead')}
      </Button>
      <Button
        kind="danger"
        disabled={!isRead}
        busy={busy === 'once' || busy === 'remember'}
        onClick={() => onFill(isRemembered ? 'remember' : 'once')}
      >
        {t('fillAnyway')}
      </Button>
    </>
  );
  return (
    <Page title={<span class="site-title">{t('notSavedSite', titleOf(row))}</span>} actions={actions}>
      <Notice kind="warning">
        <div class="site-places">
          <p>
            {lookAlike && (
              <strong>
                <LookAlikeText host={lookAlike.savedHost} reason={lookAlike.reason} />{' '}
              </strong>
            )}
            {t('youAreOn')}
          </p>
          <Host host={host} savedHosts={lookAlike ? [lookAlike.savedHost, ...savedHosts] : savedHosts} />
          {question.readsAs && (
            <p>
              {t('readsAs')} <OutsideText text={question.readsAs} />
            </p>
          )}
          {question.framedHosts.length > 0 && <p>{t('framedHere', question.framedHosts.join(', '))}</p>}
          {savedHosts.length > 0 && <p>{t('savedFor', titleOf(row))}</p>}
          {savedHosts.map((saved) => (
            <Host key={saved} host={saved} />
          ))}
        </div>
      </Notice>
      <p class="muted">{t('otherSiteWhy')}</p>
      {question.canRemember && !lookAlike && (
        <CheckBox label={t('rememberSite')} checked={isRemembered} onInput={setRemembered} />
      )}
      {failure}
    </Page>
  );
}
