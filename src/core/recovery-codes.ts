import { LIMITS, type RecoveryCode } from './account';
import { UserError } from './errors';
import { cleanText } from './outside-text';

/**
 * The list of an account before and after a change of the person's: `base` is what the page showed, `codes` what the
 * list is to be. What nobody touched stays as it is stored by now, so that two pages can change one list.
 */
export interface RecoveryEdit {
  readonly base: readonly RecoveryCode[];
  readonly codes: readonly RecoveryCode[];
}

const LONGEST = LIMITS.recoveryCodeCharacters;
/** Hyphens and dashes of all kinds: a page may print them, its field takes the plain one. */
const DASHES = /[\u2010-\u2015\u2212\uFE58\uFE63\uFF0D]/gu;

const byCode = (codes: readonly RecoveryCode[]) => new Map(codes.map((one) => [one.code, one]));

/** A code as it is kept, shown and filled: on one line, with no character that nobody sees, with plain hyphens. */
export const cleanRecoveryCode = (text: string): string =>
  cleanText(text, text.length).replace(DASHES, '-').trim();

/**
 * The one door for codes from a page: cleaned, without empty ones, each once. Nothing is cut; how many there may be
 * depends on how many there are (`editRecoveryCodes`).
 * @throws UserError recovery-code-too-long (`max`)
 */
export function readRecoveryCodes(codes: readonly RecoveryCode[]): RecoveryCode[] {
  const cleaned = codes.map((one) => ({ ...one, code: cleanRecoveryCode(one.code) }));
  const kept = [...byCode(cleaned.filter(({ code }) => code !== '')).values()];
  if (kept.some(({ code }) => code.length > LONGEST))
    throw new UserError('recovery-code-too-long', { max: LONGEST });
  return kept;
}

/**
 * `readRecoveryCodes` for a file that may hold anything: what would be refused stays behind, because a backup must
 * open all the same.
 */
export function readForeignRecoveryCodes(codes: readonly RecoveryCode[]): RecoveryCode[] {
  const cleaned = codes.map((one) => ({ ...one, code: cleanRecoveryCode(one.code) }));
  const fitting = cleaned.filter(({ code }) => code !== '' && code.length <= LONGEST);
  return withinLimit([...byCode(fitting).values()]);
}

/** The first that was not used yet. */
export const nextRecoveryCode = (codes: readonly RecoveryCode[] = []): RecoveryCode | undefined =>
  codes.find(({ usedAt }) => usedAt === undefined);

/** An instant for the next use that no code of the list has, so that it names the one that is struck now. */
export const strikeAt = (codes: readonly RecoveryCode[], now: number): number =>
  codes.reduce((at, { usedAt = -1 }) => Math.max(at, usedAt + 1), now);

/** What becomes of a code that is stored: none of it, where the person took it away. */
function changedCode(stored: RecoveryCode, seen?: RecoveryCode, wanted?: RecoveryCode): RecoveryCode[] {
  if (!wanted) return seen ? [] : [stored];
  if (!seen || seen.usedAt === wanted.usedAt) return [stored];
  const { usedAt: _before, ...rest } = stored;
  return [{ ...rest, ...wanted }];
}

/** Puts a code where the person's list has it: after the one before it there, or before one that comes later, or last. */
function insert(into: RecoveryCode[], code: RecoveryCode, list: readonly RecoveryCode[]): void {
  const placeOf = (one: RecoveryCode | undefined) => into.findIndex((other) => other.code === one?.code);
  const at = list.indexOf(code);
  const before = placeOf(list[at - 1]);
  if (before >= 0) return void into.splice(before + 1, 0, code);
  const later = list.slice(at + 1).map(placeOf);
  const after = later.find((place) => place >= 0) ?? into.length;
  into.splice(after, 0, code);
}

/**
 * Carries out an edit on what is stored by now: what came meanwhile stays; what was struck meanwhile stays struck, unless
 * the person changed that very strike; what was taken away meanwhile stays away, unless the person brings it.
 * @returns the list as it is to be stored
 * @throws UserError too-many-recovery-codes (`max`), unless there were as many before
 */
export function editRecoveryCodes(
  stored: readonly RecoveryCode[],
  { base, codes }: RecoveryEdit,
): RecoveryCode[] {
  const [here, seen, wanted] = [byCode(stored), byCode(base), byCode(codes)];
  const edited = stored.flatMap((one) => changedCode(one, seen.get(one.code), wanted.get(one.code)));
  const list = [...wanted.values()];
  const added = list.filter(({ code }) => !here.has(code) && !seen.has(code));
  if (edited.length + added.length > Math.max(LIMITS.recoveryCodes, stored.length))
    throw new UserError('too-many-recovery-codes', { max: LIMITS.recoveryCodes });
  for (const code of added) insert(edited, code, list);
  return edited;
}

/** Above the limit the used ones go first, and those that are left only where no vault would take them. */
function withinLimit(codes: readonly RecoveryCode[]): RecoveryCode[] {
  const left = codes.filter(({ usedAt }) => usedAt === undefined);
  const used = codes.filter(({ usedAt }) => usedAt !== undefined);
  const max = Math.min(Math.max(LIMITS.recoveryCodes, left.length), LIMITS.storedRecoveryCodes);
  const kept = new Set([...left, ...used].slice(0, max));
  return codes.filter((one) => kept.has(one));
}

/** The codes of an account that lives in two vaults: all of both, and one that is used in either is used. */
export function uniteRecoveryCodes(
  mine: readonly RecoveryCode[],
  theirs: readonly RecoveryCode[],
): RecoveryCode[] {
  const [here, other] = [byCode(mine), byCode(theirs)];
  const both = mine.map((one) => {
    const usedAt = one.usedAt ?? other.get(one.code)?.usedAt;
    return usedAt === undefined ? one : { ...one, usedAt };
  });
  return withinLimit([...both, ...theirs.filter(({ code }) => !here.has(code))]);
}
