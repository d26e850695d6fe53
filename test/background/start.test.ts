/** The start of the background, against the API of the browser: which listeners stand, and what may be missing. */
import { expect, it, vi } from 'vitest';
import { FakeArea } from '../fakes/fake-host';

/** Listeners, by the event that they stand at: `contextMenus.onClicked`, say. */
type Heard = Map<string, (...args: unknown[]) => void>;

const event = (heard: Heard, name: string) => ({
  addListener: (listener: (...args: unknown[]) => void) => heard.set(name, listener),
});

/** What every Firefox has that the start of the background asks for; phones have no more (BCD, `firefox_android`). */
const ofPhones = (heard: Heard) => ({
  runtime: {
    id: 'counterfoil@test',
    getURL: (name: string) => `moz-extension://this-browser/${name}`,
    onMessage: event(heard, 'runtime.onMessage'),
    sendMessage: async () => undefined,
    onUpdateAvailable: event(heard, 'runtime.onUpdateAvailable'),
    onStartup: event(heard, 'runtime.onStartup'),
    onInstalled: event(heard, 'runtime.onInstalled'),
  },
  storage: {
    local: new FakeArea(),
    session: new FakeArea(),
    onChanged: event(heard, 'storage.onChanged'),
  },
  alarms: { onAlarm: event(heard, 'alarms.onAlarm'), create: () => undefined },
  idle: { onStateChanged: event(heard, 'idle.onStateChanged') },
  permissions: {
    onAdded: event(heard, 'permissions.onAdded'),
    onRemoved: event(heard, 'permissions.onRemoved'),
  },
  extension: { inIncognitoContext: false },
  i18n: { getMessage: (key: string) => key },
});

/** On a computer there are menus, shortcuts and policies besides. */
function ofComputers(heard: Heard, menus: string[]) {
  const phone = ofPhones(heard);
  return {
    ...phone,
    storage: {
      ...phone.storage,
      managed: { get: async () => ({}), onChanged: event(heard, 'storage.managed.onChanged') },
    },
    contextMenus: {
      onClicked: event(heard, 'contextMenus.onClicked'),
      removeAll: async () => void menus.splice(0),
      create: ({ id }: { id: string }) => menus.push(id),
    },
    commands: { onCommand: event(heard, 'commands.onCommand') },
  };
}

/** The one door keeps the object that it found first, so that it stays and gets other contents. */
const api: Record<string, unknown> = {};

async function start(contents: Record<string, unknown>): Promise<void> {
  for (const name of Object.keys(api)) delete api[name];
  Object.assign(api, contents);
  vi.stubGlobal('browser', api);
  vi.stubGlobal('chrome', api);
  vi.stubGlobal('location', new URL('moz-extension://this-browser/background.html'));
  vi.resetModules();
  await import('../../src/background/main');
}

/** What every background needs, whatever the browser is. */
const ALWAYS = [
  ...['runtime.onMessage', 'alarms.onAlarm', 'idle.onStateChanged', 'permissions.onAdded'],
  'storage.onChanged',
];

it('stands where the browser has menus and shortcuts, and makes the menus', async () => {
  const heard: Heard = new Map();
  const menus: string[] = [];
  await start(ofComputers(heard, menus));
  expect([...heard.keys()]).toEqual(
    expect.arrayContaining([...ALWAYS, 'contextMenus.onClicked', 'commands.onCommand']),
  );
  heard.get('runtime.onStartup')?.();
  await vi.waitFor(() => expect(menus).toEqual(['scan-page', 'scan-image', 'keep-codes', 'fill']), 30_000);
});

it('stands on Firefox for Android, which has no menus, no shortcuts and no policies', async () => {
  const heard: Heard = new Map();
  await start(ofPhones(heard));
  expect([...heard.keys()]).toEqual(expect.arrayContaining(ALWAYS));
  const { createMenus } = await import('../../src/background/site/gestures');
  const { browserHost } = await import('../../src/platform/host');
  await expect(createMenus(browserHost)).resolves.toBeUndefined();
});
