import {
  type Account,
  ALGORITHMS,
  type CodeKind,
  hasPin,
  LIMITS,
  type NewAccount,
  type RecoveryCode,
  type Site,
} from './account';
import { readPin } from './account-fields';
import { isPicture, pictureSize } from './account-icon';
import {
  boolean,
  type Check,
  CheckError,
  either,
  integer,
  isRecord,
  list,
  nullable,
  oneOf,
  open,
  optional,
  text,
} from './check';
import { UserError } from './errors';
import { isTooDeep } from './json';
import { savableOrigin } from './match';
import { cleanLines, cleanText } from './outside-text';
import { readForeignRecoveryCodes } from './recovery-codes';
import { isSecret } from './secret';
import { cleanTags } from './tags';

/**
 * What the sealed vault holds. Fields that this version does not know are kept word for word. `schema` is 2 as long as
 * an account has a PIN: versions that know 1 alone would show wrong codes for it, so they leave such a vault alone.
 */
export interface VaultContent {
  readonly schema: Schema;
  readonly accounts: readonly Account[];
  /** Accounts that are gone for good, so that a merge does not bring them back. */
  readonly tombstones: readonly Tombstone[];
  readonly settings: Readonly<Record<string, unknown>>;
  /** The last commands with their results: a repeated one is answered, not executed. */
  readonly ops: readonly DoneCommand[];
  /** Unix milliseconds of the last change; 0 where a file does not tell. */
  readonly savedAt: number;
  /** What a person calls the ways into the vault: the header of the file, which anyone can read, does not tell. */
  readonly slotsInfo: readonly SlotInfo[];
  readonly backups: Backups;
}

type Schema = 1 | 2;

export interface Tombstone {
  readonly id: string;
  /** Unix milliseconds. */
  readonly at: number;
  /** As in `SyncRecord`: another browser may have it still, and no code is given twice. */
  readonly counters?: Readonly<Record<string, number>> | undefined;
}

export const tombstoneOf = (
  id: string,
  counters: NonNullable<Tombstone['counters']>,
  at: number,
): Tombstone => (Object.keys(counters).length > 0 ? { id, at, counters } : { id, at });

export interface DoneCommand {
  readonly opId: string;
  readonly result: unknown;
}

export interface SlotInfo {
  readonly slotId: string;
  readonly label: string;
  /** Unix milliseconds. */
  readonly createdAt: number;
  /** The origin that a security key was made for: it answers no other one. */
  readonly origin?: string;
  /** Of a passphrase, as it was judged where somebody typed it (`STRENGTHS`); absent: nobody has. */
  readonly strength?: string;
}

/** Instants in Unix milliseconds. */
export interface Backups {
  /** When the last one reached its place; null: never. */
  readonly at: number | null;
  /** How often the accounts were changed since. */
  readonly changes: number;
  /** No reminder before this instant. */
  readonly remindAt: number;
}

/** More than a lifetime of deleted accounts; `readContent` opens no vault with more. */
export const MAX_TOMBSTONES = 100_000;

const instant = integer(0, Number.MAX_SAFE_INTEGER);
const anyText = text(65_536);
const site: Check<Site> = open({ origin: text(2048), subdomains: boolean, automatic: optional(boolean) });

const codeFields = open({ code: anyText, usedAt: optional(instant) });
const recoveryCode: Check<RecoveryCode> = (value, path) => ({
  ...(isRecord(value) ? value : {}),
  ...codeFields(value, path),
});

const accountFields = open({
  id: text(64, 1),
  issuer: anyText,
  name: anyText,
  secret: text(1024),
  pin: optional(text(1024)),
  algorithm: oneOf(...ALGORITHMS),
  digits: integer(LIMITS.digits.min, LIMITS.digits.max),
  sites: optional(list(site, LIMITS.storedSites)),
  pinned: optional(boolean),
  order: optional(integer(-Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER)),
  createdAt: optional(instant),
  updatedAt: optional(instant),
  source: optional(anyText),
  trashedAt: optional(instant),
  verifiedAt: optional(instant),
  submits: optional(boolean),
  display: optional(anyText),
  tags: optional(list(anyText, LIMITS.storedTags)),
  note: optional(anyText),
  icon: optional(anyText),
  recoveryCodes: optional(list(recoveryCode, LIMITS.storedRecoveryCodes)),
  removals: optional(list(open({ trace: text(64), at: instant }), 1024)),
});
const timed = open({
  type: oneOf('totp', 'steam', 'motp', 'yandex'),
  period: integer(LIMITS.periodSeconds.min, LIMITS.periodSeconds.max),
});
const counted = open({ type: oneOf('hotp'), counter: integer(LIMITS.counter.min, LIMITS.counter.max) });
export const codeKind: Check<CodeKind> = either<CodeKind, CodeKind>(timed, counted);

/** One stored account: known fields checked, absent ones given their default, unknown ones kept. */
const account = (value: unknown, path: string, position: number): Account => {
  const fields = accountFields(value, path);
  const defaults = { sites: [], pinned: false, order: position, createdAt: 0, updatedAt: 0, source: '' };
  const unknown = isRecord(value) ? value : {};
  return { ...unknown, ...defaults, ...fields, ...codeKind(value, path) };
};

const slotInfoFields = open({
  slotId: text(64, 1),
  label: anyText,
  createdAt: instant,
  origin: optional(text(2048)),
  strength: optional(text(64)),
});
const slotInfo: Check<SlotInfo> = (value, path) => ({
  ...(isRecord(value) ? value : {}),
  ...slotInfoFields(value, path),
});

