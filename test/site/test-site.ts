/** The site that all tests of a file visit, by the clock that they move on. */
import { afterAll, beforeAll } from 'vitest';
import { type Site, startSite } from './server.ts';
import { clock } from './test-visitor.ts';

/** It stands from before the first test of the file until after the last, and has no address outside of them. */
export function openTestSite(): Pick<Site, 'url'> {
  let site: Site;
  beforeAll(async () => {
    site = await startSite({ now: () => clock.now });
  });
  afterAll(() => site.close());
  return {
    get url() {
      return site.url;
    },
  };
}
