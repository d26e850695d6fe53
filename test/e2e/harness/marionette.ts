/**
 * Firefox takes orders over Marionette: numbered JSON messages on a TCP socket, each led by its length. geckodriver,
 * which usually speaks it, is in no Debian package. https://firefox-source-docs.mozilla.org/testing/marionette/Protocol.html
 */
import { once } from 'node:events';
import { createConnection, type Socket } from 'node:net';
import { callExpression, type PageFunction } from './page-function.ts';

/** Where a command applies: the page in the current tab, or the browser's own window with its privileges. */
export type Scope = 'content' | 'chrome';

export interface Marionette {
  /** One command; commands wait for each other, because the scope belongs to the whole session. */
  send(scope: Scope, command: string, params?: object): Promise<unknown>;
  /** Runs `fn` in the scope with JSON arguments; a promise it returns is awaited. */
  evaluate<Args extends readonly unknown[], Result>(
    scope: Scope,
    fn: PageFunction<Args, Result>,
    args: Args,
  ): Promise<Result>;
  close(): void;
}

type Answer = [type: 1, id: number, error: { error: string; message: string } | null, result: unknown];

const SCRIPT_TIMEOUT_MS = 60_000;

export async function connectMarionette(port: number): Promise<Marionette> {
  const socket = createConnection({ host: '127.0.0.1', port });
  await once(socket, 'connect');
  const request = messenger(socket);
  await request('WebDriver:NewSession', {});
  let scope: Scope = 'content';
  let last: Promise<unknown> = Promise.resolve();

  async function sendIn(wanted: Scope, command: string, params: object): Promise<unknown> {
    if (scope !== wanted) await request('Marionette:SetContext', { value: wanted });
    scope = wanted;
    return request(command, params);
  }

  function send(wanted: Scope, command: string, params: object = {}): Promise<unknown> {
    const answer = last.then(() => sendIn(wanted, command, params));
    last = answer.catch(() => undefined);
    return answer;
  }

  return {
    send,
    async evaluate<Args extends readonly unknown[], Result>(
      wanted: Scope,
      fn: PageFunction<Args, Result>,
      args: Args,
    ) {
      const answer = await send(wanted, 'WebDriver:ExecuteScript', {
        script: `return ${callExpression(fn, args)}`,
        args: [],
        // Without a sandbox of its own a script sees the page's variables as the page does.
        sandbox: null,
        scriptTimeout: SCRIPT_TIMEOUT_MS,
      });
      return readValue<Result>(answer);
    },
    close: () => socket.destroy(),
  };
}

/** Most results come wrapped in `{ value }`. What is in it is the business of whoever wrote the command. */
export function readValue<Result>(answer: unknown): Result {
  return (answer as { value: Result }).value;
}

function messenger(socket: Socket): (command: string, params: object) => Promise<unknown> {
  const waiting = new Map<number, (answer: Answer) => void>();
  const givenUp = (error: Error) => {
    for (const [id, settle] of waiting)
      settle([1, id, { error: 'connection', message: error.message }, null]);
    waiting.clear();
  };
  socket.on('error', givenUp);
  socket.on('close', () => givenUp(new Error('Firefox closed the connection')));
  readMessages(socket, (message) => {
    // The first message is a greeting, not an array.
    if (!Array.isArray(message)) return;
    const [type, id, error, result] = message as Answer;
    waiting.get(id)?.([type, id, error, result]);
    waiting.delete(id);
  });
  let lastId = 0;
  return (command, params) => {
    lastId += 1;
    const id = lastId;
    return new Promise((resolve, reject) => {
      waiting.set(id, ([, , error, result]) => {
        if (error) reject(new Error(`${command}: ${error.message || error.error}`));
        else resolve(result);
      });
      const body = Buffer.from(JSON.stringify([0, id, command, params]));
      socket.write(Buffer.concat([Buffer.from(`${body.length}:`), body]));
    });
  };
}

function readMessages(socket: Socket, onMessage: (message: unknown) => void): void {
  let unread = Buffer.alloc(0);
  socket.on('data', (chunk) => {
    unread = Buffer.concat([unread, chunk]);
    for (;;) {
      const colon = unread.indexOf(':');
      const length = Number.parseInt(unread.toString('latin1', 0, colon), 10);
      const end = colon + 1 + length;
      if (colon < 0 || unread.length < end) return;
      const message = unread.toString('utf8', colon + 1, end);
      unread = unread.subarray(end);
      onMessage(JSON.parse(message));
    }
  });
}
