import { useState } from 'preact/hooks';
import { Notice } from '../ui/notice';
import { Page } from '../ui/page';
import { t } from '../ui/text';
import './manage.css';
import { useAction } from '../ui/use-action';
import { ManageDuplicates } from './manage-duplicates';
import { ManageList } from './manage-list';
import { ManageTrash } from './manage-trash';
import { useSectionScreens } from './security-screens';
import { useActs } from './use-acts';
import { useLostFocus } from './use-lost-focus';
import { type Managed, useManaged } from './use-managed';

export type Part = 'accounts' | 'trash' | 'duplicates';

interface Props {
  /** Ids that are chosen from the start. */
  readonly chosen?: ReadonlySet<string>;
  readonly first?: Part;
}

const countOf = ({ duplicates: { sameSecret, overfull, sameName } }: Managed): number =>
  sameSecret.length + overfull.length + sameName.length;

/** The whole list at once: finding, choosing, ordering, the trash, duplicates. */
export function ManageAccounts({ chosen, first = 'accounts' }: Props) {
  const { back } = useSectionScreens('manage');
  const [part, setPart] = useState(first);
  const action = useAction();
  const loaded = useManaged(action.fail);
  const acts = useActs(action, loaded.reload);
  useLostFocus('.manage-row input[tabindex="0"]', '[aria-current]');
  const { managed } = loaded;
  const parts: readonly { part: Part; label: string }[] = managed
    ? [
        { part: 'accounts', label: t('partAccounts', managed.accounts.length) },
        { part: 'trash', label: t('partTrash', managed.trashed.length) },
        { part: 'duplicates', label: t('partDuplicates', countOf(managed)) },
      ]
    : [];
  return (
    <Page title={t('manageAccounts')} onBack={() => back()}>
      <nav class="manage-parts" aria-label={t('manageParts')}>
        {parts.map((one) => (
          <button
            key={one.part}
            type="button"
            aria-current={one.part === part ? 'page' : undefined}
            onClick={() => setPart(one.part)}
          >
            {one.label}
          </button>
        ))}
      </nav>
      {!managed && acts.error && <Notice kind="error">{acts.error}</Notice>}
      {managed && part === 'accounts' && (
        <ManageList
          {...{
            accounts: managed.accounts,
            settings: managed.list,
            chosen,
            acts,
            showOrder: loaded.showOrder,
          }}
        />
      )}
      {managed && part === 'trash' && (
        <ManageTrash trashed={managed.trashed} acts={acts} onPurged={loaded.reload} />
      )}
      {managed && part === 'duplicates' && <ManageDuplicates managed={managed} acts={acts} />}
    </Page>
  );
}
