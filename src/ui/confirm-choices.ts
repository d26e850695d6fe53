import { useCallback, useState } from 'preact/hooks';
import type { Candidate } from '../messages';
import type { Rename } from './rename-fields';

const NO_POSITIONS: ReadonlySet<number> = new Set();

/** What the person chose and wrote for the candidates, by position among them. */
export interface Choices {
  readonly renames: ReadonlyMap<number, Rename>;
  /** What the person gives where a text has no PIN. */
  readonly pins: ReadonlyMap<number, string>;
  /** Those to be added; null where nothing was ticked or unticked yet. */
  readonly touched: ReadonlySet<number> | null;
  /** Those that take the place of the account of their name. */
  readonly replacing: ReadonlySet<number>;
  /** Whether they are filled on the page that they were scanned on; null where nobody said. */
  readonly fillTouched: boolean | null;
}

const NONE: Choices = {
  renames: new Map(),
  pins: new Map(),
  touched: null,
  replacing: NO_POSITIONS,
  fillTouched: null,
};

/** They are of these very candidates: others, of another part of the picture say, begin with none. */
export function useChoices(
  candidates: readonly Candidate[],
): [Choices, (change: (before: Choices) => Partial<Choices>) => void] {
  const [made, setMade] = useState({ of: candidates, choices: NONE });
  const choices = made.of === candidates ? made.choices : NONE;
  const change = useCallback(
    (next: (before: Choices) => Partial<Choices>) =>
      setMade((before) => {
        const now = before.of === candidates ? before.choices : NONE;
        return { of: candidates, choices: { ...now, ...next(now) } };
      }),
    [candidates],
  );
  return [choices, change];
}
