/**
 * Closed shadow roots are open to extensions alone, so here the detector is the content script of a small real one. It
 * tells what it found and filled in the title of the page.
 */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { chromium } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { awaitUntil } from '../e2e/harness/await-until.ts';
import { launchFirefox } from '../e2e/harness/firefox.ts';
import { bundle, serve } from './browser.ts';
import { EXECUTABLE, LAUNCH_ARGS } from './launch-args.ts';

const RUN = `addEventListener('load', async () => {
  const { findOtpFields, fillOtp } = counterfoilTest;
  const found = findOtpFields(document);
  const isTaken = found.length > 0 && (await fillOtp(found, '492039'));
  document.title = ['done', found.length, isTaken, found.map((field) => field.value).join('')].join(' ');
});`;
const MANIFEST = {
  manifest_version: 3,
  name: 'test',
  version: '1',
  browser_specific_settings: { gecko: { id: 'closed-root@counterfoil.test' } },
  action: { default_popup: 'popup.html' },
  host_permissions: ['<all_urls>'],
  content_scripts: [{ matches: ['<all_urls>'], js: ['under-test.js', 'run.js'], run_at: 'document_start' }],
};

const page = (hosts: string, content: string): string =>
  `<!doctype html><title>Sign in</title><h1>Two-factor authentication</h1>${hosts}<script>
  for (const host of document.querySelectorAll('.host')) host.attachShadow({ mode: 'closed' }).innerHTML = ${JSON.stringify(content)};</script>`;
const FIELD = '<label>Code from your authenticator app <input name="code"></label>';
const BOX = '<input maxlength="1" style="width:40px;height:44px">';
const MARKUPS: ReadonlyMap<string, string> = new Map([
  ['custom', page('<x-code class="host"></x-code>', FIELD)],
  ['plain', page('<div class="host"></div>', FIELD)],
  ['boxes', page('<x-box class="host" style="display:inline-block"></x-box>'.repeat(6), BOX)],
]);
const TITLES = { custom: 'done 1 true 492039', plain: 'done 1 true 492039', boxes: 'done 6 true 492039' };

let folder = '';
let site: Awaited<ReturnType<typeof serve>>;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'counterfoil-closed-'));
  await writeFile(path.join(folder, 'under-test.js'), await bundle('./under-test.ts'));
  await writeFile(path.join(folder, 'run.js'), RUN);
  await writeFile(path.join(folder, 'popup.html'), '');
  await writeFile(path.join(folder, 'manifest.json'), JSON.stringify(MANIFEST));
  site = await serve(MARKUPS);
});
afterAll(async () => {
  site.server.close();
  await rm(folder, { recursive: true, force: true });
});

describe('a prompt in closed shadow roots', () => {
  it('is found and filled in Chromium', async () => {
    const profile = path.join(folder, 'profile');
    const context = await chromium.launchPersistentContext(profile, {
      executablePath: EXECUTABLE,
      headless: false,
      args: [...LAUNCH_ARGS, `--load-extension=${folder}`, `--disable-extensions-except=${folder}`],
    });
    const tab = await context.newPage();
    for (const [name, title] of Object.entries(TITLES)) {
      await tab.goto(`${site.origin}/${name}`);
      await expect.poll(() => tab.title()).toBe(title);
    }
    await context.close();
  });

  it('is found and filled in Firefox', async () => {
    const firefox = await launchFirefox({ extension: folder });
    try {
      for (const [name, title] of Object.entries(TITLES)) {
        await firefox.navigate(`${site.origin}/${name}`);
        await awaitUntil(
          `the title "${title}"`,
          async () => (await firefox.evaluate(() => document.title)) === title,
        );
      }
    } finally {
      await firefox.close();
    }
  });
});
