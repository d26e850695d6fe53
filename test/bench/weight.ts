/** Sizes: what the codes screen and the worker load, and the package as it is handed out. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { zipSync } from 'fflate';
import { awaitUntil } from '../e2e/harness/await-until.ts';
import type { Browser, Package } from './browser.ts';
import type { Session } from './cdp-pipe.ts';
import { watchFirstCode } from './first-code.ts';
import { type Figures, inTurn } from './rounds.ts';
import { plainRow, type Row } from './rows.ts';

/** Thousand bytes of the scripts of the codes screen: 30 is the aim, this is the most. */
const GOAL_KB = 45;

const kiloBytes = (bytes: number) => bytes / 1000;

/** Every file of ours that has run in the page or worker so far, as paths in the package. */
async function scriptsOf(session: Session): Promise<string[]> {
  const urls = new Set<string>();
  const forget = session.on('Debugger.scriptParsed', ({ url }) => {
    if (url.startsWith('chrome-extension://')) urls.add(new URL(url).pathname);
  });
  await session.send('Debugger.enable');
  await awaitUntil('the list of scripts', () => urls.size > 0);
  // Scripts that have run already are all told before this is answered.
  await session.send('Debugger.disable');
  forget();
  return [...urls];
}

function gzipOf(folder: string, scripts: readonly string[]): number {
  const sizes = scripts.map((name) => gzipSync(readFileSync(path.join(folder, name)), { level: 9 }).length);
  return kiloBytes(sizes.reduce((sum, size) => sum + size, 0));
}

/** As `package.mjs` packs it. */
function zipOf(folder: string): number {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );
  const contents = files.map((entry) => {
    const file = path.join(entry.parentPath, entry.name);
    return [path.relative(folder, file), readFileSync(file)];
  });
  return kiloBytes(zipSync(Object.fromEntries(contents), { level: 9 }).length);
}

async function weigh(browser: Browser, of: Package): Promise<Figures> {
  const worker = await browser.worker(of);
  const tab = await browser.newTab();
  const { painted } = await watchFirstCode(tab);
  await tab.send('Page.navigate', { url: browser.address(of) });
  await painted;
  const figures = {
    screenKb: gzipOf(of.folder, await scriptsOf(tab)),
    workerKb: gzipOf(of.folder, await scriptsOf(worker)),
    zipKb: zipOf(of.folder),
  };
  await tab.close();
  return figures;
}

export async function measureWeight(browser: Browser, packages: readonly Package[]): Promise<Row[]> {
  const part = 'weight';
  const runs = await inTurn(packages, { runs: 1, warmUps: 0 }, (of) => weigh(browser, of));
  return [
    plainRow({ part, name: 'scripts of the codes screen, gzip', unit: 'kB' }, runs, 'screenKb', GOAL_KB),
    plainRow({ part, name: 'scripts of the worker, gzip', unit: 'kB' }, runs, 'workerKb'),
    plainRow({ part, name: 'package, zip', unit: 'kB' }, runs, 'zipKb'),
  ];
}
