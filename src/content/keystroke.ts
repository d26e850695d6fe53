import { focusedIn } from './dom.ts';

/** One key, as a keyboard would send it: pages ask for `key`, `code` or `keyCode`, and each of them is used. */
function keyboardEvent(type: string, character: string): KeyboardEvent {
  if (character === 'Enter')
    return new KeyboardEvent(type, {
      ...{ key: 'Enter', code: 'Enter', keyCode: 13, charCode: type === 'keypress' ? 13 : 0 },
      ...{ bubbles: true, cancelable: true, composed: true },
    });
  const isDigit = /\d/.test(character);
  const keyCode = character.toUpperCase().charCodeAt(0);
  return new KeyboardEvent(type, {
    key: character,
    code: `${isDigit ? 'Digit' : 'Key'}${character.toUpperCase()}`,
    keyCode: type === 'keypress' ? character.charCodeAt(0) : keyCode,
    charCode: type === 'keypress' ? character.charCodeAt(0) : 0,
    bubbles: true,
    cancelable: true,
    composed: true,
  });
}

/**
 * Types one character into the focused field. `execCommand` is deprecated, and the only way in all browsers
 * to a trusted `input` of type `insertText`, which masks, guards and frameworks believe; it respects
 * `maxlength`. Chromium sends no `beforeinput` with it (observed in 156), so we do, and obey the answer.
 * Where insertion is gone or refused, `writeValue` is the other strategy.
 *
 * What is inserted goes where the focus then is. A page may have moved it at `keydown`: where that is none of the
 * fields of this code, nothing is inserted. The key is let go where the focus then is, as on a keyboard: pages move on
 * at `keyup` too.
 */
export function typeCharacter(field: HTMLElement, character: string, fields: readonly HTMLElement[]): void {
  const focused = () => focusedIn(field.ownerDocument);
  const insertion = {
    inputType: 'insertText',
    data: character,
    bubbles: true,
    cancelable: true,
    composed: true,
  };
  const isWanted =
    field.dispatchEvent(keyboardEvent('keydown', character)) &&
    field.dispatchEvent(keyboardEvent('keypress', character)) &&
    field.dispatchEvent(new InputEvent('beforeinput', insertion));
  const isOurs = fields.some((one) => one === focused());
  if (isWanted && isOurs) field.ownerDocument.execCommand('insertText', false, character);
  const released = focused() ?? field;
  (released.isConnected ? released : field).dispatchEvent(keyboardEvent('keyup', character));
}

/** Presses Enter; no browser submits a form for a key that a script sent. Returns whether the page heard it. */
export function pressEnter(field: HTMLElement): boolean {
  const goesOn = ['keydown', 'keypress'].every((type) => field.dispatchEvent(keyboardEvent(type, 'Enter')));
  field.dispatchEvent(keyboardEvent('keyup', 'Enter'));
  return !goesOn;
}

/**
 * Sets the value past anything that the page put in its way, then says so. The setter is that of our world
 *: a page that redefines its own neither sees nor changes the call.
 */
export function writeValue(field: HTMLInputElement, value: string): void {
  const setter = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set;
  setter?.call(field, value);
  field.dispatchEvent(
    new InputEvent('input', { inputType: 'insertText', data: value, bubbles: true, composed: true }),
  );
  announceChange(field);
}

/** Inserts into a focused contenteditable, as one piece. */
export const insertText = (field: HTMLElement, text: string): boolean =>
  field.ownerDocument.execCommand('insertText', false, text);

/** The other strategy for a contenteditable. */
export function writeText(field: HTMLElement, text: string): void {
  field.textContent = text;
  field.dispatchEvent(
    new InputEvent('input', { inputType: 'insertText', data: text, bubbles: true, composed: true }),
  );
}

/** For the pages that read on `change` alone. */
export const announceChange = (field: HTMLElement): void => {
  field.dispatchEvent(new Event('change', { bubbles: true }));
};

/** Pastes without a clipboard: pages that handle `paste` take the text from the event. */
export function pasteText(field: HTMLElement, text: string): void {
  const clipboardData = new DataTransfer();
  clipboardData.setData('text/plain', text);
  field.dispatchEvent(
    new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true, composed: true }),
  );
}
