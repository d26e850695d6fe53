import { focusedIn, isInput } from './dom.ts';

/** What a field or row of boxes is, apart from words. */
export interface Shape {
  /** Said of nothing else beside it: some forms put it on every field, to switch the browser's own filling off. */
  isOneTimeCode: boolean;
  isNumeric: boolean;
  /** Room for six to eight, or an example of them. */
  hasRoom: boolean;
  takesLetters: boolean;
  isLong: boolean;
  isPassword: boolean;
  /** Boxes of a row; 1 for a single field. */
  boxes: number;
  /** Nothing else to type into in its form. */
  isAlone: boolean;
  hasFocus: boolean;
  /** Beside what a person identifies with: name, e-mail, address. */
  isBesideIdentity: boolean;
  isBesidePassword: boolean;
  /** On one line with what may be a test for robots. */
  isBesidePicture: boolean;
}

/** An example of a code as a placeholder or mask: 123456, 123 456, XXX-XXX, ______, ••••••. */
const EXAMPLE = /^\D*(\d[\s-]?){6,8}$|^([x#_•·○\-–—0*][\s-]?){6,8}$/i;
const TAKES_LETTERS = /[a-z]-[a-z]|\\w/i;
const IDENTITY =
  /^(name|given-name|family-name|username|email|tel|street-address|address-line1|postal-code|cc-number|new-password)$/;

/** Measures the attributes and the neighbours of one field, or of a row of boxes. */
export function measure(
  fields: readonly HTMLElement[],
  neighbours: readonly HTMLElement[],
  pictures: readonly Element[],
): Shape {
  const inputs = fields.filter(isInput);
  const first = inputs[0];
  const types = neighbours.map((other) => (isInput(other) ? other.type : 'text'));
  return {
    isOneTimeCode:
      inputs.some(isOneTimeCode) && !neighbours.some((other) => isInput(other) && isOneTimeCode(other)),
    isNumeric: fields.some(isNumeric),
    hasRoom: inputs.length === 1 && first !== undefined && hasRoom(first),
    takesLetters: inputs.some((input) => TAKES_LETTERS.test(input.pattern)),
    isLong: inputs.length === 1 && (first?.maxLength ?? 0) > 16,
    isPassword: inputs.some((input) => input.type === 'password'),
    boxes: fields.length,
    isAlone: neighbours.length === 0,
    hasFocus: fields.some((field) => focusedIn(field.ownerDocument) === field),
    isBesideIdentity: types.includes('email') || neighbours.some(isIdentity),
    isBesidePassword: types.includes('password'),
    isBesidePicture: first !== undefined && pictures.some((picture) => isBeside(picture, first)),
  };
}

export const autocompleteOf = (input: Element): string[] =>
  (input.getAttribute('autocomplete') ?? '').toLowerCase().split(/\s+/);

const isOneTimeCode = (input: HTMLInputElement): boolean => autocompleteOf(input).includes('one-time-code');

const isNumeric = (field: HTMLElement): boolean =>
  /^(numeric|decimal|tel)$/.test(field.inputMode) ||
  (isInput(field) && (/^(tel|number)$/.test(field.type) || /^\^?(\[0-9[\s-]*\]|\\d)/.test(field.pattern)));

function hasRoom(input: HTMLInputElement): boolean {
  const fitsExactly = input.maxLength >= 6 && input.maxLength <= 8;
  const isAsked =
    /\{(6|8|6,\s*8)\}|(\\d|\[0-9\]){6}/.test(input.pattern) ||
    /^[678]$/.test(input.getAttribute('minlength') ?? '');
  const example = input.placeholder.replace(/^\s*(e\.?g\.?|ex\.?|z\.\s?b\.)[\s:]*/i, '').trim();
  return fitsExactly || isAsked || EXAMPLE.test(example);
}

const isIdentity = (field: HTMLElement): boolean =>
  autocompleteOf(field).some((token) => IDENTITY.test(token));

/** A picture of the size of a test for robots, on the line of the field. */
function isBeside(picture: Element, field: HTMLElement): boolean {
  const drawn = picture.getBoundingClientRect();
  const box = field.getBoundingClientRect();
  const isStrip =
    drawn.width >= 50 && drawn.width <= 320 && drawn.height >= 18 && drawn.width / drawn.height >= 1.6;
  const isApart = drawn.right <= box.left + 8 || drawn.left >= box.right - 8;
  return isStrip && isApart && drawn.top < box.bottom && drawn.bottom > box.top;
}
