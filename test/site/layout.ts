import { type Html, html } from './html.ts';
import { htmlReply, policyWith, type Reply } from './reply.ts';
import { csrfField, type Session } from './session.ts';

export interface Page {
  title: string;
  body: Html;
  /** Absent on error pages, which may come before a session is known. */
  session?: Session;
  status?: number;
  /** A wider column, for pages with pictures. */
  isWide?: boolean;
  /** Path of a script of this page. */
  script?: string;
  /** Whether the page holds another page of ours. */
  hasFrame?: boolean;
}

/** A whole document with the site's header around the page's own part. */
export function page({
  title,
  body,
  session,
  status,
  isWide = false,
  script,
  hasFrame = false,
}: Page): Reply {
  const document = html`${head(title, script)}
<body>
  <header class="top">
    <a class="brand" href="/"><img src="/icon.svg" alt="" width="28" height="28">Practice Site</a>
    <nav aria-label="Main">${navigation(session)}</nav>
  </header>
  <main${isWide && html` class="wide"`}>
    <h1>${title}</h1>
    ${body}
  </main>
  <footer>A site to practise on: use made-up names and passwords.</footer>
</body>
</html>
`;
  const reply = htmlReply(document, status);
  return hasFrame
    ? { ...reply, headers: { ...reply.headers, ...policyWith({ 'frame-src': "'self'" }) } }
    : reply;
}

/** A document for a frame in a page of ours, and in no other. */
export function framedPage({ title, body }: Pick<Page, 'title' | 'body'>): Reply {
  const { headers, ...reply } = htmlReply(html`${head(title)}<body class="framed">${body}</body></html>`);
  return { ...reply, headers: { ...headers, ...policyWith({ 'frame-ancestors': "'self'" }) } };
}

function head(title: string, script?: string): Html {
  return html`<!doctype html>
<html lang="en">
<head>
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <meta name="color-scheme" content="light dark">
  <title>${title} · Practice Site</title>
  <link rel="icon" href="/icon.svg">
  <link rel="stylesheet" href="/site.css">
  ${script !== undefined && html`<script src="${script}" defer></script>`}
</head>`;
}

function navigation(session?: Session): Html {
  if (session?.kind !== 'signed-in') {
    return html`<a href="/codes">Other QR codes</a> <a href="/sign-in">Sign in</a> <a href="/register">Register</a>`;
  }
  return html`<a href="/codes">Other QR codes</a> <a href="/account">Account</a>
    ${session.user.isAdministrator && html`<a href="/administration">Administration</a>`}
    <form method="post" action="/sign-out">${csrfField(session)}<button class="quiet">Sign out</button></form>`;
}
