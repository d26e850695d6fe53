import { isInput } from './dom.ts';
import { fillOtp } from './fill.ts';
import { fillSingle } from './fill-single.ts';
import { bareCode, isReplaceable } from './reading.ts';

/** As the site wrote it; without its gaps where the field has no room for them. */
function fitting(field: HTMLElement, code: string): string | null {
  if (!isInput(field)) return code;
  const bare = bareCode(code);
  const hasRoom = (text: string): boolean => field.maxLength < 0 || text.length <= field.maxLength;
  if (field.type === 'number') return /^\d+$/.test(bare) ? bare : null;
  return [code, bare].find(hasRoom) ?? null;
}

/**
 * Writes a recovery code into the fields of `findRecoveryFields`, as `fillOtp` does an app's code.
 * @param filledLast fields that hold a code of ours, which gives way to this one
 */
export async function fillRecoveryCode(
  fields: HTMLElement[],
  code: string,
  filledLast: readonly HTMLElement[],
): Promise<boolean> {
  const [first] = fields;
  if (!first || bareCode(code) === '') return false;
  if (fields.length > 1) return fillOtp(fields, bareCode(code));
  const text = fitting(first, code);
  if (text === null || !(isReplaceable(first) || filledLast.includes(first))) return false;
  return fillSingle(first, text, { mayReplace: true });
}
