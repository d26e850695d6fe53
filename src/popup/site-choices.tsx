import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { AccountRow, FillReply } from '../messages';
import { Button } from '../ui/button';
import { CheckBox } from '../ui/field';
import { Notice } from '../ui/notice';
import { Page } from '../ui/page';
import { difference, Host } from '../ui/site-hosts';
import { t } from '../ui/text';
import { TicketNames } from '../ui/ticket';

export type Question = Extract<FillReply, { status: 'ask' }>;

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

/** Long enough to read the two hosts before the second action can be pressed. */
const THINK_MS = 1000;

const titleOf = ({ issuer, name }: AccountRow): string => issuer || name;

/** No saved site yet, or another host of the same owner: one plain question. */
export function NewSite({ row, question, busy, onFill, onCopy, onBack, failure }: Props) {
  const actions = (
    <>
      <Button kind="primary" busy={busy === 'once'} onClick={() => onFill('once')}>
        {t('fill')}
      </Button>
      {question.canRemember && (
        <Button busy={busy === 'remember'} onClick={() => onFill('remember')}>
          {t('fillAndRemember')}
        </Button>
      )}
      <Button busy={busy === 'copy'} onClick={onCopy}>
        {t('copyInstead')}
      </Button>
    </>
  );
  const title = <span class="site-title">{t('fillHere', question.host)}</span>;
  return (
    <Page title={title} onBack={onBack} actions={actions}>
      <TicketNames issuer={row.issuer} name={row.name} />
      {question.savedHosts.length > 0 && (
        <div class="card site-places">
          <p>{t('savedFor', titleOf(row))}</p>
          {question.savedHosts.map((host) => (
            <Host key={host} host={host} />
          ))}
        </div>
      )}
      <p class="muted">{t(question.match === 'no-site' ? 'noSiteYet' : 'sameOwner')}</p>
      {failure}
    </Page>
  );
}

/** Possibly a look-alike: nothing is preselected, and the way out is the filled button. */
export function OtherSite({ row, question, busy, onFill, onCopy, onBack, failure }: Props) {
  const [isRead, setRead] = useState(false);
  const [isRemembered, setRemembered] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setRead(true), THINK_MS);
    return () => clearTimeout(timer);
  }, []);
  const { host, savedHosts } = question;
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
            {difference(host, savedHosts) && <strong>{t('looksAlike')} </strong>}
            {t('youAreOn')}
          </p>
          <Host host={host} savedHosts={savedHosts} />
          <p>{t('savedFor', titleOf(row))}</p>
          {savedHosts.map((saved) => (
            <Host key={saved} host={saved} />
          ))}
        </div>
      </Notice>
      <p class="muted">{t('otherSiteWhy')}</p>
      {question.canRemember && (
        <CheckBox label={t('rememberSite')} checked={isRemembered} onInput={setRemembered} />
      )}
      {failure}
    </Page>
  );
}
