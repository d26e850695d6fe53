/** An export of Google Authenticator is a batch of codes, each of which says which of how many it is. */
export interface MigrationPart {
  readonly batch: string;
  /** From 0. */
  readonly index: number;
  readonly size: number;
}

/** One export has a few; what claims to lack more is no export. */
const MOST_NAMED = 1000;

const keyOf = ({ batch, size, index }: MigrationPart): string => `${batch} ${size} ${index}`;

/** The parts that a batch should have and that are not among these, by their numbers, such as `2/3`. */
export function missingParts(parts: readonly MigrationPart[]): string[] {
  const found = new Set(parts.map(keyOf));
  const batches = new Map(parts.map((part) => [keyOf({ ...part, index: 0 }), part]));
  const missing: string[] = [];
  for (const part of batches.values())
    for (let index = 0; index < part.size && missing.length < MOST_NAMED; index += 1)
      if (!found.has(keyOf({ ...part, index }))) missing.push(`${index + 1}/${part.size}`);
  return missing;
}
