/**
 * `Input.dispatchKeyEvent` wants what a keyboard driver knows of a key. This is the part of it that our screens listen
 * to; a printable character needs only itself.
 */

export interface CdpKey {
  key: string;
  code: string;
  windowsVirtualKeyCode: number;
  text?: string;
}

const NAMED_KEYS: Record<string, CdpKey> = {
  Enter: { key: 'Enter', code: 'Enter', windowsVirtualKeyCode: 13, text: '\r' },
  Tab: { key: 'Tab', code: 'Tab', windowsVirtualKeyCode: 9 },
  Escape: { key: 'Escape', code: 'Escape', windowsVirtualKeyCode: 27 },
  Backspace: { key: 'Backspace', code: 'Backspace', windowsVirtualKeyCode: 8 },
  Delete: { key: 'Delete', code: 'Delete', windowsVirtualKeyCode: 46 },
  Space: { key: ' ', code: 'Space', windowsVirtualKeyCode: 32, text: ' ' },
  PageUp: { key: 'PageUp', code: 'PageUp', windowsVirtualKeyCode: 33 },
  PageDown: { key: 'PageDown', code: 'PageDown', windowsVirtualKeyCode: 34 },
  End: { key: 'End', code: 'End', windowsVirtualKeyCode: 35 },
  Home: { key: 'Home', code: 'Home', windowsVirtualKeyCode: 36 },
  ArrowLeft: { key: 'ArrowLeft', code: 'ArrowLeft', windowsVirtualKeyCode: 37 },
  ArrowUp: { key: 'ArrowUp', code: 'ArrowUp', windowsVirtualKeyCode: 38 },
  ArrowRight: { key: 'ArrowRight', code: 'ArrowRight', windowsVirtualKeyCode: 39 },
  ArrowDown: { key: 'ArrowDown', code: 'ArrowDown', windowsVirtualKeyCode: 40 },
};

/** Bits of CDP's `modifiers`. */
const MODIFIERS: Record<string, number> = { Alt: 1, Control: 2, Meta: 4, Shift: 8 };

export function cdpKey(name: string): CdpKey {
  const named = NAMED_KEYS[name];
  if (named) return named;
  if ([...name].length !== 1) throw new Error(`No key is named ${name}; add it to cdp-keys.ts`);
  const upper = name.toUpperCase();
  const isLatin = /^[A-Z0-9]$/.test(upper);
  const code = !isLatin ? '' : /\d/.test(upper) ? `Digit${upper}` : `Key${upper}`;
  return { key: name, code, windowsVirtualKeyCode: isLatin ? upper.charCodeAt(0) : 0, text: name };
}

/** Reads `Shift+Tab`: the key and the modifier bits. A key pressed with Control, Alt or Meta writes no text. */
export function cdpChord(chord: string): { key: CdpKey; modifiers: number } {
  const names = chord === '+' ? ['+'] : chord.split('+');
  const last = names.pop() ?? '';
  let modifiers = 0;
  for (const name of names) {
    const bit = MODIFIERS[name];
    if (bit === undefined) throw new Error(`No modifier is named ${name}`);
    modifiers |= bit;
  }
  const { text, ...silent } = cdpKey(last);
  const writes = text !== undefined && (modifiers & ~(MODIFIERS.Shift ?? 0)) === 0;
  return { key: writes ? { ...silent, text } : silent, modifiers };
}
