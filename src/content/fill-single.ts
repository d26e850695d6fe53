import { focusedIn, isInput } from './dom.ts';
import { focusField } from './focus.ts';
import { announceChange, typeCharacter, writeValue } from './keystroke.ts';
import { isGone, isReplaceable, readCode, wasTaken } from './reading.ts';

/** Types the code into one input or contenteditable; where it does not read back, sets the value once. */
export async function fillSingle(field: HTMLElement, code: string): Promise<boolean> {
  if (isGone(field) || !isReplaceable(field)) return false;
  if (isInput(field) && field.maxLength >= 0 && field.maxLength < code.length) return false;
  const isTaken = () =>
    wasTaken(
      code,
      () => readCode(field),
      () => isGone(field),
    );
  type(field, code);
  if (await isTaken()) return true;
  if (!isInput(field)) return false;
  writeValue(field, code);
  return isTaken();
}

function type(field: HTMLElement, code: string): void {
  focusField(field);
  if (!isInput(field)) {
    field.ownerDocument.execCommand('insertText', false, code);
    return;
  }
  for (const character of code) {
    if (isGone(field) || readCode(field) === code) break;
    typeCharacter(field, character, () => focusedIn(field.ownerDocument));
  }
  if (field.isConnected) announceChange(field);
}
