import { describe, expect, it } from 'vitest';
import english from '../../public/_locales/en/messages.json' with { type: 'json' };
import { html } from './html.ts';
import { openTestBrowser, textOf } from './test-browser.ts';
import { openTestSite } from './test-site.ts';
import {
  clock,
  comeToPrompt,
  minute,
  problemOf,
  register,
  scanSecret,
  signIn,
  signInAgain,
} from './test-visitor.ts';

const site = openTestSite();

describe('the round trip', () => {
  it('goes from registering to being signed in with two factors, and back', async () => {
    const visitor = await register(site.url);
    const { browser } = visitor;
    const codeAt = await scanSecret(visitor);

    expect(problemOf(await browser.submit('/two-factor', { code: 'nonsense' }))).toMatch(/six digits/);
    const confirmed = await browser.submit('/two-factor', { code: codeAt() });
    expect(confirmed.path).toBe('/account');
    expect(textOf(confirmed, 'role="status"')).toBe('Signed in with a password only');

    expect((await signInAgain(visitor)).path).toBe('/sign-in/code');
    expect((await browser.get('/account')).path).toBe('/sign-in');
    await browser.get('/sign-in/code');
    expect(problemOf(await browser.submit('/sign-in/code', { code: codeAt() }))).toMatch(/used already/);

    clock.now += minute;
    const account = await browser.submit('/sign-in/code', { code: codeAt() });
    expect(account.path).toBe('/account');
    expect(textOf(account, 'role="status"')).toBe('Signed in with two factors');

    await browser.get('/two-factor/off');
    expect(problemOf(await browser.submit('/two-factor/off', { code: codeAt() }))).toMatch(/used already/);
    clock.now += minute;
    await browser.submit('/two-factor/off', { code: codeAt() });
    expect((await signInAgain(visitor)).path).toBe('/account');
  });

  it('shows the key URI with the issuer and the account name', async () => {
    const { name, browser } = await register(site.url);
    const uri = textOf(await browser.get('/two-factor'), 'id="key-uri"');
    const label = `Practice%20Site:${encodeURIComponent(name)}`;
    expect(uri.replace(/[A-Z2-7]{32}/, 'SECRET')).toBe(
      `otpauth://totp/${label}?secret=SECRET&amp;issuer=Practice%20Site`,
    );
  });

  it('keeps the secret when the set-up page is opened again', async () => {
    const visitor = await register(site.url);
    expect((await scanSecret(visitor))()).toBe((await scanSecret(visitor))());
  });

  it('says to everybody what the extension says of two-factor sign-in, and leads there from the first page', async () => {
    const browser = openTestBrowser(site.url);
    expect((await browser.get('/')).markup).toContain('href="/learn"');
    const { markup } = await browser.get('/learn');
    const texts = Object.entries(english).filter(([name]) => name.startsWith('learn'));
    const places = texts.map(([, { message }]) => markup.indexOf(html`>${message}</`.markup));
    expect(texts.filter((_, index) => places[index] === -1)).toEqual([]);
    expect(places.length).toBeGreaterThan(8);
  });

  it('names on the first page all that can be tried', async () => {
    const { markup } = await openTestBrowser(site.url).get('/');
    const words = [
      'QR code',
      'text message or call',
      'security key',
      'approve it',
      'backup codes',
      'a counter',
    ];
    for (const word of words) expect(markup).toContain(word);
  });

  it('says at registration what a password proves, and how it is kept', async () => {
    const { markup } = await openTestBrowser(site.url).get('/register');
    const text = markup.replaceAll(/\s+/g, ' ');
    expect(text).toContain('A password proves that you know it, not that you are the one who chose it');
    expect(text).toContain('only a salted hash');
  });

  it('tells its own time in the Date header', async () => {
    const { headers } = await fetch(site.url);
    expect(Date.parse(headers.get('date') ?? '')).toBe(clock.now);
  });
});

describe('a session', () => {
  it('gets a new id at every step of a sign-in', async () => {
    const { visitor, codeAt, enter } = await comeToPrompt(site.url);
    const waiting = visitor.browser.cookie();
    await enter(codeAt());
    const inside = visitor.browser.cookie();
    await visitor.browser.submit('/sign-out', {});
    expect(new Set([waiting, inside, visitor.browser.cookie()]).size).toBe(3);
  });

  it('ends in other browsers when two-factor is turned on', async () => {
    const visitor = await register(site.url);
    const other = openTestBrowser(site.url);
    expect((await signIn({ name: visitor.name, browser: other })).path).toBe('/account');

    const codeAt = await scanSecret(visitor);
    await visitor.browser.submit('/two-factor', { code: codeAt() });
    expect((await other.get('/account')).path).toBe('/sign-in');
  });

  it('waits ten minutes for the code', async () => {
    const { visitor, codeAt, enter } = await comeToPrompt(site.url);
    clock.now += 10 * minute;
    expect((await visitor.browser.get('/sign-in/code')).path).toBe('/sign-in');
    expect((await enter(codeAt())).path).toBe('/sign-in');
  });
});
