/** How good the detector is: on all pages with known truth, in Chromium, as the tests hold it. */
import { startTestBed } from '../content/browser.ts';
import { judge, readCorpus, tally, type Verdict } from '../content/corpus.ts';
import type { Package } from './browser.ts';
import { plainRow, type Row } from './rows.ts';

const PART = 'finding and filling, in percent of the pages';

/** @param ours the column; the detector is that of the working tree */
export async function measureAccuracy(ours: Package): Promise<Row[]> {
  const bed = await startTestBed();
  try {
    const verdicts: Verdict[] = [];
    const pages = readCorpus();
    for (const page of pages) {
      const { page: tab, origin, inWorld } = await bed.open({ fixture: page.file });
      verdicts.push(await judge({ origin, inWorld, inPage: (expression) => tab.evaluate(expression) }, page));
    }
    const shares = Object.entries(tally(verdicts)).map(([name, share]) => [name, share * 100] as const);
    const figures = new Map([[ours, [{ pages: pages.length, ...Object.fromEntries(shares) }]]]);
    return [
      plainRow({ part: PART, name: 'pages', unit: '' }, figures, 'pages'),
      ...shares.map(([name]) => plainRow({ part: PART, name, unit: '%' }, figures, name)),
    ];
  } finally {
    await bed.close();
  }
}
