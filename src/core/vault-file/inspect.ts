import { type ErrorCode, UserError } from '../errors';
import { encodeBase64Url } from './bytes';
import type { Slot } from './header';
import { isBelowCreated } from './kdf';
import { readVault } from './open';

/** A way in, as the header tells it. All but `type` and `weakKdf` is base64url. */
export interface SlotView {
  /** Empty for a slot of a newer version: nothing can be done with it but to keep it. */
  readonly id: string;
  readonly type: string;
  /** Of a `webauthn-prf` slot: what the ceremony needs to open it. */
  readonly credentialId?: string;
  readonly prfSalt?: string;
  /** Of a `passphrase` slot: its derivation costs less than we would create today. */
  readonly weakKdf?: boolean;
}

/** What a sealed vault tells without a credential; nothing of it is authentic. */
export type Inspection =
  | {
      readonly ok: true;
      readonly vaultId: string;
      readonly rev: number;
      readonly sum: string;
      /** In the order of the header. */
      readonly slots: readonly SlotView[];
    }
  | { readonly ok: false; readonly code: ErrorCode };

function viewOf(slot: Slot): SlotView {
  if (slot.type === 'foreign') return { id: '', type: slot.foreignType };
  const name = { id: encodeBase64Url(slot.id), type: slot.type };
  if (slot.type === 'recovery') return name;
  if (slot.type === 'passphrase') return { ...name, weakKdf: isBelowCreated(slot.kdf) };
  return {
    ...name,
    credentialId: encodeBase64Url(slot.credentialId),
    prfSalt: encodeBase64Url(slot.prfSalt),
  };
}

/**
 * Looks at shape, limits and sum without a credential, to choose a generation while locked (FORMAT.md §6). A file
 * that passes may still be forged; one that does not pass cannot be opened.
 */
export async function inspectVault(text: string): Promise<Inspection> {
  try {
    const { envelope, header } = await readVault(text);
    const slots = header.slots.map(viewOf);
    return { ok: true, vaultId: encodeBase64Url(header.vaultId), rev: header.rev, sum: envelope.sum, slots };
  } catch (error) {
    if (error instanceof UserError) return { ok: false, code: error.code };
    throw error;
  }
}
