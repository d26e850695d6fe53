import { CheckError } from '../check';
import { type ErrorCode, UserError } from '../errors';
import { type Bytes, base64Url, encodeBase64Url } from './bytes';
import { type Envelope, readEnvelope } from './envelope';
import { type Header, readHeader } from './header';
import { isBelowCreated } from './kdf';
import { SIZES } from './limits';
import { openPayload, parsePayload } from './payload';
import { type DerivationKey, takeKeyMaterial } from './slots';
import { type Credential, createUnlocker, type Unlocker, unlock } from './unlock';

/** An open vault. `content` is the payload as parsed, not yet checked; `vaultKey` and `slotId` are base64url. */
export interface OpenedVault {
  readonly content: unknown;
  readonly vaultId: string;
  readonly rev: number;
  readonly vaultKey: string;
  readonly slotId: string;
  /** The slot's derivation costs less than we would create today: wrap again. */
  readonly weakKdf: boolean;
}

/** The outer file and the header in it, as they stand: not yet authentic. */
export interface ReadVault {
  readonly envelope: Envelope & { readonly sum: string };
  readonly header: Header;
}

/**
 * Reads a file as far as it goes without a key, and holds every limit.
 * @throws UserError as `openVault`, up to E_KDF
 */
export async function readVault(text: string): Promise<ReadVault> {
  const envelope = await readEnvelope(text);
  return { envelope, header: readHeader(envelope.header) };
}

async function openWith(unlocker: Unlocker, text: string): Promise<OpenedVault> {
  const { envelope, header } = await readVault(text);
  const { slot, vaultKey } = await unlock(header, unlocker);
  return {
    content: parsePayload(await openPayload(vaultKey.key, envelope)),
    vaultId: encodeBase64Url(header.vaultId),
    rev: header.rev,
    vaultKey: vaultKey.text,
    slotId: encodeBase64Url(slot.id),
    weakKdf: slot.type === 'passphrase' && isBelowCreated(slot.kdf),
  };
}

/**
 * Opens a sealed vault with a credential. Slots of one passphrase are tried in order, and each distinct cost and
 * salt is derived once. Nothing is derived before the whole header has passed its limits.
 * @throws UserError in this order: E_TOO_BIG, E_FORMAT, E_NEWER, E_SUM, E_FORMAT (header), E_KDF, E_UNLOCK or
 * E_KDF_UNAVAILABLE, E_TAMPERED.
 */
export const openVault = (text: string, credential: Credential): Promise<OpenedVault> =>
  openWith(createUnlocker(credential), text);

/**
 * Opens the first of several generations that does open, for one derivation where they share their slots
 * (FORMAT.md §6). `refused` holds the codes of those before it.
 * @throws UserError of the first one where none opens.
 */
export async function openFirst(
  texts: readonly string[],
  credential: Credential,
): Promise<OpenedVault & { readonly refused: readonly ErrorCode[] }> {
  const unlocker = createUnlocker(credential);
  const refusals: UserError[] = [];
  for (const text of texts) {
    try {
      return { ...(await openWith(unlocker, text)), refused: refusals.map(({ code }) => code) };
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      refusals.push(error);
    }
  }
  throw refusals[0] ?? new UserError('no-vault');
}

/**
 * The 32 bytes of the vault key's text, for wrapping it in a slot; the caller zero-fills them.
 * @throws UserError E_UNLOCK where it is not 32 bytes as base64url.
 */
export function vaultKeyBytes(vaultKey: string): Bytes {
  try {
    return base64Url(SIZES.vaultKey)(vaultKey);
  } catch (error) {
    if (error instanceof CheckError) throw new UserError('E_UNLOCK');
    throw error;
  }
}

/**
 * The vault key's text as a key that WebCrypto holds.
 * @throws UserError as `vaultKeyBytes`
 */
export const importVaultKey = async (vaultKey: string): Promise<DerivationKey> =>
  takeKeyMaterial(vaultKeyBytes(vaultKey));

/** The payload's own text, next to what was read on the way; for sealing and for `openWithKey`. */
export async function openText(
  text: string,
  key: DerivationKey,
): Promise<ReadVault & { readonly json: string }> {
  const vault = await readVault(text);
  return { ...vault, json: await openPayload(key, vault.envelope) };
}

/**
 * Opens a sealed vault with the vault key of an unlocked session: no derivation, a few milliseconds.
 * @throws UserError as `openVault`; a key of another vault or epoch gives E_TAMPERED, no key at all E_UNLOCK.
 */
export async function openWithKey(
  text: string,
  vaultKey: string,
): Promise<Pick<OpenedVault, 'content' | 'vaultId' | 'rev'>> {
  const { header, json } = await openText(text, await importVaultKey(vaultKey));
  return { content: parsePayload(json), vaultId: encodeBase64Url(header.vaultId), rev: header.rev };
}
