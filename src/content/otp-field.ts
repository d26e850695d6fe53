import { type Candidate, type Candidates, judgeAll } from './candidates.ts';
import { collectFields } from './collect.ts';
import { flatClosest } from './dom.ts';

/**
 * The prompt for a code in this document, its shadow roots and its same-origin frames: one input, the boxes of one
 * code in order, or one contenteditable. Empty when there is none, when nothing is clear enough, or when two prompts
 * look alike. Changes nothing in the page and does not scroll it.
 */
export const findOtpFields = (document: Document): HTMLElement[] => decide(document).picked;

/** What was found, and all that was weighed on the way. */
export interface Decision extends Candidates {
  readonly picked: HTMLElement[];
  /** Two prompts look alike, so none was picked. */
  readonly isUnclear: boolean;
}

/** The one way to decide, for filling and for explaining. */
export function decide(document: Document): Decision {
  const fields = collectFields(document);
  if (fields.length === 0) return { picked: [], isUnclear: false, judged: [], passed: [] };
  const candidates = judgeAll(fields, document);
  const [best, next] = candidates.judged
    .filter(({ isVisible }) => isVisible)
    .sort((a, b) => b.judgement.points - a.judgement.points);
  const isUnclear = best !== undefined && next !== undefined && areAlike(best, next);
  return { ...candidates, picked: best && !isUnclear ? best.fields : [], isUnclear };
}

/** As good as each other, in two forms. */
const areAlike = (best: Candidate, next: Candidate): boolean =>
  best.judgement.points - next.judgement.points < 0.5 && formOf(best) !== formOf(next);

const formOf = ({ fields: [first] }: Candidate): Element | null =>
  first ? flatClosest(first, 'form') : null;
