import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startSite } from './server.ts';
import { openTestBrowser, type Shown, textOf } from './test-browser.ts';
import { makeTestKey, optionsIn, type TestKey } from './test-key.ts';
import { openTestSite } from './test-site.ts';
import {
  clock,
  minute,
  password,
  problemOf,
  register,
  scanSecret,
  signIn,
  signInAgain,
  type TestVisitor,
} from './test-visitor.ts';

const site = openTestSite();
/** The site by the name that keys are bound to. */
let url: string;

beforeAll(() => {
  url = site.url.replace('127.0.0.1', 'localhost');
});
/** So late that what was wrong in one test does not count against the address in the next. */
beforeEach(() => {
  clock.now += 121 * minute;
});

async function addKey(
  { browser }: TestVisitor,
  key: TestKey,
  { name = 'Blue key', url: origin = url, word = password } = {},
): Promise<Shown> {
  const options = optionsIn(await browser.get('/security-keys'));
  const response = key.create(options, { origin });
  return await browser.submit('/security-keys', { name, response, password: word });
}

/** Registers somebody with a key, who stops at its prompt. */
async function comeToKeyPrompt() {
  const visitor = await register(url);
  const key = makeTestKey();
  await addKey(visitor, key);
  const prompt = await signInAgain(visitor);
  const send = (response: string) => visitor.browser.submit('/sign-in/key', { response });
  return { visitor, key, prompt, send };
}

