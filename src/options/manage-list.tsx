import { useMemo, useRef, useState } from 'preact/hooks';
import type { AccountSummary } from '../core/account';
import type { ListSettings } from '../messages';
import { Button } from '../ui/button';
import { CheckBox } from '../ui/field';
import { t } from '../ui/text';
import { ManageBar } from './manage-bar';
import { listingByHand, ordering } from './manage-deeds';
import { ManageFilter } from './manage-filter';
import { ManageRows } from './manage-rows';
import { isWholeList, tagCounts, viewsOf, WHOLE_LIST } from './manage-search';
import type { Acts } from './use-acts';
import type { ShowOrder } from './use-managed';
import { useOrdering } from './use-ordering';
import { type Picks, usePicks } from './use-picks';

interface Props {
  /** In the order of the list. */
  readonly accounts: readonly AccountSummary[];
  /** Ids that are chosen from the start. */
  readonly chosen: ReadonlySet<string> | undefined;
  readonly settings: ListSettings;
  readonly acts: Acts;
  /** Shows an order at once that is being saved. */
  readonly showOrder: ShowOrder;
}

const noEnd = () => null;

/** All accounts: found, chosen, ordered. */
export function ManageList({ accounts, chosen, settings, acts, showOrder }: Props) {
  const [view, setView] = useState(WHOLE_LIST);
  const [said, say] = useState('');
  const list = useRef<HTMLUListElement>(null);
  const tags = useMemo(() => tagCounts(accounts), [accounts]);
  const show = useMemo(() => viewsOf(accounts), [accounts]);
  const met = useMemo(() => show(view), [show, view]);
  const isOrdered = isWholeList(view);
  const picks = usePicks(accounts, met, chosen);
  const rows = useOrdering({
    accounts,
    list,
    say,
    rowsWith: (id) => (picks.chosen.has(id) ? picks.chosen : new Set([id])),
    onOrder: (order) => {
      const deed = ordering(accounts, order);
      acts.perform({ ...deed, act: showOrder(order, deed.act) });
    },
  });
  const shown = rows.order ?? met;
  if (accounts.length === 0) return <p class="muted">{t('manageNone')}</p>;
  return (
    <>
      <ManageFilter view={view} tags={tags} onView={setView} />
      <div class="manage-how">
        <p class="small muted">{t(isOrdered ? 'orderHow' : 'orderNotNow')}</p>
        {!isOrdered && <Button onClick={() => setView(WHOLE_LIST)}>{t('showAll')}</Button>}
      </div>
      {isOrdered && settings.order !== 'manual' && (
        <div class="manage-how">
          <p class="small muted">{t('orderNotShown')}</p>
          <Button onClick={() => acts.perform(listingByHand(settings))}>{t('orderByHand')}</Button>
        </div>
      )}
      {shown.length === 0 && <p>{t('manageNothing')}</p>}
      {shown.length > 0 && <ChooseShown shown={shown} picks={picks} />}
      <ManageRows
        view={JSON.stringify([view.query, ...view.tags, view.sort])}
        label={t('accounts')}
        end={isOrdered ? rows.handle : noEnd}
        lookOf={(id, index) => rows.lookOf(id, index, shown.length - 1)}
        onKey={(event) => isOrdered && rows.onKey(event, picks.active)}
        {...{ accounts: shown, picks, list }}
      />
      <p class="hidden-text" aria-live="assertive">
        {said}
      </p>
      <ManageBar {...{ accounts, shown, picks, acts }} />
    </>
  );
}

interface ChooseProps {
  readonly shown: readonly AccountSummary[];
  readonly picks: Picks;
}

/** Chosen ones that are not shown stay as they are. */
function ChooseShown({ shown, picks }: ChooseProps) {
  const choose = (isOn: boolean) => {
    const next = new Set(picks.chosen);
    for (const { id } of shown) {
      if (isOn) next.add(id);
      else next.delete(id);
    }
    picks.choose(next);
  };
  const isAll = shown.every(({ id }) => picks.chosen.has(id));
  return <CheckBox label={t('chooseShown', shown.length)} checked={isAll} onInput={choose} />;
}
