import { useMemo, useRef, useState } from 'preact/hooks';
import type { AccountSummary } from '../core/account';
import type { Replies } from '../messages';
import { Button } from '../ui/button';
import { dayText } from '../ui/date-text';
import { Field } from '../ui/field';
import { t } from '../ui/text';
import { titleOf } from './account-title';
import { ChosenBar } from './manage-bar';
import { restoring } from './manage-deeds';
import { ManagePurge } from './manage-purge';
import { ManageRows } from './manage-rows';
import { viewsOf, WHOLE_LIST } from './manage-search';
import type { Acts } from './use-acts';
import { usePicks } from './use-picks';

interface Props {
  readonly trashed: Replies['trashed'];
  readonly acts: Acts;
  readonly onPurged: () => Promise<void>;
}

/** What was deleted: it comes back, or is gone for good before its time. */
export function ManageTrash({ trashed, acts, onPurged }: Props) {
  const [doomed, setDoomed] = useState<readonly AccountSummary[] | null>(null);
  const list = useRef<HTMLUListElement>(null);
  const accounts = useMemo(() => trashed.map(({ account }) => account), [trashed]);
  const hints = useMemo(
    () => new Map(trashed.map(({ account, goneAt }) => [account.id, t('goneOn', dayText(goneAt))])),
    [trashed],
  );
  const [query, setQuery] = useState('');
  const show = useMemo(() => viewsOf(accounts), [accounts]);
  const shown = useMemo(() => show({ ...WHOLE_LIST, query }), [show, query]);
  const picks = usePicks(accounts, shown);
  const perform = useRef(acts.perform);
  perform.current = acts.perform;
  const end = useMemo(
    () => (account: AccountSummary, isActive: boolean) => (
      <button
        class="button quiet"
        type="button"
        tabIndex={isActive ? 0 : -1}
        aria-label={`${t('restore')}: ${titleOf(account)}`}
        onClick={() => perform.current(restoring([account]))}
      >
        {t('restore')}
      </button>
    ),
    [],
  );
  if (doomed) return <ManagePurge accounts={doomed} onPurged={onPurged} onClose={() => setDoomed(null)} />;
  if (accounts.length === 0) return <p class="muted">{t('trashNone')}</p>;
  const chosen = accounts.filter(({ id }) => picks.chosen.has(id));
  const hidden = chosen.filter((account) => !shown.includes(account)).length;
  return (
    <>
      <p class="muted">{t('trashWhat')}</p>
      <Field label={t('manageFilter')} hint={t('manageFilterHint')} value={query} onInput={setQuery} />
      {shown.length === 0 && <p>{t('manageNothing')}</p>}
      <ManageRows
        label={t('partTrash', accounts.length)}
        hintOf={({ id }) => hints.get(id) ?? ''}
        view={query}
        {...{ accounts: shown, picks, end, list }}
      />
      <ChosenBar chosen={chosen.length} total={accounts.length} hidden={hidden} error={acts.error}>
        <div class="manage-buttons">
          {chosen.length > 0 && (
            <>
              <Button busy={acts.isBusy} onClick={() => acts.perform(restoring(chosen))}>
                {t('restore')}
              </Button>
              <Button kind="danger" onClick={() => setDoomed(chosen)}>
                {t('deleteForGood')}
              </Button>
            </>
          )}
          <Button kind="danger" onClick={() => setDoomed(accounts)}>
            {t('emptyTrash')}
          </Button>
        </div>
      </ChosenBar>
    </>
  );
}
