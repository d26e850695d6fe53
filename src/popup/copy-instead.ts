import { UserError } from '../core/errors';
import type { AccountRow } from '../messages';
import { ask } from '../ui/ask';
import { copyCode } from '../ui/copy-code';
import { t } from '../ui/text';

/** No field, or one that did not take the code, is no dead end: then the code is copied, and the message says so. */
const COPIED_INSTEAD = { 'no-field': 'copiedNoField', 'not-accepted': 'copiedNotAccepted' } as const;

function textFor(failure: unknown): 'copiedNoField' | 'copiedNotAccepted' | null {
  if (!(failure instanceof UserError)) return null;
  const { code } = failure;
  return code === 'no-field' || code === 'not-accepted' ? COPIED_INSTEAD[code] : null;
}

/** Every HOTP code is used once, so copying one takes the next. */
export async function codeOf({ id, type }: Pick<AccountRow, 'id' | 'type'>): Promise<string> {
  if (type === 'hotp') return (await ask('nextHotpCode', { opId: crypto.randomUUID(), id })).code;
  const live = (await ask('codes', { ids: [id] })).codes[id];
  if (!live) throw new UserError('account-gone');
  return live.code;
}

/**
 * Copies the code after a fill that found no place for it.
 * @returns what to say
 * @throws the failure itself where copying is no remedy, or is refused
 */
export async function copyInstead(row: Pick<AccountRow, 'id' | 'type'>, failure: unknown): Promise<string> {
  const text = textFor(failure);
  // Every counter-based code is used up by asking for it: that is the person's decision.
  if (!text || row.type === 'hotp') throw failure;
  const code = await codeOf(row);
  try {
    await copyCode(code, row.id);
  } catch {
    throw failure;
  }
  return t(text);
}
