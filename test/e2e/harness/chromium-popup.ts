/**
 * Chromium's action popup as a CDP target, with the protocol's input events: the browser trusts them and counts them as
 * a person's. They go to the popup's page and not to the browser, so Escape by this way does not close it; a real key
 * (`display.xdotool('key', 'Escape')`) does.
 */
import { writeFile } from 'node:fs/promises';
import { awaitUntil } from './await-until.ts';
import { type CdpKey, cdpChord, cdpKey } from './cdp-keys.ts';
import type { TargetSession } from './chromium-target.ts';
import { callExpression, isRendered, type PageFunction } from './page-function.ts';
import type { Popup } from './popup.ts';

export function drivePopup(target: TargetSession): Popup {
  async function evaluate<Args extends readonly unknown[], Result>(
    fn: PageFunction<Args, Result>,
    ...args: Args
  ): Promise<Result> {
    const expression = callExpression(fn, args);
    const answer = await target.send('Runtime.evaluate', {
      expression,
      awaitPromise: true,
      returnByValue: true,
    });
    return readResult<Result>(answer);
  }

  async function pressKey(key: CdpKey, modifiers = 0): Promise<void> {
    const type = key.text === undefined ? 'rawKeyDown' : 'keyDown';
    await target.send('Input.dispatchKeyEvent', { type, ...key, modifiers });
    // A key such as Escape may close the popup before it is let go.
    if (!target.isClosed()) {
      const { text: _text, ...released } = key;
      await target
        .send('Input.dispatchKeyEvent', { type: 'keyUp', ...released, modifiers })
        .catch(unlessClosed(target));
    }
  }

  return {
    evaluate,
    async waitFor(condition, timeoutMs) {
      const what = typeof condition === 'string' ? condition : String(condition);
      await awaitUntil(
        `${what} in the popup`,
        () => (typeof condition === 'string' ? evaluate(isRendered, condition) : evaluate(condition)),
        timeoutMs,
      );
    },
    async click(selector) {
      // What comes late, such as the page's own account, moves the rows.
      const [x, y] = await awaitUntil(`${selector} to be clickable in the popup`, async () => {
        const before = await evaluate(clickPoint, selector);
        if (!before) return null;
        await target.send('Input.dispatchMouseEvent', { type: 'mouseMoved', x: before[0], y: before[1] });
        const after = await evaluate(clickPoint, selector);
        return String(after) === String(before) && after;
      });
      const button = { x, y, button: 'left', clickCount: 1 };
      await target.send('Input.dispatchMouseEvent', { type: 'mousePressed', ...button });
      await target
        .send('Input.dispatchMouseEvent', { type: 'mouseReleased', ...button })
        .catch(unlessClosed(target));
    },
    async type(text) {
      for (const character of text) await pressKey(cdpKey(character));
    },
    async press(chord) {
      const { key, modifiers } = cdpChord(chord);
      await pressKey(key, modifiers).catch(unlessClosed(target));
    },
    async screenshot(path) {
      const { data } = await target.send('Page.captureScreenshot', { format: 'png' });
      await writeFile(path, Buffer.from(String(data), 'base64'));
    },
    closed: async () => target.isClosed(),
    async close() {
      if (target.isClosed()) return;
      await target.send('Page.close').catch(unlessClosed(target));
      await awaitUntil('the popup to close', () => target.isClosed());
    },
  };
}

/** A click or key that closes the popup ends the session under its own answer. */
function unlessClosed(target: TargetSession): (error: unknown) => void {
  return (error) => {
    if (!target.isClosed()) throw error;
  };
}

function readResult<Result>(answer: Record<string, unknown>): Result {
  const { result, exceptionDetails } = answer as {
    result: { value: Result };
    exceptionDetails?: { text: string; exception?: { description?: string } };
  };
  if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
  return result.value;
}

function clickPoint(selector: string): [number, number] | null {
  const element = document.querySelector(selector);
  if (!element?.getClientRects().length) return null;
  element.scrollIntoView({ block: 'nearest', inline: 'nearest', behavior: 'instant' });
  const { x, y, width, height } = element.getBoundingClientRect();
  const point: [number, number] = [x + width / 2, y + height / 2];
  return element.contains(document.elementFromPoint(...point)) ? point : null;
}
