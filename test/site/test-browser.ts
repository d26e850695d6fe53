/** As much of a browser as the tests need: it keeps cookies, follows redirects and sends the form of a page. */
export interface TestBrowser {
  get(path: string): Promise<Shown>;
  /** Sends fields with the CSRF token of the page shown last. */
  submit(path: string, fields: Record<string, string> | string[][]): Promise<Shown>;
  cookie(): string;
}

export interface Shown {
  path: string;
  status: number;
  headers: Headers;
  markup: string;
}

export function openTestBrowser(url: string): TestBrowser {
  let cookie = '';
  let csrf = '';

  async function ask(path: string, init: RequestInit): Promise<Shown> {
    const response = await fetch(url + path, { ...init, redirect: 'manual', headers: { cookie } });
    cookie = response.headers.getSetCookie()[0]?.split(';')[0] ?? cookie;
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
    cookie: () => cookie,
  };
}

/** The readable text of the element with this id or role, as in `textOf(shown, 'role="alert"')`. */
export function textOf({ markup }: Shown, attribute: string): string {
  return new RegExp(`${attribute}[^>]*>([^<]*)<`).exec(markup)?.[1]?.trim() ?? '';
}
