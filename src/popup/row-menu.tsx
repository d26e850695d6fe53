import { useLayoutEffect, useRef } from 'preact/hooks';
import { Icon, type IconName } from '../ui/icon';

export interface MenuItem {
  readonly icon: IconName;
  readonly label: string;
  readonly run: () => void;
}

interface RowMenuProps {
  readonly label: string;
  readonly button: HTMLElement;
  readonly items: readonly MenuItem[];
  readonly onClose: () => void;
}

const ITEM_HEIGHT = 36;
const PADDING = 4;

/** Below its button, or above where the window ends; on the side of the button's end. */
function placeAt(button: HTMLElement, items: number) {
  const box = button.getBoundingClientRect();
  const height = items * ITEM_HEIGHT + 2 * PADDING + 2;
  const below = box.bottom + height <= window.innerHeight;
  const rtl = document.documentElement.dir === 'rtl';
  const end = rtl ? box.left : document.documentElement.clientWidth - box.right;
  const top = below ? box.bottom : Math.max(PADDING, box.top - height);
  return { insetBlockStart: `${top}px`, insetInlineEnd: `${Math.max(PADDING, end)}px` };
}

/** A menu with its own keys: arrows, Home, End, Escape; leaving it in any way closes it. */
export function RowMenu({ label, button, items, onClose }: RowMenuProps) {
  const menu = useRef<HTMLDivElement>(null);
  const itemAt = (index: number) => {
    const buttons = menu.current?.querySelectorAll('button');
    buttons?.[(index + items.length) % items.length]?.focus();
  };
  useLayoutEffect(() => itemAt(0), []);
  const close = () => {
    onClose();
    button.focus();
  };
  const onKeyDown = (event: KeyboardEvent, index: number) => {
    event.stopPropagation();
    const moves: Record<string, () => void> = {
      ArrowDown: () => itemAt(index + 1),
      ArrowUp: () => itemAt(index - 1),
      Home: () => itemAt(0),
      End: () => itemAt(items.length - 1),
      Escape: close,
      Tab: close,
    };
    const move = moves[event.key];
    if (!move) return;
    event.preventDefault();
    move();
  };
  const onFocusOut = (event: FocusEvent) => {
    const to = event.relatedTarget;
    if (!(to instanceof Node && menu.current?.contains(to))) onClose();
  };
  return (
    <div
      ref={menu}
      class="row-menu"
      role="menu"
      aria-label={label}
      style={placeAt(button, items.length)}
      onFocusOut={onFocusOut}
    >
      {items.map((item, index) => (
        <button
          key={item.label}
          type="button"
          role="menuitem"
          tabIndex={-1}
          onKeyDown={(event) => onKeyDown(event, index)}
          onClick={() => {
            close();
            item.run();
          }}
        >
          <Icon name={item.icon} />
          {item.label}
        </button>
      ))}
    </div>
  );
}
