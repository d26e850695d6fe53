import { useMemo, useRef, useState } from 'preact/hooks';

export interface Picks {
  readonly chosen: ReadonlySet<string>;
  readonly choose: (chosen: ReadonlySet<string>) => void;
  /** `isRange`: with all between it and the one that was chosen before. */
  readonly pick: (id: string, isOn: boolean, isRange: boolean) => void;
  /** The one row that Tab reaches; arrow keys lead from it to the others. */
  readonly active: string;
  readonly activate: (id: string) => void;
}

const without = (chosen: ReadonlySet<string>, ids: ReadonlySet<string>): ReadonlySet<string> =>
  [...chosen].every((id) => ids.has(id)) ? chosen : new Set([...chosen].filter((id) => ids.has(id)));

/**
 * Which rows of a list are chosen.
 * @param all ids; one that is no longer there is no longer chosen
 * @param shown ids, in the order of the screen
 */
export function usePicks(
  all: ReadonlySet<string>,
  shown: readonly string[],
  first: ReadonlySet<string> = new Set(),
): Picks {
  const [picked, choose] = useState(first);
  const [activeId, activate] = useState('');
  const anchor = useRef('');
  const now = useRef({ picked, shown });
  now.current = { picked, shown };
  const pick = useMemo(
    () => (id: string, isOn: boolean, isRange: boolean) => {
      const { picked: before, shown: rows } = now.current;
      const from = isRange ? rows.indexOf(anchor.current) : -1;
      const to = rows.indexOf(id);
      const span = from < 0 ? [id] : rows.slice(Math.min(from, to), Math.max(from, to) + 1);
      const next = new Set(before);
      for (const one of span) {
        if (isOn) next.add(one);
        else next.delete(one);
      }
      if (from < 0) anchor.current = id;
      choose(next);
    },
    [],
  );
  const chosen = useMemo(() => without(picked, all), [picked, all]);
  const active = shown.includes(activeId) ? activeId : (shown[0] ?? '');
  return { chosen, choose, pick, active, activate };
}
