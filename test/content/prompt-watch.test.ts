/** The registered script says "look here" and nothing else: when the page is there, and for each new field once. */
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { type Browser, type CDPSession, chromium, type Page } from 'playwright-core';
import { build } from 'vite';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { pathOf } from './browser.ts';
import { EXECUTABLE, LAUNCH_ARGS } from './launch-args.ts';

let browser: Browser;
let page: Page;
let session: CDPSession;
let source: string;

async function bundleMinified(): Promise<string> {
  const built = await build({
    configFile: false,
    logLevel: 'silent',
    build: {
      write: false,
      lib: { entry: pathOf('../../src/content/prompt-watch.ts'), formats: ['iife'], name: 'bundled' },
    },
  });
  const [output] = [built].flat();
  const chunk = output && 'output' in output ? output.output[0] : undefined;
  if (!chunk) throw new Error('nothing was built');
  return chunk.code;
}

beforeAll(async () => {
  [source, browser] = await Promise.all([
    bundleMinified(),
    chromium.launch({ executablePath: EXECUTABLE, headless: false, args: LAUNCH_ARGS }),
  ]);
});
afterAll(() => browser.close());
beforeEach(async () => {
  await page?.close();
  page = await browser.newPage();
  session = await page.context().newCDPSession(page);
});

interface Watch {
  /** What was said so far. */
  said(): Promise<unknown[]>;
  evaluate(expression: string): Promise<unknown>;
}

/** Runs the script in an isolated world of the page, where `chrome.runtime` writes down what is sent. */
async function watch(markup: string): Promise<Watch> {
  await page.setContent(markup);
  const { frameTree } = await session.send('Page.getFrameTree');
  const { executionContextId } = await session.send('Page.createIsolatedWorld', {
    frameId: frameTree.frame.id,
  });
  const evaluate = async (expression: string) => {
    const { result, exceptionDetails } = await session.send('Runtime.evaluate', {
      contextId: executionContextId,
      expression,
      returnByValue: true,
      awaitPromise: true,
    });
    if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
    return result.value;
  };
  await evaluate(`
    globalThis.said = [];
    globalThis.callbacks = 0;
    Object.defineProperty(globalThis, 'chrome', { value: { runtime: { sendMessage: (message) => {
      said.push(message);
      if (globalThis.isGone) throw new Error('Extension context invalidated.');
    } } } });
    globalThis.MutationObserver = class extends MutationObserver {
      constructor(callback) { super((records, self) => { callbacks += 1; callback(records, self); }); }
    };
    ${source};0`);
  return {
    evaluate,
    said: async () => (await evaluate('said')) as unknown[],
  };
}

const LOOK = { name: 'lookHere' };
const CODE = '<label>Code <input id="code" autocomplete="one-time-code"></label>';

describe('the registered script', () => {
  it('tells once that the page is there, whether or not it has a field', async () => {
    expect(await (await watch('<p>Welcome')).said()).toEqual([LOOK]);
    expect(await (await watch(CODE)).said()).toEqual([LOOK]);
  });

  it.each([
    ['a field that is added', '<main></main>', `document.querySelector('main').innerHTML = '${CODE}'`],
    ['a field that is shown', `<div hidden>${CODE}</div>`, `document.querySelector('div').hidden = false`],
    [
      'a field that is enabled',
      '<input id="code" disabled>',
      `document.querySelector('input').disabled = false`,
    ],
    [
      'a field in an open shadow root',
      '<main></main>',
      `const host = document.createElement('div'); host.attachShadow({ mode: 'open' }).innerHTML = '${CODE}';
       document.querySelector('main').append(host)`,
    ],
  ])('tells of %s', async (_name, markup, change) => {
    const { said } = await watch(markup);
    expect(await said()).toEqual([LOOK]);
    await page.evaluate(`{ ${change} }`);
    await expect.poll(said).toEqual([LOOK, LOOK]);
  });

  it('tells of a field that is added inside an open shadow root met before', async () => {
    const { said } = await watch('<div><template shadowrootmode="open"><main></main></template></div>');
    await page.evaluate(
      `document.querySelector('div').shadowRoot.querySelector('main').append(document.createElement('input'))`,
    );
    await expect.poll(said).toEqual([LOOK, LOOK]);
  });

  it('tells of no field twice, however often the page changes around it', async () => {
    const { said, evaluate } = await watch(`${CODE}<main></main>`);
    await page.evaluate(
      `for (let at = 0; at < 50; at += 1) document.querySelector('main').append(document.createElement('b'))`,
    );
    await page.evaluate(`document.querySelector('main').append(document.createElement('input'))`);
    await expect.poll(said).toHaveLength(2);
    await page.evaluate(`document.querySelector('main').append(document.querySelector('#code'))`);
    await page.evaluate(
      `document.querySelector('main').append(Object.assign(document.createElement('input'), { id: 'last' }))`,
    );
    await expect.poll(said).toHaveLength(3);
    expect(await evaluate('said.every((one) => JSON.stringify(one) === \'{"name":"lookHere"}\')')).toBe(true);
  });

  it('is not woken by attributes where no hidden field waits', async () => {
    const { said, evaluate } = await watch('<p>Welcome</p><main></main>');
    await page.evaluate(
      `for (let at = 0; at < 100; at += 1) document.querySelector('p').className = 'c' + at`,
    );
    await page.evaluate(`document.querySelector('main').append(document.createElement('input'))`);
    await expect.poll(said).toHaveLength(2);
    expect(await evaluate('callbacks')).toBe(1);
  });

  it('does nothing any more after the extension was updated', async () => {
    const { said, evaluate } = await watch('<main></main>');
    await evaluate('globalThis.isGone = true; 0');
    await page.evaluate(`document.querySelector('main').append(document.createElement('input'))`);
    await expect.poll(said).toHaveLength(2);
    await evaluate('callbacks = 0');
    await page.evaluate(`document.querySelector('main').append(document.createElement('input'))`);
    // A later observer of the page is called after an earlier one would have been.
    await page.evaluate(
      `new Promise((resolve) => { new MutationObserver(resolve).observe(document, { childList: true, subtree: true }); document.body.append('x') })`,
    );
    expect(await evaluate('callbacks')).toBe(0);
  });

  it('is small, and has no repeating timer', () => {
    expect(gzipSync(source).byteLength).toBeLessThan(6 * 1024);
    const written = readFileSync(pathOf('../../src/content/prompt-watch.ts'), 'utf8');
    expect(written).not.toMatch(/setInterval|requestAnimationFrame|requestIdleCallback/);
  });
});
