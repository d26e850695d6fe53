/** The pages with the truth about them, and what a browser makes of each: the same for each browser, and the bench. */
import { readFileSync } from 'node:fs';
import { FOLDERS, pathOf } from './browser.ts';

const CODE = '492039';

export interface CorpusPage {
  file: string;
  positive: boolean;
  fields: string[];
  /** Other fields that are as right. */
  alt?: string[][];
  /** An expression of the page's own: it took the code. */
  accept: string;
  /** The page's own button, for the pages that wait for it. */
  submit?: string;
  /** What its user does on the way to the prompt; `wait`: the page goes on by then. */
  steps?: { type?: string; text?: string; click?: string; wait?: number }[];
  waitMs?: number;
}

/** A page that is open in some browser. */
export interface CorpusTab {
  readonly origin: string;
  /** The value of an expression beside the page, where `counterfoilTest` and `counterfoilPage` are. */
  inWorld(expression: string): Promise<unknown>;
  /** The value of an expression in the page itself. */
  inPage(expression: string): Promise<unknown>;
}

const readIndex = (folder: string): CorpusPage[] =>
  JSON.parse(readFileSync(pathOf(`${folder}index.json`), 'utf8'));

export const readCorpus = (): CorpusPage[] => FOLDERS.flatMap(readIndex);

/** What came of one page. */
export interface Verdict {
  readonly positive: boolean;
  readonly found: 'right' | 'wrong' | 'none';
  readonly isAccepted: boolean;
}

const LONGEST_MS = 5000;
/** Asks again until the answer is yes. Returns whether it was in time. */
async function awaitIn(ask: () => Promise<unknown>, longestMs = LONGEST_MS): Promise<boolean> {
  for (const end = Date.now() + longestMs; ; ) {
    if (await ask()) return true;
    if (Date.now() > end) return false;
  }
}

const quoted = (value: unknown): string => JSON.stringify(value);
const isUsable = (selector: string): string =>
  `(() => { const one = counterfoilTest.find(${quoted(selector)}); return one !== null && !one.disabled && one.checkVisibility() })()`;

/** What was clicked last is no longer there: the page drew its next step. */
const HAS_GONE_ON = '!globalThis.clicked?.isConnected || !clicked.checkVisibility()';

/** Brings the page to its prompt, as its user does. */
async function reach(tab: CorpusTab, { steps = [] }: CorpusPage): Promise<void> {
  for (const { type, text = '', click, wait } of steps) {
    const selector = type ?? click;
    if (selector === undefined) {
      await awaitIn(() => tab.inWorld(HAS_GONE_ON), wait);
      continue;
    }
    await awaitIn(() => tab.inWorld(isUsable(selector)));
    await tab.inWorld(
      click
        ? `(globalThis.clicked = counterfoilTest.find(${quoted(click)}), clicked.click())`
        : `(counterfoilTest.find(${quoted(selector)}).focus(), document.execCommand('insertText', false, ${quoted(text)}))`,
    );
  }
}

async function press(tab: CorpusTab, { accept, submit }: CorpusPage): Promise<void> {
  if (!submit || (await tab.inPage(`!!(${accept})`))) return;
  await tab.inWorld(`counterfoilTest.find(${quoted(submit)})?.click()`);
}

async function judgePrompt(tab: CorpusTab, page: CorpusPage): Promise<Verdict> {
  await reach(tab, page);
  const which = () => tab.inWorld(`counterfoilTest.whichFields(${quoted(page.fields)})`);
  const first = page.fields[0] ?? '';
  await awaitIn(() => tab.inWorld(isUsable(first)));
  let found: unknown = [];
  await awaitIn(async () => {
    found = await which();
    return Array.isArray(found) && found.length > 0;
  });
  const isRight = [page.fields, ...(page.alt ?? [])].some((fields) => quoted(fields) === quoted(found));
  if (!isRight)
    return { positive: true, found: quoted(found) === '[]' ? 'none' : 'wrong', isAccepted: false };
  await tab.inWorld(`counterfoilPage.fill('${tab.origin}', '${CODE}')`);
  await press(tab, page);
  return {
    positive: true,
    found: 'right',
    isAccepted: await awaitIn(() => tab.inPage(`!!(${page.accept})`)),
  };
}

async function judgeOther(tab: CorpusTab, page: CorpusPage): Promise<Verdict> {
  await reach(tab, page);
  const found = await tab.inWorld('counterfoilTest.whichFields([])');
  const answer = await tab.inWorld(`counterfoilPage.fill('${tab.origin}', '${CODE}')`);
  const values = await tab.inWorld("[...document.querySelectorAll('input')].map((input) => input.value)");
  const isUntouched = quoted(found) === '[]' && quoted(answer) === quoted({ status: 'no-field' });
  const isRight = isUntouched && !quoted(values).includes(CODE);
  return { positive: false, found: isRight ? 'none' : 'wrong', isAccepted: false };
}

/** What came of a page that has just been opened. */
export const judge = (tab: CorpusTab, page: CorpusPage): Promise<Verdict> =>
  (page.positive ? judgePrompt : judgeOther)(tab, page);

/** How good all pages together are, as shares of one. */
export function tally(verdicts: readonly Verdict[]): { precision: number; recall: number; accepted: number } {
  const right = verdicts.filter(({ found }) => found === 'right').length;
  const wrong = verdicts.filter(({ found }) => found === 'wrong').length;
  const prompts = verdicts.filter(({ positive }) => positive).length;
  const accepted = verdicts.filter(({ isAccepted }) => isAccepted).length;
  return { precision: right / (right + wrong), recall: right / prompts, accepted: accepted / prompts };
}
