/** JSON from outside: its depth is bounded, because whatever walks it afterwards would run out of stack. */

export const isTooDeep = (value: unknown, deepest: number): boolean => {
  let level: unknown[] = [value];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > deepest) return true;
    level = level.flatMap((one) => (typeof one === 'object' && one !== null ? Object.values(one) : []));
  }
  return false;
};
