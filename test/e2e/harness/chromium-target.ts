/**
 * Playwright lists no page for an extension's popup, and its CDP sessions cannot address one. The browser-level
 * session can still attach to it in the older, nested way: messages for the popup travel inside messages of the
 * browser (`Target.sendMessageToTarget`). This is that tunnel.
 */
import type { CDPSession } from 'playwright-core';

export interface TargetSession {
  /** One CDP command to the target; `result` is what CDP documents for the method. */
  send(method: string, params?: object): Promise<Record<string, unknown>>;
  isClosed(): boolean;
}

interface Waiting {
  resolve(result: Record<string, unknown>): void;
  reject(error: Error): void;
}

export async function attachToTarget(browser: CDPSession, targetId: string): Promise<TargetSession> {
  const { sessionId } = await browser.send('Target.attachToTarget', { targetId, flatten: false });
  const waiting = new Map<number, Waiting>();
  let lastId = 0;
  let closed = false;
  browser.on('Target.receivedMessageFromTarget', (event) => {
    if (event.sessionId === sessionId) settle(waiting, JSON.parse(event.message));
  });
  browser.on('Target.detachedFromTarget', (event) => {
    if (event.sessionId !== sessionId) return;
    closed = true;
    for (const { reject } of waiting.values()) reject(new Error('The popup closed'));
    waiting.clear();
  });
  return {
    isClosed: () => closed,
    send(method, params = {}) {
      if (closed) return Promise.reject(new Error(`The popup has closed; ${method} was not sent`));
      lastId += 1;
      const id = lastId;
      return new Promise((resolve, reject) => {
        waiting.set(id, { resolve, reject });
        const message = JSON.stringify({ id, method, params });
        browser.send('Target.sendMessageToTarget', { sessionId, message }).catch(reject);
      });
    },
  };
}

function settle(
  waiting: Map<number, Waiting>,
  message: { id?: number; result?: Record<string, unknown>; error?: { message: string } },
): void {
  const caller = waiting.get(message.id ?? 0);
  if (!caller) return;
  waiting.delete(message.id ?? 0);
  if (message.error) caller.reject(new Error(message.error.message));
  else caller.resolve(message.result ?? {});
}
