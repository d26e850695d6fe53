import { OutsideText } from '../ui/outside-text';
import { t } from '../ui/text';
import './tag-bar.css';

interface Props {
  readonly tags: readonly string[];
  readonly chosen: string | null;
  readonly onChoose: (tag: string | null) => void;
}

/** The groups that the person made, one press each; there is no bar where there are none. */
export function TagBar({ tags, chosen, onChoose }: Props) {
  if (tags.length === 0) return null;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset draws a frame
    <div class="tag-bar" role="group" aria-label={t('tags')}>
      {tags.map((tag) => (
        <button
          key={tag}
          type="button"
          aria-pressed={tag === chosen}
          onClick={() => onChoose(tag === chosen ? null : tag)}
        >
          <OutsideText text={tag} />
        </button>
      ))}
    </div>
  );
}
