/** From the QR code to an account that is known to work: the first code goes into the site's confirmation field. */
import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readQr } from '../fakes/read-qr';
import { startSite } from '../site/server';
import { awaitUntil } from './harness/await-until';
import { type Chromium, launchChromium } from './harness/chromium';
import { type Display, startDisplay } from './harness/display';
import { confirmScan, ourNextPage, registerAtSite, rightCode, siteSecret } from './person';
import { askFrom, stockVault } from './stock';

const EXTENSION = new URL('../../dist/chrome', import.meta.url).pathname;

const FIRST_CODE = 'If the site asks for a first code, this is it.';

let display: Display;
let chromium: Chromium;
let site: { url: string; close(): Promise<void> };
let page: Awaited<ReturnType<Chromium['context']['newPage']>>;
let ours: typeof page;

beforeAll(async () => {
  display = await startDisplay();
  site = await startSite({ port: 0 });
  chromium = await launchChromium({ extension: EXTENSION, headed: display });
  ours = await stockVault(chromium, []);
  page = await chromium.context.newPage();
});
afterAll(async () => {
  await chromium?.close();
  await site?.close();
  await display?.stop();
});

const onlyAccount = async () => {
  const reply = await askFrom(ours, 'open', { first: 0 });
  if (reply.vault !== 'unlocked' || !reply.rows[0]) throw new Error('there is no account');
  return askFrom(ours, 'account', { id: reply.rows[0].id });
};

describe('after scanning', () => {
  it('"Fill the confirmation field" fills it, and the site’s going on marks the account verified', async () => {
    await page.bringToFront();
    await registerAtSite(page, site.url, 'octavia');
    const secret = await siteSecret(page);
    const [saved] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: 'Save as a picture' }).click(),
    ]);
    expect(saved.suggestedFilename()).toBe('practice-site.png');
    const picture = Uint8Array.from(await readFile(await saved.path()));
    expect(await readQr(picture)).toEqual([await page.locator('#key-uri').textContent()]);
    await chromium.rightClick(page, '#qr');
    await chromium.chooseMenuItem('Scan this image');
    const window = await ourNextPage(chromium.context, '#scan');
    await confirmScan(window);
    const { host } = new URL(site.url);
    await window.getByText(FIRST_CODE).waitFor();
    await window.getByRole('button', { name: `Fill the confirmation field on ${host}` }).click();
    await window.getByText(`Now press the button on ${host}`).waitFor();
    const filled = await awaitUntil('the code', () => page.locator('#code').inputValue());
    expect(filled).toBe(rightCode(secret));
    expect((await onlyAccount()).verifiedAt).toBeUndefined();
    await page.getByRole('button', { name: 'Turn on two-factor' }).click();
    await page.getByRole('link', { name: 'Turn off two-factor' }).waitFor();
    await window.getByText('Verified: the site accepted the first code').waitFor();
    expect(await window.getByText(FIRST_CODE).count()).toBe(0);
    expect((await onlyAccount()).verifiedAt).toBeGreaterThan(0);
    await window.getByRole('button', { name: `Do this by itself on ${host}` }).waitFor();
  });
});
