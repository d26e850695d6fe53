import { cleanRecoveryCode } from './recovery-codes';

/**
 * Reads recovery codes out of what a person copied: a site's page, its text file, a table, a line. Sites write them as
 * they like (`abcde-12345`, `1234 5678`, 16 letters), between numbers, boxes and sentences, and a selection may come
 * without its line ends; so it is judged by what the texts have in common. The person sees the result before it is kept.
 */
export interface FoundRecoveryCodes {
  /** In the order of the text, each once. */
  readonly codes: readonly string[];
  /** What is none: sentences, dates, names; list marks and numbers left out. */
  readonly leftOut: readonly string[];
}

/** A word of the text that may be a code, or a group of one. */
interface Word {
  readonly text: string;
  readonly kind: 'prose' | 'digits' | 'mixed' | 'letters';
  /** Lengths of its parts between hyphens and the like. */
  readonly shape: string;
}

/** What stands together: one code, or words. */
interface Unit {
  readonly words: readonly Word[];
  readonly is: 'prose' | 'likely' | 'possible';
  /** Codes of one site have the same. */
  readonly form: string;
  /** Nothing but codes stands beside it. */
  readonly isAlone: boolean;
}

/** Between two codes: columns, commas, and what divides cells of a table. */
const CELL_END = /\t|\s{2,}|[|,;]/u;
/** Boxes and bullets, a number of the list, an empty or ticked pair of brackets. */
const MARK = /^(?:[\p{S}\p{Po}\p{Pd}]+|\(?\d{1,3}[.):]|#?\d{1,2}|\[[ xX]?\]|\[|\])$/u;
const GLUED_MARK = /^(?:[^\p{L}\p{N}]+|\d{1,2}[.)])(?=[\p{L}\p{N}]{3})/u;
const AROUND = /^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu;
const CODE = /^[A-Za-z0-9]+(?:[-_.][A-Za-z0-9]+)*$/u;
const DATE = /^(?:\d{4}-\d{1,2}-\d{1,2}|\d{1,2}\.\d{1,2}\.\d{2,4}|\d{1,2}-\d{1,2}-\d{4})$/u;
/** A shorter one is a group of a code, or a year. */
const SHORTEST = 6;
const GROUP = { min: 3, max: 5 };
/** `1234 5678`: how many groups of digits one code has, where nothing else tells. */
const USUAL_GROUPS = 2;

function readWord(written: string): Word {
  const text = written.replace(GLUED_MARK, '').replace(AROUND, '');
  const shape = text
    .split(/[-_.]/u)
    .map(({ length }) => length)
    .join('-');
  const bare = text.replace(/[-_.]/gu, '');
  if (!CODE.test(text) || DATE.test(text) || bare.length < GROUP.min) return { text, kind: 'prose', shape };
  if (/^\d+$/u.test(bare)) return { text, kind: 'digits', shape };
  return { text, kind: /\d/u.test(bare) ? 'mixed' : 'letters', shape };
}

/** The words of each cell. A mark begins a cell anew, and is left out. */
function cellsOf(text: string): Word[][] {
  const cells: Word[][] = [];
  for (const part of text.split(/[\n\r\u2028\u2029\u0085\v\f]/u).flatMap((line) => line.split(CELL_END))) {
    let cell: Word[] = [];
    for (const written of part.split(/\s+/u).map(cleanRecoveryCode)) {
      if (MARK.test(written)) {
        cells.push(cell);
        cell = [];
      } else if (written !== '') cell.push(readWord(written));
    }
    cells.push(cell);
  }
  return cells.filter(({ length }) => length > 0);
}

const isGroup = ({ kind, shape, text }: Word): boolean =>
  kind !== 'prose' && !shape.includes('-') && text.length >= GROUP.min && text.length <= GROUP.max;

/** Whether these words are the groups of one code, or of several in a row. */
function areGroups(words: readonly Word[]): boolean {
  const [first] = words;
  return words.length > 1 && words.every((word) => isGroup(word) && word.shape === first?.shape);
}

const isCapitalised = ({ text }: Word): boolean => /^[A-Z][a-z]+$/u.test(text);

