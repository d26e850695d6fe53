import type { TargetedWheelEvent } from 'preact';
import { OutsideText } from '../ui/outside-text';
import { t } from '../ui/text';
import './tag-bar.css';

interface Props {
  readonly tags: readonly string[];
  readonly chosen: string | null;
  readonly onChoose: (tag: string | null) => void;
}

/** A wheel that only turns up and down goes along the bar, which would else stay where it is. */
function goAlong(event: TargetedWheelEvent<HTMLElement>): void {
  const { currentTarget: bar, deltaX, deltaY } = event;
  if (deltaX !== 0 || bar.scrollWidth <= bar.clientWidth) return;
  const isToLeft = getComputedStyle(bar).direction === 'rtl';
  bar.scrollBy({ left: isToLeft ? -deltaY : deltaY });
  event.preventDefault();
}

/** The groups that the person made, one press each; there is no bar where there are none. */
export function TagBar({ tags, chosen, onChoose }: Props) {
  if (tags.length === 0) return null;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset draws a frame
    <div class="tag-bar" role="group" aria-label={t('tags')} onWheel={goAlong}>
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
