/**
 * The one file that is injected into a page, on a gesture or on a granted site, into an isolated world. It leaves its
 * functions on that world's global, where the background's next injected call finds them and answers with what they
 * return. Injected twice it replaces itself: nothing the page does starts it, it adds nothing to the page, and keeps
 * only which fields were filled (`page-memory.ts`).
 */
import { focusedIn, isHtml } from './dom.ts';
import { explainOtpFields } from './explain.ts';
import { fillOtp } from './fill.ts';
import { fillRecoveryCode } from './fill-recovery.ts';
import { readImage } from './image-at.ts';
import { findOtpFields } from './otp-field.ts';
import type { CounterfoilPage, FillAnswer, StandingAnswer } from './page-api.ts';
import { memory } from './page-memory.ts';
import { isGone, readCode } from './reading.ts';
import { findRecoveryFields } from './recovery-field.ts';
import { selectedText } from './selected-text.ts';
import { standsFor } from './standing.ts';
import { submitPrompt } from './submit.ts';
import { isInView, isVisible } from './visibility.ts';

/**
 * Both are asked: in a sandboxed frame `location` still has the URL's origin, while the frame itself is
 * opaque ("null").
 */
const isExpected = (origin: string): boolean =>
  origin !== 'null' && location.origin === origin && window.origin === origin;

/** What a page does to us (a patched getter, a field that went away) is an answer, never an exception. */
function orElse<T>(fallback: T, action: () => T): T {
  try {
    return action();
  } catch {
    return fallback;
  }
}

/** Brings a prompt below the fold into view; covered or gone there, it is none. */
function bringIntoView(found: HTMLElement[]): HTMLElement[] {
  const [first] = found;
  if (!first || found.every(isInView)) return found;
  first.scrollIntoView({ block: 'center', behavior: 'instant' });
  return found.every((field) => isInView(field) && isVisible(field)) ? found : [];
}

/** A person who is typing somewhere else is not interrupted. */
function isTypingElsewhere(fields: readonly HTMLElement[]): boolean {
  const focused = focusedIn(document);
  if (!isHtml(focused) || fields.includes(focused)) return false;
  if (focused.isContentEditable) return (focused.textContent ?? '').trim() !== '';
  return 'value' in focused && typeof focused.value === 'string' && focused.value !== '' && isTyped(focused);
}
const isTyped = (element: HTMLElement): boolean => /^(input|textarea)$/.test(element.localName);

/** Whether an empty prompt stands here that was not yet filled by itself, before a person who looks and does not type. */
function isFree(fields: readonly HTMLElement[]): boolean {
  const isUntouched = fields.every((field) => !memory().automatic.has(field) && readCode(field) === '');
  return isUntouched && !document.hidden && !isTypingElsewhere(fields);
}

async function fillFields(fields: HTMLElement[], code: string): Promise<FillAnswer> {
  memory().last = fields;
  try {
    return { status: (await fillOtp(fields, code)) ? 'filled' : 'not-accepted' };
  } catch {
    return { status: 'not-accepted' };
  }
}

async function fill(expectedOrigin: string, code: string, how: string): Promise<FillAnswer> {
  if (!orElse(false, () => isExpected(expectedOrigin))) return { status: 'wrong-origin' };
  const found = orElse<HTMLElement[]>([], () => findOtpFields(document));
  // Asked before anything moves on the screen.
  if (how === 'automatic' && found.length > 0 && !orElse(false, () => isFree(found)))
    return { status: 'busy' };
  const fields = orElse<HTMLElement[]>([], () => bringIntoView(found));
  if (fields.length === 0) return { status: 'no-field' };
  if (how === 'automatic') for (const field of fields) memory().automatic.add(field);
  return fillFields(fields, code);
}

async function fillRecovery(expectedOrigin: string, code: string): Promise<FillAnswer> {
  if (!orElse(false, () => isExpected(expectedOrigin))) return { status: 'wrong-origin' };
  const fields = orElse<HTMLElement[]>([], () => bringIntoView(findRecoveryFields(document)));
  if (fields.length === 0) return { status: 'no-field' };
  const filledLast = memory().last;
  memory().last = fields;
  try {
    return { status: (await fillRecoveryCode(fields, code, filledLast)) ? 'filled' : 'not-accepted' };
  } catch {
    return { status: 'not-accepted' };
  }
}

/** The fields filled last, while they hold this code and the page has not gone on. */
function lastWith(code: string): HTMLElement[] {
  const last = [...memory().last];
  return last.map(readCode).join('') === code && !last.some(isGone) ? last : [];
}

async function standsAfter(
  expectedOrigin: string,
  code: string,
  milliseconds: string,
): Promise<StandingAnswer> {
  if (!(await standsFor(Number(milliseconds)))) return { status: 'gone' };
  if (!orElse(false, () => isExpected(expectedOrigin))) return { status: 'wrong-origin' };
  return { status: orElse(false, () => lastWith(code).length > 0) ? 'standing' : 'gone' };
}

async function replace(expectedOrigin: string, oldCode: string, code: string): Promise<FillAnswer> {
  if (!orElse(false, () => isExpected(expectedOrigin))) return { status: 'wrong-origin' };
  const fields = orElse<HTMLElement[]>([], () => lastWith(oldCode));
  if (fields.length === 0) return { status: 'no-field' };
  const isBusy = orElse(true, () => document.hidden || isTypingElsewhere(fields));
  return isBusy ? { status: 'busy' } : fillFields(fields, code);
}

const page: CounterfoilPage = {
  findPrompt: (expectedOrigin) =>
    orElse({ status: 'none' }, () => {
      if (!isExpected(expectedOrigin)) return { status: 'wrong-origin' };
      if (findOtpFields(document).length > 0) return { status: 'prompt' };
      return { status: document.readyState === 'complete' ? 'none' : 'loading' };
    }),
  fill,
  standsAfter,
  replace,
  explain: (expectedOrigin) =>
    orElse('', () => (isExpected(expectedOrigin) ? JSON.stringify(explainOtpFields(document), null, 1) : '')),
  submit: (expectedOrigin) =>
    orElse({ status: 'none' }, () => {
      if (!isExpected(expectedOrigin)) return { status: 'wrong-origin' };
      return { status: submitPrompt([...memory().last]) ? 'pressed' : 'none' };
    }),
  findRecoveryField: (expectedOrigin) =>
    orElse({ status: 'none' }, () => {
      if (!isExpected(expectedOrigin)) return { status: 'wrong-origin' };
      return { status: findRecoveryFields(document).length > 0 ? 'prompt' : 'none' };
    }),
  fillRecovery,
  readSelection: (expectedOrigin) =>
    orElse({ status: 'none', text: '' }, () => {
      if (!isExpected(expectedOrigin)) return { status: 'wrong-origin', text: '' };
      const text = selectedText(document);
      return { status: text === '' ? 'none' : 'text', text };
    }),
  readImage: (expectedOrigin, srcUrl) =>
    orElse({ status: 'none' }, () =>
      isExpected(expectedOrigin) ? readImage(document, srcUrl) : { status: 'wrong-origin' },
    ),
};

globalThis.counterfoilPage = Object.freeze(page);
