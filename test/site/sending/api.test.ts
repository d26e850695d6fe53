/** The service as another application sees it: over HTTP, with Twilio's client and the stand-in behind it. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDatabase } from '../database.ts';
import { type Site, startSite } from '../server.ts';
import { textOf } from '../test-browser.ts';
import { clock, comeToAccount, minute, register } from '../test-visitor.ts';
import { addApiKey } from './api-keys-store.ts';
import { type StandIn, startStandIn, throughStandIn } from './stand-in.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'practice-'));
const file = path.join(folder, 'site.sqlite');
let site: Site;
let standIn: StandIn;
let key: string;
let otherKey: string;
let numbers = 0;

beforeAll(async () => {
  const database = await openDatabase(file);
  key = addApiKey(database, { name: 'Shop', now: clock.now });
  otherKey = addApiKey(database, { name: 'Library', now: clock.now });
  database.close();
  standIn = await startStandIn();
  site = await startSite({ now: () => clock.now, database: file, provider: throughStandIn(standIn, 1000) });
});
afterAll(async () => {
  await site.close();
  rmSync(folder, { recursive: true });
});

interface Answer {
  status: number;
  headers: Headers;
  body: Record<string, unknown>;
}

async function post(address: string, fields: unknown, headers: Record<string, string> = {}): Promise<Answer> {
  const response = await fetch(site.url + address, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${key}`, ...headers },
    body: typeof fields === 'string' ? fields : JSON.stringify(fields),
  });
  expect(response.headers.get('content-type')).toBe('application/json');
  return { status: response.status, headers: response.headers, body: await response.json() };
}

/** Sends to a new number a minute later, so that no limit but the tested one is met. */
async function send(over: Record<string, unknown> = {}) {
  numbers += 1;
  clock.now += minute;
  const answer = await post('/send', { to: `+49 1512 ${3_000_000 + numbers}`, channel: 'sms', ...over });
  const code = (standIn.inbox[0]?.text ?? '').replaceAll(', ', '').match(/\d{6}/)?.[0] ?? '';
  return { answer, code, id: String(answer.body.id) };
}

describe('another application', () => {
  it.each(['sms', 'voice'])('sends a code by %s and verifies it once', async (channel) => {
    const { answer, code, id } = await send({ channel });
    expect(answer.status).toBe(201);
    expect(answer.body).toEqual({
      id: expect.stringMatching(/^[\w-]{43}$/),
      to: standIn.inbox[0]?.to,
      channel,
      expiresAt: new Date(clock.now + 5 * minute).toISOString(),
    });
    expect(standIn.inbox[0]?.text).toMatch(/your code for Shop/i);
    expect(JSON.stringify(answer.body)).not.toContain(code);

    const wrong = await post('/verify', { id, code: code === '000000' ? '111111' : '000000' });
    expect(wrong).toMatchObject({ status: 422, body: { verified: false, triesLeft: 4 } });
    expect(await post('/verify', { id, code: `${code.slice(0, 3)} ${code.slice(3)}` })).toMatchObject({
      status: 200,
      body: { verified: true },
    });
    expect(await post('/verify', { id, code })).toMatchObject({
      status: 410,
      body: { verified: false, error: { code: 'code-used' } },
    });
  });

  it('gets one success for 200 requests at the same time', async () => {
    const { code, id } = await send();
    const answers = await Promise.all(Array.from({ length: 200 }, () => post('/verify', { id, code })));
    expect(answers.filter(({ body }) => body.verified === true)).toHaveLength(1);
  });

  it('cannot verify what another one sent', async () => {
    const { code, id } = await send();
    const answer = await post('/verify', { id, code }, { authorization: `Bearer ${otherKey}` });
    expect(answer).toMatchObject({ status: 410, body: { error: { code: 'code-unknown' } } });
  });

  it('hears that a code has expired, or had five wrong tries', async () => {
    const expired = await send();
    clock.now += 5 * minute;
    expect(await post('/verify', expired)).toMatchObject({
      status: 410,
      body: { error: { code: 'code-expired' } },
    });

    const spent = await send();
    for (let tries = 0; tries < 5; tries += 1) {
      expect((await post('/verify', { id: spent.id, code: 'wrong' })).status).toBe(422);
    }
    expect(await post('/verify', { id: spent.id, code: spent.code })).toMatchObject({
      status: 410,
      body: { error: { code: 'code-spent' } },
    });
  });
});

describe('a key', () => {
  it.each([
    ['missing', {}],
    ['wrong', { authorization: 'Bearer practice_nonsense' }],
    ['of another scheme', { authorization: 'Basic eDp4' }],
    ['endless', { authorization: `Bearer ${'x'.repeat(5000)}` }],
    ['SQL', { authorization: "Bearer '--" }],
  ])('that is %s is answered 401 in JSON', async (_what, headers) => {
    const answer = await post(
      '/send',
      { to: '+4915123456789', channel: 'sms' },
      { authorization: '', ...headers },
    );
    expect(answer).toMatchObject({ status: 401, body: { error: { code: 'wrong-key' } } });
    expect(answer.headers.get('www-authenticate')).toBe('Bearer');
  });

  it('stands in no file, nor do codes and numbers', async () => {
    const { code, id, answer } = await send();
    const bytes = readFileSync(file);
    for (const secret of [key, key.slice('practice_'.length), id, String(answer.body.to)]) {
      expect(bytes.includes(secret)).toBe(false);
    }
    expect(bytes.includes(Buffer.from(`${code}\0`))).toBe(false);
    expect(bytes.includes('Shop')).toBe(true);
  });
});

