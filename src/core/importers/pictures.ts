import type { Import } from './importer';
import { readUriLines } from './uri-list';

const FORMAT = 'pictures';

/** A text is one line, so that a skipped entry is named by the number of its text. */
const asLine = (text: string): string => text.replace(/[\r\n]+/gu, ' ').trim();

/**
 * What was read from the pictures of a file (`Import.pictures`), as leniently as a list of key URIs: apps write into
 * these codes what they write into their lists.
 * @param texts one of each code
 * @returns an import without entries where there is no text; a skipped entry is named by the number of its text
 * @throws UserError bad-content (nothing but damaged migration URIs), no-entries (nothing but comments), too-many
 */
export function readPictureTexts(texts: readonly string[]): Import {
  const lines = texts.map(asLine);
  if (lines.every((line) => line === '')) return { format: FORMAT, accounts: [], skipped: [] };
  return readUriLines(lines.join('\n'), FORMAT);
}
