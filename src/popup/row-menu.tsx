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

/** CSS pixels. */
const PADDING = 4;

/** Puts it below its button, or above where the window ends; on the side of the button's end. */
function place(menu: HTMLElement, button: HTMLElement): void {
  const box = button.getBoundingClientRect();
  const { offsetWidth: width, offsetHeight: height } = menu;
  const { clientWidth } = document.documentElement;
  const below = box.bottom + height <= window.innerHeight;
  const rtl = document.documentElement.dir === 'rtl';
  const end = rtl ? box.left : clientWidth - box.right;
  const top = below ? box.bottom : box.top - height;
  menu.style.insetBlockStart = `${Math.max(PADDING, Math.min(top, window.innerHeight - height - PADDING))}px`;
  menu.style.insetInlineEnd = `${Math.max(PADDING, Math.min(end, clientWidth - width - PADDING))}px`;
}

/** A menu with its own keys: arrows, Home, End, Escape; leaving it in any way closes it. */
export function RowMenu({ label, button, items, onClose }: RowMenuProps) {
  const menu = useRef<HTMLDivElement>(null);
  const itemAt = (index: number) => {
    const buttons = menu.current?.querySelectorAll('button');
    buttons?.[(index + items.length) % items.length]?.focus();
  };
  useLayoutEffect(() => {
    if (menu.current) place(menu.current, button);
    itemAt(0);
  }, []);
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
    <div ref={menu} class="row-menu" role="menu" aria-label={label} onFocusOut={onFocusOut}>
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
