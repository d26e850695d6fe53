/** The first run, which is also what somebody sees whose browser has lost the extension with all that was in it. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Chromium, launchChromium } from './harness/chromium';
import { addByHand, createVault, firstRunTab, POPUP } from './person';

const EXTENSION = new URL('../../dist/chrome', import.meta.url).pathname;

let chromium: Chromium;
beforeAll(async () => {
  chromium = await launchChromium({ extension: EXTENSION });
});
afterAll(() => chromium?.close());

describe('the first run', () => {
  it('says before all else that accounts go with a removal, and offers the backup before the new vault', async () => {
    const page = await firstRunTab(chromium);
    const before = page.getByRole('region', { name: 'Was Counterfoil here before?' });
    await before.getByText('its accounts are gone with it. A backup brings them back.').waitFor();
    expect(await page.getByRole('button').first().textContent()).toBe('Restore a backup');
    const tops = [before.getByRole('button'), page.getByLabel('Passphrase', { exact: true })].map(
      async (one) => {
        const box = await one.boundingBox();
        return box ? box.y + box.height : Number.NaN;
      },
    );
    const [restore = Number.NaN, passphrase = Number.NaN] = await Promise.all(tops);
    expect(restore).toBeLessThan(passphrase);
    await page.close();
  });

  it('goes on where it was left: before the vault, before the first account, before the first backup', async () => {
    const half = await chromium.page(POPUP);
    await half.getByLabel('Passphrase', { exact: true }).fill('half a passph');
    await half.close();
    const made = await chromium.page(POPUP);
    expect(await made.getByLabel('Passphrase', { exact: true }).inputValue()).toBe('');
    await createVault(made);
    await made.close();
    const empty = await chromium.page(POPUP);
    await empty.getByRole('heading', { name: 'Your vault is ready' }).waitFor();
    await addByHand(empty, { issuer: 'Bank', name: 'octavia', secret: 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP' });
    await empty.close();
    const listed = await chromium.page(POPUP);
    await listed.getByRole('complementary').getByRole('button', { name: 'Save a backup' }).waitFor();
    await listed.close();
  });
});
