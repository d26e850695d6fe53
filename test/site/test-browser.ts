/** As much of a browser as the tests need: it keeps cookies, follows redirects and sends the form of a page. */
export interface TestBrowser {
  get(path: string): Promise<Shown>;
  /** Sends fields with the CSRF token of the page shown last. */
  submit(path: string, fields: Record<string, string> | string[][]): Promise<Shown>;
  /** As `submit`, but goes nowhere after: the status and where it would lead. For many at once. */
  send(path: string, fields: Record<string, string>): Promise<{ status: number; location: string | null }>;
  cookie(): string;
}

export interface Shown {
  path: string;
  status: number;
  headers: Headers;
  markup: string;
}

export function openTestBrowser(url: string): TestBrowser {
  const cookies = new Map<string, string>();
  let csrf = '';

  async function ask(path: string, init: RequestInit): Promise<Shown> {
    const response = await fetch(url + path, {
      ...init,
      redirect: 'manual',
      headers: { cookie: cookieHeader(cookies) },
    });
    for (const line of response.headers.getSetCookie()) keepCookie(cookies, line);
    const location = response.headers.get('location');
    if (response.status === 303 && location !== null) return await ask(location, { method: 'GET' });
    const markup = await response.text();
    csrf = /name="csrf" value="([^"]+)"/.exec(markup)?.[1] ?? csrf;
    return { path, status: response.status, headers: response.headers, markup };
  }

  return {
    get: (path) => ask(path, { method: 'GET' }),
    submit: (path, fields) => {
      const pairs = Array.isArray(fields) ? fields : Object.entries(fields);
      return ask(path, { method: 'POST', body: new URLSearchParams([...pairs, ['csrf', csrf]]) });
    },
    send: async (path, fields) => {
      const body = new URLSearchParams({ ...fields, csrf });
      const headers = { cookie: cookieHeader(cookies) };
      const reply = await fetch(url + path, { method: 'POST', redirect: 'manual', headers, body });
      return { status: reply.status, location: reply.headers.get('location') };
    },
    cookie: () => cookieHeader(cookies),
  };
}

function cookieHeader(cookies: ReadonlyMap<string, string>): string {
  return [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
}

/** As browsers do: a cookie whose time is over is dropped. */
function keepCookie(cookies: Map<string, string>, line: string): void {
  const [pair = ''] = line.split(';');
  const [name = '', value = ''] = pair.split('=');
  if (line.includes('Max-Age=0')) cookies.delete(name);
  else cookies.set(name, value);
}

/** The readable text of the element with this id or role, as in `textOf(shown, 'role="alert"')`. */
export function textOf({ markup }: Shown, attribute: string): string {
  return new RegExp(`${attribute}[^>]*>([^<]*)<`).exec(markup)?.[1]?.trim() ?? '';
}
