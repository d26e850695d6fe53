import { type Account, type CodeKind, kindOf, LIMITS, type Site } from './account';
import { pictureSize } from './account-icon';
import { UserError } from './errors';
import { laterThan } from './patch-account';
import { uniteRecoveryCodes } from './recovery-codes';
import { unitedRemovals, withoutRemoved } from './removals';
import { isSameJson } from './same-json';

/** One account that lives in two vaults (a person's own and a backup) becomes one again, field by field. */
interface Pair {
  readonly mine: Account;
  readonly theirs: Account;
}

export type Side = keyof Pair;

/** Whose value stays, by field, where the person wants another than the suggested one. */
export type FieldChoices = Readonly<Record<string, Side>>;

/** Texts to show; both are '' for a secret, and for a field that this version does not know. */
export interface Difference {
  readonly field: string;
  readonly mine: string;
  readonly theirs: string;
  readonly suggested: Side;
}

const KNOWN: ReadonlySet<string> = new Set([
  'id',
  'type',
  'issuer',
  'name',
  'secret',
  'pin',
  'algorithm',
  'digits',
  'period',
  'counter',
  'sites',
  'pinned',
  'order',
  'createdAt',
  'updatedAt',
  'source',
  'trashedAt',
  'verifiedAt',
  'submits',
  'display',
  'tags',
  'note',
  'icon',
  'recoveryCodes',
  'removals',
]);

const unknownFields = (account: Account): Map<string, unknown> =>
  new Map(Object.entries(account).filter(([name]) => !KNOWN.has(name)));

const TYPE_NAMES = {
  totp: 'TOTP',
  hotp: 'HOTP',
  steam: 'Steam',
  motp: 'Mobile-OTP',
  yandex: 'Yandex',
} as const;
const kindText = (kind: CodeKind): string =>
  `${TYPE_NAMES[kind.type]} ${kind.type === 'hotp' ? kind.counter : `${kind.period} s`}`;

/** ECMA-262 §21.4.1.1: no date is later, and a file may hold any number. */
const LAST_INSTANT = 8.64e15;
const dayOf = (instant: number): string =>
  new Date(Math.min(instant, LAST_INSTANT)).toISOString().slice(0, 10);

/** The counter belongs to the secret: between two of one type it is no choice. */
const isOtherKind = (mine: Account, theirs: Account): boolean =>
  (mine.type !== 'hotp' || theirs.type !== 'hotp') && !isSameJson(kindOf(mine), kindOf(theirs));

interface Field {
  readonly name: string;
  readonly isOther: (mine: Account, theirs: Account) => boolean;
  readonly show: (account: Account) => string;
}

const plain = (name: 'issuer' | 'name' | 'algorithm' | 'digits'): Field => ({
  name,
  isOther: (mine, theirs) => mine[name] !== theirs[name],
  show: (account) => String(account[name]),
});

const FIELDS: readonly Field[] = [
  plain('issuer'),
  plain('name'),
  {
    // The PIN goes with its secret, and is shown as little.
    name: 'secret',
    isOther: (mine, theirs) => mine.secret !== theirs.secret || mine.pin !== theirs.pin,
    show: () => '',
  },
  plain('algorithm'),
  plain('digits'),
  { name: 'kind', isOther: isOtherKind, show: kindText },
  {
    name: 'pinned',
    isOther: (mine, theirs) => mine.pinned !== theirs.pinned,
    show: ({ pinned }) => (pinned ? '✓' : '–'),
  },
  {
    name: 'submits',
    isOther: (mine, theirs) => (mine.submits ?? false) !== (theirs.submits ?? false),
    show: ({ submits }) => (submits ? '✓' : '–'),
  },
  {
    name: 'display',
    isOther: (mine, theirs) => (mine.display ?? '') !== (theirs.display ?? ''),
    show: ({ display = '' }) => display,
  },
  {
    name: 'tags',
    isOther: (mine, theirs) => !isSameJson(mine.tags ?? [], theirs.tags ?? []),
    show: ({ tags = [] }) => tags.join(', '),
  },
  {
    name: 'note',
    isOther: (mine, theirs) => (mine.note ?? '') !== (theirs.note ?? ''),
    show: ({ note = '' }) => note,
  },
  {
    name: 'icon',
    isOther: (mine, theirs) => (mine.icon ?? '') !== (theirs.icon ?? ''),
    show: ({ icon = '' }) => (pictureSize({ icon }) > 0 ? 'picture' : icon),
  },
  {
    name: 'trashedAt',
    isOther: (mine, theirs) => (mine.trashedAt === undefined) !== (theirs.trashedAt === undefined),
    show: ({ trashedAt }) => (trashedAt === undefined ? '' : dayOf(trashedAt)),
  },
];

function unknownField(name: string): Field {
  const read = (account: Account) => unknownFields(account).get(name);
  return { name, isOther: (mine, theirs) => !isSameJson(read(mine), read(theirs)), show: () => '' };
}

/** The side that was changed last. */
const leader = ({ mine, theirs }: Pair): Side => (theirs.updatedAt > mine.updatedAt ? 'theirs' : 'mine');