function unitOf(words: readonly Word[], isAlone: boolean): Unit {
  const hasDigit = words.some(({ kind }) => kind === 'digits' || kind === 'mixed');
  const areDigits = words.every(({ kind }) => kind === 'digits');
  const form = `${areDigits ? 'digits' : 'letters'} ${words.map(({ shape }) => shape).join(' ')}`;
  if (hasDigit) return { words, is: 'likely', form, isAlone };
  return { words, is: words.some(isCapitalised) ? 'prose' : 'possible', form, isAlone };
}

const isWhole = ({ kind, text }: Word): boolean =>
  kind !== 'prose' && text.replace(/[-_.]/gu, '').length >= SHORTEST;

/** Groups of digits that stand together within a sentence; every other word by itself. */
function runsOf(cell: readonly Word[]): Word[][] {
  const runs: Word[][] = [];
  for (const word of cell) {
    const run = runs.at(-1);
    const isNext = run?.every((one) => one.kind === 'digits') && areGroups([...run, word]);
    if (run && isNext && word.kind === 'digits') run.push(word);
    else runs.push([word]);
  }
  return runs;
}

function unitsOf(cell: readonly Word[], groups: (words: readonly Word[]) => number): Unit[] {
  const runs = areGroups(cell) ? [[...cell]] : runsOf(cell);
  const isCode = (run: readonly Word[]): boolean => run.length > 1 || run.every(isWhole);
  const isAlone = runs.every(isCode);
  return runs.flatMap((run): Unit[] => {
    if (!isCode(run)) return [{ words: run, is: 'prose', form: '', isAlone: false }];
    return chunks(run, groups(run)).map((words) => unitOf(words, isAlone));
  });
}

const chunks = <T>(items: readonly T[], size: number): T[][] =>
  Array.from({ length: Math.ceil(items.length / size) }, (_, index) =>
    items.slice(index * size, (index + 1) * size),
  );

/** How many groups make one code: as many as the shortest line of groups has. */
function groupsPerCode(cells: readonly (readonly Word[])[]): (words: readonly Word[]) => number {
  const lines = cells.filter(areGroups).filter((cell) => cell.some(({ kind }) => kind !== 'letters'));
  const shortest = Math.min(...lines.map(({ length }) => length));
  return (words) => {
    const isOnlyLine = lines.length < 2;
    const areDigits = words.every(({ kind }) => kind === 'digits');
    if (isOnlyLine && areDigits && words.length % USUAL_GROUPS === 0) return USUAL_GROUPS;
    return words.length > shortest && words.length % shortest === 0 ? shortest : words.length;
  };
}

function mostCommon(forms: readonly string[]): string | undefined {
  const counts = new Map<string, number>();
  for (const form of forms) counts.set(form, (counts.get(form) ?? 0) + 1);
  return [...counts].sort(([, a], [, b]) => b - a)[0]?.[0];
}

/** What has a digit is a code where it stands alone or looks like most of them; what has none needs company. */
function judge(units: readonly Unit[]): (unit: Unit) => boolean {
  const likely = units.filter(({ is }) => is === 'likely');
  const usual = mostCommon(likely.map(({ form }) => form));
  const known = new Set(likely.filter(({ form }) => form.startsWith('letters')).map(({ form }) => form));
  const possible = units.filter(({ is, isAlone }) => is === 'possible' && isAlone);
  const lonely = likely.length === 0 ? mostCommon(possible.map(({ form }) => form)) : undefined;
  const isList = possible.filter(({ form }) => form === lonely).length > 1 || units.length === 1;
  return ({ is, form, isAlone }) => {
    if (is === 'likely') return isAlone || form === usual;
    if (is !== 'possible') return false;
    return isAlone ? known.has(form) || (isList && form === lonely) : form.includes('-') && known.has(form);
  };
}

const textOf = ({ words }: Unit): string => words.map(({ text }) => text).join(' ');

/** Splits what was copied into codes. Every word of it is in one of the two lists, but for list marks and repetitions. */
export function findRecoveryCodes(text: string): FoundRecoveryCodes {
  const cells = cellsOf(text.toWellFormed());
  const groups = groupsPerCode(cells);
  const lines = cells.map((cell) => unitsOf(cell, groups));
  const isCode = judge(lines.flat());
  const codes = lines.flat().filter(isCode).map(textOf);
  const leftOut = lines.map((units) =>
    units
      .filter((unit) => !isCode(unit))
      .map(textOf)
      .join(' '),
  );
  return { codes: [...new Set(codes)], leftOut: leftOut.filter((words) => words !== '') };
}
