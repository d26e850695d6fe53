/** Twilio's own client against the stand-in: what it sends, and what becomes of its errors. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ProviderFault } from './provider.ts';
import { type StandIn, startStandIn, throughStandIn } from './stand-in.ts';
import type { Fault } from './stand-in-rules.ts';
import { accountFrom, openTwilio } from './twilio.ts';

const to = '+4915123456789';
const text = '123456 is your code for A & B.';
let standIn: StandIn;

beforeAll(async () => {
  standIn = await startStandIn();
});
afterAll(() => standIn.close());

async function faultOf(delivery: Promise<void>): Promise<ProviderFault> {
  const error = await delivery.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (error instanceof ProviderFault) return error;
  throw error ?? new Error('it was delivered');
}

describe('a message', () => {
  it('arrives at the stand-in as it was sent', async () => {
    await throughStandIn(standIn).deliver({ channel: 'sms', to, text });
    expect(standIn.inbox[0]).toMatchObject({ channel: 'sms', to, from: '+15005550006', text });
  });

  it('that is a call says its text twice', async () => {
    await throughStandIn(standIn).deliver({ channel: 'voice', to, text });
    expect(standIn.inbox[0]).toMatchObject({ channel: 'voice', to, text: `${text} … ${text}` });
  });
});

describe('a fault of the provider', () => {
  const rows: [Fault, string, string][] = [
    ['busy', 'busy', 'Twilio answered 429 with error 20429'],
    ['invalid', 'refused', 'Twilio answered 400 with error 21211'],
    ['unsubscribed', 'refused', 'Twilio answered 400 with error 21610'],
    ['broken', 'unclear', 'Twilio answered 500 with error 20500'],
    ['silent', 'unclear', 'No answer from Twilio: ECONNABORTED'],
  ];
  it.each(rows)('%s is told as %s, and tells nothing more', async (fault, kind, message) => {
    standIn.failNext(fault);
    const error = await faultOf(throughStandIn(standIn, 500).deliver({ channel: 'sms', to, text }));
    expect({ kind: error.kind, message: error.message }).toEqual({ kind, message });
    expect(error.cause).toBeUndefined();
    expect(JSON.stringify(error) + error.stack).not.toMatch(/123456|5123456789/);
  });

  it('is over with the next message', async () => {
    standIn.failNext('busy');
    const provider = throughStandIn(standIn);
    await faultOf(provider.deliver({ channel: 'voice', to, text }));
    await provider.deliver({ channel: 'voice', to, text });
  });

  it('is a wrong token, or nobody there', async () => {
    const account = { ...standIn.account, authToken: 'wrong' };
    const refused = openTwilio(account, { origin: standIn.url });
    expect((await faultOf(refused.deliver({ channel: 'sms', to, text }))).message).toMatch(/401.*20003/);
    const nobody = openTwilio(standIn.account, { origin: 'http://127.0.0.1:1' });
    expect((await faultOf(nobody.deliver({ channel: 'sms', to, text }))).message).toMatch(/ECONNREFUSED/);
  });
});

describe('the stand-in', () => {
  it('shows hostile texts as texts, and takes forms of its own page only', async () => {
    await throughStandIn(standIn).deliver({ channel: 'sms', to, text: '<img src=x onerror=alert(1)>' });
    expect(await (await fetch(standIn.url)).text()).toContain('&lt;img src=x onerror=alert(1)&gt;');

    const choose = (origin: string, fault: string) =>
      fetch(`${standIn.url}/next`, {
        method: 'POST',
        headers: { origin },
        body: new URLSearchParams({ fault }),
      }).then(({ status }) => status);
    expect(await choose('https://evil.example', 'busy')).toBe(403);
    expect(await choose(standIn.url, 'nonsense')).toBe(422);
    expect(await choose(standIn.url, 'none')).toBe(200);
  });

  it('answers as the provider does to what is missing', async () => {
    const { accountSid, authToken } = standIn.account;
    const ask = async (resource: string, fields: Record<string, string>, token = authToken) => {
      const authorization = `Basic ${Buffer.from(`${accountSid}:${token}`).toString('base64')}`;
      const url = `${standIn.url}/2010-04-01/Accounts/${accountSid}/${resource}.json`;
      const response = await fetch(url, {
        method: 'POST',
        headers: { authorization },
        body: new URLSearchParams(fields),
      });
      return JSON.stringify(await response.json());
    };
    expect(await ask('Messages', {})).toContain('21604');
    expect(await ask('Messages', { To: to })).toContain('21603');
    expect(await ask('Messages', { To: to, From: to })).toContain('21602');
    expect(await ask('Messages', { To: to, From: to, Body: 'x'.repeat(1601) })).toContain('21617');
    expect(await ask('Messages', { To: '0151', From: to, Body: 'x' })).toContain('21211');
    expect(await ask('Calls', { To: to, From: to })).toContain('21205');
    expect(await ask('Calls', {}, 'wrong')).toContain('20003');
    expect(await ask('Faxes', {})).toContain('20404');
  });
});

describe('the environment', () => {
  it('names a whole account or none', () => {
    const whole = { TWILIO_ACCOUNT_SID: 'AC1', TWILIO_AUTH_TOKEN: 'token', TWILIO_FROM: '+15005550006' };
    expect(accountFrom({})).toBeUndefined();
    expect(accountFrom(whole)).toEqual({ accountSid: 'AC1', authToken: 'token', from: '+15005550006' });
    expect(String(accountFrom({ ...whole, TWILIO_FROM: '' }))).toMatch(/set TWILIO_FROM too/);
    expect(String(accountFrom({ ...whole, TWILIO_ACCOUNT_SID: 'SK1' }))).toMatch(/begins with AC/);
    expect(String(accountFrom({ ...whole, TWILIO_FROM: '0151' }))).toMatch(/TWILIO_FROM is a number/);
  });
});
