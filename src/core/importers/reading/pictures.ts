import type { Bytes } from '../../vault-file/bytes';
import { fromBase64 } from './bytes';

/** Base64 of 256 KiB; what phones keep for a list is far smaller. */
const LONGEST = Math.ceil((256 * 1024 * 4) / 3);

/** The pictures of one file. Equal ones are one object, so that whoever draws them anew does it once. */
export class Pictures {
  readonly #known = new Map<string, Bytes | undefined>();

  /** @param value base64, as foreign files have it @returns undefined for what is none, or too long */
  take(value: unknown): Bytes | undefined {
    if (typeof value !== 'string' || value === '' || value.length > LONGEST) return undefined;
    if (!this.#known.has(value)) this.#known.set(value, decoded(value));
    return this.#known.get(value);
  }
}

/** An icon that is damaged must not cost the account. */
function decoded(value: string): Bytes | undefined {
  try {
    return fromBase64(value);
  } catch {
    return undefined;
  }
}
