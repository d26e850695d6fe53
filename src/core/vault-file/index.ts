/**
 * The sealed vault file: counterfoil-vault v1 (FORMAT.md). A file is a random vault key wrapped in slots,
 * a header that is bound byte for byte, and a padded payload under a key of its own on every write.
 */

export { openNote, sealNote } from './note';
export type { Inspection, OpenedVault } from './open';
export { inspectVault, openFirst, openVault, openWithKey } from './open';
export type { CreatedVault, KdfChoice, Random } from './seal';
export { createVault, sealVault } from './seal';
export type { Credential } from './unlock';
