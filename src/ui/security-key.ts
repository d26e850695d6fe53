/**
 * Asks a security key (WebAuthn) for the secret that opens a slot of the vault, by its PRF extension. The secret is as
 * good as the passphrase: it goes to the background in one message, and its bytes are filled with zeros here.
 */
import { UserError } from '../core/errors';
import type { SecurityKey } from '../messages';

const RANDOM_BYTES = 32;

/** ES256, EdDSA and RS256: what the keys of today make. Nothing is ever signed for us, so that any will do. */
const ALGORITHMS = [-7, -8, -257] as const;

/**
 * Whether this browser lets an extension use security keys. Firefox wants a website for it, and whoever has that
 * website could ask for the same secret.
 */
export const browserHasSecurityKeys =
  'PublicKeyCredential' in globalThis && location.protocol === 'chrome-extension:';

function toBase64Url(bytes: Uint8Array): string {
  const characters = Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');
  return btoa(characters).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

function fromBase64Url(text: string): Uint8Array<ArrayBuffer> {
  const characters = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
  return Uint8Array.from(characters, (character) => character.charCodeAt(0));
}

const random = (): Uint8Array<ArrayBuffer> => crypto.getRandomValues(new Uint8Array(RANDOM_BYTES));

/** The person cancelled, waited too long, or has none of these keys: browsers do not tell which. */
async function answered(asking: Promise<Credential | null>): Promise<PublicKeyCredential> {
  try {
    const credential = await asking;
    if (credential instanceof PublicKeyCredential) return credential;
  } catch (error) {
    const isRefusal = error instanceof DOMException && /^(?:NotAllowed|Abort)Error$/u.test(error.name);
    if (!isRefusal) throw error;
  }
  throw new UserError('security-key-cancelled');
}

const described = (keys: readonly Pick<SecurityKey, 'credentialId'>[]): PublicKeyCredentialDescriptor[] =>
  keys.map(({ credentialId }) => ({ type: 'public-key', id: fromBase64Url(credentialId) }));

/** Null where the browser made none, because the key has one of those that were excluded. */
async function answeredAnew(asking: Promise<Credential | null>): Promise<PublicKeyCredential | null> {
  try {
    return await answered(asking);
  } catch (error) {
    if (error instanceof DOMException && error.name === 'InvalidStateError') return null;
    throw error;
  }
}

/** Null where the key says that it has PRF, but gives the result only when it is asked for the next time. */
function secretOf(credential: PublicKeyCredential): string | null {
  const { prf } = credential.getClientExtensionResults();
  const first = prf?.results?.first;
  if (first === undefined) {
    if (prf?.enabled !== true) throw new UserError('security-key-no-prf');
    return null;
  }
  const bytes =
    first instanceof ArrayBuffer
      ? new Uint8Array(first)
      : new Uint8Array(first.buffer, first.byteOffset, first.byteLength);
  const secret = toBase64Url(bytes);
  bytes.fill(0);
  return secret;
}

/**
 * One of these keys, and its secret.
 * @throws UserError security-key-cancelled (none of them answered), security-key-no-prf
 */
export async function readSecurityKey(
  keys: readonly SecurityKey[],
): Promise<{ slotId: string; secret: string }> {
  const evalByCredential = Object.fromEntries(
    keys.map(({ credentialId, prfSalt }) => [credentialId, { first: fromBase64Url(prfSalt) }]),
  );
  const publicKey: PublicKeyCredentialRequestOptions = {
    challenge: random(),
    allowCredentials: described(keys),
    userVerification: 'required',
    extensions: { prf: { evalByCredential } },
  };
  const credential = await answered(navigator.credentials.get({ publicKey }));
  const key = keys.find(({ credentialId }) => credentialId === credential.id);
  const secret = secretOf(credential);
  if (!key || secret === null) throw new UserError('security-key-no-prf');
  return { slotId: key.slotId, secret };
}

export interface NewSecurityKey {
  readonly credentialId: string;
  readonly prfSalt: string;
  readonly secret: string;
}

/**
 * Makes a credential on a key of the person's choice, and reads its secret. Without `rp.id` it belongs to the origin
 * of this extension, so that no website can ask for it.
 * @returns null where the key that was touched is one of `known`, and opens the vault already
 * @throws UserError security-key-cancelled, security-key-no-prf
 */
export async function createSecurityKey(known: readonly SecurityKey[]): Promise<NewSecurityKey | null> {
  const salt = random();
  const publicKey: PublicKeyCredentialCreationOptions = {
    rp: { name: 'Counterfoil' },
    user: { id: random(), name: 'Counterfoil', displayName: 'Counterfoil' },
    challenge: random(),
    pubKeyCredParams: ALGORITHMS.map((alg) => ({ type: 'public-key', alg })),
    authenticatorSelection: { residentKey: 'discouraged', userVerification: 'required' },
    excludeCredentials: described(known),
    attestation: 'none',
    extensions: { prf: { eval: { first: salt } } },
  };
  const credential = await answeredAnew(navigator.credentials.create({ publicKey }));
  if (credential === null) return null;
  const made = { credentialId: credential.id, prfSalt: toBase64Url(salt) };
  const secret = secretOf(credential) ?? (await readSecurityKey([{ slotId: '', ...made }])).secret;
  return { ...made, secret };
}
