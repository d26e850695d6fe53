/** The tools for who builds a site, in a real Firefox: a secret, its picture saved and copied, and a code judged. */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readQr } from '../fakes/read-qr';
import { firefoxSteps } from './firefox-steps';
import { awaitUntil } from './harness/await-until';
import { type Firefox, launchFirefox } from './harness/firefox';
import { PASSPHRASE, rightCode } from './person';

const EXTENSION = new URL('../../dist/firefox', import.meta.url).pathname;

let firefox: Firefox;
let folder: string;
const { textOfPage, see, press, fill, ask } = firefoxSteps(() => firefox);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'counterfoil-builders-'));
  // 2: into the folder that is named.
  const prefs = { 'browser.download.folderList': 2, 'browser.download.dir': folder };
  firefox = await launchFirefox({ extension: EXTENSION, prefs });
  await firefox.newTab(`${firefox.origin}/src/options/index.html`);
  await ask('createVault', { passphrase: PASSPHRASE });
});
afterAll(async () => {
  await firefox?.close();
  await rm(folder, { recursive: true, force: true });
});

/** The set-up link once it has this account's whole name, which is typed letter by letter. */
const linkOf = (name: string): Promise<string> =>
  awaitUntil('the set-up link', () =>
    firefox.evaluate((ending) => {
      const links = [...document.querySelectorAll('bdi')].map(({ textContent }) => textContent ?? '');
      return links.find((text) => text.startsWith('otpauth://') && text.includes(ending)) ?? '';
    }, `:${name}?`),
  );

it('The tools for site builders make a picture that others read, and judge a code, in Firefox', async () => {
  await press('Open the tools');
  await fill('Issuer', 'Acme');
  await fill('Account name', 'octavia');
  const link = await linkOf('octavia');
  const secret = /secret=([A-Z2-7]{32})&/.exec(link)?.[1] ?? '';
  expect(link).toBe(
    `otpauth://totp/Acme:octavia?secret=${secret}&issuer=Acme&algorithm=SHA1&digits=6&period=30`,
  );
  await press('Save as PNG');
  const read = await awaitUntil('the saved picture', async () => {
    const [text] = await readQr(await readFile(join(folder, 'qr-code.png')));
    return text;
  });
  expect(read).toBe(link);
  await press('Copy as PNG');
  await see('Copied');
  await fill('Code to verify', rightCode(secret));
  await press('Verify');
  const verdicts = ['Right: it is the code of this step.', 'Right, 1 step late'];
  await awaitUntil('the verdict', async () => {
    const shown = await textOfPage();
    return verdicts.some((verdict) => shown.includes(verdict));
  });
});
