import type { NewAccount } from '../account';
import { UserError } from '../errors';
import { type Bytes, concat, fromUtf8 } from '../vault-file/bytes';
import type { Import, ImportedAccount, Importer } from './importer';
import { openKdbx } from './kdbx-file';
import { ByteReader } from './reading/byte-reader';
import { fromBase64, fromHex } from './reading/bytes';
import { digest } from './reading/decrypt';
import { Entries } from './reading/entries';
import { entryName, withExtras } from './reading/fields';
import { takeKeePassEntry } from './reading/keepass-attributes';
import { childrenOf, type Element, parseXml, textOf } from './reading/markup';
import { type FoundPicture, Pictures } from './reading/pictures';
import { beginsWith } from './reading/source';

const INNER_FIELD = { end: 0, cipher: 1, key: 2 } as const;
const STREAM = { salsa20: 2, chacha20: 3 } as const;
const SALSA20_NONCE = fromHex('e830094b97205d2a');

/** Sixteen bytes of zero. */
const NO_ICON = 'AAAAAAAAAAAAAAAAAAAAAA==';

/** A cipher that is one long key, from the beginning of the document to its end. */
type Stream = (bytes: Bytes) => Promise<Uint8Array>;

/** @throws UserError unsupported-cipher */
async function openStream(type: number, key: Bytes): Promise<Stream> {
  if (type === STREAM.chacha20) {
    const [{ chacha20 }, derived] = [await import('@noble/ciphers/chacha.js'), await digest('SHA-512', key)];
    return async (bytes) => chacha20(derived.subarray(0, 32), derived.subarray(32, 44), bytes);
  }
  if (type !== STREAM.salsa20) throw new UserError('unsupported-cipher');
  const [{ salsa20 }, derived] = [await import('@noble/ciphers/salsa.js'), await digest('SHA-256', key)];
  return async (bytes) => salsa20(derived, SALSA20_NONCE, bytes);
}

/** The inner header; attached files lie there and are passed over. @throws UserError bad-content, truncated, unsupported-cipher */
async function readInnerHeader(reader: ByteReader): Promise<Stream> {
  const fields = new Map<number, Bytes>();
  for (;;) {
    const id = reader.uint8();
    const value = reader.take(reader.uint32());
    if (id === INNER_FIELD.end) break;
    fields.set(id, value);
  }
  const [cipher, key] = [fields.get(INNER_FIELD.cipher), fields.get(INNER_FIELD.key)];
  if (!cipher || !key) throw new UserError('bad-content');
  return openStream(new ByteReader(cipher, 'little-endian').uint32(), key);
}

const isProtected = ({ attributes }: Element): boolean => /^true$/iu.test(attributes.get('Protected') ?? '');

function* protectedBelow(element: Element): Generator<Element> {
  for (const child of element.children) {
    if (typeof child === 'string') continue;
    if (isProtected(child)) yield child;
    else yield* protectedBelow(child);
  }
}

/** Every protected value of the document takes its part of the one stream, the ones that nobody wants as well. */
async function unprotect(document: Element, stream: Stream): Promise<ReadonlyMap<Element, string>> {
  const values = Array.from(protectedBelow(document), (element) => ({
    element,
    sealed: fromBase64(textOf(element)),
  }));
  const opened = await stream(concat(...values.map(({ sealed }) => sealed)));
  const texts = new Map<Element, string>();
  let start = 0;
  for (const { element, sealed } of values) {
    texts.set(element, new TextDecoder().decode(opened.subarray(start, start + sealed.length)));
    start += sealed.length;
  }
  return texts;
}

const childText = (element: Element, name: string): string => childrenOf(element, name).map(textOf)[0] ?? '';

/** Pictures of a person's own, in base64, by their ids. */
function customIcons(meta: Element | undefined): ReadonlyMap<string, string> {
  const [list] = meta ? childrenOf(meta, 'CustomIcons') : [];
  const icons = list ? childrenOf(list, 'Icon') : [];
  return new Map(icons.map((icon) => [childText(icon, 'UUID').trim(), childText(icon, 'Data').trim()]));
}

