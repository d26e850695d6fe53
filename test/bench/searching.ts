/** From a key in a search field to the painted list that it leaves: of the popup, and of "Manage accounts". */
import { awaitUntil } from '../e2e/harness/await-until.ts';
import { cdpKey } from '../e2e/harness/cdp-keys.ts';
import type { Browser, Package, Tab } from './browser.ts';
import { evaluate } from './evaluate.ts';
import { watchFirstCode } from './first-code.ts';
import { type Figures, inTurn, type Rounds } from './rounds.ts';
import { plainRow, type Row } from './rows.ts';

const GOAL_MS = 50;
/** Found as typed, with every letter by fewer; the last one is a slip, for which every word is compared. */
const QUERIES = ['service 9', 'person1', 'persin77'];

/**
 * Runs in the page: types a letter as the keyboard does, as far as the page can tell, and settles when a task runs that
 * was posted from inside the next frame. The list answers in that frame or in none: nothing of it waits for a timer.
 */
function typeLetter(letter: string): Promise<number> {
  const field = document.activeElement;
  if (!(field instanceof HTMLInputElement)) throw new Error('The search field has lost the focus');
  const from = performance.now();
  document.execCommand('insertText', false, letter);
  return new Promise((resolve) => {
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => resolve(performance.now() - from);
      port2.postMessage(null);
    });
  });
}

/** The rows beyond the window are drawn after the first picture; that is none of the keys' doing. */
const STILL_MS = 300;

/** Runs in the page: settles when nothing of it has changed for a while. */
function standStill(forMs: number): Promise<void> {
  return new Promise((resolve) => {
    const observer = new MutationObserver(() => {
      clearTimeout(timer);
      timer = setTimeout(done, forMs);
    });
    const done = () => {
      observer.disconnect();
      resolve();
    };
    let timer = setTimeout(done, forMs);
    observer.observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
  });
}

/** The name alone: the code beside it changes by itself. */
function firstOf(rows: string): string | null {
  const first = document.querySelector(rows);
  return first?.getAttribute('aria-label') ?? first?.textContent ?? null;
}

/** A list with its search field, which has the focus. */
interface Searched {
  readonly page: Tab;
  /** Selectors. */
  readonly field: string;
  readonly rows: string;
}

async function popupOf(browser: Browser, of: Package): Promise<Searched> {
  const { popup } = await browser.openPopup(of);
  await (await watchFirstCode(popup)).painted;
  return { page: popup, field: 'input[type=search]', rows: 'li.account' };
}

async function managedOf(browser: Browser, of: Package): Promise<Searched> {
  const page = await browser.newTab();
  const field = '.manage-filter input';
  await page.send('Page.navigate', { url: browser.address(of, 'src/options/index.html#accounts') });
  await awaitUntil('the filter', () => evaluate(page, focusOn, field));
  return { page, field, rows: '.manage-row b' };
}

/** Runs in the page. */
function focusOn(field: string): boolean {
  document.querySelector<HTMLElement>(field)?.focus();
  return document.activeElement?.matches(field) ?? false;
}

async function clear({ page, field }: Searched): Promise<void> {
  await evaluate(page, (one) => document.querySelector<HTMLInputElement>(one)?.select(), field);
  await page.send('Input.dispatchKeyEvent', { type: 'keyDown', ...cdpKey('Delete') });
  await awaitUntil('the whole list', () =>
    evaluate(page, (one) => document.querySelector<HTMLInputElement>(one)?.value === '', field),
  );
}

async function search(list: Searched): Promise<Figures> {
  const { page, rows } = list;
  await evaluate(page, standStill, STILL_MS);
  const whole = await evaluate(page, firstOf, rows);
  const times: number[] = [];
  for (const query of QUERIES) {
    for (const letter of query) times.push(await evaluate(page, typeLetter, letter));
    if ((await evaluate(page, firstOf, rows)) === whole)
      throw new Error(`“${query}” left the list as it was`);
    await clear(list);
    await evaluate(page, standStill, STILL_MS);
  }
  await page.close();
  times.sort((a, b) => a - b);
  return { middleMs: times[times.length >> 1] ?? Number.NaN, worstMs: times.at(-1) ?? Number.NaN };
}

const PLACES = [
  { field: 'the popup’s search', open: popupOf },
  { field: 'the filter of the managed list', open: managedOf },
] as const;

/** @param packages ours, and what it is compared with */
export async function measureSearching(
  browser: Browser,
  packages: readonly Package[],
  { accounts, rounds }: { readonly accounts: number; readonly rounds: Rounds },
): Promise<Row[]> {
  const rows: Row[] = [];
  for (const { field, open } of PLACES) {
    const part = `key in ${field} → list painted, ${accounts} accounts`;
    const runs = await inTurn(packages, rounds, async (of) => search(await open(browser, of)));
    rows.push(
      plainRow({ part, name: 'the middle key', unit: 'ms' }, runs, 'middleMs', GOAL_MS),
      plainRow({ part, name: 'the slowest key', unit: 'ms' }, runs, 'worstMs', GOAL_MS),
    );
  }
  return rows;
}
