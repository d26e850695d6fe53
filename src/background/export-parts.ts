import { type Checked, integer, list, shape, text } from '../core/check';
import { UserError } from '../core/errors';
import { looksLikeMigration, type MigrationPart, parseMigration } from '../core/google-migration';
import type { Candidate, ExportPart } from '../messages';
import type { Host } from '../platform/host';

/**
 * Which parts of an export of Google Authenticator were added, so that the next scan can say which are missing. Numbers
 * in memory, nothing of the accounts.
 */
const PARTS = 'exportParts';
const MOST_KEPT = 200;

const count = integer(0, 1000);
const checkParts = list(shape({ batch: text(32), index: count, size: count }), MOST_KEPT);

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

async function addedParts(host: Host): Promise<Checked<typeof checkParts>> {
  const items = await host.session.get([PARTS]);
  return checkParts(items[PARTS] ?? []);
}

export async function expand(host: Host, texts: readonly string[]): Promise<(ExportPart | null)[]> {
  const read = texts.map(readPart);
  const seen = [...(await addedParts(host)), ...read.filter((part) => part !== null)];
  return read.map((part) => {
    if (!part) return null;
    const { batch, size, entries } = part;
    const isThere = (index: number) =>
      seen.some((one) => one.batch === batch && one.size === size && one.index === index);
    const numbers = Array.from({ length: size }, (_, index) => index + 1);
    return { entries, batch, size, missing: numbers.filter((number) => !isThere(number - 1)) };
  });
}

/** After they were added. */
export async function noteParts(host: Host, candidates: readonly Candidate[]): Promise<void> {
  const texts = new Set(
    candidates.flatMap(({ text, entry }) => (entry === undefined || !text ? [] : [text])),
  );
  const parts = [...texts].map(readPart).filter((part) => part !== null);
  const noted = parts
    .filter(({ size }) => size > 1)
    .map(({ batch, index, size }) => ({ batch, index, size }));
  if (noted.length === 0) return;
  await host.session.set({ [PARTS]: [...(await addedParts(host)), ...noted].slice(-MOST_KEPT) });
}
