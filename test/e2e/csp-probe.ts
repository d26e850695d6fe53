/**
 * Ways past a content security policy, as a script of the page itself tries them: what a driver evaluates passes by the
 * policy. A server counts what reaches it.
 */
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';

/** `done(name)`: it worked. `outcomes`: once all were tried, one after the other. `server` and `waits` stand in the address. */
const SCRIPT = `
const given = new URLSearchParams(location.search);
const server = given.get('server');
const ran = [];
let over = () => undefined;
const done = globalThis.done = (name) => { ran.push(name); over('done'); };
const add = (name, fields, into = document.body) => {
  const element = Object.assign(document.createElement(name), fields);
  into.append(element);
  return element;
};
const code = (name) => 'done(' + JSON.stringify(name) + ')';
const working = (address, name) => { new Worker(address).onmessage = () => done(name); };
const blobOf = (text) => URL.createObjectURL(new Blob([text], { type: 'text/javascript' }));
const attempts = {
  eval: (name) => (0, eval)(code(name)),
  Function: (name) => new Function(code(name))(),
  'timer of text': (name) => setTimeout(code(name)),
  'inline script': (name) => add('script', { textContent: code(name) }),
  'event attribute': (name) => {
    const button = add('button', {});
    button.setAttribute('onclick', code(name));
    button.click();
  },
  'event attribute in markup': (name) => {
    const box = add('div', {});
    box.innerHTML = '<img src="x" onerror="' + code(name).replaceAll('"', "'") + '">';
  },
  'style attribute': (name) => {
    const box = add('div', {});
    box.setAttribute('style', 'width: 77px');
    if (box.offsetWidth === 77) done(name);
  },
  'style element': (name) => {
    add('style', { textContent: 'i { display: block; width: 77px }' });
    if (add('i', {}).offsetWidth === 77) done(name);
  },
  'style of a stranger': (name) => add('link', { rel: 'stylesheet', href: server + '/style', onload: () => done(name) }),
  'javascript: address': (name) => {
    const link = add('a', {});
    link.setAttribute('href', 'javascript:void ' + code(name));
    link.click();
  },
  'script of a stranger': () => add('script', { src: server + '/script' }),
  'module of a stranger': () => import(server + '/module'),
  'module of data': (name) => import('data:text/javascript,' + code(name)),
  'module of a blob': (name) => import(blobOf(code(name))),
  'worker of a blob': (name) => working(blobOf('postMessage(0)'), name),
  'worker of data': (name) => working('data:text/javascript,postMessage(0)', name),
  request: (name) => fetch(server + '/request').then(() => done(name)),
  'request for data': (name) => fetch('data:text/plain,x').then(() => done(name)),
  beacon: async (name) => {
    navigator.sendBeacon(server + '/beacon');
    await fetch(server + '/reached-beacon').then(() => done(name));
  },
  socket: (name) => { new WebSocket(server.replace('http', 'ws') + '/socket').onopen = () => done(name); },
  'event stream': (name) => { new EventSource(server + '/stream').onopen = () => done(name); },
  image: (name) => add('img', { src: server + '/image', onload: () => done(name) }),
  sound: (name) => add('audio', { src: server + '/sound', onerror: () => undefined, onloadedmetadata: () => done(name) }),
  frame: () => add('iframe', { src: server + '/frame' }),
  object: () => add('object', { data: server + '/object', type: 'text/html' }),
  form: () => {
    add('iframe', { name: 'sink' });
    add('form', { action: server + '/form', target: 'sink' }).submit();
  },
  'base address': (name) => {
    add('base', { href: server + '/elsewhere/' }, document.head);
    if (document.baseURI.endsWith('/elsewhere/')) done(name);
  },
};
const tried = (name, attempt) => new Promise((resolve) => {
  over = resolve;
  const refused = () => resolve('refused');
  document.addEventListener('securitypolicyviolation', refused, { once: true });
  setTimeout(() => resolve('nothing'), Number(given.get('waits')));
  Promise.resolve().then(() => attempt(name)).catch(refused);
}).then((outcome) => [name, outcome]);
(async () => {
  const outcomes = [];
  for (const [name, attempt] of Object.entries(attempts)) outcomes.push(await tried(name, attempt));
  globalThis.outcomes = { outcomes, ran };
})();
`;

/** The page that tries, by its files. */
export const PROBE = {
  'probe.html':
    '<!doctype html><meta charset="utf-8"><title>Probe</title><body><script src="probe.js"></script></body>',
  'probe.js': SCRIPT,
};

export interface Outcomes {
  /** What became of each: `done`, `refused`, or `nothing`. */
  readonly outcomes: readonly (readonly [name: string, outcome: string])[];
  /** Those that worked, when they did. */
  readonly ran: readonly string[];
}

declare global {
  var outcomes: Outcomes | undefined;
}

/** In a page that tries. */
export function outcomesHere(): Outcomes | null {
  return globalThis.outcomes ?? null;
}

export interface ProbeSite {
  readonly origin: string;
  /** What was asked of it, but for the page that tries. */
  readonly reached: string[];
  close(): void;
}

/** RFC 6455 §4.2.2. */
const acceptKey = (key: string): string =>
  createHash('sha1').update(`${key}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`).digest('base64');
const GIF = Buffer.from('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7', 'base64');
/** One sample of silence. */
const WAV = Buffer.from('UklGRiYAAABXQVZFZm10IBAAAAABAAEAQB8AAIA+AAACABAAZGF0YQIAAAAAAA==', 'base64');
const tells = (name: string) => `<!doctype html><script>parent.done('${name}')</script>`;

const ANSWERS: Record<string, readonly [type: string, body: string | Buffer]> = {
  '/probe.html': ['text/html', PROBE['probe.html']],
  '/probe.js': ['text/javascript', PROBE['probe.js']],
  '/style': ['text/css', ''],
  '/script': ['text/javascript', "done('script of a stranger')"],
  '/module': ['text/javascript', "done('module of a stranger')"],
  '/stream': ['text/event-stream', '\n\n'],
  '/image': ['image/gif', GIF],
  '/sound': ['audio/wav', WAV],
  '/frame': ['text/html', tells('frame')],
  '/object': ['text/html', tells('object')],
  '/form': ['text/html', tells('form')],
};

/** Serves the page that tries, without any policy, and all that it may ask for. */
export async function serveProbe(): Promise<ProbeSite> {
  const reached: string[] = [];
  let onBeacon = (): void => undefined;
  const beacon = new Promise<void>((resolve) => {
    onBeacon = resolve;
  });
  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://any');
    if (!/^\/(?:probe\.|favicon)/.test(pathname)) reached.push(pathname);
    if (pathname === '/beacon') onBeacon();
    if (pathname === '/reached-beacon') await beacon;
    const [type, body] = ANSWERS[pathname] ?? ['text/plain', ''];
    response.setHeader('content-type', type);
    response.setHeader('access-control-allow-origin', '*');
    response.end(body);
  });
  server.on('upgrade', (request, socket) => {
    reached.push('/socket');
    const accept = acceptKey(request.headers['sec-websocket-key'] ?? '');
    socket.write(
      `HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${accept}\r\n\r\n`,
    );
    socket.on('error', () => undefined);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The server has no port');
  return {
    origin: `http://127.0.0.1:${address.port}`,
    reached,
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}
