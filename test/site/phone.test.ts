/** Text messages and calls as factors, as a person meets them; Twilio's client and the stand-in carry them. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type StandIn, startStandIn, throughStandIn } from './sending/stand-in.ts';
import { type Site, startSite } from './server.ts';
import { openTestBrowser, type Shown, type TestBrowser, textOf } from './test-browser.ts';
import { clock, minute, password, problemOf, register, signIn, signInAgain } from './test-visitor.ts';

let site: Site;
let standIn: StandIn;
let numbers = 0;

beforeAll(async () => {
  standIn = await startStandIn();
  site = await startSite({ now: () => clock.now, provider: throughStandIn(standIn, 2000) });
});
afterAll(() => site.close());
/** A fresh hour, so that one test's messages do not count against the next. */
beforeEach(() => {
  clock.now += 60 * minute;
});

type Channel = 'sms' | 'voice';

/** The code of the message or call that came last. */
function lastCode(): string {
  return (standIn.inbox[0]?.text ?? '').replaceAll(', ', '').match(/\d{6}/)?.[0] ?? '';
}

function anotherCode(): string {
  return lastCode() === '000000' ? '111111' : '000000';
}

function newNumber(): string {
  numbers += 1;
  return `+49151${String(20_000_000 + numbers)}`;
}

/** Types a number and enters the code that comes. */
async function setUp(browser: TestBrowser, channel: Channel, number: string): Promise<Shown> {
  await browser.get(`/set-up/${channel}`);
  await browser.submit(`/set-up/${channel}`, { number });
  return await browser.submit(`/set-up/${channel}/code`, { number, code: lastCode() });
}

/** Registers, proves a number, and stops at the prompt after the password. */
async function comeToPrompt(channel: Channel) {
  const number = newNumber();
  const visitor = await register(site.url);
  await setUp(visitor.browser, channel, number);
  clock.now += minute;
  const prompt = await signInAgain(visitor);
  const { browser } = visitor;
  const send = () => browser.submit(`/sign-in/${channel}/send`, {});
  const enter = (code: string) => browser.submit(`/sign-in/${channel}`, { code });
  return { visitor, browser, number, prompt, send, enter };
}

describe.each(['sms', 'voice'] as const)('a code by %s', (channel) => {
  it('goes from a number to being signed in with two factors', async () => {
    const { browser, number, prompt, send, enter } = await comeToPrompt(channel);
    const before = standIn.inbox.length;
    expect(prompt.path).toBe(`/sign-in/${channel}`);
    expect(prompt.markup).toContain(`+49 •••• ${number.slice(-3)}`);
    expect(prompt.markup).not.toContain(number);
    expect(prompt.markup).not.toContain('one-time-code');

    const sent = await send();
    expect([standIn.inbox.length - before, standIn.inbox[0]?.channel]).toEqual([1, channel]);
    expect(sent.markup).toContain('autocomplete="one-time-code"');
    expect(problemOf(await enter('12345'))).toMatch(/six digits/);
    expect(problemOf(await enter(anotherCode()))).toMatch(/code is wrong/);
    const account = await enter(lastCode());
    expect(account.path).toBe('/account');
    expect(textOf(account, 'role="status"')).toBe('Signed in with two factors');
    expect((await browser.get(`/set-up/${channel}`)).markup).toContain(`On for +49 •••• ${number.slice(-3)}`);
  });

  it('is good once, and in the browser that asked for it', async () => {
    const { visitor, send, enter } = await comeToPrompt(channel);
    await send();
    const other = { name: visitor.name, browser: openTestBrowser(site.url) };
    await signIn(other);
    const refused = await other.browser.submit(`/sign-in/${channel}`, { code: lastCode() });
    expect(problemOf(refused)).toMatch(/No code was sent/);

    const used = lastCode();
    expect((await enter(used)).path).toBe('/account');
    await signInAgain(visitor);
    expect(problemOf(await enter(used))).toMatch(/No code was sent/);
  });
});

