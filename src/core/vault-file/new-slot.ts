import { CheckError } from '../check';
import { UserError } from '../errors';
import { encodeBase64Url } from './bytes';
import type { Slot } from './header';
import { SIZES, SLOTS_MAX } from './limits';

/**
 * A way in that is to be made. Texts but the passphrase are base64url: `id` as `newSlotId` gives it, `prfSalt` of
 * 32 bytes. The secrets are those of `Credential`; the caller zero-fills them.
 */
export type NewSlot =
  | { readonly id: string; readonly type: 'passphrase'; readonly passphrase: string }
  | {
      readonly id: string;
      readonly type: 'webauthn-prf';
      readonly credentialId: string;
      readonly prfSalt: string;
      readonly secret: Uint8Array;
    }
  | { readonly id: string; readonly type: 'recovery'; readonly secret: Uint8Array };

/**
 * base64url of 16 random bytes. The caller names a new slot, so that the payload can say more of it (its label,
 * its age) in the same write.
 */
export const newSlotId = (): string => encodeBase64Url(crypto.getRandomValues(new Uint8Array(SIZES.slotId)));

/**
 * Holds the rules of a header before any work is done for it.
 * @throws UserError last-passphrase where no passphrase is left, too-many-slots, passphrase-too-short for an empty
 * one; CheckError where two slots have one id.
 */
export function requireSlots(kept: readonly Slot[], added: readonly NewSlot[]): void {
  if (![...kept, ...added].some(({ type }) => type === 'passphrase')) throw new UserError('last-passphrase');
  if (kept.length + added.length > SLOTS_MAX) throw new UserError('too-many-slots', { max: SLOTS_MAX });
  if (added.some((slot) => slot.type === 'passphrase' && slot.passphrase === ''))
    throw new UserError('passphrase-too-short');
  const ids = [...kept.map(slotIdOf), ...added.map(({ id }) => id)].filter((id) => id !== '');
  if (new Set(ids).size < ids.length) throw new CheckError('id', 'an id that no other slot has');
}

/** The slot's id as base64url; empty for a slot of a newer version, whose members we do not know. */
export const slotIdOf = (slot: Slot): string => (slot.type === 'foreign' ? '' : encodeBase64Url(slot.id));
