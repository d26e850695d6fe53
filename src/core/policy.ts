import type { Site } from './account';
import { boolean, type Check, CheckError, list, oneOf, open, text } from './check';
import { savableOrigin } from './match';
import type { Settings } from './settings';

/**
 * What an organisation settles for its people (`storage.managed`). It comes from outside and may be of any shape: each
 * key is read by itself, and a wrong one takes no other along.
 */
export interface Policy {
  /** Minutes without use after which the vault locks at the latest, 1 to 1,440; null: as the person likes. */
  readonly lockAfterMinutes: number | null;
  /** Hours since unlocking after which it locks at the latest, 1 to 744; null: as the person likes. */
  readonly lockAfterHours: number | null;
  readonly lockWithComputer: boolean;
  /** No secret leaves unencrypted; a sealed backup still does. */
  readonly forbidPlainExport: boolean;
  readonly minimumPassphraseStrength: LeastStrength | null;
  readonly hideFeatures: readonly Feature[];
  readonly presetSites: readonly PresetSites[];
  /** Keys that are there and are not, or not wholly, what they should be. */
  readonly unreadable: readonly PolicyKey[];
}

/** What can be hidden. What a person has of it already stays, and still goes out in a sealed backup. */
export const FEATURES = [
  'add-by-hand',
  'automatic-backups',
  'automatic-fill',
  'camera',
  'pin',
  'recovery-codes',
  'screen',
  'security-keys',
  'sync',
] as const;
export type Feature = (typeof FEATURES)[number];

/** From the weakest on; what is common is never taken. */
export const STRENGTHS = ['weak', 'fair', 'good', 'strong'] as const;
export type PassphraseStrength = (typeof STRENGTHS)[number];
type LeastStrength = Exclude<PassphraseStrength, 'weak'>;

/** Where accounts of an issuer sign in. */
export interface PresetSites {
  readonly issuer: string;
  readonly sites: readonly Site[];
}

export const POLICY_KEYS = [
  'lockAfterMinutes',
  'lockAfterHours',
  'lockWithComputer',
  'forbidPlainExport',
  'minimumPassphraseStrength',
  'hideFeatures',
  'presetSites',
] as const;
export type PolicyKey = (typeof POLICY_KEYS)[number];

export const NO_POLICY: Policy = {
  lockAfterMinutes: null,
  lockAfterHours: null,
  lockWithComputer: false,
  forbidPlainExport: false,
  minimumPassphraseStrength: null,
  hideFeatures: [],
  presetSites: [],
  unreadable: [],
};

const MOST_MINUTES = 24 * 60;
const MOST_HOURS = 24 * 31;
const MOST_ITEMS = 200;

/** What a value says, and whether all of it could be read. */
interface Read<T> {
  readonly value: T;
  readonly isWhole: boolean;
}

function attempt<T>(check: Check<T>, value: unknown): { readonly value: T } | null {
  try {
    return { value: check(value) };
  } catch (error) {
    if (error instanceof CheckError) return null;
    throw error;
  }
}

/** Nobody knows which number was meant by something else, so that it is not made up. A fraction is cut off. */
function span(value: unknown, max: number): Read<number | null> {
  if (typeof value !== 'number' || !Number.isFinite(value)) return { value: null, isWhole: false };
  const isWhole = Number.isInteger(value) && value >= 1 && value <= max;
  return { value: Math.min(Math.max(Math.floor(value), 1), max), isWhole };
}

/** What cannot be read counts as on: who names a switch wants it, and there is only one other thing it can mean. */
function turned(value: unknown): Read<boolean> {
  const read = attempt(boolean, value);
  return { value: read?.value ?? true, isWhole: read !== null };
}

function strength(value: unknown): Read<LeastStrength | null> {
  const read = attempt(oneOf('fair', 'good', 'strong'), value);
  return { value: read?.value ?? null, isWhole: read !== null };
}

/** Those that can be read, each by itself. */
function items<T>(value: unknown, readItem: (item: unknown) => T | null): Read<T[]> {
  if (!Array.isArray(value)) return { value: [], isWhole: false };
  const given: unknown[] = value.slice(0, MOST_ITEMS);
  const read = given.map(readItem).filter((item) => item !== null);
  return { value: read, isWhole: read.length === value.length };
}

