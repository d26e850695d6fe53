/**
 * Sealed records, packed into the items of a browser's sync storage: 102,400 bytes in all, 8,192 an item, its name and
 * the JSON of its value counted together (chrome.storage.sync, `QUOTA_BYTES` and `QUOTA_BYTES_PER_ITEM`).
 */
export const SYNC_QUOTA = { bytes: 102_400, itemBytes: 8_192 } as const;

/** By the name of the item. */
export type Packs = Readonly<Record<string, string>>;

const NAME = 'accounts.';
/** Between the epoch and the records, and between two records; none of base64url's letters. */
const SEPARATOR = '.';

export const isPackName = (name: string): boolean =>
  name.startsWith(NAME) && /^\d{1,3}$/u.test(name.slice(NAME.length));

/** What an item counts for: its letters are all ASCII. */
export const itemBytes = (name: string, value: string): number => name.length + JSON.stringify(value).length;

export const writePack = (epoch: string, texts: readonly string[]): string =>
  [epoch, ...texts].join(SEPARATOR);

/** The sealed records of a pack; none of one that belongs to another epoch. */
export function readPack(epoch: string, value: unknown): readonly string[] {
  if (typeof value !== 'string' || value.length > SYNC_QUOTA.itemBytes) return [];
  const [of, ...texts] = value.split(SEPARATOR);
  return of === epoch ? texts : [];
}

/** A record to be stored: as it stands there already, or new. */
export interface Placed {
  readonly text: string;
  /** The item that it stands in. */
  readonly name?: string;
}

export interface Plan {
  readonly packs: Packs;
  /** By their place in what was given: they find no room. */
  readonly left: readonly number[];
}

interface Pack {
  readonly name: string;
  readonly texts: string[];
  bytes: number;
}

function emptyPack(name: string, epoch: string): Pack {
  return { name, texts: [], bytes: itemBytes(name, writePack(epoch, [])) };
}

/**
 * Where each record goes: those that are there already stay in their item, so that little is written; the others go
 * where there is room, in the order given.
 * @param room bytes that the packs may have together
 */
export function planPacks(epoch: string, records: readonly Placed[], room: number): Plan {
  const packs = new Map<string, Pack>();
  let used = 0;
  const open = (name: string): Pack => {
    const pack = packs.get(name) ?? emptyPack(name, epoch);
    if (!packs.has(name)) used += pack.bytes;
    packs.set(name, pack);
    return pack;
  };
  const put = (pack: Pack, text: string): boolean => {
    const bytes = SEPARATOR.length + text.length;
    if (pack.bytes + bytes > SYNC_QUOTA.itemBytes || used + bytes > room) return false;
    pack.texts.push(text);
    pack.bytes += bytes;
    used += bytes;
    return true;
  };
  const freeName = (): string => {
    let number = 0;
    while (packs.has(NAME + number)) number += 1;
    return NAME + number;
  };
  const withRoom = (text: string): Pack => {
    const fits = ({ bytes }: Pack) => bytes + SEPARATOR.length + text.length <= SYNC_QUOTA.itemBytes;
    return [...packs.values()].find(fits) ?? open(freeName());
  };
  const isIn = records.map(({ name, text }) => name !== undefined && put(open(name), text));
  const left = records.flatMap(({ text }, index) =>
    isIn[index] || put(withRoom(text), text) ? [] : [index],
  );
  const filled = [...packs.values()].filter(({ texts }) => texts.length > 0);
  return { packs: Object.fromEntries(filled.map((pack) => [pack.name, writePack(epoch, pack.texts)])), left };
}
