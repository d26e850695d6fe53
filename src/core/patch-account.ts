import { type Account, type CodeKind, kindOf, LIMITS } from './account';
import { UserError } from './errors';
import { cleanLines, cleanText, UNCUT } from './outside-text';
import { isSameJson } from './same-json';
import { readTags } from './tags';

const PATCH_FIELDS = [
  'issuer',
  'name',
  'algorithm',
  'digits',
  'kind',
  'sites',
  'pinned',
  'submits',
  'display',
  'tags',
  'note',
  'pin',
  'icon',
] as const;

export type AccountPatch = Partial<
  Pick<
    Account,
    | 'issuer'
    | 'name'
    | 'algorithm'
    | 'digits'
    | 'pinned'
    | 'sites'
    | 'submits'
    | 'display'
    | 'tags'
    | 'note'
    | 'pin'
    | 'icon'
  >
> & {
  readonly kind?: CodeKind;
};

/** `base` holds, for each field of `fields`, the value that the person saw. */
export interface Edit {
  readonly base: AccountPatch;
  readonly fields: AccountPatch;
}

/** An `updatedAt` that is later than the one before, also within one millisecond or after the clock was set back. */
export const laterThan = ({ updatedAt }: Pick<Account, 'updatedAt'>, now: number): number =>
  Math.min(Math.max(now, updatedAt + 1), Number.MAX_SAFE_INTEGER);

/**
 * Whether the edit would put a field over a value that the person has not seen. The type never changes; a PIN is never
 * seen, so that a new one is meant whatever it was.
 */
function isConflict(field: keyof AccountPatch, stored: AccountPatch, { base, fields }: Edit): boolean {
  if (field === 'pin') return false;
  const isOtherType = field === 'kind' && fields.kind?.type !== stored.kind?.type;
  return isOtherType || !isSameJson(stored[field], base[field]);
}

/** Every field as it was shown to the person, whatever an earlier version or another vault let in. */
const asShown = (account: Account): AccountPatch => ({
  submits: false,
  display: '',
  icon: '',
  ...account,
  issuer: cleanText(account.issuer, UNCUT),
  name: cleanText(account.name, UNCUT),
  note: cleanLines(account.note ?? '', UNCUT),
  tags: readTags(...(account.tags ?? [])),
  kind: kindOf(account),
});

const TEXT_LIMITS = {
  issuer: LIMITS.textCodePoints,
  name: LIMITS.textCodePoints,
  note: LIMITS.noteCodePoints,
} as const;

const isLonger = (text: string, max: number): boolean => Array.from(text).length > max;

/**
 * What a person types is refused rather than cut: nobody would see what is missing.
 * @throws UserError text-too-long (`field`)
 */
export function requireLength(text: string, field: keyof typeof TEXT_LIMITS): void {
  const max = TEXT_LIMITS[field];
  if (isLonger(text, max)) throw new UserError('text-too-long', { max, field });
}

/** `before`: which may have more sites already. */
function checkLimits(patch: AccountPatch, before: Account): void {
  for (const field of ['issuer', 'name', 'note'] as const) requireLength(patch[field] ?? '', field);
  const { tags = [], sites = [] } = patch;
  if (sites.length > Math.max(LIMITS.sites, before.sites.length))
    throw new UserError('too-many-sites', { max: LIMITS.sites });
  if (tags.length > LIMITS.tags) throw new UserError('tags-over-limit', { max: LIMITS.tags });
  const max = LIMITS.tagCodePoints;
  if (tags.some((tag) => isLonger(tag, max))) throw new UserError('tag-too-long', { max });
}

/**
 * Carries out an edit field by field, so that two windows can change different fields of one account. A field that the
 * person left as it was stays as it is now.
 * @param now Unix milliseconds
 * @returns the very same account where nothing changes
 * @throws UserError account-deleted (it lies in the trash), conflict (`fields`: all of them, by name), name-missing,
 *   text-too-long (`field`), too-many-sites, tag-too-long, tags-over-limit
 */
export function patchAccount(account: Account, edit: Edit, now: number): Account {
  if (account.trashedAt !== undefined) throw new UserError('account-deleted');
  const { base, fields } = edit;
  const stored = asShown(account);
  const changed = PATCH_FIELDS.filter(
    (field) =>
      fields[field] !== undefined &&
      !isSameJson(fields[field], base[field]) &&
      !isSameJson(fields[field], stored[field]),
  );
  const conflicts = changed.filter((field) => isConflict(field, stored, edit));
  if (conflicts.length > 0) throw new UserError('conflict', { fields: conflicts.join(' ') });
  if (changed.length === 0) return account;
  const taken: AccountPatch = Object.fromEntries(changed.map((field) => [field, fields[field]]));
  checkLimits(taken, account);
  const { kind, ...described } = taken;
  const patched: Account = { ...account, ...described, ...kind, updatedAt: laterThan(account, now) };
  if (!patched.issuer && !patched.name) throw new UserError('name-missing');
  return patched;
}
