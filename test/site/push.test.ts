/** Push approval with two browsers of one person, and what a thief of the password can make of it. */
import { beforeEach, describe, expect, it } from 'vitest';
import { openTestBrowser, type Shown, type TestBrowser, textOf } from './test-browser.ts';
import { openTestSite } from './test-site.ts';
import { clock, comeToAccount, minute, password, problemOf, register } from './test-visitor.ts';

const site = openTestSite();
beforeEach(() => {
  clock.now += 60 * minute;
});

/** One browser is signed in with two factors and approves; another one waits. */
async function twoDevices() {
  const { visitor } = await comeToAccount(site.url);
  const device = visitor.browser;
  await device.get('/set-up/push');
  expect((await device.submit('/set-up/push', {})).path).toBe('/account');
  return { name: visitor.name, device, waiting: await waitingBrowser(visitor.name) };
}

async function waitingBrowser(name: string): Promise<TestBrowser> {
  const browser = openTestBrowser(site.url);
  await browser.get('/sign-in');
  const prompt = await browser.submit('/sign-in', { name, password });
  expect(prompt.markup).toContain('href="/sign-in/push"');
  await browser.get('/sign-in/push');
  return browser;
}

const ask = (browser: TestBrowser) => browser.submit('/sign-in/push/ask', {});
const numberOn = (shown: Shown) => textOf(shown, 'class="match"');
const another = (number: string) => (number === '10' ? '11' : '10');

/** Opens the page of the approving device and answers what is there. */
async function answer(device: TestBrowser, fields: Record<string, string>): Promise<string> {
  const { markup } = await device.get('/approve');
  const request = /name="request" value="(\d+)"/.exec(markup)?.[1] ?? '';
  return textOf(await device.submit('/approve', { request, ...fields }), 'role="status"');
}

const approve = (device: TestBrowser, number: string) => answer(device, { answer: 'approve', number });

describe('an approval', () => {
  it('signs the other device in with the number of its screen, once', async () => {
    const { device, waiting } = await twoDevices();
    expect((await device.get('/approve')).markup).toContain('Nobody waits for you');
    const number = numberOn(await ask(waiting));
    expect(number).toMatch(/^[1-9]\d$/);
    const shown = await device.get('/approve');
    expect(shown.markup).toContain('wants to sign in');
    expect(shown.markup).not.toContain(`>${number}<`);

    expect(await approve(device, number)).toBe('Approved. The other device can go on now.');
    expect((await waiting.get('/account')).path).toBe('/sign-in');
    expect((await waiting.get('/sign-in/push')).markup).toContain('data-continue');
    const account = await waiting.submit('/sign-in/push', {});
    expect([account.path, textOf(account, 'role="status"')]).toEqual([
      '/account',
      'Signed in with two factors',
    ]);
    expect(await approve(device, number)).toMatch(/is over/);
  });

  it('opens nothing before it is given, nor for another session', async () => {
    const { name, device, waiting } = await twoDevices();
    const thief = await waitingBrowser(name);
    const number = numberOn(await ask(waiting));
    expect((await waiting.submit('/sign-in/push', {})).path).toBe('/sign-in/push');
    await approve(device, number);
    expect((await thief.submit('/sign-in/push', {})).path).toBe('/sign-in/push');
    expect((await thief.get('/account')).path).toBe('/sign-in');
  });

  it('with another number ends the request', async () => {
    const { device, waiting } = await twoDevices();
    const number = numberOn(await ask(waiting));
    expect(await approve(device, another(number))).toMatch(/another number/);
    expect(await approve(device, number)).toMatch(/is over/);
    expect((await waiting.get('/sign-in/push')).markup).toContain('Another number was entered');
    expect((await waiting.submit('/sign-in/push', {})).path).toBe('/sign-in/push');
  });

  it('can be refused, with the advice that follows', async () => {
    const { device, waiting } = await twoDevices();
    await ask(waiting);
    expect(await answer(device, { answer: 'refuse', number: '' })).toMatch(/somebody knows your password/);
    expect((await waiting.get('/sign-in/push')).markup).toContain('was refused');
    expect((await waiting.get('/account')).path).toBe('/sign-in');
  });

  it('comes within two minutes or not at all', async () => {
    const { device, waiting } = await twoDevices();
    const late = numberOn(await ask(waiting));
    clock.now += 2 * minute;
    expect(await approve(device, late)).toMatch(/is over/);
    expect((await waiting.get('/sign-in/push')).markup).toContain('Nobody answered');

    const number = numberOn(await ask(waiting));
    await approve(device, number);
    clock.now += 2 * minute;
    expect((await waiting.submit('/sign-in/push', {})).path).toBe('/sign-in/push');
  });

  it('is asked for one at a time, and five times in an hour', async () => {
    const { name, waiting } = await twoDevices();
    await ask(waiting);
    const thief = await waitingBrowser(name);
    expect(problemOf(await ask(thief))).toMatch(/Another request waits/);
    for (let asked = 1; asked < 5; asked += 1) {
      clock.now += 2 * minute;
      expect(numberOn(await ask(thief))).toMatch(/^\d\d$/);
    }
    clock.now += 2 * minute;
    const refused = await ask(await waitingBrowser(name));
    expect([refused.status, problemOf(refused)]).toEqual([
      429,
      expect.stringMatching(/several requests.*50 minutes/),
    ]);
  });
});