const NEVER_BACKED_UP: Backups = { at: null, changes: 0, remindAt: 0 };
const backupFields = open({
  at: optional(nullable(instant)),
  changes: optional(integer(0, Number.MAX_SAFE_INTEGER)),
  remindAt: optional(instant),
});
const backups: Check<Backups> = (value, path) => ({
  ...(isRecord(value) ? value : {}),
  ...NEVER_BACKED_UP,
  ...backupFields(value, path),
});

const counters = (value: unknown, path = ''): Record<string, number> => {
  const entries = Object.entries(isRecord(value) ? value : {});
  return Object.fromEntries(entries.map(([name, counter]) => [name, instant(counter, path)]));
};
const tombstone = open({ id: text(64), at: instant, counters: optional(counters) });

const outer = open({
  schema: oneOf(1, 2),
  accounts: list((value) => value, LIMITS.accounts * 2),
  tombstones: optional(list(tombstone, MAX_TOMBSTONES)),
  settings: optional((value: unknown) => (isRecord(value) ? value : {})),
  ops: optional(list(open({ opId: text(64), result: (value: unknown) => value }), 64)),
  savedAt: optional(instant),
  slotsInfo: optional(list(slotInfo, 64)),
  backups: optional(backups),
});

export const EMPTY_CONTENT: VaultContent = {
  schema: 1,
  accounts: [],
  tombstones: [],
  settings: {},
  ops: [],
  savedAt: 0,
  slotsInfo: [],
  backups: NEVER_BACKED_UP,
};

/** Deeper than any field of any version; without a limit, writing it again would run out of stack. */
const DEEPEST = 64;

const schemaOf = (accounts: readonly Account[]): Schema =>
  accounts.some(({ type }) => hasPin(type)) ? 2 : 1;

/**
 * Reads the payload of an opened vault.
 * @throws UserError E_NEWER for a later schema, bad-content for one that nests without end; CheckError for anything else that is none of ours (the seal was
 *   right, so it is a bug)
 */
export function readContent(payload: unknown): VaultContent {
  if (isRecord(payload) && typeof payload.schema === 'number' && payload.schema > 2)
    throw new UserError('E_NEWER');
  if (isTooDeep(payload, DEEPEST)) throw new UserError('bad-content');
  const known = outer(payload);
  const unknown = isRecord(payload) ? payload : {};
  const accounts = known.accounts.map((value, index) => account(value, `accounts[${index}]`, index));
  return { ...unknown, ...EMPTY_CONTENT, ...known, accounts, schema: schemaOf(accounts) };
}

/** Whether codes can be made from what is there, which no field alone tells. */
function isWhole({ type, secret, pin = '' }: NewAccount): boolean {
  if (!isSecret(secret)) return false;
  try {
    return !hasPin(type) || readPin(pin, type) === pin;
  } catch (error) {
    if (error instanceof UserError) return false;
    throw error;
  }
}

/** Any other would be a site that no form and no scan lets in. */
const isSavable = ({ origin }: Site): boolean => savableOrigin(origin) === origin;

/** Its texts as every other door lets them in: what is in a vault of ours stays as it is. */
export function withCleanTexts(account: Account): Account {
  const { issuer, name, note, tags } = account;
  return {
    ...account,
    issuer: cleanText(issuer),
    name: cleanText(name),
    ...(note === undefined ? {} : { note: cleanLines(note, LIMITS.storedNoteCodePoints) }),
    ...(tags === undefined ? {} : { tags: cleanTags(tags, LIMITS.storedTags) }),
  };
}

/**
 * `readContent` for a file that somebody hands us: what is wrong in it is no bug. Its secrets and PINs are checked as
 * well (one that is no base32 would fail every answer with codes), sites on which nothing may be filled, and pictures
 * that are none of ours, stay behind, and its texts are cleaned. A vault of our own is read without that: whatever came
 * into it must not keep it shut.
 * @throws UserError E_NEWER, bad-content
 */
export function readOutsideContent(payload: unknown): VaultContent {
  const content = readSoundContent(payload);
  return {
    ...content,
    accounts: content.accounts.map(withCleanTexts),
    slotsInfo: content.slotsInfo.map((one) => ({
      ...one,
      label: cleanText(one.label, LIMITS.labelCodePoints),
    })),
  };
}

/** `readOutsideContent` with the texts as they stand. @throws UserError E_NEWER, bad-content */
export function readSoundContent(payload: unknown): VaultContent {
  const content = readForeign(payload);
  if (!content.accounts.every(isWhole)) throw new UserError('bad-content');
  const accounts = content.accounts.map(({ icon, ...one }) => ({
    ...one,
    ...(icon === undefined || (pictureSize({ icon }) > 0 && !isPicture(icon)) ? {} : { icon }),
    sites: one.sites.filter(isSavable).map(({ origin, subdomains }) => ({ origin, subdomains })),
    ...(one.recoveryCodes ? { recoveryCodes: readForeignRecoveryCodes(one.recoveryCodes) } : {}),
  }));
  return { ...content, accounts };
}

function readForeign(payload: unknown): VaultContent {
  try {
    return readContent(payload);
  } catch (error) {
    if (error instanceof CheckError) throw new UserError('bad-content');
    throw error;
  }
}
