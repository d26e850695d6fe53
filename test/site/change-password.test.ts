/** A password that somebody else may know, and what its new one takes from them. */
import { beforeAll, describe, expect, it } from 'vitest';
import { addUser, getUser, openDatabase, replacePasswordHash } from './database.ts';
import { hashPassword, isPasswordOf } from './password.ts';
import { openTestBrowser, type TestBrowser, textOf } from './test-browser.ts';
import { openTestSite } from './test-site.ts';
import {
  clock,
  comeToAccount,
  minute,
  password,
  problemOf,
  register,
  scanSecret,
  signIn,
} from './test-visitor.ts';

const next = 'battery staple';
const site = openTestSite();
let administrator: TestBrowser;

beforeAll(async () => {
  administrator = (await comeToAccount(site.url)).visitor.browser;
});

async function change(browser: TestBrowser, fields: Record<string, string>) {
  await browser.get('/password');
  return await browser.submit('/password', { password, 'new-password': next, ...fields });
}

/** Where a password leads in this browser. */
async function comesTo(browser: TestBrowser, name: string, typed: string): Promise<string> {
  await browser.get('/sign-in');
  return (await browser.submit('/sign-in', { name, password: typed })).path;
}

describe('a new password', () => {
  it('takes the place of the old one, and keeps the second factor', async () => {
    const { name, browser } = (await comeToAccount(site.url)).visitor;
    const changed = await change(browser, {});
    expect([changed.status, textOf(changed, 'role="status"')]).toEqual([
      200,
      'Sign in with the new one from now on.',
    ]);
    const account = await browser.get('/account');
    expect(textOf(account, 'role="status"')).toBe('Signed in with two factors');

    await browser.submit('/sign-out', {});
    expect(await comesTo(browser, name, password)).toBe('/sign-in');
    expect(await comesTo(browser, name, next)).toBe('/sign-in/code');
  });

  it('ends every session but this one, and forgets every device', async () => {
    const { visitor, codeAt } = await comeToAccount(site.url);
    const { name, browser } = visitor;
    const [remembered, waiting] = [openTestBrowser(site.url), openTestBrowser(site.url)];
    clock.now += minute;
    await signIn({ name, browser: remembered });
    await remembered.submit('/sign-in/code', { code: codeAt() });
    await remembered.get('/devices');
    expect((await remembered.submit('/devices/remember', {})).markup).toContain('this device');
    expect((await signIn({ name, browser: waiting })).path).toBe('/sign-in/code');

    expect((await change(browser, {})).status).toBe(200);
    expect((await remembered.get('/account')).path).toBe('/sign-in');
    expect((await waiting.get('/sign-in/code')).path).toBe('/sign-in');
    expect(await comesTo(remembered, name, next)).toBe('/sign-in/code');
  });

  it('stands in the log, and the words of neither do', async () => {
    const { name, browser } = (await comeToAccount(site.url)).visitor;
    await change(browser, {});
    const { path, markup } = await administrator.get('/administration');
    expect(path).toBe('/administration');
    expect(markup).toContain(`<td>${name}</td><td>127.0.0.1</td><td>password</td><td>changed</td>`);
    expect(markup).not.toContain(next);
  });

  it.each([
    ['short', 'shorter', /at least 8/],
    ['endless', 'x'.repeat(257), /at most 256/],
    ['the old one', password, /another one than before/],
  ])('is refused that is %s', async (_what, chosen, sentence) => {
    const { name, browser } = await register(site.url);
    const refused = await change(browser, { 'new-password': chosen });
    expect([refused.status, problemOf(refused)]).toEqual([422, expect.stringMatching(sentence)]);
    await browser.submit('/sign-out', {});
    expect(await comesTo(browser, name, password)).toBe('/account');
  });

  it('is not taken without the old one, which is counted', async () => {
    const { name, browser } = await register(site.url);
    for (let wrong = 1; wrong <= 9; wrong += 1) {
      const refused = await change(browser, { password: 'wrong horse' });
      expect([refused.status, problemOf(refused)]).toEqual([422, expect.stringMatching(/not your password/)]);
    }
    expect((await change(browser, { password: 'wrong horse' })).status).toBe(429);
    expect((await change(browser, {})).status).toBe(429);
    clock.now += 5 * minute;
    await browser.submit('/sign-out', {});
    expect(await comesTo(browser, name, password)).toBe('/account');
  });

  it('waits for the second factor where there is one', async () => {
    const visitor = await register(site.url);
    const codeAt = await scanSecret(visitor);
    await visitor.browser.submit('/two-factor', { code: codeAt() });
    expect((await visitor.browser.get('/password')).status).toBe(403);
    const refused = await visitor.browser.submit('/password', { password, 'new-password': next });
    expect([refused.status, problemOf(refused)]).toEqual([403, expect.stringMatching(/second factor/)]);
    await visitor.browser.get('/account');
    await visitor.browser.submit('/sign-out', {});
    expect(await comesTo(visitor.browser, visitor.name, password)).toBe('/sign-in/code');
  });

  it('opens to nobody who is not signed in, nor is it a way around the policy', async () => {
    expect((await openTestBrowser(site.url).get('/password')).path).toBe('/sign-in');
    const { browser } = await register(site.url);
    await administrator.get('/administration');
    await administrator.submit('/administration/policy', { everyone: 'yes', 'grace-days': '0' });
    expect((await browser.get('/password')).path).toBe('/second-factors');
    const refused = await browser.submit('/password', { password, 'new-password': next });
    expect(refused.path).toBe('/second-factors');
    await administrator.get('/administration');
    await administrator.submit('/administration/policy', { 'grace-days': '0' });
    expect((await change(browser, {})).status).toBe(200);
  });
});

it('opens nothing once it was changed, also where it is being judged just then', async () => {
  const database = await openDatabase();
  addUser(database, 'ada', await hashPassword(password), 0);
  const before = getUser(database, 1);
  const hash = await hashPassword(next);
  const judging = isPasswordOf(database, before, password);
  expect(replacePasswordHash(database, before, hash)).toBe(true);
  expect(await judging).toBe(false);
  expect(replacePasswordHash(database, before, before.passwordHash)).toBe(false);
  expect(await isPasswordOf(database, getUser(database, 1), next)).toBe(true);
  database.close();
});
