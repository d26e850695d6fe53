/** What a person does on a page of ours in Firefox, in the words of the screens. */
import { awaitUntil } from './harness/await-until.ts';
import type { Firefox } from './harness/firefox.ts';

export interface FirefoxSteps {
  textOfPage(): Promise<string>;
  see(text: string): Promise<unknown>;
  /** Presses the button, link or summary with this name, as soon as it is there and can be pressed. */
  press(name: string): Promise<void>;
  /** Types into the field with this label; into a file input, the path of the file. */
  fill(label: string, text: string): Promise<void>;
}

/** @param current gives the browser, which is started after the steps are made */
export function firefoxSteps(current: () => Firefox): FirefoxSteps {
  const textOfPage = () => current().evaluate(() => document.body.textContent);
  return {
    textOfPage,
    see: (text) => awaitUntil(`"${text}"`, async () => (await textOfPage()).includes(text)),
    async press(name) {
      await awaitUntil(`"${name}"`, () =>
        current().evaluate((wanted) => {
          for (const one of document.querySelectorAll('[data-pressed]')) one.removeAttribute('data-pressed');
          const named = [...document.querySelectorAll('button, a, summary')].find(
            (one) => (one.getAttribute('aria-label') ?? one.textContent ?? '').trim() === wanted,
          );
          if (!named || named.matches(':disabled')) return false;
          named.setAttribute('data-pressed', '');
          return true;
        }, name),
      );
      await current().click('[data-pressed]');
    },
    async fill(label, text) {
      const id = await awaitUntil(`the field "${label}"`, () =>
        current().evaluate((wanted) => {
          const labels = [...document.querySelectorAll('label')];
          return labels.find(({ textContent }) => textContent?.trim() === wanted)?.htmlFor ?? '';
        }, label),
      );
      await current().type(`[id="${id}"]`, text);
    },
  };
}
