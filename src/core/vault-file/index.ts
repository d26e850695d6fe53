/**
 * The sealed vault file: counterfoil-vault v1 (FORMAT.md). A file is a random vault key wrapped in slots,
 * a header that is bound byte for byte, and a padded payload under a key of its own on every write.
 */

export { changeSlots } from './change-slots';
export type { CreatedVault } from './create';
export { createVault, rotateVault } from './create';
export type { Inspection, SlotView } from './inspect';
export { inspectVault } from './inspect';
export { REV_STEP_MAX } from './limits';
export type { KdfChoice } from './new-kdf';
export type { NewSlot } from './new-slot';
export { newSlotId } from './new-slot';
export { openNote, sealNote } from './note';
export type { OpenedVault } from './open';
export { openFirst, openVault, openWithKey } from './open';
export type { Random } from './seal';
export { sealBackup, sealVault } from './seal';
export type { Credential } from './unlock';
