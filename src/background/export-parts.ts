import { LIMITS } from '../core/account';
import { type Checked, integer, list, shape, text } from '../core/check';
import { UserError } from '../core/errors';
import { looksLikeMigration, parseMigration } from '../core/google-migration';
import type { MigrationPart } from '../core/migration-parts';
import type { Candidate, ExportPart } from '../messages';
import type { Host } from '../platform/host';

/**
 * Which parts of an export of Google Authenticator were added, so that the next scan can say which are missing: one
 * entry for each time that something was added. Numbers in memory, nothing of the accounts but their ids.
 */
const PARTS = 'exportParts';
const MOST_KEPT = 200;

const count = integer(0, 1000);
const checkNoted = list(
  shape({
    ids: list(text(64), LIMITS.accounts),
    parts: list(shape({ batch: text(32), index: count, size: count }), LIMITS.accounts),
  }),
  MOST_KEPT,
);
type Noted = Checked<typeof checkNoted>;

/** Null for a text that is no export, or a broken one: previewing says what is wrong with it. */
function readPart(text: string): (MigrationPart & { readonly entries: number }) | null {
  if (!looksLikeMigration(text)) return null;
  try {
    const { part, entries } = parseMigration(text);
    return { ...part, entries: entries.length };
  } catch (error) {
    if (error instanceof UserError) return null;
    throw error;
  }
}

async function notedParts(host: Host): Promise<Noted> {
  const items = await host.session.get([PARTS]);
  return checkNoted(items[PARTS] ?? []);
}

export async function expand(host: Host, texts: readonly string[]): Promise<(ExportPart | null)[]> {
  const read = texts.map(readPart);
  const added = (await notedParts(host)).flatMap(({ parts }) => parts);
  const seen = [...added, ...read.filter((part) => part !== null)];
  return read.map((part) => {
    if (!part) return null;
    const { batch, size, entries } = part;
    const isThere = (index: number) =>
      seen.some((one) => one.batch === batch && one.size === size && one.index === index);
    const numbers = Array.from({ length: size }, (_, index) => index + 1);
    return { entries, batch, size, missing: numbers.filter((number) => !isThere(number - 1)) };
  });
}

/** After they were added, as these accounts. */
export async function noteParts(
  host: Host,
  candidates: readonly Candidate[],
  ids: readonly string[],
): Promise<void> {
  const texts = new Set(
    candidates.flatMap(({ text, entry }) => (entry === undefined || !text ? [] : [text])),
  );
  const read = [...texts].map(readPart).filter((part) => part !== null);
  const parts = read.filter(({ size }) => size > 1).map(({ batch, index, size }) => ({ batch, index, size }));
  if (parts.length === 0) return;
  await host.session.set({ [PARTS]: [...(await notedParts(host)), { ids, parts }].slice(-MOST_KEPT) });
}

/** After all that was added with them was deleted at once, which is what Undo does. */
export async function forgetParts(host: Host, deleted: readonly string[]): Promise<void> {
  const noted = await notedParts(host);
  const gone = new Set(deleted);
  const kept = noted.filter(({ ids }) => ids.length === 0 || !ids.every((id) => gone.has(id)));
  if (kept.length < noted.length) await host.session.set({ [PARTS]: kept });
}
