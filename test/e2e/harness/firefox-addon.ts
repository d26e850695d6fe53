/** What a person does to an add-on in Firefox's own pages, and where its files lie. */
import { join } from 'node:path';
import { awaitUntil } from './await-until.ts';
import type { XulQuestion } from './firefox-globals.ts';
import type { Marionette } from './marionette.ts';

export interface FirefoxAddon {
  /** Switches the add-on off and on again in the list of extensions. Its tabs close with it. */
  disableAndEnable(): Promise<void>;
  /** Lets the extension into private windows, by the switch in its details. It starts anew, and its tabs close. */
  allowPrivate(): Promise<void>;
  /** Lets the extension into the pages of a match pattern, as a person does in the list of extensions. */
  grantHost(pattern: string): Promise<void>;
  /** Presses "Allow" in the browser's own question for a permission, as soon as it stands there. */
  allowSite(): Promise<void>;
  /** The folder with the databases of the extension's own pages; there once one was opened. */
  databases(): Promise<string>;
}

export function firefoxAddon(marionette: Marionette, extensionId: string, uuid: string): FirefoxAddon {
  return {
    disableAndEnable: () => marionette.evaluate('chrome', switchOffAndOn, [extensionId]),
    allowPrivate: () => marionette.evaluate('chrome', allowPrivateWindows, [extensionId]),
    grantHost: (pattern) => marionette.evaluate('chrome', addHost, [extensionId, pattern]),
    async allowSite() {
      await awaitUntil('the question to be answered', () => marionette.evaluate('chrome', allow, []));
    },
    async databases() {
      const profile = await marionette.evaluate('chrome', () => PathUtils.profileDir, []);
      return join(profile, 'storage', 'default', `moz-extension+++${uuid}`, 'idb');
    },
  };
}

// All functions below run in chrome scope.

async function switchOffAndOn(extensionId: string): Promise<void> {
  const { AddonManager } = ChromeUtils.importESModule('resource://gre/modules/AddonManager.sys.mjs');
  const addon = await AddonManager.getAddonByID(extensionId);
  await addon.disable();
  if (addon.isActive) throw new Error('The add-on is still active');
  await addon.enable();
}

/** What that switch does; the browser itself keeps the answer as one of the extension's permissions. */
async function allowPrivateWindows(extensionId: string): Promise<void> {
  const { AddonManager } = ChromeUtils.importESModule('resource://gre/modules/AddonManager.sys.mjs');
  const { ExtensionPermissions } = ChromeUtils.importESModule(
    'resource://gre/modules/ExtensionPermissions.sys.mjs',
  );
  const granted = { permissions: ['internal:privateBrowsingAllowed'], origins: [], data_collection: [] };
  const extension = WebExtensionPolicy.getByID(extensionId)?.extension;
  if (!extension) throw new Error('The extension is not there');
  await ExtensionPermissions.add(extensionId, granted, extension);
  await (await AddonManager.getAddonByID(extensionId)).reload();
}

async function addHost(extensionId: string, pattern: string): Promise<void> {
  const { ExtensionPermissions } = ChromeUtils.importESModule(
    'resource://gre/modules/ExtensionPermissions.sys.mjs',
  );
  const granted = { permissions: [], origins: [pattern], data_collection: [] };
  const extension = WebExtensionPolicy.getByID(extensionId)?.extension;
  if (!extension) throw new Error('The extension is not there');
  await ExtensionPermissions.add(extensionId, granted, extension);
}

/** Presses it only once it can be pressed: for a moment the question hears nothing, so that nobody agrees unawares. */
function allow(): boolean {
  const question = document.querySelector<XulQuestion>('#addon-webext-permissions-notification');
  if (!question || question.hidden || !question.button || question.button.hasAttribute('disabled'))
    return false;
  question.button.click();
  return true;
}
