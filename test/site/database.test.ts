import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startSite } from './server.ts';
import { openTestBrowser } from './test-browser.ts';

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'practice-site-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('a database file', () => {
  it('keeps accounts from one start to the next', async () => {
    const database = join(folder, 'site.sqlite');
    const account = { name: 'Ada', password: 'correct horse' };
    expect(await pathAfter(database, '/register', account)).toBe('/account');
    expect(await pathAfter(database, '/sign-in', account)).toBe('/account');
    expect(await pathAfter(database, '/register', account)).toBe('/register');
  });
});

/** Starts the site, sends one form, stops the site, and tells where the form led. */
async function pathAfter(database: string, form: string, fields: Record<string, string>): Promise<string> {
  const site = await startSite({ database });
  const browser = openTestBrowser(site.url);
  await browser.get(form);
  const { path } = await browser.submit(form, fields);
  await site.close();
  return path;
}
