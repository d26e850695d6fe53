import { type Check, type Checked, integer, list, nullable, oneOf, open, shape, text } from '../check';
import { UserError } from '../errors';
import { type Bytes, base64Url, encodeBase64Url, fromUtf8, utf8 } from './bytes';
import { conform, parseJson } from './conform';
import { acceptsCost, passphraseKdf } from './kdf';
import { NAME_CHARACTERS_MAX, REV_MAX, SIZES, SLOTS_MAX } from './limits';

const wrapping = {
  id: base64Url(SIZES.slotId),
  nonce: base64Url(SIZES.nonce),
  wrapped: base64Url(SIZES.wrappedKey),
};
const hkdf = shape({ id: oneOf('hkdf-sha256') });

const passphraseSlot = shape({ ...wrapping, type: oneOf('passphrase'), kdf: passphraseKdf });
const recoverySlot = shape({ ...wrapping, type: oneOf('recovery'), kdf: hkdf });
const prfSlot = shape({
  ...wrapping,
  type: oneOf('webauthn-prf'),
  kdf: hkdf,
  credentialId: base64Url(SIZES.credentialId.min, SIZES.credentialId.max),
  prfSalt: base64Url(SIZES.salt),
  rpId: nullable(text(NAME_CHARACTERS_MAX, 1)),
});

/** A slot that this version can open. */
export type KnownSlot =
  | Checked<typeof passphraseSlot>
  | Checked<typeof recoverySlot>
  | Checked<typeof prfSlot>;
/** A slot of a newer version: skipped for unlocking, carried over byte for byte. */
export interface ForeignSlot {
  readonly type: 'foreign';
  readonly foreignType: string;
}
export type Slot = KnownSlot | ForeignSlot;

/** The header (FORMAT.md §1). It is authentic only once the payload has opened with its bytes. */
export interface Header {
  readonly vaultId: Bytes;
  readonly rev: number;
  readonly slots: readonly Slot[];
}

const name = text(NAME_CHARACTERS_MAX, 1);
const typed = open({ type: name });
const derived = open({ kdf: open({ id: name }) });
const knownSlots = new Map<string, Check<KnownSlot>>([
  ['passphrase', passphraseSlot],
  ['recovery', recoverySlot],
  ['webauthn-prf', prfSlot],
]);
const knownKdfs = new Set(['argon2id-v19', 'pbkdf2-sha256', 'hkdf-sha256']);

const slot: Check<Slot> = (value, path = '') => {
  const { type } = typed(value, path);
  const known = knownSlots.get(type);
  if (!known || !knownKdfs.has(derived(value, path).kdf.id)) return { type: 'foreign', foreignType: type };
  return known(value, path);
};

const header: Check<Header> = shape({
  vaultId: base64Url(SIZES.vaultId),
  rev: integer(1, REV_MAX),
  aead: oneOf('A256GCM'),
  slots: list(slot, SLOTS_MAX),
});

/**
 * Reads the header bytes and holds the limits of FORMAT.md §3, before any key derivation.
 * @throws UserError E_FORMAT for a wrong shape or where no slot is known, E_KDF for a cost that we do not accept.
 */
export function readHeader(bytes: Bytes): Header {
  const result = conform(header, parseJson(textOf(bytes)));
  if (result.slots.every(({ type }) => type === 'foreign')) throw new UserError('E_FORMAT');
  // A second "slots" key, of which JSON.parse tells nothing, would be carried over unread.
  if (slotTexts(bytes).length !== result.slots.length) throw new UserError('E_FORMAT');
  for (const one of result.slots)
    if (one.type === 'passphrase' && !acceptsCost(one.kdf)) throw new UserError('E_KDF');
  return result;
}

function textOf(bytes: Bytes): string {
  try {
    return fromUtf8(bytes);
  } catch {
    throw new UserError('E_FORMAT');
  }
}

/** Header bytes from slots that are JSON texts already; they are put in as they are. */
export const writeHeader = (vaultId: Bytes, rev: number, slots: readonly string[]): Bytes =>
  utf8(
    `{"vaultId":"${encodeBase64Url(vaultId)}","rev":${rev},"aead":"A256GCM","slots":[${slots.join(',')}]}`,
  );

/** Strings, punctuation, and everything else between them. The text is JSON already, so this is all there is. */
const TOKEN = /"(?:[^"\\]|\\.)*"|[[\]{}]|[^"[\]{}]+/g;

/**
 * The slots of a header that `readHeader` has accepted, each as the very text that it holds: parsing and writing
 * a foreign slot again could change its numbers or the order of its keys.
 */
export function slotTexts(bytes: Bytes): string[] {
  const json = fromUtf8(bytes);
  const slots: string[] = [];
  let depth = 0;
  let start = 0;
  // The only arrays and objects below the root are "slots" and what is in it.
  for (const { 0: token, index } of json.matchAll(TOKEN)) {
    if (token === '{' || token === '[') {
      depth += 1;
      if (depth === 3) start = index;
    } else if (token === '}' || token === ']') {
      if (depth === 3) slots.push(json.slice(start, index + 1));
      depth -= 1;
    }
  }
  return slots;
}
