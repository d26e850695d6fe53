import { LIMITS } from '../account';
import { UserError } from '../errors';
import { parseKeyUri } from '../key-uri';
import type { Import, ImportedAccount } from './index';

/** A text with one key URI a line. A broken line is skipped with its number and reason; the others are kept. */
export function readKeyUriList(text: string): Import {
  const accounts: ImportedAccount[] = [];
  const skipped: { reason: string; name: string }[] = [];
  for (const [index, line] of text.split('\n').entries()) {
    if (!line.trim()) continue;
    try {
      accounts.push(parseKeyUri(line));
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      skipped.push({ reason: error.code, name: `${index + 1}` });
    }
  }
  if (accounts.length > LIMITS.accounts) throw new UserError('too-many', { max: LIMITS.accounts });
  if (accounts.length === 0) throw new UserError('no-entries');
  return { format: 'key-uri-list', accounts, skipped };
}
