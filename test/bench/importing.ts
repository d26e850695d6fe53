/** From the press on "Import" to the painted preview: reading a plain file, the background's judgement, the list. */
import { awaitUntil } from '../e2e/harness/await-until.ts';
import { launchChromium } from '../e2e/harness/chromium.ts';
import { stockVault } from '../e2e/stock.ts';
import type { Package } from './browser.ts';
import { type Figures, inTurn, type Rounds } from './rounds.ts';
import { plainRow, type Row } from './rows.ts';

const ACCOUNTS = 2000;
const LIMIT_MS = 1000;
const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** A secret of twenty bytes that no other index has. */
const secretOf = (index: number): string =>
  Array.from({ length: 32 }, (_, place) => BASE32[(index >> (5 * (place % 3))) & 31]).join('');

const entry = (index: number) => ({
  type: 'totp',
  uuid: `${index}`,
  name: `person${index}@acme.example`,
  issuer: `Service ${index}`,
  note: '',
  favorite: false,
  info: { secret: secretOf(index), algo: 'SHA1', digits: 6, period: 30 },
  groups: [],
});

const FILE = Buffer.from(
  JSON.stringify({
    version: 1,
    header: { slots: null, params: null },
    db: { version: 3, entries: Array.from({ length: ACCOUNTS }, (_, index) => entry(index)), groups: [] },
  }),
);

/** Notes when the list of what was found was first on the screen. */
const NOTE_LIST = `{
  const isThere = () => document.querySelector('.picks li') !== null;
  const note = () => requestAnimationFrame(() => setTimeout(() => { globalThis.paintedAt ??= Date.now(); }));
  new MutationObserver(() => { if (isThere()) note(); }).observe(document, { childList: true, subtree: true });
  addEventListener('submit', () => { globalThis.startedAt = Date.now(); }, true);
}`;

/** @param packages ours, and what it is compared with */
export async function measureImporting(packages: readonly Package[], rounds: Rounds): Promise<Row[]> {
  const figures = await inTurn(packages, rounds, async (of): Promise<Figures> => {
    const chromium = await launchChromium({ extension: of.folder });
    try {
      await chromium.context.addInitScript(NOTE_LIST);
      await (await stockVault(chromium, [])).close();
      const page = await chromium.page('src/options/index.html#import');
      const file = { name: 'aegis.json', mimeType: 'application/json', buffer: FILE };
      await page.locator('.file-picker input').first().setInputFiles(file);
      await page.locator('form:has(.file-picker) button[type=submit]').first().click();
      const paintedAt = await awaitUntil('the list', () =>
        page.evaluate<number>('globalThis.paintedAt ?? 0'),
      );
      return { ms: paintedAt - (await page.evaluate<number>('globalThis.startedAt')) };
    } finally {
      await chromium.close();
    }
  });
  const part = 'importing a plain file';
  return [
    plainRow({ part, name: `${ACCOUNTS} accounts, preview painted`, unit: 'ms' }, figures, 'ms', LIMIT_MS),
  ];
}
