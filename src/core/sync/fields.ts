import type { Account, CodeKind, Site } from '../account';
import { pictureSize } from '../account-icon';

/**
 * An account as named fields, each of which changes by itself on any browser. What decides the codes is one field (half
 * of one and half of another would be wrong codes); sites and the use of recovery codes are one field each, so that two
 * browsers can add to them at once. Not among them: the counter, which only grows; whether a site is filled by itself,
 * which is granted to one browser; `removals`, which stand for what a field without a
 * value says here; `updatedAt`, which each browser keeps; and when it came into the trash: that it is there is told, and
 * each browser counts the days on its own clock.
 */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json };

/** By name; null: it is not there. */
export type Fields = Readonly<Record<string, Json>>;

/** What this browser keeps for itself of an account. */
interface Own extends Pick<Account, 'sites' | 'removals' | 'updatedAt'> {
  /** Where it is in the trash: since when, here. */
  readonly trashedAt: number;
}

const SITE = 'site ';
const USED = 'used ';
const OTHER = 'other ';
/** In the trash: true, or not there. */
export const TRASHED = 'trashed';
/** An own one, which stands before an icon; too large for the browser's sync. */
export const PICTURE = 'picture';

/** Written as they are, where they are there. */
const PLAIN = [
  ...['issuer', 'name', 'pinned', 'order', 'createdAt', 'source'],
  ...['verifiedAt', 'submits', 'display', 'tags', 'note'],
] as const;
const CODE = ['type', 'secret', 'pin', 'algorithm', 'digits', 'period'] as const;
const APART = [
  'id',
  'counter',
  'sites',
  'icon',
  'recoveryCodes',
  'removals',
  'updatedAt',
  'trashedAt',
] as const;
const KNOWN: ReadonlySet<string> = new Set([...PLAIN, ...CODE, ...APART]);

const NAMES: ReadonlySet<string> = new Set([...PLAIN, TRASHED, PICTURE, 'code', 'icon', 'recoveryCodes']);

/** Whether this version knows what a field is; it leaves others to the versions that do. */
export const isKnownField = (name: string): boolean =>
  NAMES.has(name) || [SITE, USED, OTHER].some((beginning) => name.startsWith(beginning));

/** Which value of these stays is no matter for a person. */
const QUIET: ReadonlySet<string> = new Set(['order', 'createdAt', 'source', 'verifiedAt']);

export const isQuiet = (name: string): boolean => QUIET.has(name) || name.startsWith(USED);

/**
 * Whether an account as it is here leaves a field as the others have it: one of a later version, their icon beside an
 * own picture, and the use of a recovery code that is not in its list: the list may come back.
 */
export function saysNothingOf(account: Account, name: string): boolean {
  if (!isKnownField(name)) return true;
  if (name === 'icon') return hasOwnPicture(account);
  return isUseWithoutCode(name, account.recoveryCodes?.map(({ code }) => code) ?? []);
}

/** @param codes the list that an account has, as a field */
export const isUseWithoutCode = (name: string, codes: Json): boolean =>
  name.startsWith(USED) && !(Array.isArray(codes) && codes.some((code) => USED + String(code) === name));

const present = (entries: readonly (readonly [string, unknown])[]): [string, Json][] =>
  entries.filter(([, value]) => value !== undefined).map(([name, value]) => [name, value as Json]);

const picked = (account: Account, names: readonly string[]): [string, Json][] =>
  present(names.map((name) => [name, (account as unknown as Record<string, unknown>)[name]]));

const hasOwnPicture = ({ icon = '' }: Pick<Account, 'icon'>): boolean => pictureSize({ icon }) > 0;

/** All fields that an account has; those that it has not are left out. */
export function fieldsOf(account: Account): Fields {
  const { icon, sites, recoveryCodes = [] } = account;
  const others = Object.entries(account).filter(([name]) => !KNOWN.has(name));
  return Object.fromEntries([
    ...picked(account, PLAIN),
    ...(account.trashedAt === undefined ? [] : [[TRASHED, true] as const]),
    ['code', Object.fromEntries(picked(account, CODE))],
    ...present([[hasOwnPicture(account) ? PICTURE : 'icon', icon]]),
    ...sites.map(({ origin, subdomains }) => [SITE + origin, subdomains] as const),
    ...(recoveryCodes.length > 0 ? [['recoveryCodes', recoveryCodes.map(({ code }) => code)] as const] : []),
    ...present(recoveryCodes.map(({ code, usedAt }) => [USED + code, usedAt])),
    ...present(others.map(([name, value]) => [OTHER + name, value])),
  ]);
}

/** The names among these that begin so, without their beginning. */
const namesWith = (fields: Fields, beginning: string): string[] =>
  Object.keys(fields)
    .filter((name) => name.startsWith(beginning) && fields[name] !== null)
    .map((name) => name.slice(beginning.length));

/** In the order that they have here; new ones after them. */
function sitesFrom(fields: Fields, own: readonly Site[]): Site[] {
  const there = new Set(namesWith(fields, SITE));
  const kept = own.filter(({ origin }) => there.has(origin));
  const here = new Set(kept.map(({ origin }) => origin));
  const added = [...there].filter((origin) => !here.has(origin)).sort();
  const asThere = (origin: string) => ({ origin, subdomains: fields[SITE + origin] === true });
  return [...kept.map((site) => ({ ...site, ...asThere(site.origin) })), ...added.map(asThere)];
}

function recoveryFrom(fields: Fields): Pick<Account, 'recoveryCodes'> {
  const codes = Array.isArray(fields.recoveryCodes) ? fields.recoveryCodes : [];
  if (codes.length === 0) return {};
  const usedAt = (code: string) => fields[USED + code];
  return {
    recoveryCodes: codes.map(String).map((code) => {
      const at = usedAt(code);
      return typeof at === 'number' ? { code, usedAt: at } : { code };
    }),
  };
}

function iconFrom(fields: Fields): Pick<Account, 'icon'> {
  const icon = fields[PICTURE] ?? fields.icon;
  return typeof icon === 'string' ? { icon } : {};
}

/** What a new account keeps for itself: nothing yet. @param now Unix milliseconds */
export const nothingOwn = (now: number): Own => ({ sites: [], updatedAt: 0, trashedAt: now });

/**
 * The account again, as it would stand in a vault; unchecked, as the fields came from another browser.
 * @param counter of an HOTP account, the next one
 */
export function assemble(id: string, fields: Fields, counter: number, own: Own): Record<string, unknown> {
  const there = (names: readonly string[]) =>
    Object.fromEntries(names.flatMap((name) => (fields[name] == null ? [] : [[name, fields[name]]])));
  const code = { ...(fields.code as object) } as Partial<CodeKind>;
  return {
    ...Object.fromEntries(namesWith(fields, OTHER).map((name) => [name, fields[OTHER + name]])),
    id,
    ...there(PLAIN),
    ...code,
    ...(code.type === 'hotp' ? { counter } : {}),
    sites: sitesFrom(fields, own.sites),
    ...iconFrom(fields),
    ...recoveryFrom(fields),
    ...(own.removals === undefined ? {} : { removals: own.removals }),
    ...(fields[TRASHED] === true ? { trashedAt: own.trashedAt } : {}),
    updatedAt: own.updatedAt,
  };
}
