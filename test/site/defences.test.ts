import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { allUsers, openDatabase } from './database.ts';
import { showKeySignIn } from './pages/key-sign-in.ts';
import { inboxHint } from './pages/phone-parts.ts';
import { register } from './pages/register.ts';
import { type Site, startSite } from './server.ts';
import type { Visitor } from './session.ts';
import type { Sqlite } from './sqlite.ts';
import { openTestBrowser } from './test-browser.ts';
import type { Visit } from './visit.ts';

const password = 'correct horse';
let site: Site;

beforeAll(async () => {
  site = await startSite();
});
afterAll(() => site.close());

/** `fetch` sets the Host header itself. */
function statusForHost(host: string, url = site.url): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    request(url, { headers: { host } }, (response) => {
      response.resume();
      resolve(response.statusCode);
    })
      .on('error', reject)
      .end();
  });
}

/** A request as it comes from another computer. */
function visitFromNetwork(database: Sqlite, fields: Record<string, string> = {}): Visit<Visitor> {
  return {
    query: new URLSearchParams(),
    form: new URLSearchParams(fields),
    session: { kind: 'visitor', id: 'any' },
    database,
    host: '192.0.2.2:8765',
    provider: { inbox: 'http://127.0.0.1:1234', deliver: async () => {}, close: async () => {} },
    address: '192.0.2.1',
    deviceToken: undefined,
    userAgent: '',
    now: 0,
  };
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

  it('answers on the network to addresses, when it was told to listen there, and not to names of others', async () => {
    const open = await startSite({ host: '0.0.0.0' });
    expect(await statusForHost('10.0.0.1:8765', open.url)).toBe(200);
    expect(await statusForHost('example.com', open.url)).toBe(421);
    await open.close();
  });

  it('lets nobody on the network be the first, who administers it', async () => {
    const database = await openDatabase();
    const visit = visitFromNetwork(database, { name: 'quick', password });
    await expect(register(visit)).rejects.toThrow(/on the computer that runs this site/);
    expect((await register({ ...visit, address: '127.0.0.1' })).status).toBe(303);
    const second = new URLSearchParams({ name: 'second', password });
    expect((await register({ ...visit, form: second })).status).toBe(303);
    expect(allUsers(database).map(({ isAdministrator }) => isAdministrator)).toEqual([true, false]);
    database.close();
  });

  it('sends nobody on the network to pages that only its own computer reaches', async () => {
    const database = await openDatabase();
    const far = visitFromNetwork(database);
    const near = { ...far, address: '127.0.0.1' };
    expect((await showKeySignIn(near)).body).toContain('href="http://localhost:8765/sign-in"');
    const keys = String((await showKeySignIn(far)).body);
    expect(keys).toContain('They work only on the computer that runs this site.');
    expect(keys).not.toContain('http://localhost');
    expect(inboxHint(near)?.markup).toContain(`href="${far.provider.inbox}"`);
    expect(inboxHint(far)?.markup).toContain('shown on the computer that runs it');
    expect(inboxHint(far)?.markup).not.toContain('href');
    database.close();
  });

  it('takes a session that was tampered with for that of a visitor', async () => {
    const browser = openTestBrowser(site.url);
    await browser.get('/register');
    await browser.submit('/register', { name: 'tampered', password });
    const own = browser.cookie();
    const last = own.endsWith('A') ? 'B' : 'A';
    const ids = [
      `${own.slice(0, -1)}${last}`,
      `${own}x`,
      'practice_session=',
      "practice_session=' OR 1=1 --",
    ];
    const wild = ['practice_session=%00', `practice_session=${'x'.repeat(4000)}`, `x; ${own.slice(0, -8)}`];
    for (const cookie of [...ids, ...wild]) {
      const reply = await fetch(`${site.url}/account`, { headers: { cookie }, redirect: 'manual' });
      expect(reply.headers.get('location')).toBe('/sign-in');
    }
    expect((await browser.get('/account')).status).toBe(200);
  });

  it.each(["x'); DROP TABLE user; --", '" OR ""="', '% _ \\ ; --'])(
    'stores the name %s as it is',
    async (name) => {
      const browser = openTestBrowser(site.url);
      await browser.get('/register');
      const escaped = name.replaceAll('"', '&quot;').replaceAll("'", '&#39;');
      expect((await browser.submit('/register', { name, password })).markup).toContain(`<dd>${escaped}</dd>`);
      await browser.submit('/sign-out', {});
      await browser.get('/sign-in');
      expect((await browser.submit('/sign-in', { name, password })).path).toBe('/account');
    },
  );

  it('refuses names and passwords that are too long, or hold control characters', async () => {
    const browser = openTestBrowser(site.url);
    await browser.get('/register');
    for (const name of ['', 'x'.repeat(65), 'a\u0000b', 'a:b']) {
      expect((await browser.submit('/register', { name, password })).status).toBe(422);
    }
    for (const long of ['short', 'x'.repeat(257)]) {
      expect((await browser.submit('/register', { name: 'fine', password: long })).status).toBe(422);
    }
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
