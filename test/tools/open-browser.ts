/** Opens the browser that a person asked for, fresh profile, Counterfoil loaded, the practice site in front. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { chromium } from 'playwright-core';
import { startSite } from '../site/server.ts';
import { browserPath } from './ensure-browsers.mjs';

const ROOT = path.resolve(import.meta.dirname, '../..');
const SITE_PORT = 8765;

async function openChromium(executablePath: string, profile: string, url: string): Promise<void> {
  const extension = path.join(ROOT, 'dist/chrome');
  const context = await chromium.launchPersistentContext(profile, {
    executablePath,
    headless: false,
    viewport: null,
    colorScheme: null,
    chromiumSandbox: process.getuid?.() !== 0,
    ignoreDefaultArgs: ['--disable-extensions', '--enable-automation'],
    args: [`--load-extension=${extension}`, '--enable-unsafe-extension-debugging', '--no-first-run'],
  });
  const closed = new Promise<void>((resolve) => context.once('close', () => resolve()));
  if (!(await hasExtension())) await loadByProtocol();
  const page = context.pages()[0] ?? (await context.newPage());
  await page.goto(url);
  await closed;

  /** Chromium takes the flag; branded Chrome and Edge ignore it and take the protocol. */
  async function hasExtension(): Promise<boolean> {
    if (context.serviceWorkers().length > 0) return true;
    return context.waitForEvent('serviceworker', { timeout: 3000 }).then(
      () => true,
      () => false,
    );
  }
  async function loadByProtocol(): Promise<void> {
    const session = await context.browser()?.newBrowserCDPSession();
    if (!session)
      throw new Error('The browser gave no protocol session. Load dist/chrome by hand, see README.md.');
    await session.send('Extensions.loadUnpacked', { path: extension });
  }
}

async function openFirefox(executablePath: string, profile: string, url: string): Promise<void> {
  const options = ['--source-dir', path.join(ROOT, 'dist/firefox'), '--firefox', executablePath];
  const pages = ['--start-url', url, '--firefox-profile', profile, '--keep-profile-changes', '--no-reload'];
  const webExt = spawn('npx', ['web-ext', 'run', ...options, ...pages], { cwd: ROOT, stdio: 'inherit' });
  await once(webExt, 'exit');
}

const name = process.argv[2] ?? 'chromium';
const program = browserPath(name);
if (program === undefined) throw new Error(`${name} was not found`);
const site = await startSite({ port: SITE_PORT }).catch((error: NodeJS.ErrnoException) => {
  // Another practice site has the port; this one takes any.
  if (error.code !== 'EADDRINUSE') throw error;
  return startSite({ port: 0 });
});
const profile = await mkdtemp(path.join(tmpdir(), 'counterfoil-profile-'));
console.log(`Practice site: ${site.url}`);
console.log('Counterfoil is in the toolbar (puzzle piece → pin). Close the browser to end.');
// Ctrl+C ends the browser, and with it what is awaited here: then everything is put away as ever.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => undefined);
try {
  await (name === 'firefox' ? openFirefox : openChromium)(program, profile, site.url);
} finally {
  await site.close();
  await rm(profile, { recursive: true, force: true, maxRetries: 5 });
}
