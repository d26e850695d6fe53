import { afterAll, beforeAll } from 'vitest';
import { startTestBed, type TestBed } from './browser.ts';
import { describeCorpus } from './describe-corpus.ts';

let bed: TestBed;
beforeAll(async () => {
  bed = await startTestBed();
});
afterAll(() => bed.close());

describeCorpus('Chromium', async (file) => {
  const { page, origin, inWorld } = await bed.open({ fixture: file });
  return { origin, inWorld, inPage: (expression) => page.evaluate(expression) };
});
