/**
 * For a bug report, made locally and sent by nobody but its owner: what the detector saw in a page and how it decided,
 * without the page. Of its texts, names, values and addresses nothing is in here; only words of our own lists that
 * occurred in them, and what a form looks like from far away.
 */
import type { Candidate } from './candidates.ts';
import { isInput } from './dom.ts';
import { type ListName, said } from './lexicon.ts';
import { decide } from './otp-field.ts';
import type { Signal } from './score.ts';
import { autocompleteOf } from './shape.ts';

/** A field as its skeleton. */
export interface FieldSkeleton {
  readonly tag: 'input' | 'contenteditable';
  readonly type: string;
  readonly inputMode: string;
  readonly autocomplete: readonly string[];
  readonly maxLength: number | null;
  readonly pattern: 'none' | 'digits' | 'letters' | 'other';
  readonly width: number;
  readonly height: number;
}

/** Which words of which of our lists were found, and where: `names: { secondFactor: ['otp*'] }`. */
export type FoundWords = Readonly<Record<string, Readonly<Partial<Record<ListName, readonly string[]>>>>>;

export interface CandidateExplanation {
  readonly boxes: number;
  readonly fields: readonly FieldSkeleton[];
  /** The tags from the field outwards. */
  readonly inside: readonly string[];
  readonly words: FoundWords;
  readonly showsMaskedAddress: boolean;
  readonly signals: readonly Signal[];
  readonly points: number;
  readonly threshold: number;
  readonly veto: string | null;
  readonly isVisible: boolean;
  readonly isPicked: boolean;
}

export interface Explanation {
  readonly version: 1;
  readonly picked: number;
  /** Two prompts look alike, so none was picked. */
  readonly isUnclear: boolean;
  readonly candidates: readonly CandidateExplanation[];
  /** The fields that were not judged, counted by the reason. */
  readonly passed: Readonly<Record<string, number>>;
}

/** So that a report stays below 20 kB; the best come first. */
const MOST_CANDIDATES = 8;
const MOST_FIELDS = 10;
const MOST_PHRASES = 8;
const MOST_TAGS = 8;

/** Explains what `findOtpFields` answers for this document, by the same decision. */
export function explainOtpFields(document: Document): Explanation {
  const { judged, passed, picked, isUnclear } = decide(document);
  const rank = ({ judgement: { points, veto } }: Candidate) => (veto === undefined ? points : points - 100);
  const counts: Record<string, number> = {};
  for (const { why } of passed) counts[why] = (counts[why] ?? 0) + 1;
  return {
    version: 1,
    picked: picked.length,
    isUnclear,
    candidates: judged
      .toSorted((one, other) => rank(other) - rank(one))
      .slice(0, MOST_CANDIDATES)
      .map((candidate) => explain(candidate, candidate.fields === picked)),
    passed: counts,
  };
}

function explain(candidate: Candidate, isPicked: boolean): CandidateExplanation {
  const { fields, own, around, title, judgement, isVisible } = candidate;
  const { signals, points, threshold, veto } = judgement;
  return {
    boxes: fields.length,
    fields: fields.slice(0, MOST_FIELDS).map(skeletonOf),
    inside: tagsAround(fields[0]),
    words: {
      names: wordsIn([own.names]),
      labels: wordsIn(own.labels),
      wrappers: wordsIn([own.wrappers]),
      form: wordsIn([own.form]),
      around: wordsIn([own.description, ...around.linked]),
      actions: wordsIn(around.actions),
      title: wordsIn([title]),
    },
    showsMaskedAddress: around.showsMaskedAddress,
    signals,
    points,
    threshold,
    veto: veto ?? null,
    isVisible,
    isPicked,
  };
}

function wordsIn(texts: readonly string[]): Partial<Record<ListName, readonly string[]>> {
  const found: Partial<Record<ListName, readonly string[]>> = {};
  for (const list of said.names) {
    const phrases = [...new Set(texts.flatMap((text) => said.phrasesIn(list, text)))];
    if (phrases.length > 0) found[list] = phrases.slice(0, MOST_PHRASES);
  }
  return found;
}

const KNOWN_TYPES = /^(text|tel|number|password|email|search|url)$/;
const KNOWN_TOKENS =
  /^(on|off|one-time-code|username|email|tel|name|(new|current)-password|postal-code|cc-number|cc-csc|webauthn)$/;
/** A custom element is named by the page; its name may tell what the page is. */
const PLAIN_TAG = /^[a-z0-9]{1,10}$/;

function skeletonOf(field: HTMLElement): FieldSkeleton {
  const { width, height } = field.getBoundingClientRect();
  const input = isInput(field) ? field : undefined;
  const type = input?.type ?? '';
  return {
    tag: input ? 'input' : 'contenteditable',
    type: KNOWN_TYPES.test(type) ? type : '',
    inputMode: /^(none|text|decimal|numeric|tel|search|email|url)$/.test(field.inputMode)
      ? field.inputMode
      : '',
    autocomplete: autocompleteOf(field).filter((token) => KNOWN_TOKENS.test(token)),
    maxLength: input && input.maxLength >= 0 ? Math.min(input.maxLength, 999) : null,
    pattern: patternKind(input?.pattern ?? ''),
    width: Math.round(width),
    height: Math.round(height),
  };
}

function patternKind(pattern: string): FieldSkeleton['pattern'] {
  if (pattern === '') return 'none';
  if (/[a-z]-[a-z]|\\w/i.test(pattern)) return 'letters';
  return /\[0-9|\\d/.test(pattern) ? 'digits' : 'other';
}

function tagsAround(field: HTMLElement | undefined): string[] {
  const tags: string[] = [];
  for (let at = field?.parentElement; at && tags.length < MOST_TAGS; at = at.parentElement)
    tags.push(PLAIN_TAG.test(at.localName) ? at.localName : 'custom');
  return tags;
}
