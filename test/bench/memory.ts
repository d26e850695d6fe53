import type { Browser, Package } from './browser.ts';
import { evaluate } from './evaluate.ts';
import { watchFirstCode } from './first-code.ts';
import { mainThread } from './main-thread.ts';
import { type Figures, inTurn } from './rounds.ts';
import { plainRow, type Row } from './rows.ts';

const MIB = 1024 * 1024;
const GOAL_MIB = 10;

/** Runs in the page, which draws more rows once its first picture stands: until nothing has changed for a while. */
const comeToRest = () =>
  new Promise<void>((resolve) => {
    const rest = () => setTimeout(resolve, 500);
    let resting = rest();
    const observer = new MutationObserver(() => {
      clearTimeout(resting);
      resting = rest();
    });
    observer.observe(document, { subtree: true, childList: true });
  });

async function holdOpen(browser: Browser, of: Package): Promise<Figures> {
  const tab = await browser.newTab();
  const { painted } = await watchFirstCode(tab);
  await tab.send('Page.navigate', { url: browser.address(of) });
  await painted;
  await evaluate(tab, comeToRest);
  await tab.send('HeapProfiler.collectGarbage');
  const { usedSize } = await tab.send('Runtime.getHeapUsage');
  const { nodes } = await mainThread(tab);
  const drawn = await evaluate(tab, () => document.querySelectorAll('[data-code]').length);
  await tab.close();
  return { heapMib: usedSize / MIB, nodes, drawn };
}

/** What the page holds on to after a collection of garbage; the same in every run, so one is enough. */
export async function measureMemory(
  browser: Browser,
  packages: readonly Package[],
  accounts: number,
): Promise<Row[]> {
  const part = `the page with ${accounts} accounts`;
  const runs = await inTurn(packages, { runs: 1, warmUps: 0 }, (of) => holdOpen(browser, of));
  return [
    plainRow({ part, name: 'heap after collection', unit: 'MiB' }, runs, 'heapMib', GOAL_MIB),
    plainRow({ part, name: 'rows drawn', unit: '' }, runs, 'drawn'),
    plainRow({ part, name: 'nodes of the document', unit: '' }, runs, 'nodes'),
  ];
}
