/** From a key in the search field of the popup to the painted list that it leaves. */
import { awaitUntil } from '../e2e/harness/await-until.ts';
import { cdpKey } from '../e2e/harness/cdp-keys.ts';
import type { Browser, Package } from './browser.ts';
import type { Session } from './cdp-pipe.ts';
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

const namesOfRows = (): string =>
  [...document.querySelectorAll('li.account')].map((row) => row.getAttribute('aria-label')).join();

async function clear(page: Session): Promise<void> {
  await evaluate(page, () => document.querySelector<HTMLInputElement>('input[type=search]')?.select());
  await page.send('Input.dispatchKeyEvent', { type: 'keyDown', ...cdpKey('Delete') });
  await awaitUntil('the whole list', () =>
    evaluate(page, () => document.querySelector<HTMLInputElement>('input[type=search]')?.value === ''),
  );
}

async function search(browser: Browser, of: Package): Promise<Figures> {
  const { popup } = await browser.openPopup(of);
  await (await watchFirstCode(popup)).painted;
  await evaluate(popup, standStill, STILL_MS);
  const whole = await evaluate(popup, namesOfRows);
  const times: number[] = [];
  for (const query of QUERIES) {
    for (const letter of query) times.push(await evaluate(popup, typeLetter, letter));
    if ((await evaluate(popup, namesOfRows)) === whole) throw new Error(`“${query}” left the list as it was`);
    await clear(popup);
  }
  await popup.close();
  times.sort((a, b) => a - b);
  return { middleMs: times[times.length >> 1] ?? Number.NaN, worstMs: times.at(-1) ?? Number.NaN };
}

/** @param packages ours, and what it is compared with */
export async function measureSearching(
  browser: Browser,
  packages: readonly Package[],
  { accounts, rounds }: { readonly accounts: number; readonly rounds: Rounds },
): Promise<Row[]> {
  const part = `key in the popup’s search → list painted, ${accounts} accounts`;
  const runs = await inTurn(packages, rounds, (of) => search(browser, of));
  return [
    plainRow({ part, name: 'the middle key', unit: 'ms' }, runs, 'middleMs', GOAL_MS),
    plainRow({ part, name: 'the slowest key', unit: 'ms' }, runs, 'worstMs', GOAL_MS),
  ];
}
