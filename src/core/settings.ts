import { boolean, type Check, CheckError, isRecord, nullable, oneOf, readOr, shape, text } from './check';
import { LIST_ORDERS, type ListOrder } from './list-order';
import type { VaultContent } from './vault-content';

/** How many digits of a code stand together: as fits its length, two, three, four, all. */
export const GROUPINGS = ['automatic', 'twos', 'threes', 'fours', 'none'] as const;
export type Grouping = (typeof GROUPINGS)[number];

/** What a person can set; it lies in the sealed vault. */
export interface Settings {
  /** When the vault locks by itself; null: never for this reason. */
  readonly lock: {
    /** Minutes without use, 1 to 1,440. */
    readonly afterMinutes: number | null;
    readonly onSystemLock: boolean;
    /** Hours since unlocking, 1 to 744. */
    readonly maxHours: number | null;
  };
  readonly pin: { readonly salt: string; readonly key: string } | null;
  readonly clearClipboard: boolean;
  readonly automaticBackups: boolean;
  readonly list: {
    readonly order: ListOrder;
    /** Codes show only under the pointer and the focus. */
    readonly hideCodes: boolean;
    readonly grouping: Grouping;
  };
}

const MAX_MINUTES = 24 * 60;
const MAX_HOURS = 24 * 31;
const DEFAULT_HOURS = 12;

/** A whole number outside of `1`…`max` becomes the nearer end: nearest to what was meant, and never weaker. */
const span =
  (max: number): Check<number> =>
  (value, path = '') => {
    if (typeof value !== 'number' || !Number.isInteger(value)) throw new CheckError(path, 'a whole number');
    return Math.min(Math.max(value, 1), max);
  };

const pinText = text(1024, 1);

function readPin(value: unknown): Settings['pin'] {
  const { salt, key } = isRecord(value) ? value : {};
  return readOr(nullable(shape({ salt: pinText, key: pinText })), { salt, key }, null);
}

/** Reads each setting by itself: a missing or wrong one is its default and takes no other along. */
export function readSettings({ settings }: Pick<VaultContent, 'settings'>): Settings {
  const lock = isRecord(settings.lock) ? settings.lock : {};
  const list = isRecord(settings.list) ? settings.list : {};
  return {
    lock: {
      afterMinutes: readOr(nullable(span(MAX_MINUTES)), lock.afterMinutes, null),
      onSystemLock: readOr(boolean, lock.onSystemLock, false),
      maxHours: readOr(nullable(span(MAX_HOURS)), lock.maxHours, DEFAULT_HOURS),
    },
    pin: readPin(settings.pin),
    clearClipboard: readOr(boolean, settings.clearClipboard, false),
    automaticBackups: readOr(boolean, settings.automaticBackups, false),
    list: {
      order: readOr(oneOf(...LIST_ORDERS), list.order, 'manual'),
      hideCodes: readOr(boolean, list.hideCodes, false),
      grouping: readOr(oneOf(...GROUPINGS), list.grouping, 'automatic'),
    },
  };
}

/** The settings as stored, with the change; what this version does not know stays word for word. */
export function changedSettings(
  raw: Readonly<Record<string, unknown>>,
  change: Partial<Settings>,
): Record<string, unknown> {
  const changed = Object.entries(change).map(([name, value]): [string, unknown] => {
    const before = raw[name];
    return [name, isRecord(value) && isRecord(before) ? { ...before, ...value } : value];
  });
  return { ...raw, ...Object.fromEntries(changed) };
}

const isLonger = (before: number | null, after: number | null): boolean =>
  before !== null && (after === null || after > before);

/** Whether the vault would stay open longer: a person who finds it open must not be able to arrange that. */
export function loosens({ lock: before }: Settings, { lock: after }: Settings): boolean {
  return (
    isLonger(before.afterMinutes, after.afterMinutes) ||
    isLonger(before.maxHours, after.maxHours) ||
    (before.onSystemLock && !after.onSystemLock)
  );
}
