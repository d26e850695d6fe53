/** One fresh Chromium with the packages to compare, so that whatever slows the machine slows them all. */
import { realpathSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { awaitUntil } from '../e2e/harness/await-until.ts';
import { stopProcess } from '../e2e/harness/child-process.ts';
import { extensionId, isExtensionProcess, popupPath, startChromium } from './browser-start.ts';
import { type Connection, connectPipe, type Session, type TargetInfo } from './cdp-pipe.ts';
import { evaluateText } from './evaluate.ts';

/** What a popup's window has in Chromium, for pages in tabs too. */
const POPUP_SIZE = { width: 400, height: 600 };

/** An unpacked extension with a popup. */
export interface Package {
  readonly name: 'floor' | 'ours' | 'against';
  readonly folder: string;
}

export interface Tab extends Session {
  close(): Promise<void>;
}

export interface Browser {
  readonly connection: Connection;
  /** An empty tab in front, of the size of a popup. */
  newTab(): Promise<Tab>;
  /** Address of a page of the package; without a path its popup. */
  address(of: Package, page?: string): string;
  /** Its running worker; starts it when it sleeps. */
  worker(of: Package): Promise<Session>;
  /** Stops all workers and waits until the processes of extensions have gone. */
  sleep(): Promise<void>;
  /** Calls `action.openPopup()` (at `calledAt`, Unix milliseconds) and hands over the popup as soon as there is one, before it has loaded. */
  openPopup(of: Package): Promise<{ readonly popup: Tab; readonly calledAt: Promise<number> }>;
  targets(): Promise<readonly TargetInfo[]>;
  /** Seconds of CPU that all processes of the browser have used so far. */
  cpuSeconds(): Promise<number>;
  close(): Promise<void>;
}

function nextTarget(connection: Connection, wanted: string): Promise<string> {
  return new Promise((resolve) => {
    const forget = connection.on('Target.targetCreated', ({ targetInfo: { type, targetId } }) => {
      if (type !== wanted) return;
      forget();
      resolve(targetId);
    });
  });
}

export async function startBrowser(packages: readonly Package[]): Promise<Browser> {
  const profile = await mkdtemp(path.join(tmpdir(), 'counterfoil-bench-'));
  const folders = packages.map(({ folder }) => realpathSync(folder));
  const chromium = startChromium(profile, folders);
  const connection = connectPipe(chromium);
  await connection.send('Target.setDiscoverTargets', { discover: true });

  const targets = async () => (await connection.send('Target.getTargets')).targetInfos;
  const attach = async (targetId: string): Promise<Session> =>
    connection.session(
      (await connection.send('Target.attachToTarget', { targetId, flatten: true })).sessionId,
    );
  const asTab = async (targetId: string): Promise<Tab> => ({
    ...(await attach(targetId)),
    async close() {
      await connection.send('Target.closeTarget', { targetId });
      await awaitUntil(
        'the page to close',
        async () => !(await targets()).some((one) => one.targetId === targetId),
      );
    },
  });
  const home = await awaitUntil('the first tab', async () =>
    (await targets()).find(({ type }) => type === 'page'),
  );
  const homeTab = await asTab(home.targetId);
  await homeTab.send('ServiceWorker.enable');

  const originOf = ({ folder }: Package) => `chrome-extension://${extensionId(realpathSync(folder))}`;
  const isWorkerOf =
    (of: Package) =>
    ({ type, url }: TargetInfo) =>
      type === 'service_worker' && url.startsWith(`${originOf(of)}/`);
  const attached = new Map<string, Session>();
  const worker = async (of: Package) => {
    const running = (await targets()).find(isWorkerOf(of));
    if (!running) await homeTab.send('ServiceWorker.startWorker', { scopeURL: `${originOf(of)}/` });
    const { targetId } = await awaitUntil('the worker to start', async () =>
      (await targets()).find(isWorkerOf(of)),
    );
    const session = attached.get(targetId) ?? (await attach(targetId));
    attached.set(targetId, session);
    // A worker is a target before it has the extension API.
    await awaitUntil('the worker to run', () => evaluateText(session, "typeof chrome === 'object'"));
    return session;
  };

  return {
    connection,
    targets,
    worker,
    address: (of, page = popupPath(of.folder)) => `${originOf(of)}/${page}`,
    async newTab() {
      const { targetId } = await connection.send('Target.createTarget', { url: 'about:blank' });
      const tab = await asTab(targetId);
      await tab.send('Emulation.setDeviceMetricsOverride', {
        ...POPUP_SIZE,
        deviceScaleFactor: 1,
        mobile: false,
      });
      await tab.send('Page.bringToFront');
      return tab;
    },
    async sleep() {
      await homeTab.send('ServiceWorker.stopAllWorkers');
      await awaitUntil('the workers and their processes to go', async () => {
        if ((await targets()).some(({ type }) => type === 'service_worker')) return false;
        const { processInfo } = await connection.send('SystemInfo.getProcessInfo');
        return !processInfo.some(({ id }) => isExtensionProcess(id));
      });
    },
    async openPopup(of) {
      const session = await worker(of);
      await homeTab.send('Page.bringToFront');
      const expression = `(async () => {
        const { id: windowId } = await chrome.windows.getLastFocused();
        const calledAt = Date.now();
        return chrome.action.openPopup({ windowId }).then(() => calledAt);
      })()`;
      const created = nextTarget(connection, 'other');
      const calledAt = evaluateText(session, expression).then(Number);
      // The target is there long before the call is answered; a call that is refused makes none.
      const targetId = await Promise.race([created, calledAt.then(() => created)]);
      return { popup: await asTab(targetId), calledAt };
    },
    async cpuSeconds() {
      const { processInfo } = await connection.send('SystemInfo.getProcessInfo');
      return processInfo.reduce((sum, { cpuTime }) => sum + cpuTime, 0);
    },
    async close() {
      await stopProcess(chromium);
      await rm(profile, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}
