import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addUser, allUsers, openDatabase } from './database.ts';
import { startSite } from './server.ts';
import { openSqlite } from './sqlite.ts';
import { openTestBrowser, textOf } from './test-browser.ts';
import { password, register } from './test-visitor.ts';

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

  it('shows at once what another process wrote, and neither undoes the other', async () => {
    const path = join(folder, 'shared.sqlite');
    const site = await openDatabase(path);
    const commandLine = await openDatabase(path);
    addUser(commandLine, 'from the command line', 'no hash', 0);
    addUser(site, 'from the site', 'no hash', 0);
    for (const database of [site, commandLine]) expect(allUsers(database)).toHaveLength(2);
    site.close();
    commandLine.close();
  });

  it('of another version is refused with a sentence', async () => {
    const path = join(folder, 'old.sqlite');
    const old = await openSqlite(path);
    old.write('CREATE TABLE user (id INTEGER PRIMARY KEY)');
    old.close();
    await expect(openDatabase(path)).rejects.toThrow(/another version of the site/);
  });

  it('holds no password, no secret and no session that could be used', async () => {
    const database = join(folder, 'sealed.sqlite');
    const site = await startSite({ database });
    const visitor = await register(site.url);
    await visitor.browser.get('/two-factor');
    const shown = textOf(await visitor.browser.get('/two-factor'), 'id="secret"').replaceAll(' ', '');
    const stored = readFileSync(database, 'latin1');
    await site.close();
    for (const secret of [password, shown, visitor.browser.cookie().split('=')[1] ?? '']) {
      expect(secret).not.toBe('');
      expect(stored).not.toContain(secret);
    }
    expect(stored).toContain(visitor.name);
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
