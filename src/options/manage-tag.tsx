import { useId, useState } from 'preact/hooks';
import { cleanTags } from '../core/tags';
import { Button } from '../ui/button';
import { Field, Select } from '../ui/field';
import { t } from '../ui/text';

interface Props {
  /** What is added is typed, and may be new, and several tags; one to remove is one of these. */
  readonly action: 'add' | 'remove';
  readonly tags: readonly string[];
  readonly onTag: (typed: string) => void;
  readonly onCancel: () => void;
}

/** Which tag, for all that is chosen. */
export function ManageTag({ action, tags, onTag, onCancel }: Props) {
  const id = useId();
  const [tag, setTag] = useState(action === 'add' ? '' : (tags[0] ?? ''));
  const isNone = action === 'add' && cleanTags([tag]).length === 0;
  return (
    <form
      class="manage-tag-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (!isNone) onTag(tag);
      }}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.preventDefault();
        onCancel();
      }}
    >
      {action === 'add' ? (
        <>
          <Field label={t('tag')} value={tag} onInput={setTag} list={id} autoFocus />
          <datalist id={id}>
            {tags.map((one) => (
              <option key={one} value={one} />
            ))}
          </datalist>
        </>
      ) : (
        <Select
          label={t('tag')}
          value={tag}
          options={tags.map((one) => ({ value: one, label: one }))}
          onInput={setTag}
        />
      )}
      <div class="manage-buttons">
        <Button type="submit" disabled={isNone}>
          {t(action === 'add' ? 'addTag' : 'removeTag')}
        </Button>
        <Button onClick={onCancel}>{t('cancel')}</Button>
      </div>
    </form>
  );
}
