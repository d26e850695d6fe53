import { Secret } from 'otpauth/bare';
import type { Bytes } from '../../vault-file/bytes';
import { fromBase64 } from './bytes';

/** What phones keep for a list is far smaller. */
const MOST_BYTES = 256 * 1024;
const LONGEST = Math.ceil((MOST_BYTES * 4) / 3);

const DATA_URL = /^data:image\/[\w.+-]{1,40}(?:;[\w=-]{1,40}){0,4};base64,/iu;
/** WinAuth writes base32 behind it, whose letters are all capital. */
const BASE64_OR_32 = /^base64:/iu;
const BASE32 = /^[A-Z2-7]+=*$/u;

/** A picture; null for one that cannot be read; undefined where there is none. */
export type FoundPicture = Uint8Array | null | undefined;

/** An icon that is damaged must not cost the account. */
function decoded(value: string): Bytes | null {
  try {
    return fromBase64(value);
  } catch {
    return null;
  }
}

/** Whether a text is a picture itself, and no name or address of one. */
export const isEmbedded = (value: string): boolean => DATA_URL.test(value) || BASE64_OR_32.test(value);

function embedded(value: string): Bytes | null {
  if (!isEmbedded(value)) return null;
  const text = value.replace(DATA_URL, '').replace(BASE64_OR_32, '');
  if (text === '') return null;
  if (BASE64_OR_32.test(value) && BASE32.test(text)) return Uint8Array.from(Secret.fromBase32(text).bytes);
  // In the parameter of a URI a plus sign that is not encoded is a blank.
  return decoded(text.replaceAll(' ', '+'));
}

const isNone = (value: unknown): boolean => value === undefined || value === null || value === '';

/** The pictures of one file. Equal ones are one object, so that whoever draws them anew does it once. */
export class Pictures {
  readonly #known = new Map<string, Bytes | null>();

  #once(value: unknown, decode: (text: string) => Bytes | null): FoundPicture {
    if (isNone(value)) return undefined;
    if (typeof value !== 'string' || value.length > LONGEST) return null;
    const known = this.#known.get(value);
    if (known !== undefined) return known;
    const picture = decode(value);
    this.#known.set(value, picture);
    return picture;
  }

  /** @param value base64 as foreign files have it, or the bytes of a database */
  take(value: unknown): FoundPicture {
    if (!(value instanceof Uint8Array)) return this.#once(value, decoded);
    return value.length > 0 && value.length <= MOST_BYTES ? value : null;
  }

  /** @param value where a picture is: the picture itself, or an address, which is never asked */
  takeAddress(value: unknown): FoundPicture {
    return this.#once(value, embedded);
  }
}