/** The fields in which two accounts differ so that one value must give way, with the suggestion which. */
export function differencesOf(pair: Pair): Difference[] {
  const { mine, theirs } = pair;
  const names = new Set([...unknownFields(mine).keys(), ...unknownFields(theirs).keys()]);
  return [...FIELDS, ...[...names].map(unknownField)]
    .filter(({ isOther }) => isOther(mine, theirs))
    .map(({ name, show }) => ({
      field: name,
      mine: show(mine),
      theirs: show(theirs),
      suggested: leader(pair),
    }));
}

/** For a site of both, the leading side says whether its sub-domains count. */
export function unitedSites(leading: readonly Site[], other: readonly Site[]): readonly Site[] {
  const more = other.filter(({ origin }) => leading.every((site) => site.origin !== origin));
  return [...leading, ...more];
}

/** Filling by itself is granted to one browser: what a site says of it stays as it is here. */
function asHere(mine: Account, sites: readonly Site[]): readonly Site[] {
  return sites.map(({ automatic: _theirs, ...site }) => {
    const automatic = mine.sites.find(({ origin }) => origin === site.origin)?.automatic;
    return automatic === undefined ? site : { ...site, automatic };
  });
}

function chosenUnknown(pair: Pair, sideOf: (field: string) => Side): Record<string, unknown> {
  const fields = { mine: unknownFields(pair.mine), theirs: unknownFields(pair.theirs) };
  const names = new Set([...fields.mine.keys(), ...fields.theirs.keys()]);
  const chosen = [...names].filter((name) => fields[sideOf(name)].has(name));
  return Object.fromEntries(chosen.map((name) => [name, fields[sideOf(name)].get(name)]));
}

/**
 * One account out of two: each differing field from the chosen side, or else from the side that was changed last (mine
 * where that is the same); the sites and recovery codes of both, but for what was taken away on one; the place in the list and the origin of mine. The counter of an HOTP
 * account comes with its secret and is not raised here.
 * @param now Unix milliseconds: the instant of a choice against the suggestion, and of coming to the trash here
 * @throws UserError name-missing where the choices leave neither issuer nor name
 */
export function mergeAccount(pair: Pair, choices: FieldChoices, now: number): Account {
  const { mine, theirs } = pair;
  const suggested = leader(pair);
  const sideOf = (field: string): Side => {
    const chosen = choices[field];
    return chosen === 'mine' || chosen === 'theirs' ? chosen : suggested;
  };
  const from = (field: string): Account => pair[sideOf(field)];
  const isOverruled = differencesOf(pair).some(({ field }) => sideOf(field) !== suggested);
  const latest = { updatedAt: Math.max(mine.updatedAt, theirs.updatedAt) };
  const kind = mine.type === 'hotp' && theirs.type === 'hotp' ? from('secret') : from('kind');
  const issuer = from('issuer').issuer;
  const name = from('name').name;
  const isNamed = ({ issuer, name }: Pick<Account, 'issuer' | 'name'>) => issuer !== '' || name !== '';
  if (!isNamed({ issuer, name }) && isNamed(mine) && isNamed(theirs)) throw new UserError('name-missing');
  const isTrashed = from('trashedAt').trashedAt !== undefined;
  // Not the instant of theirs: a month after it, the account would be gone for good instead of lying in the trash.
  const trashedAt = isTrashed ? (mine.trashedAt ?? now) : undefined;
  const { secret, pin } = from('secret');
  // What a site took was the code of one secret.
  const sameSecret = [mine, theirs].filter((one) => one.secret === secret && one.pin === pin);
  const verifiedAt = sameSecret.find((one) => one.verifiedAt !== undefined)?.verifiedAt;
  const { submits } = from('submits');
  const { display } = from('display');
  const { tags } = from('tags');
  const { note } = from('note');
  const { icon } = from('icon');
  const left = { mine: withoutRemoved(mine, theirs), theirs: withoutRemoved(theirs, mine) };
  const recoveryCodes = uniteRecoveryCodes(left.mine.recoveryCodes ?? [], left.theirs.recoveryCodes ?? []);
  const other = suggested === 'mine' ? left.theirs : left.mine;
  const both = unitedSites(left[suggested].sites, other.sites).slice(0, LIMITS.storedSites);
  const sites = asHere(mine, both);
  const removals = unitedRemovals(mine, theirs, { sites, recoveryCodes });
  return {
    ...chosenUnknown(pair, sideOf),
    id: mine.id,
    issuer,
    name,
    secret,
    ...(pin === undefined ? {} : { pin }),
    algorithm: from('algorithm').algorithm,
    digits: from('digits').digits,
    ...kindOf(kind),
    sites,
    pinned: from('pinned').pinned,
    order: mine.order,
    createdAt: mine.createdAt,
    updatedAt: isOverruled ? laterThan(latest, now) : latest.updatedAt,
    source: mine.source,
    ...(trashedAt === undefined ? {} : { trashedAt }),
    ...(verifiedAt === undefined ? {} : { verifiedAt }),
    ...(submits === undefined ? {} : { submits }),
    ...(display === undefined ? {} : { display }),
    ...(tags === undefined ? {} : { tags }),
    ...(note === undefined ? {} : { note }),
    ...(icon === undefined ? {} : { icon }),
    ...(recoveryCodes.length === 0 ? {} : { recoveryCodes }),
    ...(removals.length === 0 ? {} : { removals }),
  };
}
