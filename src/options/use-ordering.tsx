import type { ComponentChildren, RefObject } from 'preact';
import { useLayoutEffect, useMemo, useRef } from 'preact/hooks';
import type { AccountSummary } from '../core/account';
import { t } from '../ui/text';
import { titleOf } from './account-title';
import { isSameOrder, moved } from './manage-order';
import { movedText, useLift } from './use-lift';
import { useRowDrag } from './use-row-drag';

interface Options {
  /** All of them, in the order of the list. */
  readonly accounts: readonly AccountSummary[];
  readonly list: RefObject<HTMLUListElement | null>;
  /** The rows that move with this one. */
  readonly rowsWith: (id: string) => ReadonlySet<string>;
  readonly say: (text: string) => void;
  readonly onOrder: (order: readonly AccountSummary[]) => void;
}

export interface Ordering {
  /** As it would be while keys move rows; null otherwise. */
  readonly order: readonly AccountSummary[] | null;
  /** Stays the same function from picture to picture. */
  readonly handle: (account: AccountSummary, isActive: boolean) => ComponentChildren;
  /** How a row looks while rows are moved. `last`: the place of the last row. */
  readonly lookOf: (id: string, index: number, last: number) => string;
  /** `active`: the row with the focus. True for a key that it took. */
  readonly onKey: (event: KeyboardEvent, active: string) => boolean;
}

const STEPS: Readonly<Record<string, 'up' | 'down'>> = { ArrowUp: 'up', ArrowDown: 'down' };

/** The order of the list by drag and by keys; what comes of it is told to a reader and saved once. */
export function useOrdering({ accounts, list, rowsWith, say, onOrder }: Options): Ordering {
  const save = (ids: ReadonlySet<string>, order: readonly AccountSummary[]) => {
    if (isSameOrder(order, accounts)) return;
    say(movedText(ids, order));
    onOrder(order);
  };
  const { lift, raise, step, drop, cancel } = useLift(accounts, say, save);
  const { drag, start, takeClick } = useRowDrag(list, ({ ids, before }) =>
    save(ids, moved(accounts, ids, before)),
  );
  useKeptFocus(lift?.order ?? accounts, lift !== null);

  function onKey(event: KeyboardEvent, active: string): boolean {
    const direction = STEPS[event.key];
    if (direction && event.altKey) raise(rowsWith(active), true);
    else if (!lift) return false;
    if (direction) step(direction);
    else if (event.key === 'Escape') cancel();
    else if (event.key === 'Tab') drop();
    return direction !== undefined || event.key === 'Escape';
  }
  const onHandle = (event: MouseEvent, id: string) => {
    // The click that ends a drag.
    if (event.detail > 0 && takeClick()) return;
    if (lift) drop();
    else raise(rowsWith(id), false);
  };
  const lookOf = (id: string, index: number, last: number): string => {
    if (drag?.ids.has(id) || lift?.ids.has(id)) return 'lifted';
    if (drag?.before === index) return 'drop-before';
    return drag && drag.before > last && index === last ? 'drop-after' : '';
  };
  const onGrab = (event: PointerEvent, id: string) => {
    // What the keys have lifted is put down by the click.
    if (!lift) start(event, rowsWith(id));
  };
  const latest = useRef({ onHandle, onGrab });
  latest.current = { onHandle, onGrab };
  const handle = useMemo(
    () => (account: AccountSummary, isActive: boolean) => (
      <button
        class="icon-button manage-handle"
        type="button"
        tabIndex={isActive ? 0 : -1}
        aria-label={t('moveHandle', titleOf(account))}
        title={t('moveHandle', titleOf(account))}
        onPointerDown={(event) => latest.current.onGrab(event, account.id)}
        onClick={(event) => latest.current.onHandle(event, account.id)}
      >
        <Grip />
      </button>
    ),
    [],
  );
  return { order: lift?.order ?? null, handle, lookOf, onKey };
}

/** A row that is moved in the document loses the focus, and gets it back. The one that the keys move stays in sight. */
function useKeptFocus(order: readonly AccountSummary[], isLifted: boolean): void {
  const focused = document.activeElement;
  useLayoutEffect(() => {
    if (!(focused instanceof HTMLElement) || !focused.isConnected) return;
    if (document.activeElement !== focused) focused.focus({ preventScroll: true });
    if (isLifted) focused.scrollIntoView({ block: 'nearest' });
  }, [order]);
}

/** Two columns of dots. */
function Grip() {
  return (
    <svg class="icon icon-more" viewBox="0 0 20 20" aria-hidden="true" focusable="false">
      <path d="M7.5 5h.01M12.5 5h.01M7.5 10h.01M12.5 10h.01M7.5 15h.01M12.5 15h.01" />
    </svg>
  );
}