describe('a security key as second factor', () => {
  it('is set up, asked for after the password, and signs in', async () => {
    const { key, prompt, send } = await comeToKeyPrompt();
    expect(prompt.path).toBe('/sign-in/key');
    const account = await send(key.get(optionsIn(prompt), { origin: url, counter: 7 }));
    expect(account.path).toBe('/account');
    expect(textOf(account, 'role="status"')).toBe('Signed in with two factors');
  });

  it('is one of several with names, which go one by one', async () => {
    const { visitor, key, prompt, send } = await comeToKeyPrompt();
    await send(key.get(optionsIn(prompt), { origin: url }));
    const second = makeTestKey();
    const { path, markup } = await addKey(visitor, second, { name: '<b>Green</b> key' });
    expect(path).toBe('/security-keys');
    expect(markup).toContain('<strong>Blue key</strong>');
    expect(markup).toContain('<strong>&lt;b&gt;Green&lt;/b&gt; key</strong>');
    const remove = (id: string, word = password) =>
      visitor.browser.submit('/security-keys/remove', { key: id, password: word });
    expect(problemOf(await remove(key.id, 'wrong horse'))).toMatch(/password is wrong/);
    expect((await remove(key.id)).path).toBe('/security-keys');
    const next = await signInAgain(visitor);
    expect(problemOf(await send(key.get(optionsIn(next), { origin: url })))).toMatch(/not set up/);
    const again = await visitor.browser.get('/sign-in/key');
    expect((await send(second.get(optionsIn(again), { origin: url }))).path).toBe('/account');
    await visitor.browser.get(`/security-keys/remove?key=${second.id}`);
    expect((await remove(second.id)).path).toBe('/account');
    expect((await signInAgain(visitor)).path).toBe('/account');
  });

  it('is set up with the password once more, the first and every further one', async () => {
    const visitor = await register(url);
    const refuse = async (name: string) => {
      for (const word of ['', 'wrong horse']) {
        const refused = await addKey(visitor, makeTestKey(), { name, word });
        expect([refused.status, problemOf(refused)]).toEqual([
          422,
          expect.stringMatching(/password is wrong/),
        ]);
        expect(refused.markup).toContain('type="password"');
        expect(refused.markup).not.toContain(`${name}</strong>`);
      }
    };
    await refuse('Blue key');
    const account = await addKey(visitor, makeTestKey());
    expect(textOf(account, 'role="status"')).toBe('Signed in with two factors');
    await refuse('Green key');
    const { markup } = await addKey(visitor, makeTestKey(), { name: 'Green key' });
    expect(markup).toContain('Green key</strong>');
  });

  it('cannot be guessed into a session that was found open', async () => {
    const visitor = await register(url);
    const guess = () => addKey(visitor, makeTestKey(), { word: 'wrong horse' });
    for (let wrong = 1; wrong <= 9; wrong += 1) expect((await guess()).status).toBe(422);
    for (const refused of [await guess(), await addKey(visitor, makeTestKey())])
      expect(refused.status).toBe(429);
    expect((await visitor.browser.get('/account')).markup).toContain('Signed in with a password only');
  });

  it('is not set up twice, nor by somebody who knows the password alone', async () => {
    const { visitor, key, prompt, send } = await comeToKeyPrompt();
    await send(key.get(optionsIn(prompt), { origin: url }));
    expect(problemOf(await addKey(visitor, key))).toMatch(/set up already/);

    const other = await register(url);
    await scanSecretAndConfirm(other);
    const { markup } = await other.browser.get('/security-keys');
    expect(markup).toContain('sign out and in again with your second factor');
    const refused = await other.browser.submit('/security-keys', { response: '{}' });
    expect([refused.status, problemOf(refused)]).toEqual([403, expect.stringMatching(/a password only/)]);
  });

  it('is refused when it counts backwards, and not when it does not count', async () => {
    const { visitor, key, prompt, send } = await comeToKeyPrompt();
    await send(key.get(optionsIn(prompt), { origin: url, counter: 7 }));
    for (const counter of [7, 6, 0]) {
      const next = await signInAgain(visitor);
      expect(problemOf(await send(key.get(optionsIn(next), { origin: url, counter })))).toMatch(/copied/);
    }
    const last = await signInAgain(visitor);
    expect((await send(key.get(optionsIn(last), { origin: url, counter: 8 }))).path).toBe('/account');

    const still = await comeToKeyPrompt();
    for (let turn = 1; turn <= 2; turn += 1) {
      const next = await signInAgain(still.visitor);
      expect((await still.send(still.key.get(optionsIn(next), { origin: url }))).path).toBe('/account');
    }
  });

  it('signs for our name and our address only', async () => {
    const { key, prompt, send } = await comeToKeyPrompt();
    const evil = key.get(optionsIn(prompt), { origin: 'https://localhost.evil.example' });
    expect(problemOf(await send(evil))).toMatch(/not right/);
    const next = await send('');
    expect(problemOf(next)).toMatch(/not right/);
    const other = key.get(optionsIn(next), { origin: url, rpId: 'evil.example' });
    expect(problemOf(await send(other))).toMatch(/not right/);
  });

  it('signs for five minutes', async () => {
    const { key, prompt, send } = await comeToKeyPrompt();
    clock.now += 5 * minute;
    const late = await send(key.get(optionsIn(prompt), { origin: url }));
    expect(problemOf(late)).toMatch(/took too long/);
    expect((await send(key.get(optionsIn(late), { origin: url }))).path).toBe('/account');
  });

  it('signs in once when one signature is sent 200 times at once', async () => {
    const { visitor, key, prompt } = await comeToKeyPrompt();
    const response = key.get(optionsIn(prompt), { origin: url, counter: 1 });
    const csrf = /name="csrf" value="([^"]+)"/.exec(prompt.markup)?.[1] ?? '';
    const init = {
      method: 'POST',
      redirect: 'manual',
      headers: { cookie: visitor.browser.cookie() },
    } as const;
    const answers = await Promise.all(
      Array.from({ length: 200 }, () =>
        fetch(`${url}/sign-in/key`, { ...init, body: new URLSearchParams({ csrf, response }) }),
      ),
    );
    const inside = answers.filter(({ headers }) => headers.get('location') === '/account');
    expect(inside).toHaveLength(1);
  });

  it('gives no second chance to a challenge of another session, or of another purpose', async () => {
    const { visitor, key, prompt, send } = await comeToKeyPrompt();
    const elsewhere = openTestBrowser(url);
    const passwordless = optionsIn(await elsewhere.get('/sign-in/passwordless'));
    expect(problemOf(await send(key.get(passwordless, { origin: url })))).toMatch(/took too long/);
    const stolen = await signIn({ name: visitor.name, browser: elsewhere });
    const response = key.get(optionsIn(prompt), { origin: url });
    expect(problemOf(await elsewhere.submit('/sign-in/key', { response }))).toMatch(/took too long/);
    expect(stolen.path).toBe('/sign-in/key');
  });

  it('locks after five wrong ones', async () => {
    const { visitor, send } = await comeToKeyPrompt();
    const foreign = makeTestKey();
    for (let attempt = 1; attempt <= 5; attempt += 1) {
      const prompt = await visitor.browser.get('/sign-in/key');
      const shown = await send(foreign.get(optionsIn(prompt), { origin: url }));
      expect(shown.status).toBe(attempt < 5 ? 422 : 429);
    }
  });

  it('leads people who came by number to the name', async () => {
    const visitor = await register(site.url);
    const { markup } = await visitor.browser.get('/security-keys');
    expect(markup).toContain(`href="${url}/sign-in"`);
    expect(markup).not.toContain('data-options');
  });
});

