import { beforeAll, describe, expect, it } from 'vitest';
import { startSite } from './server.ts';
import { openTestBrowser, type Shown, type TestBrowser } from './test-browser.ts';
import { openTestSite } from './test-site.ts';
import {
  clock,
  comeToAccount,
  comeToPrompt,
  minute,
  password,
  problemOf,
  register,
  scanSecret,
  signIn,
  signInAgain,
} from './test-visitor.ts';

const day = 24 * 60 * minute;
const site = openTestSite();
let administrator: TestBrowser;
let openAdministration: () => Promise<Shown>;

/** The first account of the site; it signs in with two factors whenever its session is over. */
beforeAll(async () => {
  const { visitor, codeAt, enter } = await comeToAccount(site.url);
  administrator = visitor.browser;
  openAdministration = async () => {
    const shown = await administrator.get('/administration');
    if (shown.path === '/administration') return shown;
    await signIn(visitor);
    await enter(codeAt());
    return await administrator.get('/administration');
  };
});

/** The form's number of this account on the administrator's page. */
async function numberOf(name: string): Promise<string> {
  const { markup } = await openAdministration();
  const row = new RegExp(`<th scope="row">${name}</th>.*?name="user" value="(\\d+)"`, 's').exec(markup);
  if (row?.[1] === undefined) throw new Error(`no row for ${name}`);
  return row[1];
}

async function administer(action: string, fields: Record<string, string>): Promise<void> {
  await openAdministration();
  const { path } = await administrator.submit(`/administration/${action}`, fields);
  expect(path).toBe('/administration');
}

describe('the page of the administrator', () => {
  it('opens to the first account only, and only after two factors', async () => {
    expect((await openAdministration()).status).toBe(200);
    const { browser } = await register(site.url);
    for (const path of ['', '/policy', '/require', '/unlock', '/reset']) {
      const reply =
        path === '' ? browser.get('/administration') : browser.submit(`/administration${path}`, {});
      expect((await reply).status).toBe(403);
    }
    const other = await startSite({ now: () => clock.now });
    const first = await register(other.url);
    expect((await first.browser.get('/administration')).path).toBe('/second-factors');
    await other.close();
  });

  it('shows the log, unlocks, and writes that down', async () => {
    const { visitor, codeAt, enter } = await comeToPrompt(site.url);
    for (let tried = 1; tried <= 5; tried += 1) await enter(codeAt(50));
    expect((await enter(codeAt())).status).toBe(429);
    const { markup } = await openAdministration();
    expect(markup).toContain(`<td>${visitor.name}</td><td>127.0.0.1</td><td>totp</td><td>wrong, locked</td>`);
    expect(markup).toContain(`aria-label="Unlock: ${visitor.name}"`);

    await administer('unlock', { user: await numberOf(visitor.name) });
    expect((await enter(codeAt())).path).toBe('/account');
    expect((await openAdministration()).markup).toContain(`unlocked ${visitor.name}`);
  });

  it('refuses numbers that are none, and accounts that are not there', async () => {
    await openAdministration();
    for (const user of ['', 'x', '99999', "1' OR 1=1"]) {
      expect((await administrator.submit('/administration/reset', { user })).status).toBe(404);
      const asked = await administrator.get(`/administration/ask-reset?user=${encodeURIComponent(user)}`);
      expect(asked.status).toBe(404);
    }
    for (const days of ['', '-1', '1.5', '366', 'many']) {
      const refused = await administrator.submit('/administration/policy', { 'grace-days': days });
      expect(refused.status).toBe(422);
    }
  });

  it('shows hostile names as text', async () => {
    const browser = openTestBrowser(site.url);
    await browser.get('/register');
    const name = `"><script>alert(1)</script>'`;
    await browser.submit('/register', { name, password });
    await browser.submit('/sign-out', {});
    await signIn({ name, browser });
    const { markup } = await openAdministration();
    expect(markup).toContain('<td>&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;&#39;</td>');
    expect(markup).not.toContain('<script>');
  });

  it('resets the factors of a person who lost everything, and ends their sessions', async () => {
    const { visitor } = await comeToAccount(site.url);
    const user = await numberOf(visitor.name);
    const asked = await administrator.get(`/administration/ask-reset?user=${user}`);
    expect(asked.markup).toContain(`<strong>${visitor.name}</strong>`);
    expect((await visitor.browser.get('/account')).path).toBe('/account');
    await administer('reset', { user });
    expect((await visitor.browser.get('/account')).path).toBe('/sign-in');
    expect((await signIn(visitor)).path).toBe('/account');
  });
});

