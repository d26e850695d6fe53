import { afterAll, beforeAll } from 'vitest';
import { describeCorpus } from './describe-corpus.ts';
import { type FirefoxBed, startFirefoxBed } from './firefox-bed.ts';

let bed: FirefoxBed;
beforeAll(async () => {
  bed = await startFirefoxBed();
});
afterAll(() => bed.close());

describeCorpus('Firefox', (file) => bed.open(file), 2);