describe('the page of the administrator', () => {
  it('makes a key that works, shows it once, and revokes it', async () => {
    const open = await startSite({ now: () => clock.now });
    const { visitor } = await comeToAccount(open.url);
    const { browser } = visitor;
    await browser.get('/applications');
    for (const name of ['', 'practice site', '123456', 'x'.repeat(31), '<b>']) {
      expect((await browser.submit('/applications', { name })).status).toBe(422);
    }
    const shown = await browser.submit('/applications', { name: 'Ledger & Sons' });
    const made = textOf(shown, 'id="api-key"');
    for (const address of ['/send', '/verify']) expect(shown.markup).toContain(`curl ${open.url}${address} `);
    const list = await browser.get('/applications');
    expect(list.markup).toContain('Ledger &amp; Sons');
    expect(list.markup).not.toContain(made);

    const ask = async () => {
      const headers = { authorization: `Bearer ${made}`, 'content-type': 'application/json' };
      const body = JSON.stringify({ id: 'none', code: '1' });
      return (await fetch(`${open.url}/verify`, { method: 'POST', headers, body })).status;
    };
    expect(await ask()).toBe(410);
    await browser.submit('/applications/revoke', { id: '1' });
    expect(await ask()).toBe(401);

    const other = await register(open.url);
    expect((await other.browser.get('/applications')).status).toBe(403);
    await open.close();
  });
});

describe('bad input', () => {
  const to = '+4915123456789';
  it.each([
    ['no JSON', '{', 400, 'not-json'],
    ['a list', [], 400, 'not-json'],
    ['null', null, 400, 'not-json'],
    ['nothing', {}, 422, 'wrong-field'],
    ['a number as number', { to: 4915123456789, channel: 'sms' }, 422, 'wrong-field'],
    ['a channel that is none', { to, channel: 'fax' }, 422, 'wrong-field'],
    ['a country that is none', { to: '0151 23456789', channel: 'sms', country: 'XX' }, 422, 'wrong-field'],
    ['an account without end', { to, channel: 'sms', account: 'x'.repeat(201) }, 422, 'wrong-field'],
    ['a name of all objects', { to, channel: 'constructor' }, 422, 'wrong-field'],
    ['a premium-rate number', { to: '+49 900 1234567', channel: 'voice' }, 422, 'wrong-field'],
    ['a body of 9 kB', { to, channel: 'sms', account: 'x'.repeat(9000) }, 413, 'too-large'],
  ])('as %s is told in JSON', async (_what, fields, status, code) => {
    clock.now += minute;
    const sent = standIn.inbox.length;
    const answer = await post('/send', fields);
    expect(answer).toMatchObject({ status, body: { error: { code, message: expect.any(String) } } });
    expect(standIn.inbox).toHaveLength(sent);
  });

  it('as another method, media type or host is told in JSON', async () => {
    const get = await fetch(`${site.url}/send`);
    expect([get.status, get.headers.get('allow'), (await get.json()).error.code]).toEqual([
      405,
      'POST',
      'not-post',
    ]);
    const form = await post('/send', 'to=1', { 'content-type': 'application/x-www-form-urlencoded' });
    expect(form).toMatchObject({ status: 415, body: { error: { code: 'not-json' } } });
  });
});

describe('the provider', () => {
  it.each([
    ['busy', 502, 'not-sent'],
    ['unsubscribed', 502, 'not-sent'],
    ['broken', 504, 'no-answer'],
  ] as const)('that is %s makes an answer in JSON that leaks nothing', async (fault, status, code) => {
    standIn.failNext(fault);
    const { answer } = await send({ to: '+4915177777777' });
    expect(answer).toMatchObject({ status, body: { error: { code } } });
    expect('id' in answer.body).toBe(status === 504);
    expect(JSON.stringify(answer.body.error)).not.toMatch(/wilio|\d{5}|AC[0-9a-f]{32}/);
  });

  it('that never answers gives up after its time, and the code is good if it arrives', async () => {
    standIn.failNext('silent');
    const { answer, code, id } = await send();
    expect(answer).toMatchObject({ status: 504, body: { id, error: { code: 'no-answer' } } });
    expect(await post('/verify', { id, code })).toMatchObject({ status: 200, body: { verified: true } });
  });

  it('is not asked again for the same number within 30 seconds', async () => {
    const { answer } = await send();
    const again = await post('/send', { to: answer.body.to, channel: 'voice' });
    expect(again).toMatchObject({ status: 429, body: { error: { code: 'too-often' } } });
    expect(again.headers.get('retry-after')).toBe('30');
  });
});
