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

/** The values of one member of the items of a list by that of another: names of folders by their id. */
export const indexAt = (
  value: unknown,
  list: string,
  key: string,
  name: string,
): ReadonlyMap<unknown, unknown> =>
  new Map(listAt(value, list).map((one) => [member(one, key), member(one, name)]));
