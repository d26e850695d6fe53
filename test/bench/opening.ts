/** From opening the popup to its first painted code, next to the floor's. */
import type { Browser, Package, Tab } from './browser.ts';
import { type FirstCode, watchFirstCode } from './first-code.ts';
import { mainThread } from './main-thread.ts';
import { compareWithFloor, type Figures, type Rounds } from './rounds.ts';
import { type Limit, type Row, ratioRow } from './rows.ts';

/** Runs in which the watch came too late are taken again, this often at most. */
const ATTEMPTS = 5;

/** Highest ratio to the floor, by the number of accounts: each thousand may add half a floor. */
const GOALS: Readonly<Record<number, Limit>> = {
  100: { ratio: 1.5 },
  1000: { ratio: 2 },
  2000: { ratio: 2.5 },
};

async function figuresOf(page: Tab, first: FirstCode, from: number): Promise<Figures> {
  const { cpuMs, scriptMs, styleMs } = await mainThread(page);
  return {
    paintedMs: first.timeOrigin + first.paintedAt - from,
    pageMs: first.paintedAt,
    cpuMs,
    scriptMs,
    styleMs,
  };
}

async function openInTab(browser: Browser, of: Package): Promise<Figures> {
  const tab = await browser.newTab();
  const { painted } = await watchFirstCode(tab);
  await tab.send('Page.navigate', { url: browser.address(of) });
  const first = await painted;
  const figures = await figuresOf(tab, first, first.timeOrigin);
  await tab.close();
  return figures;
}

async function openAwake(browser: Browser, of: Package): Promise<Figures> {
  await browser.worker(of);
  return openInTab(browser, of);
}

async function openAsleep(browser: Browser, of: Package): Promise<Figures> {
  await browser.sleep();
  return openInTab(browser, of);
}

async function openPopup(browser: Browser, of: Package, attempt = 1): Promise<Figures> {
  const { popup, calledAt } = await browser.openPopup(of);
  const { painted } = await watchFirstCode(popup);
  const first = await painted;
  const figures = await figuresOf(popup, first, await calledAt);
  await popup.close();
  if (!first.late) return figures;
  if (attempt === ATTEMPTS) throw new Error(`The popup of ${of.name} was painted before it could be watched`);
  return openPopup(browser, of, attempt + 1);
}

const SURFACES = [
  { name: 'tab', open: openAwake },
  { name: 'popup', open: openPopup },
  { name: 'tab, worker asleep', open: openAsleep },
];

/** @param packages the floor first */
export async function measureOpening(
  browser: Browser,
  [floor, ...packages]: readonly [Package, ...Package[]],
  { accounts, rounds }: { readonly accounts: number; readonly rounds: Rounds },
): Promise<Row[]> {
  const part = `open → first code painted, ${accounts} accounts`;
  const rows: Row[] = [];
  for (const { name, open } of SURFACES) {
    const compared = await compareWithFloor(floor, packages, rounds, (of) => open(browser, of));
    const row = (what: string, pick: string, goal?: Limit) =>
      ratioRow({ part, name: `${name}${what}`, unit: 'ms' }, compared, pick, goal);
    rows.push(row('', 'paintedMs', GOALS[accounts]));
    if (open === openPopup) rows.push(row(', from its navigation', 'pageMs'));
    rows.push(row(', main thread', 'cpuMs'));
  }
  return rows;
}
