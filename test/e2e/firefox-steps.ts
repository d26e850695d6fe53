/** What a person does on a page of ours in Firefox, in the words of the screens. */
import type polyfill from 'webextension-polyfill';
import type { Answer, Arguments, Replies, RequestName } from '../../src/messages/index.ts';
import { awaitUntil } from './harness/await-until.ts';
import type { Firefox } from './harness/firefox.ts';
import type { Popup } from './harness/popup.ts';

/** In a page of ours; only functions that are sent there may use it. */
declare const browser: typeof polyfill;

export interface ViewSteps {
  textOfPage(): Promise<string>;
  see(text: string): Promise<unknown>;
  /** Presses the button, link or summary with this name, as soon as it is there and can be pressed. */
  press(name: string): Promise<void>;
}

export interface FirefoxSteps extends ViewSteps {
  /** Types into the field with this label; into a file input, the path of the file. */
  fill(label: string, text: string): Promise<void>;
  /** Sends one request from the page of ours in the current tab. */
  ask<N extends RequestName>(name: N, args: Arguments<N>): Promise<Replies[N]>;
  /** Goes to the tab of ours whose address has this part, when it has opened, in whichever window. */
  goToOurTab(part: string): Promise<void>;
}

/** @param current gives the popup or the sidebar, or the browser for its current tab */
export function viewSteps(current: () => Pick<Firefox & Popup, 'evaluate' | 'click'>): ViewSteps {
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
  };
}

/** @param current gives the browser, which is started after the steps are made */
export function firefoxSteps(current: () => Firefox): FirefoxSteps {
  return {
    ...viewSteps(current),
    async fill(label, text) {
      const id = await awaitUntil(`the field "${label}"`, () =>
        current().evaluate((wanted) => {
          const labels = [...document.querySelectorAll('label')];
          return labels.find(({ textContent }) => textContent?.trim() === wanted)?.htmlFor ?? '';
        }, label),
      );
      await current().type(`[id="${id}"]`, text);
    },
    async ask<N extends RequestName>(name: N, args: Arguments<N>) {
      const answer = await current().evaluate(
        (message): Promise<Answer<N>> => browser.runtime.sendMessage(message),
        { name, args },
      );
      if (!answer.ok) throw new Error(`${name} was answered with ${JSON.stringify(answer.error)}`);
      return answer.value;
    },
    async goToOurTab(part) {
      await awaitUntil(`a tab with ${part}`, async () => {
        for (const tab of await current().tabs()) {
          await current().switchTo(tab);
          if ((await current().evaluate(() => location.href)).includes(part)) return true;
        }
        return false;
      });
    },
  };
}
