import type { ComponentChildren } from 'preact';
import { useContext, useState } from 'preact/hooks';
import type { AccountSummary } from '../core/account';
import { Button } from '../ui/button';
import { Notice } from '../ui/notice';
import { t, tn } from '../ui/text';
import { ExportChosen } from './export-chosen';
import { ordering, pinning, tagging, trashing, untagging } from './manage-deeds';
import { moved } from './manage-order';
import { tagCounts } from './manage-search';
import { ManageTag } from './manage-tag';
import { OverScreen } from './over-screen';
import type { Acts } from './use-acts';
import { useLostFocus } from './use-lost-focus';
import type { Picks } from './use-picks';

interface CountProps {
  readonly chosen: number;
  readonly total: number;
  /** How many of the chosen ones are not in sight, because of a filter. */
  readonly hidden: number;
  readonly error: string | undefined;
  readonly children: ComponentChildren;
}

/** What can be done with the chosen rows stays in reach, however long the list is. */
export function ChosenBar({ chosen, total, hidden, error, children }: CountProps) {
  return (
    <div class="page-actions manage-bar">
      {error && <Notice kind="error">{error}</Notice>}
      <p class="small muted" aria-live="polite">
        {t('chosenOf', chosen, total)}
        {hidden > 0 && ` · ${tn('chosenHidden', hidden)}`}
      </p>
      {children}
    </div>
  );
}

interface Props {
  /** All of them, in the order of the list. */
  readonly accounts: readonly AccountSummary[];
  readonly shown: readonly AccountSummary[];
  readonly picks: Picks;
  readonly acts: Acts;
}

/** The deeds for the chosen accounts: each is saved for all of them or for none, and is undone as a whole. */
export function ManageBar({ accounts, shown, picks, acts }: Props) {
  const over = useContext(OverScreen);
  const [tagAction, setTagAction] = useState<'add' | 'remove' | null>(null);
  useLostFocus('.manage-bar button');
  const chosen = accounts.filter(({ id }) => picks.chosen.has(id));
  const inSight = new Set(shown.map(({ id }) => id));
  const hidden = chosen.filter(({ id }) => !inSight.has(id)).length;
  const worn = tagCounts(chosen).map(({ tag }) => tag);
  const { perform, isBusy, error } = acts;
  const move = (before: number) => perform(ordering(accounts, moved(accounts, picks.chosen, before)));
  const setTag = (tag: string) => {
    perform(tagAction === 'add' ? tagging(chosen, tag) : untagging(chosen, tag));
    setTagAction(null);
  };
  const bar = { chosen: chosen.length, total: accounts.length, hidden, error };
  if (chosen.length > 0 && tagAction)
    return (
      <ChosenBar {...bar}>
        <ManageTag
          action={tagAction}
          tags={tagAction === 'add' ? tagCounts(accounts).map(({ tag }) => tag) : worn}
          onTag={setTag}
          onCancel={() => setTagAction(null)}
        />
      </ChosenBar>
    );
  return (
    <ChosenBar {...bar}>
      {chosen.length > 0 && (
        <div class="manage-buttons">
          <Button busy={isBusy} onClick={() => setTagAction('add')}>
            {t('addTag')}
          </Button>
          {worn.length > 0 && (
            <Button busy={isBusy} onClick={() => setTagAction('remove')}>
              {t('removeTag')}
            </Button>
          )}
          {chosen.some(({ pinned }) => !pinned) && (
            <Button busy={isBusy} onClick={() => perform(pinning(chosen, true))}>
              {t('pin')}
            </Button>
          )}
          {chosen.some(({ pinned }) => pinned) && (
            <Button busy={isBusy} onClick={() => perform(pinning(chosen, false))}>
              {t('unpin')}
            </Button>
          )}
          <Button busy={isBusy} onClick={() => move(0)}>
            {t('toTop')}
          </Button>
          <Button busy={isBusy} onClick={() => move(accounts.length)}>
            {t('toBottom')}
          </Button>
          <Button onClick={() => over.show(<ExportChosen chosen={picks.chosen} />)}>
            {t('exportChosen')}
          </Button>
          <Button kind="danger" busy={isBusy} onClick={() => perform(trashing(chosen))}>
            {t('delete')}
          </Button>
        </div>
      )}
    </ChosenBar>
  );
}
