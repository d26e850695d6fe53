import { isInput } from './dom.ts';
import { fillRow } from './fill-row.ts';
import { fillSingle } from './fill-single.ts';

/** What can be a code: a row takes one character per box, so nothing else may slip in. */
const CODE = /^[0-9A-Za-z]{4,10}$/;

/**
 * Writes a code into the fields of one prompt, as `findOtpFields` returned them, the way a person would:
 * focus, keys, insertion, `change`. Replaces an old code; leaves a field alone that holds anything else.
 * Touches no other field, never blurs, never submits (a page may do so itself when the code is complete).
 *
 * Resolves to whether the page took it: the code reads back, or the fields are gone or disabled because the
 * page went on. `false` before the first key when the code does not fit the fields.
 */
export async function fillOtp(fields: HTMLElement[], code: string): Promise<boolean> {
  const [first] = fields;
  if (!first || !CODE.test(code)) return false;
  if (fields.length === 1) return fillSingle(first, code);
  const boxes = fields.filter(isInput);
  return boxes.length === fields.length && boxes.length === code.length && fillRow(boxes, code);
}
