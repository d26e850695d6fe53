/** What it costs a page to be looked through for a prompt: the main thread, in an isolated world as a content script. */
import { build } from 'vite';
import { type Browser, type Package, startBrowser, type Tab } from './browser.ts';
import { mainThread } from './main-thread.ts';
import { OTP_PAGES, type OtpPage } from './otp-pages.ts';
import type { Figures } from './rounds.ts';
import { plainRow, type Row } from './rows.ts';

const RUNS = 20;
/** Between the first run and those that count: the compiler warms up. */
const WARM_UPS = 5;
const LIMIT_MS = { '5000': 5, '100000': 50 } as const;

/** `otp-field.ts` alone, as a script that leaves `findOtpFields` on the global. */
async function bundleFinder(folder: string): Promise<string> {
  const built = await build({
    configFile: false,
    logLevel: 'silent',
    build: {
      write: false,
      minify: true,
      lib: { entry: `${folder}/src/content/otp-field.ts`, formats: ['iife'], name: 'counterfoilOtp' },
    },
  });
  const [output] = [built].flat();
  if (!output || !('output' in output)) throw new Error('nothing was built');
  return output.output[0].code;
}

interface Measured {
  readonly found: number;
  /** CPU time of the main thread for each run, so that other programs do not count; the first with the script's start. */
  readonly times: readonly number[];
}

async function measurePage(tab: Tab, finder: string, page: OtpPage): Promise<Measured> {
  await tab.send('Page.enable');
  await tab.send('Performance.enable', { timeDomain: 'threadTicks' });
  await tab.send('Page.navigate', { url: 'about:blank' });
  const { frameTree } = await tab.send('Page.getFrameTree');
  await tab.send('Page.setDocumentContent', { frameId: frameTree.frame.id, html: `<body>${page.html}` });
  await tab.send('Runtime.evaluate', { expression: `{${page.script ?? ''}};document.body.offsetHeight` });
  const { executionContextId: contextId } = await tab.send('Page.createIsolatedWorld', {
    frameId: frameTree.frame.id,
    worldName: 'counterfoil',
  });
  const find = 'counterfoilOtp.findOtpFields(document).length';
  const times: number[] = [];
  let found = 0;
  for (let run = 0; run <= WARM_UPS + RUNS; run += 1) {
    const { cpuMs: before } = await mainThread(tab);
    const expression = run === 0 ? `${finder};${find}` : find;
    const { result } = await tab.send('Runtime.evaluate', { contextId, returnByValue: true, expression });
    const { cpuMs: after } = await mainThread(tab);
    found = Number(result.value);
    times.push(after - before);
  }
  return { found, times };
}

/** The first run, and 95 of 100 of the warm ones. @throws Error where the prompt is not found: a fast miss is no measurement */
function figuresOf({ found, times: [cold = Number.NaN, ...others] }: Measured, page: OtpPage): Figures {
  if (found !== page.fields) throw new Error(`${page.name}: ${found} fields were found, not ${page.fields}`);
  const sorted = others.slice(WARM_UPS).toSorted((one, other) => one - other);
  return {
    cold,
    p50: sorted[Math.floor(sorted.length * 0.5)] ?? Number.NaN,
    p95: sorted[Math.ceil(sorted.length * 0.95) - 1] ?? Number.NaN,
  };
}

async function measureIn(browser: Browser, finder: string, page: OtpPage): Promise<Figures> {
  const tab = await browser.newTab();
  try {
    return figuresOf(await measurePage(tab, finder, page), page);
  } finally {
    await tab.close();
  }
}

/** `findOtpFields` on made pages. @param source the working tree whose detector it is */
export async function measureOtp(ours: Package, source: string): Promise<Row[]> {
  const finder = await bundleFinder(source);
  const browser = await startBrowser([]);
  const rows: Row[] = [];
  try {
    for (const page of OTP_PAGES) {
      const figures = new Map([[ours, [await measureIn(browser, finder, page)]]]);
      const part = `looking for a prompt: ${page.name}`;
      const limit = page.name.startsWith('5000 ') ? LIMIT_MS['5000'] : LIMIT_MS['100000'];
      rows.push(plainRow({ part, name: 'first run', unit: 'ms' }, figures, 'cold'));
      rows.push(plainRow({ part, name: `median of ${RUNS} more`, unit: 'ms' }, figures, 'p50'));
      rows.push(plainRow({ part, name: `95 of 100 of ${RUNS} more`, unit: 'ms' }, figures, 'p95', limit));
    }
    return rows;
  } finally {
    await browser.close();
  }
}