describe('the policy', () => {
  it('asks one account for a second factor, and after the grace period insists', async () => {
    const visitor = await register(site.url);
    const { browser } = visitor;
    await administer('policy', { 'grace-days': '2' });
    await administer('require', { user: await numberOf(visitor.name), required: 'yes' });
    expect((await browser.get('/account')).markup).toContain('must have a second factor by <time');

    clock.now += 2 * day;
    expect((await signIn(visitor)).path).toBe('/second-factors');
    for (const path of ['/account', '/devices', '/codes', '/']) {
      expect((await browser.get(path)).path).toBe('/second-factors');
    }
    expect((await browser.get('/site.css')).status).toBe(200);

    const codeAt = await scanSecret(visitor);
    expect((await browser.submit('/two-factor', { code: codeAt() })).path).toBe('/account');
    expect((await signInAgain(visitor)).path).toBe('/sign-in/code');
  });

  it('asks everyone, and gives a new account its whole grace period', async () => {
    const { visitor } = await comeToAccount(site.url);
    await administer('policy', { 'grace-days': '1', everyone: 'yes' });
    expect((await visitor.browser.get('/account')).path).toBe('/account');

    clock.now += 3 * day;
    const late = await register(site.url);
    expect((await late.browser.get('/account')).path).toBe('/account');
    clock.now += day;
    expect((await signIn(late)).path).toBe('/second-factors');
    expect(problemOf(await late.browser.get('/second-factors'))).toMatch(/must have a second factor/);
  });
});

describe('a remembered device', () => {
  it('stands for the second factor for thirty days, until it is forgotten', async () => {
    const { visitor, codeAt, enter } = await comeToAccount(site.url);
    const { browser } = visitor;
    await browser.get('/devices');
    const devices = await browser.submit('/devices/remember', {});
    expect(devices.markup).toContain('(this device)');
    expect((await signInAgain(visitor)).path).toBe('/account');
    expect((await signIn({ name: visitor.name, browser: openTestBrowser(site.url) })).path).toBe(
      '/sign-in/code',
    );

    clock.now += 30 * day;
    expect((await signIn(visitor)).path).toBe('/sign-in/code');

    await enter(codeAt());
    await browser.get('/devices');
    const again = await browser.submit('/devices/remember', {});
    const id = /name="id" value="(\d+)"/.exec(again.markup)?.[1] ?? '';
    const stranger = await register(site.url);
    await stranger.browser.submit('/devices/forget', { id });
    expect((await signInAgain(visitor)).path).toBe('/account');
    await browser.get('/devices');
    expect((await browser.submit('/devices/forget', { id })).markup).toContain('No device is remembered');
    expect((await signInAgain(visitor)).path).toBe('/sign-in/code');
  });

  it('does not renew itself', async () => {
    const { visitor, codeAt, enter } = await comeToAccount(site.url);
    const { browser } = visitor;
    await browser.get('/devices');
    await browser.submit('/devices/remember', {});
    clock.now += 29 * day;
    await signIn(visitor);
    const refused = await browser.submit('/devices/remember', {});
    expect([refused.status, problemOf(refused)]).toEqual([
      403,
      expect.stringMatching(/with a second factor/),
    ]);
    clock.now += day;
    expect((await signIn(visitor)).path).toBe('/sign-in/code');
    await enter(codeAt());
    await browser.get('/devices');
    expect((await browser.submit('/devices/remember', {})).markup).toContain('(this device)');
  });

  it('approves nothing in place of a second factor', async () => {
    const { visitor } = await comeToAccount(site.url);
    const { browser } = visitor;
    await browser.get('/devices');
    await browser.submit('/devices/remember', {});
    await signInAgain(visitor);
    expect((await browser.submit('/set-up/push', {})).markup).toMatch(/did not ask for your second factor/);
    expect((await browser.get('/approve')).path).toBe('/set-up/push');

    const other = await comeToAccount(site.url);
    await other.visitor.browser.get('/set-up/push');
    await other.visitor.browser.submit('/set-up/push', {});
    await other.visitor.browser.get('/devices');
    await other.visitor.browser.submit('/devices/remember', {});
    await signInAgain(other.visitor);
    const led = await other.visitor.browser.get('/approve');
    expect(led.path).toBe('/second-factors');
    expect(led.markup).toContain('href="/devices"');
  });

  it('is made only after two factors, and means nothing to other accounts', async () => {
    const visitor = await register(site.url);
    expect((await visitor.browser.submit('/devices/remember', {})).status).toBe(403);

    const { visitor: owner } = await comeToAccount(site.url);
    await owner.browser.get('/devices');
    await owner.browser.submit('/devices/remember', {});
    const codeOfOther = await scanSecret(visitor);
    await visitor.browser.submit('/two-factor', { code: codeOfOther() });
    await owner.browser.submit('/sign-out', {});
    const shared = await signIn({ name: visitor.name, browser: owner.browser });
    expect(shared.path).toBe('/sign-in/code');
  });
});
