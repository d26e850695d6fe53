/** The tabs of Firefox and the elements in them, by WebDriver's commands: what they click and type, a page trusts. */
import { writeFile } from 'node:fs/promises';
import { awaitUntil } from './await-until.ts';
import { type Marionette, readValue } from './marionette.ts';
import { isRendered, type PageFunction } from './page-function.ts';
import { chordActions } from './webdriver-keys.ts';

/** In CSS pixels of the view of a page. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface FirefoxTab {
  /** Loads an address in the current tab, one of the extension's own too, and waits for it. */
  navigate(url: string): Promise<void>;
  /** Runs `fn` in the current tab's page, with the page's variables; a promise is awaited. */
  evaluate<Args extends readonly unknown[], Result>(
    fn: PageFunction<Args, Result>,
    ...args: Args
  ): Promise<Result>;
  /** Waits until an element matches the CSS selector and is rendered, or until `fn` returns something truthy. */
  waitFor(condition: string | PageFunction<[], unknown>, timeoutMs?: number): Promise<void>;
  click(selector: string): Promise<void>;
  /** Types into the element; into a file input, the path of the file to choose. */
  type(selector: string, text: string): Promise<void>;
  /** Presses real keys in the current tab's page, where its focus is: `alt+ArrowDown`, `Enter`. */
  press(keys: string): Promise<void>;
  /** Drags with the mouse. */
  drag(from: Point, to: Point): Promise<void>;
  screenshot(path: string): Promise<void>;
  /** Opens an address in a new tab and makes it the current one; the handle is for `switchTo`. */
  newTab(url: string): Promise<string>;
  /** The same in a private window of its own. */
  newPrivateWindow(url: string): Promise<string>;
  switchTo(tab: string): Promise<void>;
  /** The handles of all tabs, in no promised order. */
  tabs(): Promise<string[]>;
}

export function firefoxTab(marionette: Marionette): FirefoxTab {
  const send = (command: string, params?: object) =>
    marionette.send('content', `WebDriver:${command}`, params);
  const evaluate: FirefoxTab['evaluate'] = (fn, ...args) => marionette.evaluate('content', fn, args);

  async function navigate(url: string): Promise<void> {
    await send('Navigate', { url });
  }

  async function switchTo(tab: string): Promise<void> {
    await send('SwitchToWindow', { handle: tab });
  }

  /** @param kind as WebDriver has it, with Marionette's own `private`: https://w3c.github.io/webdriver/#new-window */
  async function openNew(kind: object, url: string): Promise<string> {
    const { handle } = (await send('NewWindow', kind)) as { handle: string };
    await switchTo(handle);
    await navigate(url);
    return handle;
  }

  async function waitFor(condition: string | PageFunction<[], unknown>, timeoutMs?: number): Promise<void> {
    await awaitUntil(
      `${condition} in the page`,
      () => (typeof condition === 'string' ? evaluate(isRendered, condition) : evaluate(condition)),
      timeoutMs,
    );
  }

  return {
    navigate,
    evaluate,
    waitFor,
    switchTo,
    async click(selector) {
      await waitFor(selector);
      await send('ElementClick', { id: await findElement(marionette, selector) });
    },
    async type(selector, text) {
      // Not `waitFor`: file inputs are often hidden behind a button of the page's own.
      await send('ElementSendKeys', { id: await findElement(marionette, selector), text });
    },
    async press(keys) {
      await send('PerformActions', { actions: chordActions(keys) });
    },
    async drag(from, to) {
      await send('PerformActions', { actions: dragActions(from, to) });
    },
    async screenshot(path) {
      const base64 = readValue<string>(await send('TakeScreenshot', { full: false }));
      await writeFile(path, Buffer.from(base64, 'base64'));
    },
    newTab: (url) => openNew({ type: 'tab' }, url),
    newPrivateWindow: (url) => openNew({ type: 'window', private: true }, url),
    tabs: async () => (await send('GetWindowHandles')) as string[],
  };
}

function dragActions(from: Point, to: Point): object[] {
  const actions = [
    { type: 'pointerMove', ...from },
    { type: 'pointerDown', button: 0 },
    { type: 'pointerMove', ...middle(from, to) },
    { type: 'pointerMove', ...to },
    { type: 'pointerUp', button: 0 },
  ];
  return [{ type: 'pointer', id: 'mouse', parameters: { pointerType: 'mouse' }, actions }];
}

const middle = (a: Point, b: Point): Point => ({ x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 });

/** The id of the first element in the current tab that matches; waits until there is one. */
export async function findElement(marionette: Marionette, selector: string): Promise<string> {
  const found = await awaitUntil(`${selector} in the page`, () =>
    marionette.send('content', 'WebDriver:FindElement', { using: 'css selector', value: selector }),
  );
  return elementId(found);
}

/** WebDriver gives an element as an object with one property, whose name is fixed and meaningless. */
export function elementId(found: unknown): string {
  const [id] = Object.values(readValue<Record<string, string>>(found));
  if (id === undefined) throw new Error('Firefox answered without an element');
  return id;
}

/** An element the way an action's `origin` wants it: https://w3c.github.io/webdriver/#elements */
export function elementOrigin(id: string): object {
  return { 'element-6066-11e4-a52e-4f735466cecf': id };
}
