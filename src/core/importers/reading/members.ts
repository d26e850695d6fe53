/** What JSON of other apps holds, of any shape: absent members and members of other types are the same. */
import { isRecord } from '../../check';

/** An own member of an object; undefined for whatever has none. */
export const member = (value: unknown, name: string): unknown =>
  isRecord(value) && Object.hasOwn(value, name) ? value[name] : undefined;

/** A member that is a list; an empty one for whatever is none. */
export function listAt(value: unknown, name: string): readonly unknown[] {
  const list = member(value, name);
  return Array.isArray(list) ? list : [];
}

/** The values of a member that is an object, by their own names; none for whatever is none. */
export function entriesAt(value: unknown, name: string): readonly (readonly [string, unknown])[] {
  const record = member(value, name);
  return isRecord(record) ? Object.entries(record) : [];
}

export type Members = Readonly<Record<string, unknown>>;

/** Whether it is an object that has one of these members itself. */
export const holds = (value: unknown, ...names: readonly string[]): value is Members =>
  isRecord(value) && names.some((name) => Object.hasOwn(value, name));

/** In the order of their own field for it; those without one come last, as they stand. */
export function inOrder<T>(items: readonly T[], placeOf: (item: T) => unknown): T[] {
  const place = (item: T): number => {
    const value = placeOf(item);
    return typeof value === 'number' && Number.isFinite(value) ? value : Number.MAX_VALUE;
  };
  return [...items].sort((one, other) => place(one) - place(other));
}

/** The names in a list of groups or folders, by the ids that entries refer to. */
export const namesById = (
  value: unknown,
  list: string,
  { id = 'id', name = 'name' }: { readonly id?: string; readonly name?: string } = {},
): ReadonlyMap<unknown, unknown> =>
  new Map(
    listAt(value, list)
      .filter((one) => member(one, id) !== undefined && member(one, id) !== null)
      .map((one) => [member(one, id), member(one, name)]),
  );
