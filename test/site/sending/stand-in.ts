/**
 * Stands in for the provider: the two calls of Twilio's HTTP API that we use, on loopback, and a page that shows what
 * was sent. Nothing leaves this computer, and no account is needed.
 */
import { randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { errorPage } from '../pages/error.ts';
import { publicFiles } from '../public-files.ts';
import { Refusal } from '../refusal.ts';
import { headersFor, htmlReply, type Reply, seeOther } from '../reply.ts';
import { assertOwnHost, formOf, urlOf } from '../request.ts';
import { isSameText } from '../same-text.ts';
import type { Channel } from './phone-number.ts';
import type { Provider } from './provider.ts';
import { inboxPage } from './stand-in-page.ts';
import { type Fault, faultNamed, type Problem, problems, type Received, received } from './stand-in-rules.ts';
import { openTwilio, type TwilioAccount } from './twilio.ts';

export interface StandIn {
  url: string;
  /** What its API takes; the token is made anew at each start. */
  account: TwilioAccount;
  /** Newest first. */
  readonly inbox: readonly Received[];
  /** How the next message ends; the one after it is taken again. */
  failNext(fault: Fault): void;
  close(): Promise<void>;
}

interface State {
  inbox: Received[];
  next: Fault;
  account: TwilioAccount;
  now: () => number;
}

const keptMessages = 50;
const channels: Record<string, Channel> = { Messages: 'sms', Calls: 'voice' };
const pictures = ['/site.css', '/icon.svg', '/live.js', '/read-aloud.js'];

/** Serves on 127.0.0.1 and nowhere else; port 0 takes any free one. */
export async function startStandIn({ port = 0, now = Date.now } = {}): Promise<StandIn> {
  const account = newAccount();
  const state: State = { inbox: [], next: 'none', account, now };
  const server = createServer((request, response) => answer(request, response, state));
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('a TCP server has a port');
  return {
    url: `http://127.0.0.1:${address.port}`,
    account,
    inbox: state.inbox,
    failNext: (fault) => {
      state.next = fault;
    },
    close: () =>
      new Promise((resolve, reject) => {
        server.close((error) => (error ? reject(error) : resolve()));
        server.closeAllConnections();
      }),
  };
}

/** A provider whose messages arrive at the stand-in, through the same client as the real ones. */
export function throughStandIn(standIn: StandIn, timeout?: number): Provider {
  const options = { origin: standIn.url, ...(timeout !== undefined && { timeout }) };
  const { deliver } = openTwilio(standIn.account, options);
  return { inbox: standIn.url, deliver, close: () => standIn.close() };
}

function newAccount(): TwilioAccount {
  return {
    accountSid: `AC${randomBytes(16).toString('hex')}`,
    authToken: randomBytes(16).toString('hex'),
    from: '+15005550006',
  };
}

async function answer(request: IncomingMessage, response: ServerResponse, state: State): Promise<void> {
  const reply = await replyOrRefusal(request, state);
  if (reply === 'silent') return;
  response.writeHead(reply.status, headersFor(reply, state.now()));
  response.end(reply.body);
}

async function replyOrRefusal(request: IncomingMessage, state: State): Promise<Reply | 'silent'> {
  try {
    assertOwnHost(request.headers.host, '127.0.0.1');
    const { pathname } = urlOf(request);
    const channel = channelOf(pathname, state.account);
    if (request.method === 'POST' && channel) return await takeMessage(channel, request, state);
    if (pathname.startsWith('/2010-04-01/')) return problemReply(problems.unknownPath);
    return await replyToPerson(pathname, request, state);
  } catch (error) {
    if (error instanceof Refusal) return errorPage(error);
    // A request that broke off lands here too; the next one must find us alive.
    return problemReply(problems.broken);
  }
}

function channelOf(pathname: string, { accountSid }: TwilioAccount): Channel | undefined {
  const [, sid, resource = ''] = /^\/2010-04-01\/Accounts\/([^/]+)\/([A-Za-z]+)\.json$/.exec(pathname) ?? [];
  return sid === accountSid && Object.hasOwn(channels, resource) ? channels[resource] : undefined;
}

async function takeMessage(
  channel: Channel,
  request: IncomingMessage,
  state: State,
): Promise<Reply | 'silent'> {
  const form = await formOf(request);
  if (!isAuthorised(request, state.account)) return problemReply(problems.wrongKey);
  const fault = state.next;
  state.next = 'none';
  if (fault !== 'none' && fault !== 'silent') return problemReply(problems[fault]);

  const taken = received(channel, form, state.now());
  if ('code' in taken) return problemReply(taken);
  state.inbox.unshift(taken);
  state.inbox.length = Math.min(state.inbox.length, keptMessages);
  return fault === 'silent' ? 'silent' : jsonReply(201, resourceOf(taken, state.account));
}

function isAuthorised({ headers }: IncomingMessage, { accountSid, authToken }: TwilioAccount): boolean {
  const expected = Buffer.from(`${accountSid}:${authToken}`).toString('base64');
  return isSameText(headers.authorization ?? '', `Basic ${expected}`);
}

/** The fields of Twilio's answer that a caller may want to keep. */
function resourceOf({ channel, to, from, text, at }: Received, { accountSid }: TwilioAccount) {
  const sid = (channel === 'sms' ? 'SM' : 'CA') + randomBytes(16).toString('hex');
  const common = {
    sid,
    account_sid: accountSid,
    to,
    from,
    status: 'queued',
    date_created: new Date(at).toUTCString(),
  };
  return channel === 'sms' ? { ...common, body: text, num_segments: '1' } : common;
}

function problemReply({ status, code, message }: Problem): Reply {
  const more_info = `https://www.twilio.com/docs/errors/${code}`;
  return jsonReply(status, { code, message, more_info, status });
}

function jsonReply(status: number, value: unknown): Reply {
  return { status, headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(value) };
}

async function replyToPerson(pathname: string, request: IncomingMessage, state: State): Promise<Reply> {
  if (request.method === 'GET' && pathname === '/') return htmlReply(inboxPage(state.inbox, state.next));
  if (request.method === 'POST' && pathname === '/next') {
    assertOwnPage(request);
    state.next = faultNamed((await formOf(request)).get('fault'));
    return seeOther('/');
  }
  const file = pictures.includes(pathname) ? publicFiles[pathname] : undefined;
  if (request.method === 'GET' && file) return file.GET();
  throw new Refusal(404, 'Nothing here', 'There is no page at this address.');
}

/** Browsers say which page a form was sent from; there is no session here that a token could belong to. */
function assertOwnPage({ headers }: IncomingMessage): void {
  if (headers.origin === `http://${headers.host}`) return;
  throw new Refusal(403, 'Not from here', 'This form was not sent from the page of the stand-in.');
}