/** Walks the groups of one database. */
class Database {
  readonly #texts: ReadonlyMap<Element, string>;
  readonly #recycleBin: string;
  readonly #pictures = new Pictures();
  /** Base64 by id. */
  readonly #icons: ReadonlyMap<string, string>;
  readonly #entries = new Entries();
  #walked = 0;

  constructor(texts: ReadonlyMap<Element, string>, meta: Element | undefined) {
    this.#texts = texts;
    this.#recycleBin = meta ? childText(meta, 'RecycleBinUUID').trim() : '';
    this.#icons = customIcons(meta);
  }

  #attributes(entry: Element): ReadonlyMap<string, string> {
    return new Map(
      childrenOf(entry, 'String').map((one) => {
        const [value] = childrenOf(one, 'Value');
        return [childText(one, 'Key'), value ? (this.#texts.get(value) ?? textOf(value)) : ''];
      }),
    );
  }

  #pictureOf(entry: Element): FoundPicture {
    const id = childText(entry, 'CustomIconUUID').trim();
    return id === '' || id === NO_ICON ? undefined : (this.#pictures.take(this.#icons.get(id)) ?? null);
  }

  /** Earlier versions of an entry are `History`, below it, and never looked at. */
  #takeEntry(entry: Element, path: readonly string[], isTrashed: boolean): void {
    const attributes = this.#attributes(entry);
    const [title, user] = ['Title', 'UserName'].map((name) => attributes.get(name) ?? '');
    const finish = (account: NewAccount): ImportedAccount => {
      if (isTrashed) throw new UserError('in-trash');
      const tags = [path.join('/'), ...childText(entry, 'Tags').split(/[;,]/u)];
      return withExtras(account, { tags, note: attributes.get('Notes'), picture: this.#pictureOf(entry) });
    };
    const name = entryName(title, user, this.#walked);
    takeKeePassEntry(this.#entries, { name, attributes, container: { title, user }, finish });
    this.#walked += 1;
  }

  /** @param path the names of the groups above, without the one that stands for the database */
  takeGroup(group: Element, path: readonly string[] = [], isTrashed = false): void {
    const uuid = childText(group, 'UUID').trim();
    const isInBin = isTrashed || (uuid !== '' && uuid === this.#recycleBin);
    for (const entry of childrenOf(group, 'Entry')) this.#takeEntry(entry, path, isInBin);
    for (const below of childrenOf(group, 'Group'))
      this.takeGroup(below, [...path, childText(below, 'Name').trim()], isInBin);
  }

  finish(): Import {
    return this.#entries.finish(kdbx.format);
  }
}

/**
 * What was opened: the inner header, and the XML in which the values that matter are enciphered once more.
 * @throws UserError bad-content, truncated, unsupported-cipher, xml-dtd, too-many, no-entries
 */
export async function readKdbxContent(content: Bytes): Promise<Import> {
  const reader = new ByteReader(content, 'little-endian');
  const stream = await readInnerHeader(reader);
  const document = await parseXml(xmlText(content.subarray(reader.offset)));
  const [file] = childrenOf(document, 'KeePassFile');
  const [meta] = file ? childrenOf(file, 'Meta') : [];
  const [root] = file ? childrenOf(file, 'Root') : [];
  if (!root) throw new UserError('bad-content');
  const texts = await unprotect(document, stream);
  const database = new Database(texts, meta);
  for (const group of childrenOf(root, 'Group')) database.takeGroup(group);
  return database.finish();
}

/** @throws UserError bad-content */
function xmlText(bytes: Bytes): string {
  try {
    return fromUtf8(bytes);
  } catch {
    throw new UserError('bad-content');
  }
}

/** A database of KeePass 2, KeePassXC and their kin. KeePass 1 and KDBX 3 are recognised and refused. */
export const kdbx: Importer = {
  format: 'kdbx',
  recognise: (source) => beginsWith(source, 0x03, 0xd9, 0xa2, 0x9a),
  read: async ({ bytes }, passphrase) => readKdbxContent(await openKdbx(bytes, passphrase)),
};
