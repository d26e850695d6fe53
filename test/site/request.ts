import type { IncomingMessage } from 'node:http';
import { Refusal } from './refusal.ts';

const maxBodyBytes = 8 * 1024;

/** Browsers resolve `localhost` and every name below it to loopback themselves (RFC 6761, section 6.3). */
const ownHost = /^(?:localhost|127\.0\.0\.1|\[::1\]|(?:[a-z0-9-]+\.)+localhost)(?::\d{1,5})?$/i;

/** An address instead of a name: nobody can let it point elsewhere. */
const addressHost = /^(?:(?:\d{1,3}\.){3}\d{1,3}|\[[0-9a-f:.]+\])(?::\d{1,5})?$/i;

/**
 * Refuses requests that were addressed to someone else. A foreign page can let its own name point to 127.0.0.1
 * (DNS rebinding) and would then be same-origin with us; the Host header still tells the name it used.
 * @param listensOn the host that the site was told to listen on
 */
export function assertOwnHost(host: string | undefined, listensOn: string): asserts host is string {
  if (host !== undefined && (ownHost.test(host) || isToldHost(host, listensOn))) return;
  throw new Refusal(
    421,
    'Wrong address',
    'This site answers to localhost, 127.0.0.1, names that end in .localhost, and what it was started with.',
  );
}

/** Whether only this computer can reach a site that listens there, or a request came from it. */
export function isLoopback(address: string): boolean {
  return address === 'localhost' || address === '::1' || /^127\.(?:\d{1,3}\.){2}\d{1,3}$/.test(address);
}

function isToldHost(host: string, listensOn: string): boolean {
  if (isLoopback(listensOn)) return false;
  return addressHost.test(host) || host.replace(/:\d{1,5}$/, '').toLowerCase() === listensOn.toLowerCase();
}

/** The request's path and query; the host part is a placeholder. */
export function urlOf(request: IncomingMessage): URL {
  const target = request.url ?? '';
  if (!target.startsWith('/') || !URL.canParse(target, 'http://localhost')) {
    throw new Refusal(
      400,
      'Unreadable address',
      'The address of this request has a form that we do not know.',
    );
  }
  return new URL(target, 'http://localhost');
}

/**
 * The address that attempts are counted by. An IPv6 network hands its users 2⁶⁴ addresses each, so only the first
 * half tells people apart. Behind a proxy, its header would have to be read instead, and only from that proxy.
 */
export function addressOf({ socket }: IncomingMessage): string {
  const address = (socket.remoteAddress ?? 'unknown').replace(/^::ffff:(?=\d+\.)/, '');
  if (!address.includes(':') || isLoopback(address)) return address;
  const [head = '', tail] = address.split('::');
  const groups = head.split(':').filter(Boolean);
  const missing = tail === undefined ? 0 : 8 - groups.length - tail.split(':').filter(Boolean).length;
  return `${[...groups, ...Array<string>(missing).fill('0')].slice(0, 4).join(':')}::/64`;
}

/** A cookie, as the browser sent it. */
export function cookieOf(request: IncomingMessage, name: string): string | undefined {
  const pairs = (request.headers.cookie ?? '').split(';').map((pair) => pair.trim().split('='));
  return pairs.find(([key]) => key === name)?.[1];
}

/** The fields of a posted form; empty for every other method. */
export async function formOf(request: IncomingMessage): Promise<URLSearchParams> {
  if (request.method !== 'POST') return new URLSearchParams();
  const [mediaType = ''] = (request.headers['content-type'] ?? '').split(';');
  if (mediaType.trim().toLowerCase() !== 'application/x-www-form-urlencoded') {
    throw new Refusal(415, 'Not a form', 'Only ordinary HTML forms can be sent to this site.');
  }
  return new URLSearchParams(await bodyOf(request));
}

/**
 * A whole body, as text.
 * @throws {Refusal} 413 when it is longer than anything that is sent to this site
 */
export async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  // Reading on, without keeping, lets the browser finish sending and then see the refusal.
  for await (const chunk of request) {
    if (!Buffer.isBuffer(chunk)) throw new TypeError('a request without an encoding gives buffers');
    bytes += chunk.length;
    if (bytes <= maxBodyBytes) chunks.push(chunk);
  }
  if (bytes > maxBodyBytes)
    throw new Refusal(413, 'Too much text', 'This is larger than anything that belongs here.');
  return Buffer.concat(chunks).toString('utf8');
}
