import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Site, startSite } from './server.ts';
import { openTestBrowser } from './test-browser.ts';

const password = 'correct horse';
let site: Site;

beforeAll(async () => {
  site = await startSite();
});
afterAll(() => site.close());

/** `fetch` sets the Host header itself. */
function statusForHost(host: string): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    request(site.url, { headers: { host } }, (response) => {
      response.resume();
      resolve(response.statusCode);
    })
      .on('error', reject)
      .end();
  });
}

describe('the site', () => {
  it.each([
    'localhost',
    'localhost:8765',
    '127.0.0.1:80',
    '[::1]:8765',
    'shop.localhost:8765',
    'a.b.LOCALHOST',
  ])('answers to %s', async (host) => {
    expect(await statusForHost(host)).toBe(200);
  });

  it.each([
    'example.com',
    'localhost.example.com',
    'evillocalhost',
    '127.0.0.1.nip.io',
    'x@localhost',
    '10.0.0.1',
  ])('does not answer to "%s"', async (host) => {
    expect(await statusForHost(host)).toBe(421);
  });

  it('refuses a form without the token of its session', async () => {
    const own = openTestBrowser(site.url);
    await own.get('/register');
    const foreign = openTestBrowser(site.url);
    expect((await foreign.submit('/register', { name: 'nobody', password })).status).toBe(403);

    const body = new URLSearchParams({ name: 'nobody', password });
    const headers = { cookie: own.cookie() };
    expect((await fetch(`${site.url}/register`, { method: 'POST', headers, body })).status).toBe(403);
    expect((await own.submit('/register', { name: 'nobody', password })).path).toBe('/account');
  });

  it('shows a hostile name as text', async () => {
    const name = `"><img src=x onerror='alert(1)'>&amp;`;
    const browser = openTestBrowser(site.url);
    await browser.get('/register');
    const account = await browser.submit('/register', { name, password });
    expect(account.markup).toContain('&quot;&gt;&lt;img src=x onerror=&#39;alert(1)&#39;&gt;&amp;amp;');

    await browser.submit('/sign-out', {});
    await browser.get('/register');
    const taken = await browser.submit('/register', { name, password });
    expect(taken.markup).toContain('This name is taken');
    for (const { markup } of [account, taken, await browser.get('/two-factor')]) {
      expect(markup).not.toContain('<img src=x');
    }
  });

  it('keeps the cookie from scripts and from other sites, and pages from caches and frames', async () => {
    const { headers } = await fetch(`${site.url}/sign-in`);
    expect(headers.get('set-cookie')).toMatch(/; HttpOnly; SameSite=Lax$/);
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('content-security-policy')).toMatch(/^default-src 'none';.*frame-ancestors 'none'$/);
    expect(headers.get('content-security-policy')).not.toContain('unsafe');
  });

  it('refuses large bodies, other media types, other methods and unknown paths', async () => {
    const post = (body: RequestInit['body'], path = '/sign-in') =>
      fetch(site.url + path, { method: 'POST', body: body ?? null }).then(({ status }) => status);
    expect(await post(new URLSearchParams({ name: 'x'.repeat(9000) }))).toBe(413);
    expect(await post('{}')).toBe(415);
    expect((await fetch(`${site.url}/sign-out`)).status).toBe(405);
    expect((await fetch(`${site.url}/__proto__`)).status).toBe(404);
  });

  it('says the same about an unknown name and a wrong password', async () => {
    const browser = openTestBrowser(site.url);
    await browser.get('/register');
    await browser.submit('/register', { name: 'known', password });
    await browser.submit('/sign-out', {});
    await browser.get('/sign-in');
    const wrong = await browser.submit('/sign-in', { name: 'known', password: 'wrong horse' });
    const unknown = await browser.submit('/sign-in', { name: 'unknown', password });
    expect(wrong.status).toBe(422);
    expect(wrong.markup.replace('"known"', '"unknown"')).toBe(unknown.markup);
  });
});
