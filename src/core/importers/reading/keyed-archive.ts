/** What NSKeyedArchiver makes of objects: a property list of all of them, each looked up by its number when it is wanted. */
import { UserError } from '../../errors';
import type { Bytes } from '../../vault-file/bytes';
import { type Plist, readPlist, Uid } from './binary-plist';

/** Apple counts from 2001. */
const SECONDS_TO_2001 = 978_307_200;
/** No object has more; a large one could be asked for again and again. */
const MOST_MEMBERS = 256;

export class KeyedArchive {
  readonly #objects: readonly Plist[];
  /** The members of the outermost object. */
  readonly root: ReadonlyMap<string, Plist>;

  /** @throws UserError bad-content, truncated */
  constructor(bytes: Bytes) {
    const archive = readPlist(bytes);
    if (!(archive instanceof Map)) throw new UserError('bad-content');
    const [objects, top]: (Plist | undefined)[] = [archive.get('$objects'), archive.get('$top')];
    if (!Array.isArray(objects) || !(top instanceof Map)) throw new UserError('bad-content');
    this.#objects = objects;
    this.root = this.members(top.get('root'));
  }

  /** What a reference stands for; the first object is nothing. */
  #resolve(value: Plist | undefined): Plist | undefined {
    if (!(value instanceof Uid)) return value;
    return value.index === 0 ? undefined : this.#objects[value.index];
  }

  /** A member of an object that Foundation itself archives. */
  #inner(value: Plist | undefined, name: string): Plist | undefined {
    const object = this.#resolve(value);
    return object instanceof Map ? object.get(name) : undefined;
  }

  /** The members of an object, or the entries of a dictionary. @throws UserError bad-content */
  members(value: Plist | undefined): ReadonlyMap<string, Plist> {
    const object: Plist | undefined = this.#resolve(value);
    if (!(object instanceof Map)) throw new UserError('bad-content');
    if (!object.has('NS.keys')) return object;
    const [keys, values] = [object.get('NS.keys'), object.get('NS.objects')];
    if (!Array.isArray(keys) || !Array.isArray(values) || keys.length > MOST_MEMBERS)
      throw new UserError('bad-content');
    return new Map(keys.map((key: Plist, index) => [this.text(key) ?? '', values[index] ?? null]));
  }

  /** @throws UserError bad-content */
  list(value: Plist | undefined): readonly Plist[] {
    const list = this.#inner(value, 'NS.objects');
    if (!Array.isArray(list)) throw new UserError('bad-content');
    return list;
  }

  /** @returns undefined for what is no text */
  text(value: Plist | undefined): string | undefined {
    const text = this.#resolve(value);
    if (typeof text === 'string') return text;
    const inner = this.#inner(value, 'NS.string');
    return typeof inner === 'string' ? inner : undefined;
  }

  /** @returns undefined for what is no data */
  bytes(value: Plist | undefined): Bytes | undefined {
    const bytes = this.#resolve(value);
    if (bytes instanceof Uint8Array) return bytes;
    const inner = this.#inner(value, 'NS.data');
    return inner instanceof Uint8Array ? inner : undefined;
  }

  /** @returns undefined for what is absent, and NaN for what is no number */
  number(value: Plist | undefined): number | undefined {
    const number = this.#resolve(value) ?? undefined;
    return number === undefined || typeof number === 'number' ? number : Number.NaN;
  }

  /** @returns Unix seconds; undefined for what is no date */
  date(value: Plist | undefined): number | undefined {
    const seconds = this.#inner(value, 'NS.time');
    return typeof seconds === 'number' ? seconds + SECONDS_TO_2001 : undefined;
  }
}