describe('a security key without a password', () => {
  it('signs in when it checked who holds it, and only then', async () => {
    const visitor = await register(url);
    const key = makeTestKey();
    await addKey(visitor, key);
    const browser = openTestBrowser(url);
    const door = await browser.get('/sign-in/passwordless');
    const held = key.get(optionsIn(door), { origin: url, counter: 1 });
    const refused = await browser.submit('/sign-in/passwordless', { response: held });
    expect(problemOf(refused)).toMatch(/not right/);
    const verified = key.get(optionsIn(refused), { origin: url, counter: 2, isVerified: true });
    const account = await browser.submit('/sign-in/passwordless', { response: verified });
    expect(account.path).toBe('/account');
    expect(account.markup).toContain(visitor.name);

    await browser.submit('/sign-out', {});
    await browser.get('/sign-in/passwordless');
    const replayed = await browser.submit('/sign-in/passwordless', { response: verified });
    expect(problemOf(replayed)).toMatch(/took too long/);
  });

  it('opens nothing for a key that nobody set up, and locks nobody out', async () => {
    const { visitor, key } = await comeToKeyPrompt();
    const browser = openTestBrowser(url);
    for (let attempt = 1; attempt <= 6; attempt += 1) {
      const door = await browser.get('/sign-in/passwordless');
      const wrong = key.get(optionsIn(door), { origin: url });
      await browser.submit('/sign-in/passwordless', { response: wrong });
    }
    const door = await browser.get('/sign-in/passwordless');
    const unknown = makeTestKey().get(optionsIn(door), { origin: url, isVerified: true });
    expect(problemOf(await browser.submit('/sign-in/passwordless', { response: unknown }))).toMatch(
      /not set up/,
    );
    const prompt = await visitor.browser.get('/sign-in/key');
    const response = key.get(optionsIn(prompt), { origin: url });
    expect((await visitor.browser.submit('/sign-in/key', { response })).path).toBe('/account');
  });

  it('is counted against the address when it is wrong, and stands in the log', async () => {
    const other = await startSite({ now: () => clock.now });
    const local = other.url.replace('127.0.0.1', 'localhost');
    const { browser } = await register(local);
    await addKey({ name: '', browser }, makeTestKey(), { url: local });
    const stranger = openTestBrowser(local);
    for (let attempt = 1; attempt <= 20; attempt += 1) {
      await stranger.get('/sign-in/passwordless');
      const shown = await stranger.submit('/sign-in/passwordless', { response: '{}' });
      expect(shown.status).toBe(attempt < 20 ? 422 : 429);
    }
    const refused = await stranger.submit('/sign-in/passwordless', { response: '{}' });
    expect(problemOf(refused)).toMatch(/Try again in 5 minutes/);
    const { markup } = await browser.get('/administration');
    const line = (outcome: string) => `<td>nobody</td><td>127.0.0.1</td><td>key</td><td>${outcome}</td>`;
    for (const outcome of ['wrong', 'wrong, locked', 'refused, not judged']) {
      expect(markup).toContain(line(outcome));
    }
    await other.close();
  });
});

describe('what no browser sends', () => {
  const texts = [
    '',
    '{}',
    '[]',
    'null',
    '"x"',
    '{"response":{}}',
    '{"id":1,"response":null}',
    '['.repeat(2000),
  ];

  it.each([...texts, shaped({}), shaped({ userHandle: 7 }), shaped({ clientDataJSON: 'bnVsbA' })])(
    'is refused with a sentence: %.60j',
    async (response) => {
      const browser = openTestBrowser(url);
      await browser.get('/sign-in/passwordless');
      const shown = await browser.submit('/sign-in/passwordless', { response });
      expect([shown.status, problemOf(shown)]).toEqual([422, expect.stringMatching(/not (right|set up)/)]);
    },
  );

  /** As a browser sends it, with nonsense inside. */
  function shaped(inside: object): string {
    const response = { clientDataJSON: '', authenticatorData: '', signature: '', ...inside };
    return JSON.stringify({ id: 'x', rawId: 'x', type: '', response, clientExtensionResults: {} });
  }
});

/** Turns the authenticator app on; the session stays one with a password only. */
async function scanSecretAndConfirm(visitor: TestVisitor): Promise<void> {
  const codeAt = await scanSecret(visitor);
  await visitor.browser.submit('/two-factor', { code: codeAt() });
}
