import { useEffect, useRef, useState } from 'preact/hooks';
import type { AccountSummary } from '../core/account';
import type { ListSettings, Replies } from '../messages';
import { onAnnouncement } from '../ui/announcements';
import { ask } from '../ui/ask';
import { inOrderOf } from './manage-order';

export interface Managed {
  /** In the order of the list. */
  readonly accounts: readonly AccountSummary[];
  readonly trashed: Replies['trashed'];
  readonly duplicates: Replies['duplicates'];
  readonly list: ListSettings;
}

async function load(): Promise<Managed> {
  const [accounts, trashed, duplicates, { list }] = await Promise.all([
    ask('accounts', {}),
    ask('trashed', {}),
    ask('duplicates', {}),
    ask('security', {}),
  ]);
  return { accounts, trashed, duplicates, list };
}

interface Loaded {
  readonly managed: Managed | null;
  /** Asks anew; resolves when what is shown is what is saved. */
  readonly reload: () => Promise<void>;
  /**
   * Shows an order at once that is being saved, and keeps to it until then: what is loaded meanwhile has the old one.
   * @returns `save`, which says when it is over
   */
  readonly showOrder: ShowOrder;
}

export type ShowOrder = (
  accounts: readonly AccountSummary[],
  save: () => Promise<unknown>,
) => () => Promise<unknown>;

/** Everything there is to manage, also after another window changed it. */
export function useManaged(onFailure: (failure: unknown) => void): Loaded {
  const [managed, setManaged] = useState<Managed | null>(null);
  const turn = useRef(0);
  /** Orders that are shown and not yet saved. */
  const unsaved = useRef(0);
  const reload = async (): Promise<void> => {
    const mine = ++turn.current;
    const found = await load();
    // Answers can overtake each other; only the one asked for last counts.
    if (mine !== turn.current) return;
    const keepsOrder = unsaved.current > 0;
    setManaged((before) =>
      before && keepsOrder ? { ...found, accounts: inOrderOf(before.accounts, found.accounts) } : found,
    );
  };
  useEffect(() => {
    const again = () => void reload().catch(onFailure);
    again();
    return onAnnouncement(({ type }) => type === 'changed' && again());
  }, []);
  const showOrder: ShowOrder = (accounts, save) => {
    unsaved.current += 1;
    setManaged((before) => before && { ...before, accounts });
    return () =>
      save().finally(() => {
        unsaved.current -= 1;
      });
  };
  return { managed, reload, showOrder };
}
