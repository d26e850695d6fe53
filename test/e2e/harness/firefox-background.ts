/**
 * Firefox's event page: no tab, so Marionette cannot select it, but Marionette's actor lives in it as in any page. Tests
 * ask it what the extension knows, and end it to prove that nothing was only in its memory.
 */
import { awaitUntil } from './await-until.ts';
import type { Marionette } from './marionette.ts';
import { callExpression, type PageFunction } from './page-function.ts';

export interface FirefoxBackground {
  /** Runs `fn` in the event page with JSON arguments; wakes the page when it sleeps. */
  background<Args extends readonly unknown[], Result>(
    fn: PageFunction<Args, Result>,
    ...args: Args
  ): Promise<Result>;
  /** Ends the event page, as idleness would; returns when it is gone. */
  terminateBackground(): Promise<void>;
}

export function firefoxBackground(marionette: Marionette, extensionId: string): FirefoxBackground {
  return {
    async background<Args extends readonly unknown[], Result>(fn: PageFunction<Args, Result>, ...args: Args) {
      const script = `return ${callExpression(fn, args)}`;
      // It is what `fn` returned, gone through JSON.
      return (await marionette.evaluate('chrome', runInEventPage, [extensionId, script])) as Result;
    },
    async terminateBackground() {
      await awaitUntil('the event page to end', () =>
        marionette.evaluate('chrome', endEventPage, [extensionId]),
      );
    },
  };
}

// All functions below run in chrome scope.

async function runInEventPage(extensionId: string, script: string): Promise<unknown> {
  const extension = WebExtensionPolicy.getByID(extensionId)?.extension;
  await extension?.wakeupBackground();
  const view = [...(extension?.views ?? [])].find(({ viewType }) => viewType === 'background');
  if (!view) throw new Error('The extension has no event page');
  const actor = view.xulBrowser.browsingContext.currentWindowGlobal.getActor('MarionetteCommands');
  return actor.executeScript(script, [], { sandboxName: null, timeout: 60_000 });
}

/** False where the browser put it off, as it does while a message to the page is under way: it is asked again then. */
async function endEventPage(extensionId: string): Promise<boolean> {
  const extension = WebExtensionPolicy.getByID(extensionId)?.extension;
  await extension?.terminateBackground();
  return extension?.backgroundState === 'stopped';
}
