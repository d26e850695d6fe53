import { Field, Select } from '../ui/field';
import { OutsideText } from '../ui/outside-text';
import { t } from '../ui/text';
import type { Sort, TagCount, View } from './manage-search';

interface Props {
  readonly view: View;
  readonly tags: readonly TagCount[];
  readonly onView: (view: View) => void;
}

function withToggled(tags: ReadonlySet<string>, tag: string): ReadonlySet<string> {
  const next = new Set(tags);
  if (!next.delete(tag)) next.add(tag);
  return next;
}

/** What is shown of the list, and in which order it is looked at. */
export function ManageFilter({ view, tags, onView }: Props) {
  const sorts: readonly { value: Sort; label: string }[] = [
    { value: 'list', label: t('orderManual') },
    { value: 'issuer', label: t('issuer') },
    { value: 'name', label: t('accountName') },
    { value: 'added', label: t('sortAdded') },
  ];
  return (
    <div class="manage-filter">
      <Field
        label={t('manageFilter')}
        hint={t('manageFilterHint')}
        value={view.query}
        onInput={(query) => onView({ ...view, query })}
      />
      <Select
        label={t('sortBy')}
        value={view.sort}
        options={sorts}
        onInput={(sort) => onView({ ...view, sort })}
      />
      {tags.length > 0 && (
        <ul class="manage-tags" aria-label={t('tags')}>
          {tags.map(({ tag, count }) => (
            <li key={tag}>
              <button
                class="manage-chip"
                type="button"
                aria-pressed={view.tags.has(tag)}
                onClick={() => onView({ ...view, tags: withToggled(view.tags, tag) })}
              >
                <OutsideText text={tag} /> <span class="muted">{count}</span>
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