const readFeature = (value: unknown): Feature | null => attempt(oneOf(...FEATURES), value)?.value ?? null;

const checkPreset = open({ issuer: text(256, 1), hosts: list(text(300, 1), MOST_ITEMS) });

/** A host alone, with its port where that is not the usual one; always by https. */
function siteOf(host: string): Site | null {
  const origin = /[/\s@?#]/u.test(host) ? null : savableOrigin(`https://${host}`);
  return origin === null ? null : { origin, subdomains: false };
}

function readPreset(value: unknown): PresetSites | null {
  const read = attempt(checkPreset, value);
  if (!read) return null;
  const { issuer, hosts } = read.value;
  const sites = hosts.map(siteOf).filter((site) => site !== null);
  return sites.length === hosts.length && sites.length > 0 ? { issuer, sites } : null;
}

type Readers = { readonly [K in PolicyKey]: (value: unknown) => Read<Policy[K]> };

const READERS: Readers = {
  lockAfterMinutes: (value) => span(value, MOST_MINUTES),
  lockAfterHours: (value) => span(value, MOST_HOURS),
  lockWithComputer: turned,
  forbidPlainExport: turned,
  minimumPassphraseStrength: strength,
  hideFeatures: (value) => items(value, readFeature),
  presetSites: (value) => items(value, readPreset),
};

function withKey<K extends PolicyKey>(policy: Policy, key: K, given: unknown): Policy {
  const { value, isWhole } = READERS[key](given);
  return { ...policy, [key]: value, unreadable: isWhole ? policy.unreadable : [...policy.unreadable, key] };
}

/** Never throws: what is no policy is none, unknown keys are left alone, and a wrong one is named. */
export function readPolicy(managed: Readonly<Record<string, unknown>>): Policy {
  const given = POLICY_KEYS.filter((key) => Object.hasOwn(managed, key));
  return given.reduce((policy, key) => withKey(policy, key, managed[key]), NO_POLICY);
}

/** The shorter of two spans, where null is endless. */
const shorter = (one: number | null, other: number | null): number | null =>
  one === null || other === null ? (one ?? other) : Math.min(one, other);

/** When the vault locks: as the person wants it, and never later than the organisation does. */
export function heldLock(policy: Policy, lock: Settings['lock']): Settings['lock'] {
  return {
    afterMinutes: shorter(policy.lockAfterMinutes, lock.afterMinutes),
    onSystemLock: policy.lockWithComputer || lock.onSystemLock,
    maxHours: shorter(policy.lockAfterHours, lock.maxHours),
  };
}

/** Whether a change asks for something that the policy would not let be; what stays as it was is no change. */
export function isLockForbidden(policy: Policy, before: Settings['lock'], after: Settings['lock']): boolean {
  const held = heldLock(policy, after);
  return (
    (after.afterMinutes !== before.afterMinutes && held.afterMinutes !== after.afterMinutes) ||
    (after.maxHours !== before.maxHours && held.maxHours !== after.maxHours) ||
    (after.onSystemLock !== before.onSystemLock && held.onSystemLock !== after.onSystemLock)
  );
}

/** `strength`: as it was judged where it was chosen; undefined where nobody did, which is not enough. */
export function isStrongEnough(
  { minimumPassphraseStrength: least }: Policy,
  strength: PassphraseStrength | undefined,
): boolean {
  if (least === null) return true;
  return strength !== undefined && STRENGTHS.indexOf(strength) >= STRENGTHS.indexOf(least);
}

const plain = (issuer: string): string => issuer.normalize('NFKC').trim().toLowerCase();

/** The sites that the organisation names for an issuer, whatever its case. */
export function presetSitesOf({ presetSites }: Policy, issuer: string): readonly Site[] {
  const wanted = plain(issuer);
  if (wanted === '') return [];
  return presetSites.filter((one) => plain(one.issuer) === wanted).flatMap(({ sites }) => sites);
}
