import { html } from '../html.ts';
import { page } from '../layout.ts';
import type { Refusal } from '../refusal.ts';
import type { Reply } from '../reply.ts';

export function errorPage({ status, title, message }: Refusal): Reply {
  return page({
    status,
    title,
    body: html`<p role="alert">${message}</p><p><a href="/">To the first page</a></p>`,
  });
}
