import type { AccountSummary } from '../core/account';
import { cleanTags } from '../core/tags';
import type { ListSettings } from '../messages';
import { ask } from '../ui/ask';
import { t, tn } from '../ui/text';
import type { Deed } from './use-acts';

const idsOf = (accounts: readonly { readonly id: string }[]): string[] => accounts.map(({ id }) => id);
const newOpIds = () => ({ opId: crypto.randomUUID(), undoId: crypto.randomUUID() });

export function trashing(accounts: readonly AccountSummary[]): Deed {
  const { opId, undoId } = newOpIds();
  const ids = idsOf(accounts);
  return {
    said: `${t('statusDeleted')}: ${tn('accountsCount', ids.length)}`,
    act: () => ask('trash', { opId, ids }),
    undo: () => ask('restore', { opId: undoId, ids }),
  };
}

export function restoring(accounts: readonly AccountSummary[]): Deed {
  const { opId, undoId } = newOpIds();
  const ids = idsOf(accounts);
  return {
    said: `${t('statusRestored')}: ${tn('accountsCount', ids.length)}`,
    act: () => ask('restore', { opId, ids }),
    undo: () => ask('trash', { opId: undoId, ids }),
  };
}

export function pinning(accounts: readonly AccountSummary[], pinned: boolean): Deed {
  const { opId, undoId } = newOpIds();
  const ids = idsOf(accounts.filter((one) => one.pinned !== pinned));
  return {
    said: t(pinned ? 'statusPinned' : 'statusUnpinned'),
    act: () => ask('pin', { opId, ids, pinned }),
    undo: () => ask('pin', { opId: undoId, ids, pinned: !pinned }),
  };
}

/** `typed`: one tag, or several between commas. Undoing touches only those that had no such tag before. */
export function tagging(accounts: readonly AccountSummary[], typed: string): Deed {
  const { opId, undoId } = newOpIds();
  const added = cleanTags([typed]);
  const change = (tag: string, on: boolean) => ({
    ids: idsOf(accounts.filter(({ tags = [] }) => !tags.includes(tag))),
    tag,
    on,
  });
  return {
    said: `${t('statusTagged')}: ${added.join(', ')}`,
    act: () => ask('tag', { opId, changes: added.map((tag) => change(tag, true)) }),
    undo: () => ask('tag', { opId: undoId, changes: added.map((tag) => change(tag, false)) }),
  };
}

/** Undoing puts the tag back to the place among the others that it had in each account. */
export function untagging(accounts: readonly AccountSummary[], tag: string): Deed {
  const { opId, undoId } = newOpIds();
  const having = accounts.filter(({ tags = [] }) => tags.includes(tag));
  const places = Map.groupBy(having, ({ tags = [] }) => tags.indexOf(tag));
  const back = [...places].map(([at, some]) => ({ ids: idsOf(some), tag, on: true, at }));
  return {
    said: `${t('statusUntagged')}: ${tag}`,
    act: () => ask('tag', { opId, changes: [{ ids: idsOf(having), tag, on: false }] }),
    undo: () => ask('tag', { opId: undoId, changes: back }),
  };
}

export function ordering(before: readonly AccountSummary[], after: readonly AccountSummary[]): Deed {
  const { opId, undoId } = newOpIds();
  return {
    said: t('statusOrder'),
    act: () => ask('reorder', { opId, ids: idsOf(after) }),
    undo: () => ask('reorder', { opId: undoId, ids: idsOf(before) }),
  };
}

/** `keep` takes over what the others have, and those go to the trash. */
export function uniting(
  groups: readonly { readonly keep: string; readonly others: readonly string[] }[],
): Deed {
  const { opId, undoId } = newOpIds();
  return {
    said: t('statusMerged'),
    act: () =>
      ask('unite', { opId, groups: groups.map(({ keep, others }) => ({ keep, others: [...others] })) }),
    undo: () => ask('separate', { opId: undoId, of: opId }),
  };
}

/** The codes are listed in the order that is made by hand. */
export function listingByHand(settings: ListSettings): Deed {
  const { opId, undoId } = newOpIds();
  return {
    said: t('statusSaved'),
    act: () => ask('changeSettings', { opId, list: { ...settings, order: 'manual' } }),
    undo: () => ask('changeSettings', { opId: undoId, list: settings }),
  };
}
