/** What an ordinary sign-in page pays for the extension being there. Nothing: no script of ours runs in it. */
import { awaitUntil } from '../e2e/harness/await-until.ts';
import { startSite } from '../site/server.ts';
import { type Browser, type Package, startBrowser, type Tab } from './browser.ts';
import { evaluate } from './evaluate.ts';
import { mainThread } from './main-thread.ts';
import { type Figures, inTurn, type Rounds } from './rounds.ts';
import { plainRow, type Row } from './rows.ts';

const isLoaded = () => performance.getEntriesByType('navigation').some((entry) => entry.duration > 0);

async function load(tab: Tab, url: string): Promise<void> {
  await tab.send('Page.enable');
  await tab.send('Performance.enable', { timeDomain: 'threadTicks' });
  await tab.send('Page.navigate', { url });
  await awaitUntil('the page to load', () => evaluate(tab, isLoaded));
}

async function timeLoad(browser: Browser, url: string): Promise<Figures> {
  const tab = await browser.newTab();
  await load(tab, url);
  const { cpuMs, scriptMs } = await mainThread(tab);
  await tab.close();
  return { cpuMs, scriptMs };
}

/** Scripts that are not the page's own, and worlds beside the page's, where content scripts live. */
async function strangersIn(browser: Browser, url: string): Promise<Figures> {
  const tab = await browser.newTab();
  let scripts = 0;
  let worlds = 0;
  tab.on('Debugger.scriptParsed', (script) => {
    if (script.url.startsWith('chrome-extension://')) scripts += 1;
  });
  tab.on('Runtime.executionContextCreated', ({ context }) => {
    if (context.origin.startsWith('chrome-extension://')) worlds += 1;
  });
  await tab.send('Debugger.enable');
  await tab.send('Runtime.enable');
  await load(tab, url);
  await tab.close();
  return { scripts, worlds };
}

export async function measurePageCost(
  packages: readonly [Package, ...Package[]],
  rounds: Rounds,
): Promise<Row[]> {
  const part = 'an ordinary sign-in page';
  const site = await startSite();
  const url = `${site.url}/sign-in`;
  const browsers = new Map<Package, Browser>();
  const browserOf = (of: Package) => {
    const browser = browsers.get(of);
    if (!browser) throw new Error(`There is no browser for ${of.name}`);
    return browser;
  };
  try {
    // The floor's column is a browser without any extension.
    for (const of of packages) browsers.set(of, await startBrowser(of.name === 'floor' ? [] : [of]));
    const strangers = await inTurn(packages, { runs: 1, warmUps: 0 }, (of) =>
      strangersIn(browserOf(of), url),
    );
    const loads = await inTurn(packages, rounds, (of) => timeLoad(browserOf(of), url));
    return [
      plainRow({ part, name: 'scripts of ours that ran', unit: '' }, strangers, 'scripts', 0),
      plainRow({ part, name: 'worlds of ours in the page', unit: '' }, strangers, 'worlds', 0),
      plainRow({ part, name: 'script (floor: no extension)', unit: 'ms' }, loads, 'scriptMs'),
      plainRow({ part, name: 'main thread (floor: no extension)', unit: 'ms' }, loads, 'cpuMs'),
    ];
  } finally {
    for (const browser of browsers.values()) await browser.close();
    await site.close();
  }
}
