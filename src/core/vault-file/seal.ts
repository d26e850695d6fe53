import { UserError } from '../errors';
import { type Bytes, encodeBase64Url } from './bytes';
import { writeEnvelope } from './envelope';
import { readHeader, slotTexts, writeHeader } from './header';
import { derivePassphraseBytes, type PassphraseKdf } from './kdf';
import { ARGON2ID, PBKDF2, SIZES } from './limits';
import { importVaultKey, openText } from './open';
import { sealPayload } from './payload';
import { type DerivationKey, takeKeyMaterial, writePassphraseSlot } from './slots';
import { unlock } from './unlock';

/** Gives so many new random bytes. */
export type Random = (byteCount: number) => Bytes;
const secureRandom: Random = (byteCount) => crypto.getRandomValues(new Uint8Array(byteCount));

interface Plan {
  readonly header: Bytes;
  readonly json: string;
  readonly random: Random;
}

/** Seals and opens the result again in memory, so that a file that does not open is never written (FORMAT.md §6). */
async function sealAndVerify(key: DerivationKey, { header, json, random }: Plan): Promise<string> {
  const frame = { header, salt: random(SIZES.salt), nonce: random(SIZES.nonce) };
  const text = await writeEnvelope(await sealPayload(key, frame, json));
  const reopened = await openText(text, key).catch(notSaved);
  if (reopened.json !== json) throw new UserError('not-saved');
  return text;
}

/** What an opening says of a file that we have just made is our fault, and no word about the person's vault. */
function notSaved(error: unknown): never {
  throw error instanceof UserError ? new UserError('not-saved') : error;
}

function toJson(content: unknown): string {
  const json: string | undefined = JSON.stringify(content);
  if (json === undefined) throw new TypeError('content is no JSON value');
  return json;
}

interface DerivedKey {
  readonly kdf: PassphraseKdf;
  readonly key: DerivationKey;
}

async function derive(passphrase: string, kdf: PassphraseKdf): Promise<DerivedKey> {
  return { kdf, key: await takeKeyMaterial(await derivePassphraseBytes(passphrase, kdf)) };
}

/** Argon2id where it runs; else PBKDF2 at its full cost, and never less of either (FORMAT.md §3). */
async function deriveNew(passphrase: string, choice: KdfChoice, salt: Bytes): Promise<DerivedKey> {
  const fallback = { id: 'pbkdf2-sha256', ...PBKDF2.create, salt } as const;
  if (choice === 'pbkdf2') return derive(passphrase, fallback);
  try {
    return await derive(passphrase, { id: 'argon2id-v19', ...ARGON2ID.create, salt });
  } catch (error) {
    if (!(error instanceof UserError && error.code === 'E_KDF_UNAVAILABLE')) throw error;
    return derive(passphrase, fallback);
  }
}

export type KdfChoice = 'argon2id' | 'pbkdf2';

export interface CreatedVault {
  readonly text: string;
  /** base64url */
  readonly vaultKey: string;
  /** base64url */
  readonly vaultId: string;
  readonly rev: 1;
  /** `pbkdf2` where Argon2id could not run: the person is told (FORMAT.md §3). */
  readonly kdf: KdfChoice;
}

/**
 * A new vault with one passphrase slot at the costs of §3. `content` is any JSON value. Before it returns, the
 * slot has been opened with the passphrase's key and the payload has been read back. Random bytes are drawn in
 * the order vault key, vault id, slot id, slot salt, slot nonce, file salt, file nonce; the first are zero-filled.
 * @throws UserError passphrase-too-short for an empty passphrase, E_TOO_BIG above 4 MiB of JSON, not-saved where
 * the result does not open.
 */
export async function createVault(
  content: unknown,
  passphrase: string,
  options: { readonly random?: Random; readonly kdf?: KdfChoice } = {},
): Promise<CreatedVault> {
  if (passphrase === '') throw new UserError('passphrase-too-short');
  const { random = secureRandom, kdf: choice = 'argon2id' } = options;
  const json = toJson(content);
  const key = random(SIZES.vaultKey);
  const vaultId = random(SIZES.vaultId);
  const id = random(SIZES.slotId);
  const derived = await deriveNew(passphrase, choice, random(SIZES.salt));
  const slot = { vaultId, id, nonce: random(SIZES.nonce), kdf: derived.kdf };
  const header = writeHeader(vaultId, 1, [await writePassphraseSlot(slot, derived.key, key)]);
  key.fill(0);
  const { vaultKey } = await unlockNew(header, derived.key);
  return {
    text: await sealAndVerify(vaultKey.key, { header, json, random }),
    vaultKey: vaultKey.text,
    vaultId: encodeBase64Url(vaultId),
    rev: 1,
    kdf: derived.kdf.id === 'pbkdf2-sha256' ? 'pbkdf2' : 'argon2id',
  };
}

const unlockNew = (header: Bytes, key: DerivationKey) =>
  unlock(readHeader(header), {
    fits: (slot) => slot.type === 'passphrase',
    keyFor: async () => key,
  }).catch(notSaved);

/**
 * The next revision of a vault: new file salt and nonce, the slots carried over byte for byte. The previous file
 * is opened first, so that a changed header is not made authentic and a key of another vault seals nothing.
 * @throws UserError as `openWithKey` for the previous file, E_TOO_BIG above 4 MiB of JSON, not-saved where the
 * result does not open.
 */
export async function sealVault(
  previous: string,
  vaultKey: string,
  content: unknown,
): Promise<{ readonly text: string; readonly rev: number }> {
  const json = toJson(content);
  const key = await importVaultKey(vaultKey);
  const { envelope, header } = await openText(previous, key);
  const rev = header.rev + 1;
  const next = writeHeader(header.vaultId, rev, slotTexts(envelope.header));
  return { text: await sealAndVerify(key, { header: next, json, random: secureRandom }), rev };
}
