import { type Account, LIMITS } from './account';
import { readTags } from './tags';

type Described = Pick<Account, 'tags' | 'sites' | 'note'>;

function timesOf(lines: readonly string[]): Map<string, number> {
  const times = new Map<string, number>();
  for (const line of lines) times.set(line, (times.get(line) ?? 0) + 1);
  return times;
}

/** Code points of the longest note that a union can have, whichever is kept: each line as often as one of them has it. */
function longestUnion(notes: readonly string[]): number {
  const most = new Map<string, number>();
  for (const note of notes.filter(Boolean)) {
    for (const [line, times] of timesOf(note.split('\n')))
      most.set(line, Math.max(most.get(line) ?? 0, times));
  }
  return [...most].reduce((sum, [line, times]) => sum + times * (Array.from(line).length + 1), 0) - 1;
}

/** Whether one account holds the tags, sites and notes of all of these, so that nothing is lost when they are united. */
export function fitInOne(accounts: readonly Described[]): boolean {
  const tags = readTags(...accounts.flatMap((one) => one.tags ?? []));
  const origins = new Set(accounts.flatMap(({ sites }) => sites.map(({ origin }) => origin)));
  const note = longestUnion(accounts.map((one) => one.note ?? ''));
  return tags.length <= LIMITS.tags && origins.size <= LIMITS.sites && note <= LIMITS.noteCodePoints;
}
