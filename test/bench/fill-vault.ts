import { awaitUntil } from '../e2e/harness/await-until.ts';
import type { Browser, Package } from './browser.ts';
import { ask } from './evaluate.ts';

export const PASSPHRASE = 'lantern gravel oboe mistral';
const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** Always the same accounts, with secrets of 160 bits (RFC 4226 §4 R6). */
function madeAccounts(count: number): object[] {
  let state = 1;
  const letter = () => {
    state = (state * 48_271) % 2_147_483_647;
    return BASE32.charAt(state % 32);
  };
  return Array.from({ length: count }, (_, index) => ({
    type: 'totp',
    issuer: `Practice Service ${index}`,
    name: `person${index}@mail.example`,
    secret: Array.from({ length: 32 }, letter).join(''),
    algorithm: 'SHA1',
    digits: 6,
    period: 30,
  }));
}

/** Makes a vault with so many accounts, by the requests of our own pages, and leaves it unlocked. */
export async function fillVault(browser: Browser, of: Package, count: number): Promise<void> {
  const isFirstRun = ({ url }: { url: string }) => url.startsWith(browser.address(of)) && url.includes('#');
  const firstRun = await awaitUntil('the first run', async () => (await browser.targets()).find(isFirstRun));
  const page = await browser.newTab();
  await page.send('Page.navigate', { url: browser.address(of) });
  await awaitUntil('our page', () => ask(page, 'open', { first: 0 }).then(() => true));
  await ask(page, 'createVault', { passphrase: PASSPHRASE });
  const candidates = madeAccounts(count).map((imported) => ({ imported }));
  await ask(page, 'add', { opId: crypto.randomUUID(), candidates, source: 'import' });
  await page.close();
  await browser.connection.send('Target.closeTarget', { targetId: firstRun.targetId });
}
