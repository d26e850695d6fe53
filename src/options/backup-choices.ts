import type { Arguments, BackupView } from '../messages';

type Choice = Arguments<'mergeBackup'>['choices'][number];
export type Side = Choice['keep'];
export type Changed = BackupView['comparison']['changed'][number];
export type Difference = Changed['fields'][number];

/** Whose value the person wants, where that is not the suggested one; by account and field. */
export type Choices = ReadonlyMap<string, Choice>;

/** Ids and field names hold no line break. */
const keyOf = (id: string, field: string): string => `${id}\n${field}`;

export function chosenSide(choices: Choices, id: string, { field, suggested }: Difference): Side {
  return choices.get(keyOf(id, field))?.keep ?? suggested;
}

/** A choice of what is suggested anyway is none. */
export function withChoice(
  choices: Choices,
  id: string,
  { field, suggested }: Difference,
  keep: Side,
): Choices {
  const next = new Map(choices);
  if (keep === suggested) next.delete(keyOf(id, field));
  else next.set(keyOf(id, field), { id, field, keep });
  return next;
}

/** Whether a merge would change anything here. */
export function isNews({ added, changed, trashed }: BackupView['comparison']): boolean {
  return added.length + changed.length + trashed.length > 0;
}

/** Whether the backup is from before what is here: by the date, or where none is known by the revision. */
export function isOlder({ sameVault, mine, theirs }: BackupView): boolean {
  if (mine.savedAt > 0 && theirs.savedAt > 0) return theirs.savedAt < mine.savedAt;
  return sameVault && theirs.rev < mine.rev;
}
