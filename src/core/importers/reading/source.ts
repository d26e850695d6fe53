import { isTooDeep } from '../../json';
import type { Bytes } from '../../vault-file/bytes';
import { type Room, wholeRoom } from './inflate';

/** A file as the importers look at it. */
export interface Source {
  readonly bytes: Bytes;
  /** Without a byte order mark; null for what is no text. */
  readonly text: string | null;
  /** Undefined for what is no JSON. Members are read with `Object.hasOwn` (`core/check.ts`), never by inheritance. */
  readonly json: unknown;
  /** Files that were chosen together with it, for formats that lie in two. */
  readonly others: readonly Bytes[];
  /** For what is inflated of it: an archive in an archive has no room of its own. */
  readonly room: Room;
}

/** Deeper than any known format, and far from the end of the stack. */
const DEEPEST = 32;

function decode(bytes: Bytes): string | null {
  const [first, second] = bytes;
  const utf16 = first === 0xff && second === 0xfe ? 'utf-16le' : 'utf-16be';
  const isUtf16 = utf16 === 'utf-16le' || (first === 0xfe && second === 0xff);
  try {
    return new TextDecoder(isUtf16 ? utf16 : 'utf-8', { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

/** JSON inside a file, bounded in its depth; undefined for what is none. */
export function parseJson(text: string | null): unknown {
  if (text === null || !/^\s*[[{]/u.test(text)) return undefined;
  try {
    const json: unknown = JSON.parse(text);
    return isTooDeep(json, DEEPEST) ? undefined : json;
  } catch {
    // Damaged, or nested beyond what the engine itself takes.
    return undefined;
  }
}

export function openSource(bytes: Bytes, others: readonly Bytes[] = [], room: Room = wholeRoom()): Source {
  const text = decode(bytes);
  return { bytes, text, json: parseJson(text), others, room };
}

/** Whether a file begins with these bytes. */
export const beginsWith = ({ bytes }: Source, ...magic: readonly number[]): boolean =>
  magic.every((byte, index) => bytes[index] === byte);
