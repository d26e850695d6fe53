import { byId, flatClosest, flatParent, isHtml, isInput } from './dom.ts';
import { fold, splitName } from './fold.ts';

/** What a field says of itself, folded. */
export interface OwnWords {
  /** For machines: id, name, test ids, model names. */
  names: string;
  /** For people: label, placeholder, accessible name. */
  labels: string[];
  /** The labels are its own, not the text that happens to stand before it. */
  isLabelled: boolean;
  /** Of the elements that hold nothing else to type into, and of its own class. */
  wrappers: string;
  /** Of the form: name, id, class, address. */
  form: string;
  /** The description it points to: prose rather than a label. */
  description: string;
}

const NAME_ATTRIBUTES = [
  'id',
  'name',
  'formcontrolname',
  'ng-model',
  'v-model',
  'data-testid',
  'data-test-id',
  'data-test',
  'data-cy',
  'data-qa',
  'data-field',
  'data-name',
];
const LABEL_ATTRIBUTES = ['aria-label', 'placeholder', 'title', 'data-placeholder'];
const LONGEST = 240;

const attributes = (element: Element, names: readonly string[]): string[] =>
  names.map((name) => element.getAttribute(name) ?? '').filter((value) => value !== '');

const textOf = (element: Element | null): string =>
  fold((element?.textContent ?? '').replace(/\s+/g, ' ').trim()).slice(0, LONGEST);

const referred = (element: Element, attribute: string): string[] =>
  (element.getAttribute(attribute) ?? '')
    .split(/\s+/)
    .filter((id) => id !== '')
    .map((id) => textOf(byId(element, id)));

/** Reads one field, or all the boxes of a row, with the elements around them. */
export function readOwnWords(fields: readonly HTMLElement[], before: string): OwnWords {
  const first = fields[0];
  if (!first) return { names: '', labels: [], isLabelled: false, wrappers: '', form: '', description: '' };
  const labels = fields.flatMap((field) => [
    ...attributes(field, LABEL_ATTRIBUTES).map(fold),
    ...referred(field, 'aria-labelledby'),
    ...(isInput(field) ? [...(field.labels ?? [])].map(textOf) : []),
  ]);
  const isLabelled = labels.some((label) => /\p{L}{2}/u.test(label));
  return {
    names: namesOf(fields),
    labels: [...new Set(isLabelled ? labels : [...labels, before])],
    isLabelled,
    wrappers: splitName(wrapperNames(fields).join(' | ')),
    form: formName(first),
    description: referred(first, 'aria-describedby').join(' | '),
  };
}

const namesOf = (fields: readonly HTMLElement[]): string =>
  fields
    .flatMap((field) => [...attributes(field, NAME_ATTRIBUTES), ...dataNames(field)])
    .map(splitName)
    .join(' | ');

/** What a field says with its attributes alone. */
export const readNames = (field: HTMLElement): string =>
  [namesOf([field]), ...attributes(field, LABEL_ATTRIBUTES).map(fold)].join(' | ');

/** `data-input-otp` tells in its name. */
const dataNames = (field: HTMLElement): string[] =>
  field
    .getAttributeNames()
    .filter((name) => name.startsWith('data-'))
    .map((name) => name.slice(5));

const TEXT_FIELDS = 'input:not([type=hidden], [type=checkbox], [type=radio], [type=submit], [type=button])';

function wrapperNames(fields: readonly HTMLElement[]): string[] {
  const found = fields.slice(0, 1).map((field) => field.className);
  const first = fields[0];
  for (let at = first ? flatParent(first) : null, depth = 0; at && depth < 4; at = flatParent(at), depth++) {
    if (!isHtml(at) || at.localName === 'form' || at.localName === 'body') break;
    const others = [...at.querySelectorAll(TEXT_FIELDS)].filter(
      (other) => !fields.some((field) => field === other),
    );
    if (others.some((other) => other.checkVisibility())) break;
    found.push(
      at.localName,
      at.id,
      at.className,
      at.getAttribute('aria-label') ?? '',
      ...attributes(at, NAME_ATTRIBUTES),
    );
  }
  return found;
}

function formName(field: HTMLElement): string {
  const form = flatClosest(field, 'form');
  return form
    ? splitName(attributes(form, ['id', 'name', 'class', 'action', 'aria-label', 'data-testid']).join(' | '))
    : '';
}
