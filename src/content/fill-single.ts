import { isInput } from './dom.ts';
import { focusField } from './focus.ts';
import { announceChange, insertText, pasteText, typeCharacter, writeText, writeValue } from './keystroke.ts';
import { bareCode, isGone, isReplaceable, opensOnFocus, readCode, wasTaken } from './reading.ts';

type Strategy = (code: string) => void;

/**
 * Types the code into one input or contenteditable; where it does not read back, sets the value, and where the page
 * puts that back too, pastes. Gaps and hyphens in it are typed, and not looked for afterwards.
 */
export async function fillSingle(
  field: HTMLElement,
  code: string,
  { mayReplace = false } = {},
): Promise<boolean> {
  if (opensOnFocus(field)) focusField(field);
  if (isGone(field) || !(mayReplace || isReplaceable(field))) return false;
  if (isInput(field) && field.maxLength >= 0 && field.maxLength < code.length) return false;
  for (const strategy of isInput(field) ? strategiesFor(field) : strategiesForText(field)) {
    strategy(code);
    const isTaken = await wasTaken(
      bareCode(code),
      () => readCode(field),
      () => isGone(field),
    );
    if (isTaken) return true;
  }
  return false;
}

const strategiesFor = (field: HTMLInputElement): Strategy[] => [
  (code) => type(field, code),
  (code) => writeValue(field, code),
  (code) => pasteInto(field, code),
];

const strategiesForText = (field: HTMLElement): Strategy[] => [
  (code) => {
    focusField(field);
    insertText(field, code);
  },
  (code) => pasteInto(field, code),
  (code) => writeText(field, code),
];

function type(field: HTMLInputElement, code: string): void {
  focusField(field);
  for (const character of code) {
    if (isGone(field) || readCode(field) === bareCode(code)) break;
    typeCharacter(field, character, [field]);
  }
  if (field.isConnected) announceChange(field);
}

function pasteInto(field: HTMLElement, code: string): void {
  focusField(field);
  pasteText(field, code);
}
