import { LIMITS } from '../account';
import { UserError } from '../errors';
import type { Import, Importer, PrintedCode } from './importer';
import { fromBase64 } from './reading/bytes';
import { Entries } from './reading/entries';
import { labelText } from './reading/fields';
import { looksLikeForeignUri, readForeignUri } from './reading/foreign-uri';
import { childrenOf, type Element, elementsOf, parseHtml, textOf } from './reading/markup';

const FORMAT = 'html';
const PICTURE = /^\s*data:image\/png;base64,/iu;
const PNG = [0x89, 0x50, 0x4e, 0x47];

/** @returns null for what is no PNG */
function readPicture(address: string): Uint8Array | null {
  try {
    const bytes = fromBase64(address.replace(PICTURE, ''));
    return PNG.every((byte, index) => bytes[index] === byte) ? bytes : null;
  } catch {
    return null;
  }
}

const addressOf = ({ attributes }: Element): string => attributes.get('src') ?? '';

type Beside = Omit<PrintedCode, 'picture'>;

/** Aegis writes a dash where there is nothing to say. */
function besideIn(cells: readonly Element[], names: readonly string[]): Beside {
  const [note = '', favourite = ''] = ['note', 'favorite'].map((name) => {
    const cell = cells[names.indexOf(name)];
    return cell ? labelText(textOf(cell)).replace(/^-$/u, '') : '';
  });
  return { ...(note ? { note } : {}), ...(/^(?:true|yes)$/iu.test(favourite) ? { pinned: true } : {}) };
}

/** What the row of a table says of the picture in it, by the names at the head of the columns. */
function besidePictures(document: Element): ReadonlyMap<Element, Beside> {
  const beside = new Map<Element, Beside>();
  for (const table of elementsOf(document, 'table')) {
    const rows = elementsOf(table, 'tr');
    const names = rows
      .flatMap((row) => childrenOf(row, 'th'))
      .map((head) => textOf(head).trim().toLowerCase());
    for (const row of rows)
      for (const picture of elementsOf(row, 'img'))
        beside.set(picture, besideIn(childrenOf(row, 'td'), names));
  }
  return beside;
}

/** The pictures that lie in the page itself; an address elsewhere is never asked. @throws UserError too-many */
function picturesOf(document: Element): Import {
  const drawn = elementsOf(document, 'img').filter((one) => PICTURE.test(addressOf(one)));
  if (drawn.length > LIMITS.accounts) throw new UserError('too-many', { max: LIMITS.accounts });
  const beside = besidePictures(document);
  const entries = new Entries();
  const pictures: PrintedCode[] = [];
  for (const [index, one] of drawn.entries()) {
    const picture = readPicture(addressOf(one));
    if (picture) pictures.push({ picture, ...beside.get(one) });
    else entries.skip(`${index + 1}`, 'bad-image');
  }
  if (pictures.length === 0) return entries.finish(FORMAT);
  const { skipped } = entries.isEmpty ? { skipped: [] } : entries.finish(FORMAT);
  return { format: FORMAT, accounts: [], skipped, pictures };
}

/** Where a page begins: behind the comments that some tools write above it. */
function beginning(text: string): string {
  let rest = text.replace(/^\s*<\?xml[^>]{0,200}>/iu, '').trimStart();
  while (rest.startsWith('<!--')) {
    const end = rest.indexOf('-->');
    if (end < 0) return '';
    rest = rest.slice(end + 3).trimStart();
  }
  return rest;
}

/**
 * The page that an app exports for people to print. Stratum writes each key URI into a `<code>`; Aegis and Ente Auth
 * write the whole of it into the QR code alone, since what they print beside it has no period; notes and favourites of
 * Aegis stand only beside it.
 */
export const html: Importer = {
  format: FORMAT,
  recognise: ({ text }) => /^<(?:!doctype\s+html|html)[\s>]/iu.test(beginning(text ?? '')),
  read: async ({ text }) => {
    const document = await parseHtml(text ?? '');
    const uris = elementsOf(document, 'code').map(textOf).filter(looksLikeForeignUri);
    if (uris.length === 0) return picturesOf(document);
    const entries = new Entries();
    for (const [index, uri] of uris.entries())
      entries.take(`${index + 1}`, () => readForeignUri(uri).account);
    return entries.finish(FORMAT);
  },
};
