import { useEffect, useRef, useState } from 'preact/hooks';
import type { AccountSummary } from '../core/account';
import type { ListSettings, Replies } from '../messages';
import { onAnnouncement } from '../ui/announcements';
import { ask } from '../ui/ask';

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
  /** Shows an order at once that is being saved. */
  readonly showOrder: (accounts: readonly AccountSummary[]) => void;
}

/** Everything there is to manage, also after another window changed it. */
export function useManaged(onFailure: (failure: unknown) => void): Loaded {
  const [managed, setManaged] = useState<Managed | null>(null);
  const turn = useRef(0);
  const reload = async (): Promise<void> => {
    const mine = ++turn.current;
    const found = await load();
    // Answers can overtake each other; only the one asked for last counts.
    if (mine === turn.current) setManaged(found);
  };
  useEffect(() => {
    const again = () => void reload().catch(onFailure);
    again();
    return onAnnouncement(({ type }) => type === 'changed' && again());
  }, []);
  const showOrder = (accounts: readonly AccountSummary[]) =>
    setManaged((before) => before && { ...before, accounts });
  return { managed, reload, showOrder };
}
