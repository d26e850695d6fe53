import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { fileURLToPath } from 'node:url';
import { type CDPSession, chromium, type Page } from 'playwright-core';
import { build } from 'vite';
import { EXECUTABLE, LAUNCH_ARGS } from './launch-args.ts';

export const pathOf = (name: string): string => fileURLToPath(new URL(name, import.meta.url));

/** One self-contained file, as the product build makes it. */
export async function bundle(entry: string): Promise<string> {
  const built = await build({
    configFile: false,
    logLevel: 'silent',
    build: { write: false, minify: false, lib: { entry: pathOf(entry), formats: ['iife'], name: 'bundled' } },
  });
  const [output] = [built].flat();
  const chunk = output && 'output' in output ? output.output[0] : undefined;
  if (!chunk) throw new Error('nothing was built');
  return chunk.code;
}

/** A page of the test server with our code in an isolated world beside it, as an extension has it. */
export interface OpenPage {
  page: Page;
  origin: string;
  /** The value of an expression in the isolated world, where `counterfoilTest` and `counterfoilPage` are. */
  inWorld(expression: string): Promise<unknown>;
}

export interface TestBed {
  /** Opens a document by its markup, or a fixture by its name, in the one tab there is. */
  open(document: { markup: string } | { fixture: string }): Promise<OpenPage>;
  close(): Promise<void>;
}

/** Where pages of a name are looked for. */
export const FOLDERS = ['../fixtures/otp-pages/', '../corpus/otp/pages/', '../corpus/otp/blind/'];

async function readPage(name: string): Promise<string | undefined> {
  for (const folder of FOLDERS) {
    const markup = await readFile(pathOf(folder + name), 'utf8').catch(() => undefined);
    if (markup !== undefined) return markup;
  }
  return undefined;
}

/** Serves the pages of both folders, and markups beside them, on a port of its own. */
export async function serve(
  markups: ReadonlyMap<string, string>,
): Promise<{ server: Server; origin: string }> {
  const server = createServer(async (request, response) => {
    const name = (request.url ?? '/').slice(1);
    const markup = markups.get(name) ?? (await readPage(name));
    response.writeHead(markup === undefined ? 404 : 200, { 'content-type': 'text/html; charset=utf-8' });
    response.end(markup);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the test server has no port');
  return { server, origin: `http://127.0.0.1:${address.port}` };
}

export async function startTestBed(): Promise<TestBed> {
  const markups = new Map<string, string>();
  const [source, { server, origin }, browser] = await Promise.all([
    bundle('./under-test.ts'),
    serve(markups),
    chromium.launch({ executablePath: EXECUTABLE, headless: false, args: LAUNCH_ARGS }),
  ]);
  const context = await browser.newContext({ viewport: { width: 1100, height: 800 } });
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  return {
    open: async (wanted) => {
      const name = 'fixture' in wanted ? wanted.fixture : `markup-${markups.size}.html`;
      if ('markup' in wanted) markups.set(name, wanted.markup);
      await page.goto(`${origin}/${name}`);
      const inWorld = await enterIsolatedWorld(session);
      await inWorld(`${source};0`);
      return { page, origin, inWorld };
    },
    close: async () => {
      await browser.close();
      server.close();
    },
  };
}

async function enterIsolatedWorld(session: CDPSession): Promise<OpenPage['inWorld']> {
  const { frameTree } = await session.send('Page.getFrameTree');
  const { executionContextId } = await session.send('Page.createIsolatedWorld', {
    frameId: frameTree.frame.id,
    worldName: 'counterfoil',
  });
  return async (expression) => {
    const { result, exceptionDetails } = await session.send('Runtime.evaluate', {
      contextId: executionContextId,
      expression,
      awaitPromise: true,
      returnByValue: true,
    });
    if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
    return result.value;
  };
}
