import { LIMITS } from '../account';
import { UserError } from '../errors';
import type { Import, Importer } from './importer';
import { fromBase64 } from './reading/bytes';
import { Entries } from './reading/entries';
import { looksLikeForeignUri, readForeignUri } from './reading/foreign-uri';
import { type Element, elementsOf, parseHtml, textOf } from './reading/markup';

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

/** The pictures that lie in the page itself; an address elsewhere is never asked. @throws UserError too-many */
function picturesOf(document: Element): Import {
  const addresses = elementsOf(document, 'img')
    .map(({ attributes }) => attributes.get('src') ?? '')
    .filter((address) => PICTURE.test(address));
  if (addresses.length > LIMITS.accounts) throw new UserError('too-many', { max: LIMITS.accounts });
  const entries = new Entries();
  const pictures: Uint8Array[] = [];
  for (const [index, address] of addresses.entries()) {
    const picture = readPicture(address);
    if (picture) pictures.push(picture);
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
 * write the whole of it into the QR code alone, since what they print beside it has no period.
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
