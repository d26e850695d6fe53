/**
 * The DevTools protocol over a pipe, and no more of it than a measurement asks for. The harness of the browser tests
 * (Playwright) watches network, pages and workers all the time, which is work inside the very processes measured here.
 */
import type { ChildProcess } from 'node:child_process';
import type { Readable, Writable } from 'node:stream';
import type { CDPSession } from 'playwright-core';

export interface TargetInfo {
  readonly targetId: string;
  readonly type: string;
  readonly url: string;
}

/** The few events that are listened to, as CDP documents them. */
interface Events {
  'Target.targetCreated': { readonly targetInfo: TargetInfo };
  'Runtime.bindingCalled': { readonly name: string; readonly payload: string };
  'Runtime.executionContextCreated': {
    readonly context: { readonly name: string; readonly origin: string };
  };
  'Debugger.scriptParsed': { readonly url: string };
}

export interface Session {
  readonly send: CDPSession['send'];
  /** Calls `listener` until the returned function is called. */
  on<E extends keyof Events>(event: E, listener: (params: Events[E]) => void): () => void;
}

export interface Connection extends Session {
  /** Commands and events of one target, once it is attached (`flatten`). */
  session(sessionId: string): Session;
}

interface Message {
  readonly id?: number;
  readonly method?: string;
  readonly params?: unknown;
  readonly sessionId?: string;
  readonly result?: unknown;
  readonly error?: { readonly message: string };
}

interface Waiting {
  readonly method: string;
  readonly resolve: (result: unknown) => void;
  readonly reject: (error: Error) => void;
}

/** Descriptor 3 of the process reads commands, 4 writes answers and events (`--remote-debugging-pipe`). */
export function connectPipe(browser: ChildProcess): Connection {
  const commands = browser.stdio[3] as Writable;
  const answers = browser.stdio[4] as Readable;
  const waiting = new Map<number, Waiting>();
  const listeners = new Set<(message: Message) => void>();
  let lastId = 0;
  let unread = '';

  const settle = (message: Message) => {
    const caller = waiting.get(message.id ?? 0);
    waiting.delete(message.id ?? 0);
    if (message.error) caller?.reject(new Error(`${caller.method}: ${message.error.message}`));
    else caller?.resolve(message.result);
  };
  answers.setEncoding('utf8').on('data', (text: string) => {
    const messages = (unread + text).split('\0');
    unread = messages.pop() ?? '';
    for (const message of messages.map((json): Message => JSON.parse(json))) {
      if (message.id !== undefined) settle(message);
      else for (const listener of [...listeners]) listener(message);
    }
  });
  commands.on('error', () => {});
  browser.once('exit', () => {
    for (const { method, reject } of waiting.values()) reject(new Error(`${method}: the browser is gone`));
    waiting.clear();
  });

  const request = (sessionId: string | undefined, method: string, params: object) =>
    new Promise<unknown>((resolve, reject) => {
      lastId += 1;
      waiting.set(lastId, { method, resolve, reject });
      commands.write(`${JSON.stringify({ id: lastId, method, params, sessionId })}\0`);
    });
  const sessionWith = (sessionId: string | undefined): Session => ({
    // The one promise that CDP's words for the method are what Chromium speaks.
    send: ((method: string, params: object = {}) => request(sessionId, method, params)) as CDPSession['send'],
    on(event, listener) {
      const hear = (message: Message) => {
        if (message.method === event && message.sessionId === sessionId) listener(message.params as never);
      };
      listeners.add(hear);
      return () => listeners.delete(hear);
    },
  });
  return { ...sessionWith(undefined), session: sessionWith };
}
