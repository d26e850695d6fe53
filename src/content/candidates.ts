import { findRows } from './boxes.ts';
import { type Claims, readClaims } from './claims.ts';
import { flatClosest, focusedIn, isInput } from './dom.ts';
import { fold } from './fold.ts';
import { said } from './lexicon.ts';
import { type OwnWords, readNames, readOwnWords } from './own-words.ts';
import { isReplaceable, opensOnFocus } from './reading.ts';
import { type Judgement, judge } from './score.ts';
import { autocompleteOf, measure, type Shape } from './shape.ts';
import { readAround, type Surroundings } from './surroundings.ts';
import { isDrawn, isVisible } from './visibility.ts';

/** Attribute values that say: something else (the standard's names; `one-time-code` is judged, not believed). */
const OTHER_AUTOCOMPLETE =
  /^(cc-.*|postal-code|tel.*|bday.*|username|email|name|.*-name|street-address|address-.*|country.*|organization.*|(new|current)-password|url|sex|language|transaction-.*)$/;
const CODE_TYPES = /^(text|tel|number|password)$/;
/** Steam's code has five characters; a code field is not made for prose. */
const SHORTEST = 5;
const LONGEST = 128;
/** A form with more is a table to work in: then only fields that say something themselves are looked at. */
const MANY = 12;

/** A field or a row, with all that was read of it and how it was decided. */
export interface Candidate {
  readonly fields: HTMLElement[];
  readonly own: OwnWords;
  readonly around: Surroundings;
  readonly title: string;
  readonly claims: Claims;
  readonly shape: Shape;
  readonly judgement: Judgement;
  readonly isVisible: boolean;
}

/** A field that was not judged, and why. */
export interface Passed {
  readonly field: HTMLElement;
  readonly why: string;
}

export interface Candidates {
  readonly judged: readonly Candidate[];
  readonly passed: readonly Passed[];
}

/** Judges all that could be a prompt among the fields of a page. */
export function judgeAll(fields: readonly HTMLElement[], document: Document): Candidates {
  const passed: Passed[] = [];
  const forms = new Map(fields.map((field) => [field, flatClosest(field, 'form')]));
  const drawn = new Set(fields.filter(isDrawn));
  const rows = findRows([...drawn].filter(isInput).filter((input) => whyNotTyped(input) === undefined));
  const inRow = new Set<HTMLElement>(rows.flat());
  const singles = fields.filter((field) => {
    if (inRow.has(field)) return false;
    const why = drawn.has(field) ? whyNotSingle(field) : 'not drawn';
    if (why !== undefined) passed.push({ field, why });
    return why === undefined;
  });
  const crowded = crowdedForms(singles, forms);
  const speaking = singles.filter((field) => {
    const isPassed = crowded.has(forms.get(field) ?? null) && !saysSomething(field);
    if (isPassed) passed.push({ field, why: 'one of many' });
    return !isPassed;
  });
  const title = fold(document.title);
  const neighboursOf = (found: readonly HTMLElement[]) =>
    [...drawn].filter((other) => !found.includes(other) && isTogether(forms, other, found[0]));
  return {
    judged: [...rows, ...speaking.map((field) => [field])].map((found) =>
      candidateOf(found, neighboursOf(found), title),
    ),
    passed,
  };
}

function candidateOf(fields: HTMLElement[], neighbours: readonly HTMLElement[], title: string): Candidate {
  const [first, last] = [fields[0], fields.at(-1)];
  if (!first || !last) throw new Error('a candidate has at least one field');
  const around = readAround(first, last);
  const own = readOwnWords(fields, around.before);
  const claims = readClaims(own, around, title);
  const shape = measure(fields, neighbours, around.pictures);
  const judgement = judge(claims, shape);
  // last, because to ask what lies on top costs as much as all the rest
  return {
    fields,
    own,
    around,
    title,
    claims,
    shape,
    judgement,
    isVisible: judgement.isPrompt && fields.every(isVisible),
  };
}

type Forms = ReadonlyMap<HTMLElement, Element | null>;

const isTogether = (forms: Forms, other: HTMLElement, field: HTMLElement | undefined): boolean =>
  field !== undefined && forms.get(other) === forms.get(field);

function crowdedForms(fields: readonly HTMLElement[], forms: Forms): ReadonlySet<Element | null> {
  const counts = new Map<Element | null, number>();
  for (const field of fields) {
    const form = forms.get(field) ?? null;
    counts.set(form, (counts.get(form) ?? 0) + 1);
  }
  return new Set([...counts].filter(([, count]) => count > MANY).map(([form]) => form));
}

function saysSomething(field: HTMLElement): boolean {
  if (autocompleteOf(field).includes('one-time-code') || focusedIn(field.ownerDocument) === field)
    return true;
  const own = readNames(field);
  return said.has('secondFactor', own) || said.has('someCode', own);
}

function whyNotTyped(input: HTMLInputElement): string | undefined {
  if (!CODE_TYPES.test(input.type)) return 'type';
  if (input.readOnly && !opensOnFocus(input)) return 'read-only';
  return autocompleteOf(input).some((token) => OTHER_AUTOCOMPLETE.test(token)) ? 'autocomplete' : undefined;
}

function whyNotSingle(field: HTMLElement): string | undefined {
  if (!isReplaceable(field)) return 'holds something else';
  if (!isInput(field))
    return focusedIn(field.ownerDocument) === field || isCodeBox(field) ? undefined : 'not in focus';
  if (field.matches(':disabled')) return 'disabled';
  if (field.maxLength >= 0 && (field.maxLength < SHORTEST || field.maxLength > LONGEST)) return 'length';
  return whyNotTyped(field);
}

/** A text box of one line that says what it wants; a page's editor does not. */
const isCodeBox = (field: HTMLElement): boolean =>
  field.getAttribute('aria-multiline') !== 'true' &&
  (field.getAttribute('role') === 'textbox' || /^(numeric|decimal|tel)$/.test(field.inputMode)) &&
  field.getBoundingClientRect().height < HIGHEST_BOX_PX;
const HIGHEST_BOX_PX = 80;
