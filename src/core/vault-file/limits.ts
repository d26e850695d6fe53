/**
 * Every number of the format (FORMAT.md §3), checked before use. "Accept" is what a file may carry; "create" is
 * what we write. A file outside of "accept" is refused before any work is done for it.
 */

const KIB = 1024;
const MIB = 1024 * KIB;

export const FORMAT = 'counterfoil-vault';
export const VERSION = 1;

/** Sizes in bytes; a range where the format leaves a choice. */
export const SIZES = {
  file: 8 * MIB,
  header: 64 * KIB,
  payload: 4 * MIB,
  /** Padded payloads are multiples of this, so that a file tells the number of accounts only roughly. */
  paddingBlock: 4096,
  salt: 32,
  nonce: 12,
  vaultId: 16,
  slotId: 16,
  vaultKey: 32,
  /** The vault key and the 16-byte tag of AES-GCM. */
  wrappedKey: 48,
  tag: 16,
  sum: 16,
  /** First PRF result of WebAuthn, and the recovery key (FORMAT.md §2). */
  prfSecret: 32,
  recoveryKey: 16,
  /** WebAuthn Level 3 §4: a credential id has at most 1023 bytes. */
  credentialId: { min: 1, max: 1023 },
} as const;

export const SLOTS_MAX = 16;
/** Characters of a slot type, a KDF name or a relying party id. */
export const NAME_CHARACTERS_MAX = 255;
export const REV_MAX = Number.MAX_SAFE_INTEGER;
/**
 * How far a merge may move the revision on in one save. Two browsers with one vault are thousands of saves apart at
 * most; a file that claims a revision near `REV_MAX` would leave none for any later save.
 */
export const REV_STEP_MAX = 1_000_000;

/** Memory `m` in KiB, passes `t`, lanes `p` (RFC 9106 §3.1); `work` bounds m·t, the bytes a file can make us move. */
export const ARGON2ID = {
  accept: {
    m: { min: 19_456, max: 1_048_576 },
    t: { min: 1, max: 16 },
    p: { min: 1, max: 4 },
    work: 4_194_304,
  },
  create: { m: 65_536, t: 3, p: 1 },
} as const;

/** Iterations `c` (RFC 8018 §5.2). */
export const PBKDF2 = {
  accept: { c: { min: 600_000, max: 10_000_000 } },
  create: { c: 1_000_000 },
} as const;
