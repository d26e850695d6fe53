import type { CodeKind, NewAccount } from './account';
import { integer, readOr } from './check';
import { codeAt } from './otp';

/**
 * How far the clock of this computer is from the true time: the seconds to add to it. Found offline, from codes that
 * another device shows, or from the `Date` of a site's answer.
 */

/**
 * Nothing beyond a day is believed. A clock in the wrong time zone is off by 14 hours at most; one that is off by days
 * has every certificate refused, so that the person meets the browser's own sentence first.
 */
export const MOST_OFFSET_SECONDS = 86_400;
/** Further ahead, codes are those of another time of day: who finds the vault open could note them down for then. */
export const FREE_OFFSET_SECONDS = 600;
/** How many codes one search makes, at most, in each direction: a day of half minutes. */
const MOST_STEPS = 2_880;
/** Between a look at the other device and the first key, in seconds. */
const GLANCE_SECONDS = 3;
/** Time zones differ by quarters of an hour: one of those in reach is likelier than anything beside it. */
const QUARTER_SECONDS = 900;
/**
 * One code is believed this far away. Of six digits one in 25,000 fits by chance within ten minutes, and one in 170
 * within a day: beyond, the next code has to fit too.
 */
const BELIEVED_SECONDS = 600;

/** A stored offset. What is no whole number of seconds within a day is 0: the system's clock. */
export const readOffset = (value: unknown): number =>
  readOr(integer(-MOST_OFFSET_SECONDS, MOST_OFFSET_SECONDS), value, 0);

/** A code that another device showed; `at`: when typing it began, in Unix milliseconds by the clock of this computer. */
export interface Reading {
  readonly code: string;
  readonly at: number;
}

/** `within`: how far from it the true offset may be. Both in whole seconds. */
export interface FoundOffset {
  readonly offset: number;
  readonly within: number;
}

export type OffsetSearch =
  | ({ readonly status: 'found' } & FoundOffset)
  /** More than one offset fits, or one so far away that it may be chance: the next code tells. */
  | { readonly status: 'more' }
  | { readonly status: 'none' };

/** Where the offset lies, in seconds. */
interface Span {
  readonly from: number;
  readonly to: number;
}

type TimedAccount = NewAccount & Extract<CodeKind, { readonly period: number }>;

/** As it is compared: without gaps, in one case, full-width digits as plain ones. */
const plain = (code: string): string => code.normalize('NFKC').replaceAll(/[\s-]/gu, '').toLowerCase();

const fits = (account: TimedAccount, step: number, code: string): boolean =>
  step >= 0 && plain(codeAt(account, step)) === code;

/** A code is typed after it came, and may have gone during the glance; so wide is the offset that it tells. */
function spanOf({ period }: TimedAccount, step: number, at: number): Span {
  const from = step * period - at / 1000;
  return { from, to: from + period + GLANCE_SECONDS };
}

/** All steps around now that show this code, the nearest first. */
function searchSteps(account: TimedAccount, { code, at }: Reading): Span[] {
  const wanted = plain(code);
  const here = Math.floor(at / 1000 / account.period);
  const reach = Math.min(MOST_STEPS, Math.floor(MOST_OFFSET_SECONDS / account.period));
  const spans: Span[] = [];
  for (let away = 0; away <= reach; away++) {
    for (const step of away === 0 ? [here] : [here + away, here - away]) {
      if (fits(account, step, wanted)) spans.push(spanOf(account, step, at));
    }
  }
  return spans;
}

/** What of a span is left by another code; nothing where the two contradict each other. */
function narrowed(account: TimedAccount, span: Span, { code, at }: Reading): Span[] {
  const wanted = plain(code);
  const stepAt = (offset: number) => Math.floor((at / 1000 + offset) / account.period);
  const spans: Span[] = [];
  for (let step = stepAt(span.from - GLANCE_SECONDS); step <= stepAt(span.to); step++) {
    const other = spanOf(account, step, at);
    const both = { from: Math.max(span.from, other.from), to: Math.min(span.to, other.to) };
    if (both.from < both.to && fits(account, step, wanted)) spans.push(both);
  }
  return spans;
}

/**
 * The offset that a span stands for: none where the clock may be right, a difference of time zones where there is one,
 * and otherwise that of a person who typed as soon as the code came (which is what the screen asks for).
 */
function likeliest({ from, to }: Span): number {
  if (from <= 0 && to >= 0) return 0;
  const quarter = Math.ceil(from / QUARTER_SECONDS) * QUARTER_SECONDS;
  return quarter <= to ? quarter : Math.round(Math.min(from + GLANCE_SECONDS, to));
}

function offsetIn(span: Span): FoundOffset {
  const offset = likeliest(span);
  return { offset, within: Math.ceil(Math.max(offset - span.from, span.to - offset)) };
}

/** Typed again it says nothing new. */
const isNew = ({ code }: Reading, index: number, all: readonly Reading[]): boolean =>
  all.findIndex((one) => plain(one.code) === plain(code)) === index;

/**
 * Searches the steps around now for the codes that another device showed one after the other.
 * @param readings at least one, the first one first
 */
export function searchOffset(account: NewAccount, readings: readonly Reading[]): OffsetSearch {
  const [first, ...others] = readings.filter(isNew);
  if (account.type === 'hotp' || !first) return { status: 'none' };
  let spans = searchSteps(account, first);
  for (const reading of others) spans = spans.flatMap((span) => narrowed(account, span, reading));
  const [only, second] = spans;
  if (!only) return { status: 'none' };
  const found = offsetIn(only);
  if (second || (others.length === 0 && Math.abs(found.offset) > BELIEVED_SECONDS)) return { status: 'more' };
  return { status: 'found', ...found };
}

/** What a site answered, and when it was asked: `before` and `after` in Unix milliseconds by the clock of this computer. */
export interface SiteDate {
  /** The `Date` header. */
  readonly date: string;
  /** The `Age` header, of an answer that lay in a cache; empty for none. */
  readonly age: string;
  readonly before: number;
  readonly after: number;
}

/** RFC 9110 §5.6.7, the one form in which a date is sent. */
const IMF_FIXDATE = /^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/u;
/** A second more than the header's own: some servers round, and an age is cut. */
const ROUNDING_MS = 1_000;

/**
 * The offset after a site's `Date` (whole seconds, RFC 9110 §6.6.1): none within what the way there and back and the
 * rounding allow.
 * @returns null where there is no date to read
 */
export function offsetOfDate({ date, age, before, after }: SiteDate): FoundOffset | null {
  const sent = IMF_FIXDATE.test(date) ? Date.parse(date) : Number.NaN;
  if (!Number.isFinite(sent) || before > after) return null;
  const at = sent + (/^\d{1,6}$/u.test(age) ? Number(age) * 1000 : 0);
  const [from, to] = [at - ROUNDING_MS - after, at + 2 * ROUNDING_MS - before];
  const within = Math.ceil((to - from) / 2000);
  return { offset: from <= 0 && to >= 0 ? 0 : Math.round((from + to) / 2000), within };
}
