import { focusedIn, isInput } from './dom.ts';

export const hasFocus = (field: HTMLElement): boolean => focusedIn(field.ownerDocument) === field;

/**
 * Puts the focus on a field and selects what is in it. While our popup is open the page's window is not the
 * active one, and then browsers move the focus without saying so; widgets that ask the event which box is
 * meant would never know, so it is said for them.
 */
export function focusField(field: HTMLElement): void {
  const hadFocus = hasFocus(field);
  let wasTold = false;
  const listen = () => {
    wasTold = true;
  };
  field.addEventListener('focus', listen);
  if (!hadFocus) field.focus();
  field.removeEventListener('focus', listen);
  if (!wasTold && !field.ownerDocument.hasFocus()) {
    field.dispatchEvent(new FocusEvent('focus', { composed: true }));
    field.dispatchEvent(new FocusEvent('focusin', { bubbles: true, composed: true }));
  }
  selectContents(field);
}

/** So that what is typed next replaces what is there. */
export function selectContents(field: HTMLElement): void {
  if (isInput(field)) {
    field.select();
    return;
  }
  const range = field.ownerDocument.createRange();
  range.selectNodeContents(field);
  const selection = field.ownerDocument.getSelection();
  selection?.removeAllRanges();
  selection?.addRange(range);
}
