/** Pages of anybody, under any `*.localhost` name: Chromium takes all of them to loopback. */
import { once } from 'node:events';
import { createServer } from 'node:http';

export interface HostileSite {
  readonly port: number;
  origin(host: string): string;
  /** Bodies of the forms that were sent to it. */
  readonly posts: string[];
  close(): void;
}

/** A page's HTML; `sandboxed` takes its origin away, whoever frames it. */
export type Served = string | { readonly html: string; readonly sandboxed: true };

/** Serves pages by path, on every name. What it does not have is a 404. */
export async function serveSite(pages: (port: number) => Record<string, Served>): Promise<HostileSite> {
  const posts: string[] = [];
  let served: Record<string, Served> = {};
  const server = createServer(async (request, response) => {
    if (request.method === 'POST') posts.push(String(Buffer.concat(await request.toArray())));
    const { pathname } = new URL(request.url ?? '/', 'http://any');
    const page = served[pathname];
    response.setHeader(
      'content-type',
      pathname.endsWith('.js') ? 'text/javascript' : 'text/html; charset=utf-8',
    );
    if (typeof page === 'object')
      response.setHeader('content-security-policy', 'sandbox allow-scripts allow-forms');
    response.statusCode = page === undefined ? 404 : 200;
    response.end(typeof page === 'object' ? page.html : page);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The server has no port');
  const { port } = address;
  served = pages(port);
  return {
    port,
    posts,
    origin: (host) => `http://${host}:${port}`,
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}

const FIELD = 'id="code" name="otp" autocomplete="one-time-code" inputmode="numeric"';

interface Prompt {
  title?: string;
  /** Stands instead of the plain field: how the field looks, or what else there is. */
  field?: (attributes: string) => string;
  script?: string;
}

/** A 2FA prompt as plain as can be, so that only what a test changes can keep it from being filled. */
export function prompt({ title = 'Sign in', field = plainField, script = '' }: Prompt = {}): string {
  return `<!doctype html><title>${title}</title><h1>Two-factor authentication</h1>
    <p>Enter the 6-digit code from your authenticator app.</p>
    <form method="post" action="/done">${field(FIELD)}<button>Continue</button></form><script>${script}</script>`;
}

const plainField = (attributes: string): string => `<label>Code <input ${attributes}></label>`;

/** A page without a field of its own, around a frame. */
export const framing = (frame: string): string =>
  `<!doctype html><title>Welcome</title><h1>Welcome</h1>${frame}`;
