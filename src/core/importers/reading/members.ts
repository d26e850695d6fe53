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
