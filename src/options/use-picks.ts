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

interface Row {
  readonly id: string;
}

/** Those of the ids whose row is there. */
function among(ids: ReadonlySet<string>, rows: readonly Row[]): ReadonlySet<string> {
  const here = rows.filter(({ id }) => ids.has(id));
  return here.length === ids.size ? ids : new Set(here.map(({ id }) => id));
}

/**
 * Which rows of a list are chosen.
 * @param all one that is no longer there is no longer chosen
 * @param shown those on the screen, in its order
 * @param first ids that are chosen from the start
 */
export function usePicks(
  all: readonly Row[],
  shown: readonly Row[],
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
      const from = isRange ? rows.findIndex((row) => row.id === anchor.current) : -1;
      const to = rows.findIndex((row) => row.id === id);
      const span = from < 0 ? [{ id }] : rows.slice(Math.min(from, to), Math.max(from, to) + 1);
      const next = new Set(before);
      for (const one of span) {
        if (isOn) next.add(one.id);
        else next.delete(one.id);
      }
      if (from < 0) anchor.current = id;
      choose(next);
    },
    [],
  );
  const chosen = useMemo(() => among(picked, all), [picked, all]);
  const active = shown.some(({ id }) => id === activeId) ? activeId : (shown[0]?.id ?? '');
  return { chosen, choose, pick, active, activate };
}
