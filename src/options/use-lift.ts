import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { AccountSummary } from '../core/account';
import { t, tn } from '../ui/text';
import { titleOf } from './account-title';
import { stepped } from './manage-order';

/** Rows that the keys move: the order as it would be, until they are put down. */
interface Lift {
  readonly ids: ReadonlySet<string>;
  readonly order: readonly AccountSummary[];
  /** With Alt held down they are put down when it is let go. */
  readonly isHeld: boolean;
}

export interface RowLift {
  readonly lift: Lift | null;
  readonly raise: (ids: ReadonlySet<string>, isHeld: boolean) => void;
  readonly step: (direction: 'up' | 'down') => void;
  readonly drop: () => void;
  readonly cancel: () => void;
}

function nameOf({ ids, order }: Lift): string {
  const [first] = order.filter(({ id }) => ids.has(id));
  return ids.size === 1 && first ? titleOf(first) : tn('accountsCount', ids.size);
}

/** What a reader hears of a row that stands there now: "GitHub, moved to 3 of 12". */
export function movedText(ids: ReadonlySet<string>, order: readonly AccountSummary[]): string {
  const place = order.findIndex(({ id }) => ids.has(id)) + 1;
  return t('movedTo', nameOf({ ids, order, isHeld: false }), place, order.length);
}

/** Moving rows by keys. `say` is for a live region; `onDrop` is called once, with the order to save. */
export function useLift(
  accounts: readonly AccountSummary[],
  say: (text: string) => void,
  onDrop: (ids: ReadonlySet<string>, order: readonly AccountSummary[]) => void,
): RowLift {
  const [lift, setLift] = useState<Lift | null>(null);
  /** Two keys can come between two pictures. */
  const latest = useRef<Lift | null>(null);
  const put = (next: Lift | null) => {
    latest.current = next;
    setLift(next);
  };
  const raise = (ids: ReadonlySet<string>, isHeld: boolean) => {
    if (latest.current) return;
    const next = { ids, order: accounts, isHeld };
    put(next);
    if (!isHeld) say(t('liftedUp', nameOf(next)));
  };
  const step = (direction: 'up' | 'down') => {
    const now = latest.current;
    if (!now) return;
    const order = stepped(now.order, now.ids, direction);
    put({ ...now, order });
    say(movedText(now.ids, order));
  };
  const drop = () => {
    const now = latest.current;
    put(null);
    if (now) onDrop(now.ids, now.order);
  };
  const cancel = () => {
    const now = latest.current;
    put(null);
    if (now) say(t('putBack', nameOf(now)));
  };
  const onLeave = useRef(drop);
  onLeave.current = drop;
  const isLifted = lift !== null;
  // Not useEffect: whoever is quick lets Alt go before the next frame, and nobody would hear of it.
  useLayoutEffect(() => {
    if (!isLifted) return;
    const leave = () => onLeave.current();
    const release = (event: KeyboardEvent) => event.key === 'Alt' && latest.current?.isHeld && leave();
    const leaveBy = ({ target }: Event) => {
      // A click on the handle itself puts the rows down.
      if (!(target instanceof Element && target.closest('.manage-handle'))) leave();
    };
    addEventListener('blur', leave);
    addEventListener('pointerdown', leaveBy);
    addEventListener('keyup', release);
    return () => {
      removeEventListener('blur', leave);
      removeEventListener('pointerdown', leaveBy);
      removeEventListener('keyup', release);
    };
  }, [isLifted]);
  return { lift, raise, step, drop, cancel };
}