describe('a device', () => {
  it('of somebody else sees nothing and answers nothing', async () => {
    const { waiting } = await twoDevices();
    const { device: foreign } = await twoDevices();
    const number = numberOn(await ask(waiting));
    expect((await foreign.get('/approve')).markup).toContain('Nobody waits for you');
    for (const request of ['1', '2', '3', '4', '5', '6', '7', '8', '9', 'x', '-1']) {
      const shown = await foreign.submit('/approve', { request, answer: 'approve', number });
      expect(textOf(shown, 'role="status"')).toMatch(/is over/);
    }
    expect((await waiting.get('/sign-in/push')).markup).toContain(number);
  });

  it('needs two factors, and another factor beside', async () => {
    const { browser } = await register(site.url);
    expect((await browser.get('/set-up/push')).markup).toContain('another second factor first');
    await browser.submit('/set-up/push', {});
    expect((await browser.get('/set-up/push')).markup).not.toContain('>On<');
    expect((await browser.get('/approve')).path).toBe('/set-up/push');
  });

  it('is taken away with the password', async () => {
    const { device } = await twoDevices();
    await device.get('/set-up/push');
    expect(problemOf(await device.submit('/set-up/push/off', { password: 'wrong' }))).toMatch(/wrong/);
    expect((await device.submit('/set-up/push/off', { password })).path).toBe('/account');
    expect((await device.get('/approve')).path).toBe('/set-up/push');
  });

  it('shows a hostile name of a browser as text', async () => {
    const { name, device } = await twoDevices();
    const headers = { 'user-agent': '<img src=x onerror=alert(1)>' };
    const first = await fetch(`${site.url}/sign-in`, { headers });
    let cookie = (first.headers.getSetCookie()[0] ?? '').split(';')[0] ?? '';
    let csrf = /name="csrf" value="([^"]+)"/.exec(await first.text())?.[1] ?? '';
    const post = (path: string, fields: Record<string, string>) =>
      fetch(site.url + path, {
        method: 'POST',
        redirect: 'manual',
        headers: { ...headers, cookie },
        body: new URLSearchParams({ ...fields, csrf }),
      });
    const signedIn = await post('/sign-in', { name, password });
    cookie = (signedIn.headers.getSetCookie()[0] ?? '').split(';')[0] ?? '';
    const prompt = await fetch(`${site.url}/sign-in/push`, { headers: { ...headers, cookie } });
    csrf = /name="csrf" value="([^"]+)"/.exec(await prompt.text())?.[1] ?? '';
    await post('/sign-in/push/ask', {});
    expect((await device.get('/approve')).markup).toContain('&lt;img src=x onerror=alert(1)&gt;');
  });
});
