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

/** The list in the order of a field of its items; what has none comes last, in the order of the file. */
export function inOrderOf(list: readonly unknown[], name: string): readonly unknown[] {
  const placeOf = (item: unknown): number => {
    const place = member(item, name);
    return typeof place === 'number' && Number.isFinite(place) ? place : Number.MAX_VALUE;
  };
  return list
    .map((item) => ({ item, place: placeOf(item) }))
    .sort((a, b) => a.place - b.place)
    .map(({ item }) => item);
}
