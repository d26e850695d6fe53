/** The order of a list while rows are moved in it: pure, so that a drag and the keys come to the same. */
interface Placed {
  readonly id: string;
  readonly pinned: boolean;
}

/** As the list will show it: pinned ones stay on top, each part in its order. */
const pinnedFirst = <T extends Placed>(list: readonly T[]): T[] => [
  ...list.filter(({ pinned }) => pinned),
  ...list.filter(({ pinned }) => !pinned),
];

/** The rows with these ids, together, before the row at this place (the length of the list: at its end). */
export function moved<T extends Placed>(list: readonly T[], ids: ReadonlySet<string>, before: number): T[] {
  const isStaying = ({ id }: T) => !ids.has(id);
  const head = list.slice(0, before).filter(isStaying);
  const tail = list.slice(before).filter(isStaying);
  return pinnedFirst([...head, ...list.filter(({ id }) => ids.has(id)), ...tail]);
}

/** The rows with these ids, together, one place further up or down. */
export function stepped<T extends Placed>(
  list: readonly T[],
  ids: ReadonlySet<string>,
  direction: 'up' | 'down',
): T[] {
  const isMoving = ({ id }: T) => ids.has(id);
  const before =
    direction === 'up' ? Math.max(0, list.findIndex(isMoving) - 1) : list.findLastIndex(isMoving) + 2;
  return moved(list, ids, before);
}

/** `list` in the order of `order`; what that does not have comes after it. */
export function inOrderOf<T extends Placed>(order: readonly Placed[], list: readonly T[]): T[] {
  const places = new Map(order.map(({ id }, place) => [id, place]));
  const placeOf = ({ id }: T) => places.get(id) ?? order.length;
  return list.toSorted((one, other) => placeOf(one) - placeOf(other));
}

export const isSameOrder = (one: readonly Placed[], other: readonly Placed[]): boolean =>
  one.length === other.length && one.every(({ id }, index) => id === other[index]?.id);