describe('a code by message', () => {
  it('expires, is replaced by a newer one, and is limited', async () => {
    const { send, enter } = await comeToPrompt('sms');
    await send();
    const old = lastCode();
    expect(problemOf(await send())).toMatch(/often enough for this number. Try again in 30 seconds/);
    clock.now += 5 * minute;
    expect(problemOf(await enter(old))).toMatch(/expired/);
    await send();
    const outcome = await enter(old);
    expect(old === lastCode() || /code is wrong/.test(problemOf(outcome))).toBe(true);
    expect((await enter(lastCode())).path).toBe('/account');
  });

  it('locks the account after five wrong ones, and opens again', async () => {
    const { visitor, send, enter } = await comeToPrompt('sms');
    await send();
    for (let tries = 0; tries < 4; tries += 1) await enter(anotherCode());
    expect((await enter(anotherCode())).status).toBe(429);
    const refused = await enter(lastCode());
    expect([refused.status, problemOf(refused)]).toEqual([
      429,
      expect.stringMatching(/Try again in 5 minutes/),
    ]);
    const before = standIn.inbox.length;
    clock.now += minute;
    expect(problemOf(await send())).toMatch(/Try again in 4 minutes/);
    expect(standIn.inbox).toHaveLength(before);
    clock.now += 5 * minute;
    await signInAgain(visitor);
    await send();
    expect((await enter(lastCode())).path).toBe('/account');
  });

  it('says what the provider did, and leaves another way', async () => {
    const { visitor, browser, send, enter } = await comeToPrompt('sms');
    standIn.failNext('unsubscribed');
    const refused = await send();
    expect([refused.status, problemOf(refused)]).toEqual([502, expect.stringMatching(/cannot be reached/)]);
    clock.now += minute;
    standIn.failNext('silent');
    const unclear = await send();
    expect([unclear.status, problemOf(unclear)]).toEqual([504, expect.stringMatching(/Nobody can say/)]);
    expect((await enter(lastCode())).path).toBe('/account');

    await setUp(browser, 'voice', newNumber());
    clock.now += minute;
    expect((await signInAgain(visitor)).markup).toContain('<a href="/sign-in/voice">Phone call</a>');
  });
});

describe('a number', () => {
  it.each([
    ['hello', /not a phone number/],
    ['0151 23456789', /country code is missing/],
    ['+49 900 1234567', /Premium-rate/],
    ['+49 30 123456', /Landlines/],
    [`"><script>alert(1)</script>`, /not a phone number/],
  ])('as %s is refused, and nothing is sent', async (number, sentence) => {
    const { browser } = await register(site.url);
    const before = standIn.inbox.length;
    await browser.get('/set-up/sms');
    const shown = await browser.submit('/set-up/sms', { number });
    expect([shown.status, problemOf(shown)]).toEqual([422, expect.stringMatching(sentence)]);
    expect(shown.markup).not.toContain('<script>alert');
    expect(standIn.inbox).toHaveLength(before);
  });

  it('is not saved before its code came back, nor with the code of another one', async () => {
    const { browser, name } = await register(site.url);
    await browser.get('/set-up/sms');
    await browser.submit('/set-up/sms', { number: newNumber() });
    const swapped = await browser.submit('/set-up/sms/code', { number: newNumber(), code: lastCode() });
    expect(problemOf(swapped)).toMatch(/No code was sent to this number/);
    expect((await signInAgain({ browser, name })).path).toBe('/account');
  });

  it('can still be proved when nobody knows whether its message is on its way', async () => {
    const { browser } = await register(site.url);
    const number = newNumber();
    await browser.get('/set-up/sms');
    standIn.failNext('silent');
    const unclear = await browser.submit('/set-up/sms', { number });
    expect([unclear.status, problemOf(unclear)]).toEqual([504, expect.stringMatching(/Nobody can say/)]);
    expect(unclear.markup).toContain('autocomplete="one-time-code"');
    expect((await browser.submit('/set-up/sms/code', { number, code: lastCode() })).path).toBe('/account');
  });

  it('keeps the field for the code that came when the next message comes too soon', async () => {
    const { browser } = await register(site.url);
    const number = newNumber();
    await browser.get('/set-up/sms');
    await browser.submit('/set-up/sms', { number });
    const refused = await browser.submit('/set-up/sms', { number });
    expect([refused.status, problemOf(refused)]).toEqual([429, expect.stringMatching(/often enough/)]);
    expect(refused.markup).toContain('autocomplete="one-time-code"');
    expect((await browser.submit('/set-up/sms/code', { number, code: lastCode() })).path).toBe('/account');
  });

  it('is asked for again when it cannot be reached', async () => {
    const { browser } = await register(site.url);
    await browser.get('/set-up/sms');
    standIn.failNext('unsubscribed');
    const refused = await browser.submit('/set-up/sms', { number: newNumber() });
    expect([refused.status, problemOf(refused)]).toEqual([502, expect.stringMatching(/cannot be reached/)]);
    expect(refused.markup).toContain('name="number" type="tel"');
  });

  it('is taken away with the password only', async () => {
    const { visitor, browser, send, enter } = await comeToPrompt('sms');
    await send();
    await enter(lastCode());
    await browser.get('/set-up/sms');
    expect(problemOf(await browser.submit('/set-up/sms/off', { password: 'wrong horse' }))).toMatch(
      /password is wrong/,
    );
    expect((await browser.submit('/set-up/sms/off', { password })).path).toBe('/account');
    expect((await signInAgain(visitor)).path).toBe('/account');
  });
});
