import { useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { AccountSummary } from '../core/account';
import { Button } from '../ui/button';
import { CheckBox } from '../ui/field';
import { t } from '../ui/text';
import { titleOf } from './account-title';
import { ManageBar } from './manage-bar';
import { ordering } from './manage-deeds';
import { ManageFilter } from './manage-filter';
import { isSameOrder, moved } from './manage-order';
import { ManageRows } from './manage-rows';
import { isWholeList, tagCounts, viewsOf, WHOLE_LIST } from './manage-search';
import type { Acts } from './use-acts';
import { movedText, useLift } from './use-lift';
import { usePicks } from './use-picks';
import { useRowDrag } from './use-row-drag';

interface Props {
  /** In the order of the list. */
  readonly accounts: readonly AccountSummary[];
  /** Ids that are chosen from the start. */
  readonly chosen: ReadonlySet<string> | undefined;
  readonly acts: Acts;
  readonly onOrder: (accounts: readonly AccountSummary[]) => void;
}

const STEPS: Readonly<Record<string, 'up' | 'down'>> = { ArrowUp: 'up', ArrowDown: 'down' };

/** All accounts: found, chosen, ordered. */
export function ManageList({ accounts, chosen, acts, onOrder }: Props) {
  const [view, setView] = useState(WHOLE_LIST);
  const [said, say] = useState('');
  const list = useRef<HTMLUListElement>(null);
  const show = useMemo(() => viewsOf(accounts), [accounts]);
  const met = useMemo(() => show(view), [show, view]);
  const ids = useMemo(() => new Set(accounts.map(({ id }) => id)), [accounts]);
  const isOrdered = isWholeList(view);

  function save(ids: ReadonlySet<string>, order: readonly AccountSummary[]): void {
    if (isSameOrder(order, accounts)) return;
    say(movedText(ids, order));
    onOrder(order);
    acts.perform(ordering(accounts, order));
  }
  const lifting = useLift(accounts, say, save);
  const dragging = useRowDrag(list, ({ ids, before }) => save(ids, moved(accounts, ids, before)));
  const shown = lifting.lift?.order ?? met;
  const picks = usePicks(
    ids,
    useMemo(() => shown.map(({ id }) => id), [shown]),
    chosen,
  );
  const rowsWith = (id: string) => (picks.chosen.has(id) ? picks.chosen : new Set([id]));
  useKeptFocus(lifting.lift?.order);

  function onKey(event: KeyboardEvent): boolean {
    const step = STEPS[event.key];
    if (step && isOrdered && event.altKey) lifting.raise(rowsWith(picks.active), true);
    else if (!lifting.lift) return false;
    if (step) lifting.step(step);
    else if (event.key === 'Escape') lifting.cancel();
    else if (event.key === 'Tab') lifting.drop();
    return step !== undefined || event.key === 'Escape';
  }
  const onHandle = (event: MouseEvent, id: string) => {
    if (event.detail > 0 && dragging.takeClick()) return;
    if (lifting.lift) lifting.drop();
    else lifting.raise(rowsWith(id), false);
  };
  const handlers = useRef({ onHandle, start: dragging.start, rowsWith });
  handlers.current = { onHandle, start: dragging.start, rowsWith };
  const end = useMemo(
    () => (account: AccountSummary, isActive: boolean) =>
      isOrdered && (
        <button
          class="icon-button manage-handle"
          type="button"
          tabIndex={isActive ? 0 : -1}
          aria-label={t('moveHandle', titleOf(account))}
          title={t('moveHandle', titleOf(account))}
          onPointerDown={(event) => handlers.current.start(event, handlers.current.rowsWith(account.id))}
          onClick={(event) => handlers.current.onHandle(event, account.id)}
        >
          <Grip />
        </button>
      ),
    [isOrdered],
  );
  const { drag } = dragging;
  const { lift } = lifting;
  const lookOf = (id: string, index: number): string => {
    const looks = [
      drag?.ids.has(id) || lift?.ids.has(id) ? 'lifted' : '',
      drag?.before === index ? 'drop-before' : '',
      drag?.before === shown.length && index === shown.length - 1 ? 'drop-after' : '',
    ];
    return looks.filter(Boolean).join(' ');
  };
  const isAllChosen = shown.length > 0 && shown.every(({ id }) => picks.chosen.has(id));
  const chooseShown = (isOn: boolean) => {
    const next = new Set(picks.chosen);
    for (const { id } of shown) {
      if (isOn) next.add(id);
      else next.delete(id);
    }
    picks.choose(next);
  };
  if (accounts.length === 0) return <p class="muted">{t('manageNone')}</p>;
  return (
    <>
      <ManageFilter view={view} tags={useMemo(() => tagCounts(accounts), [accounts])} onView={setView} />
      <div class="manage-how">
        <p class="small muted">{t(isOrdered ? 'orderHow' : 'orderNotNow')}</p>
        {!isOrdered && <Button onClick={() => setView(WHOLE_LIST)}>{t('showAll')}</Button>}
      </div>
      {shown.length === 0 && <p>{t('manageNothing')}</p>}
      {shown.length > 0 && (
        <>
          <CheckBox label={t('chooseShown', shown.length)} checked={isAllChosen} onInput={chooseShown} />
          <ManageRows label={t('accounts')} {...{ accounts: shown, picks, end, lookOf, list, onKey }} />
        </>
      )}
      <p class="hidden-text" aria-live="assertive">
        {said}
      </p>
      <ManageBar accounts={accounts} shown={shown} picks={picks} acts={acts} />
    </>
  );
}

/** A row that is moved in the document loses the focus, and gets it back. */
function useKeptFocus(order: unknown): void {
  const focused = document.activeElement;
  useLayoutEffect(() => {
    if (!order || !(focused instanceof HTMLElement)) return;
    if (document.activeElement !== focused) focused.focus();
    focused.scrollIntoView({ block: 'nearest' });
  }, [order]);
}

/** Two rows of dots, as a handle has them. */
function Grip() {
  return (
    <svg class="icon icon-more" viewBox="0 0 20 20" aria-hidden="true" focusable="false">
      <path d="M7.5 5h.01M12.5 5h.01M7.5 10h.01M12.5 10h.01M7.5 15h.01M12.5 15h.01" />
    </svg>
  );
}
