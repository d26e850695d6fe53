import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { openDatabase } from './database.ts';
import { errorPage } from './pages/error.ts';
import { Refusal } from './refusal.ts';
import { cookieName, deviceCookieName, headersFor, isPage, type Reply } from './reply.ts';
import { addressOf, assertOwnHost, cookieOf, formOf, urlOf } from './request.ts';
import { replyTo } from './routes.ts';
import { type ApiSurroundings, answerApi, isApi } from './sending/api.ts';
import { countRequests } from './sending/limits.ts';
import type { Provider } from './sending/provider.ts';
import { startStandIn, throughStandIn } from './sending/stand-in.ts';
import { assertOwnForm, openSession } from './session.ts';
import type { Sqlite } from './sqlite.ts';

export interface SiteOptions {
  /** 0, the default, takes any free port. */
  port?: number;
  /** The address or name to listen on; the default, 127.0.0.1, is out of reach for other computers. */
  host?: string;
  /** The site's clock in Unix milliseconds; tests bring their own. */
  now?: () => number;
  /** Path of the database file; without it everything is forgotten at `close`. */
  database?: string;
  /** 32 bytes that secrets are sealed with; without it as `keyFor` finds them. */
  key?: Buffer;
  /** Carries messages and calls; without it a stand-in on loopback takes and shows them. The site closes it. */
  provider?: Provider;
}

export interface Site {
  url: string;
  /** Where the stand-in shows messages and calls; a real provider sends them to phones. */
  inbox?: string | undefined;
  close(): Promise<void>;
}

interface Surroundings {
  database: Sqlite;
  provider: Provider;
  countRequest: ApiSurroundings['countRequest'];
  now: () => number;
  host: string;
}

/**
 * Serves the practice site, on 127.0.0.1 unless told otherwise; rejects when the port is taken.
 * @throws {DatabaseError} when the database file cannot be used
 */
export async function startSite({
  port = 0,
  host = '127.0.0.1',
  now = Date.now,
  database: path,
  key,
  provider: given,
}: SiteOptions = {}): Promise<Site> {
  const database = await openDatabase(path, key);
  const provider = given ?? throughStandIn(await startStandIn({ now }));
  const surroundings = { database, provider, countRequest: countRequests(), now, host };
  const server = createServer((request, response) => answer(request, response, surroundings));
  try {
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(port, host, resolve);
    });
  } catch (error) {
    await provider.close();
    throw error;
  }
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('a TCP server has a port');

  return {
    url: `http://${nameFor(address)}:${address.port}`,
    inbox: provider.inbox,
    close: async () => {
      await provider.close();
      await new Promise<void>((resolve, reject) => {
        server.close((error) => {
          database.close();
          error ? reject(error) : resolve();
        });
        server.closeAllConnections();
      });
    },
  };
}

/** What to type into a browser: an address that stands for all of them is none. */
function nameFor({ address, family }: AddressInfo): string {
  if (['0.0.0.0', '::'].includes(address)) return '127.0.0.1';
  return family === 'IPv6' ? `[${address}]` : address;
}

async function answer(request: IncomingMessage, response: ServerResponse, surroundings: Surroundings) {
  const reply = await replyOrRefusal(request, surroundings);
  // The Date header tells the clock that codes are judged by, also when a test sets that clock.
  response.sendDate = false;
  response.writeHead(reply.status, headersFor(reply, surroundings.now()));
  response.end(reply.body);
}

/** The one place that catches: refusals become pages, anything else is a bug and is printed. */
async function replyOrRefusal(request: IncomingMessage, surroundings: Surroundings): Promise<Reply> {
  try {
    return await judge(request, surroundings);
  } catch (error) {
    if (error instanceof Refusal) return errorPage(error);
    console.error(error);
    return errorPage(new Refusal(500, 'Something broke', 'This is our fault. The terminal says more.'));
  }
}

async function judge(request: IncomingMessage, surroundings: Surroundings): Promise<Reply> {
  const { database, now } = surroundings;
  const url = urlOf(request);
  if (isApi(url.pathname)) return await answerApi(request, url.pathname, { ...surroundings, now: now() });
  const { host } = request.headers;
  assertOwnHost(host, surroundings.host);
  const form = await formOf(request);
  const cookie = cookieOf(request, cookieName);
  const session = openSession(database, cookie, now());
  if (request.method === 'POST') assertOwnForm(session, form);

  const reply = await replyTo(request.method ?? 'GET', url.pathname, {
    query: url.searchParams,
    form,
    session,
    database,
    host,
    provider: surroundings.provider,
    address: addressOf(request),
    deviceToken: cookieOf(request, deviceCookieName),
    userAgent: request.headers['user-agent'] ?? '',
    now: now(),
  });
  // Only pages hand out ids: a late picture or style sheet must not replace the id of a form.
  const isNewVisitor = isPage(reply) && cookie !== session.id;
  return isNewVisitor ? { sessionId: session.id, ...reply } : reply;
}
