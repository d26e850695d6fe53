import { describe, expect, it } from 'vitest';
import { type CorpusTab, judge, readCorpus, tally, type Verdict } from './corpus.ts';

/** Pages that are known to be judged wrongly, each with the reason. An entry that is no longer true fails. */
const KNOWN: Readonly<Record<string, string>> = {
  'p29-joomla3-login.html':
    'a "Secret Key" beside the password is what most pages call the secret, not the code',
};

/**
 * The tests: one for each page, and one for all of them together.
 * @param every 2 asks every second page: words and signals are the same code in each browser, and one asks them all
 */
export function describeCorpus(browser: string, open: (file: string) => Promise<CorpusTab>, every = 1): void {
  const pages = readCorpus().filter((_, index) => index % every === 0);
  const verdicts: Verdict[] = [];

  describe(`the pages in ${browser}`, () => {
    it.each(pages.map((page) => [page.file, page] as const))('%s', async (file, page) => {
      const tab = await open(file);
      const verdict = await judge(tab, page);
      verdicts.push(verdict);
      const { positive } = page;
      const truth: Verdict = { positive, found: positive ? 'right' : 'none', isAccepted: positive };
      if (file in KNOWN) expect(verdict, `${file} is right now: strike it from KNOWN`).not.toEqual(truth);
      else expect(verdict).toEqual(truth);
    });

    it('together: precision, recall and what is accepted', () => {
      expect(verdicts.length).toBe(pages.length);
      const { precision, recall, accepted } = tally(verdicts);
      expect(precision).toBeGreaterThanOrEqual(0.99);
      expect(recall).toBeGreaterThanOrEqual(0.97);
      expect(accepted).toBeGreaterThanOrEqual(0.95);
    });
  });
}
