/** What people see of their own attempts, and how they end the sessions that they left open. */
import { expect, it } from 'vitest';
import { openTestBrowser, textOf } from './test-browser.ts';
import { openTestSite } from './test-site.ts';
import { clock, comeToAccount, comeToPrompt, minute, password, register, signIn } from './test-visitor.ts';

const site = openTestSite();

it('People are shown their own attempts, the latest first, and nobody else’s', async () => {
  const other = await comeToPrompt(site.url);
  await other.enter(other.codeAt(50));
  const { visitor, codeAt, enter } = await comeToPrompt(site.url);
  await enter(codeAt(50));
  expect((await enter(codeAt())).markup).toContain('href="/sign-ins"');
  const { markup } = await visitor.browser.get('/sign-ins');
  const lines = [...markup.matchAll(/<td>127\.0\.0\.1<\/td><td>([^<]*)<\/td><td>([^<]*)<\/td>/g)];
  expect(lines.map(([, by, outcome]) => `${by} ${outcome}`)).toEqual([
    'totp right',
    'totp wrong',
    'password right',
    'totp set up',
  ]);
});

it('People are not shown what was tried with names that nobody has, whatever they are called', async () => {
  const stranger = openTestBrowser(site.url);
  await stranger.get('/sign-in');
  await stranger.submit('/sign-in', { name: 'my own password', password });
  const browser = openTestBrowser(site.url);
  await browser.get('/register');
  await browser.submit('/register', { name: 'nobody', password });
  expect((await browser.get('/sign-ins')).markup).not.toContain('<td>127.0.0.1</td>');
});

it('People end all other sessions, also one that waits for a code, and stay signed in', async () => {
  const { visitor, codeAt } = await comeToAccount(site.url);
  const [left, waiting] = [openTestBrowser(site.url), openTestBrowser(site.url)];
  clock.now += minute;
  await signIn({ name: visitor.name, browser: left });
  expect((await left.submit('/sign-in/code', { code: codeAt() })).path).toBe('/account');
  await signIn({ name: visitor.name, browser: waiting });

  await visitor.browser.get('/sign-ins');
  const ended = await visitor.browser.submit('/sign-ins/end', {});
  expect(ended.path).toBe('/sign-ins');
  expect(ended.markup).toContain('<td>sessions</td><td>others ended</td>');
  expect((await left.get('/account')).path).toBe('/sign-in');
  expect((await waiting.get('/sign-in/code')).path).toBe('/sign-in');
  const account = await visitor.browser.get('/account');
  expect(textOf(account, 'role="status"')).toBe('Signed in with two factors');
});

it('The page opens to who is signed in', async () => {
  expect((await openTestBrowser(site.url).get('/sign-ins')).path).toBe('/sign-in');
  const { browser } = await register(site.url);
  expect((await browser.get('/sign-ins')).status).toBe(200);
});
