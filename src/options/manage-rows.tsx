import type { ComponentChildren, RefObject } from 'preact';
import type { AccountSummary } from '../core/account';
import { useGrowing } from '../ui/use-growing';
import { ManageRow } from './manage-row';
import type { Picks } from './use-picks';

interface Props {
  readonly label: string;
  readonly accounts: readonly AccountSummary[];
  /** What they were found by; with another, what is in sight comes first again, and the rest a frame later each. */
  readonly view?: string;
  readonly picks: Picks;
  readonly end: (account: AccountSummary, isActive: boolean) => ComponentChildren;
  readonly hintOf?: (account: AccountSummary) => string;
  readonly lookOf?: (id: string, index: number) => string;
  readonly list: RefObject<HTMLUListElement | null>;
  /** Keys that the list has besides those for choosing; true for one that it took. */
  readonly onKey?: (event: KeyboardEvent) => boolean;
}

/** Where an arrow, Home or End leads; undefined for other keys. */
function targetOf(key: string, at: number, count: number): number | undefined {
  if (key === 'ArrowDown') return Math.min(at + 1, count - 1);
  if (key === 'ArrowUp') return Math.max(at - 1, 0);
  if (key === 'Home') return 0;
  return key === 'End' ? count - 1 : undefined;
}

/** Rows to choose from: arrow keys go through them, Shift takes along, Ctrl or Cmd with A takes all that is shown. */
export function ManageRows({ label, accounts, view, picks, end, hintOf, lookOf, list, onKey }: Props) {
  const drawn = useGrowing(accounts.length, view);
  const moveTo = (index: number, isRange: boolean) => {
    const account = accounts[index];
    if (!account) return;
    list.current?.children[index]?.querySelector('input')?.focus();
    if (isRange) picks.pick(account.id, true, true);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (onKey?.(event)) return event.preventDefault();
    const at = accounts.findIndex(({ id }) => id === picks.active);
    const target = event.altKey ? undefined : targetOf(event.key, at, drawn);
    if (target !== undefined) moveTo(target, event.shiftKey);
    else if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'a')
      picks.choose(new Set([...picks.chosen, ...accounts.map(({ id }) => id)]));
    else return;
    event.preventDefault();
  };
  return (
    <ul class="manage-rows" ref={list} aria-label={label} onKeyDown={onKeyDown}>
      {accounts.slice(0, drawn).map((account, index) => (
        <ManageRow
          key={account.id}
          account={account}
          isChosen={picks.chosen.has(account.id)}
          isActive={account.id === picks.active}
          look={lookOf?.(account.id, index) ?? ''}
          onPick={picks.pick}
          onActivate={picks.activate}
          end={end}
          hint={hintOf?.(account)}
        />
      ))}
    </ul>
  );
}
