import type { OutgoingHttpHeaders } from 'node:http';
import type { Html } from './html.ts';

export interface Reply {
  status: number;
  headers: Record<string, string>;
  body: string | Buffer;
  /** Set when the browser must take a new session id. */
  sessionId?: string;
  /** Set when the browser becomes a remembered device, or is none any more (an empty text). */
  deviceToken?: string;
}

export const cookieName = 'practice_session';
export const deviceCookieName = 'practice_device';
const deviceCookieSeconds = 30 * 24 * 60 * 60;

/** Everything comes from this server, but QR codes are data images; no frame, no plug-in, no inline code. */
const contentSecurityPolicy = {
  'default-src': "'none'",
  'img-src': "'self' data:",
  'style-src': "'self'",
  'script-src': "'self'",
  'connect-src': "'self'",
  'form-action': "'self'",
  'base-uri': "'none'",
  'frame-ancestors': "'none'",
};

type Directive = keyof typeof contentSecurityPolicy | 'frame-src';

/** The header of pages that need another policy than all the rest, in these directives. */
export function policyWith(changes: Partial<Record<Directive, string>> = {}): Record<string, string> {
  const directives = Object.entries({ ...contentSecurityPolicy, ...changes });
  return { 'Content-Security-Policy': directives.map((pair) => pair.join(' ')).join('; ') };
}

const htmlType = 'text/html; charset=utf-8';

export function htmlReply(document: Html, status = 200): Reply {
  return { status, headers: { 'Content-Type': htmlType }, body: document.markup };
}

export function isPage({ headers }: Reply): boolean {
  return headers['Content-Type'] === htmlType;
}

/** Sends the browser on with GET, so that reloading the next page sends no form twice. */
export function seeOther(path: string, sessionId?: string): Reply {
  return { status: 303, headers: { Location: path }, body: '', ...(sessionId && { sessionId }) };
}

/**
 * All headers of a reply. `no-store`, because pages show secrets. The cookie has no `Secure`: loopback has no
 * TLS. A site on the network sets `Secure` and the `__Host-` prefix.
 */
export function headersFor(reply: Reply, now: number): OutgoingHttpHeaders {
  return {
    ...policyWith(),
    'X-Content-Type-Options': 'nosniff',
    'Referrer-Policy': 'same-origin',
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cache-Control': 'no-store',
    Date: new Date(now).toUTCString(),
    'Set-Cookie': cookiesFor(reply),
    ...reply.headers,
  };
}

function cookiesFor({ sessionId, deviceToken }: Reply): string[] {
  const rules = 'Path=/; HttpOnly; SameSite=Lax';
  const deviceSeconds = deviceToken === '' ? 0 : deviceCookieSeconds;
  return [
    ...(sessionId ? [`${cookieName}=${sessionId}; ${rules}`] : []),
    ...(deviceToken === undefined
      ? []
      : [`${deviceCookieName}=${deviceToken}; Max-Age=${deviceSeconds}; ${rules}`]),
  ];
}
