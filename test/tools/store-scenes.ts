/**
 * The five pictures of the stores: a screen of the extension on a plain ground, beside what the listing says of it. And
 * the tiles that lead there.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { CDPSession, Page } from 'playwright-core';
import { awaitUntil } from '../e2e/harness/await-until.ts';
import { PASSPHRASE } from '../e2e/person.ts';
import { openStage, type Place, POPUP_WINDOW, type Window } from '../e2e/screens/look.ts';
import { importFile, openOver, openQuestion, openSettings, type Stage } from '../e2e/screens/stage.ts';
import { account, addAccounts, askFrom } from '../e2e/stock.ts';
import { backdrop, tile } from './store-backdrop.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');
const BANK = 'https://online.meridian.example';
const GITHUB = 'https://github.com';

/** CSS pixels, the size that all stores take. */
const SIZE: Window = { width: 1280, height: 800 };
/** How many pixels make one of them: 1280×800, and 2400×1500 for the store that takes larger ones. */
const SCALES = [1, 1.875];
/** The small one is asked for, the wide one is shown where a store puts an extension forward. */
const TILES: readonly Window[] = [
  { width: 440, height: 280 },
  { width: 1400, height: 560 },
];
/** The settings, with room for what they say. */
const PAGE_WINDOW: Window = { width: 600, height: 660 };

/** Secrets of nobody, each another one. */
const secretOf = (index: number): string => `${'ABCDEFGHIJKLMNOP'[index]}BSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP`;

/** Names of a person, with services whose icons come along. */
const ACCOUNTS = [
  ['GitHub', 'ada', GITHUB],
  ['GitHub', 'ada-bot', GITHUB],
  ['Meridian Bank', 'Ada Winter', BANK],
  ['Google', 'ada.winter@example.com', 'https://accounts.google.com'],
  ['Discord', 'ada', 'https://discord.com'],
  ['Dropbox', 'ada.winter@example.com', 'https://www.dropbox.com'],
  ['Nextcloud', 'ada', 'https://cloud.winter.example'],
  ['Mastodon', '@ada@social.example', undefined],
] as const;

const imported = (from: number, to: number) =>
  ACCOUNTS.slice(from, to).map(([issuer, name, origin], index) =>
    account(issuer, secretOf(from + index), origin === undefined ? { name } : { name, origin }),
  );

/** What another app gives away: three accounts that are new, and one that is there. */
const OTHER_APP = [
  ...['Proton:ada@winter.example', 'Cloudflare:ada@winter.example', 'PayPal:ada.winter@example.com'],
  'Dropbox:ada.winter@example.com',
].map((label, index) => {
  const secret = secretOf(index === 3 ? 5 : 10 + index);
  return `otpauth://totp/${encodeURIComponent(label)}?secret=${secret}&issuer=${label.split(':')[0]}`;
});

interface Scene {
  readonly name: string;
  readonly theme: 'light' | 'dark';
  readonly window: Window;
  /** The part of the listing that stands beside it, and which of its bullets; or where the listing ends. */
  readonly says: readonly [part: number, bullet: number] | 'end';
  /** A message of the extension, where the heading of the part would say less. */
  readonly title?: string;
  readonly show: (stage: Stage) => Promise<void>;
}

/** Codes that have most of their time before them: the bar over them says so. */
const hasTime = () => Date.now() % 30_000 < 18_000;

const showList = async (stage: Stage): Promise<void> => {
  await awaitUntil('codes that hold for a while', hasTime);
  await openOver(stage, GITHUB);
  await stage.page.locator('[data-code]').nth(6).waitFor();
};

const SCENES: readonly Scene[] = [
  { name: 'codes', theme: 'light', window: POPUP_WINDOW, says: [0, 0], show: showList },
  {
    name: 'look-alike',
    theme: 'light',
    window: POPUP_WINDOW,
    says: [1, 0],
    async show(stage) {
      await openQuestion(stage, BANK.replace('meridian', 'meridlan'), 'Meridian Bank');
      await stage.page.locator('button.danger:enabled').waitFor();
    },
  },
  {
    name: 'import',
    theme: 'light',
    window: PAGE_WINDOW,
    title: 'importTitle',
    says: [0, 2],
    async show(stage) {
      await openSettings(stage);
      await importFile(stage, 'accounts.txt', OTHER_APP.join('\n'));
      await stage.page.locator('.picks').waitFor();
    },
  },
  {
    name: 'health',
    theme: 'light',
    window: PAGE_WINDOW,
    title: 'healthTitle',
    says: 'end',
    async show(stage) {
      await openSettings(stage);
      await stage.page.locator('.health li').first().waitFor();
    },
  },
  { name: 'codes-dark', theme: 'dark', window: POPUP_WINDOW, says: [3, 0], show: showList },
];

/** The heading and the sentence, as the stores print them beside the picture. */
function wordsOf({ says, title }: Scene, { locale, text }: Pick<Stage, 'text'> & { locale: string }) {
  const listing = readFileSync(path.join(ROOT, `.github/store/listings/${locale}.txt`), 'utf8').trim();
  const blocks = listing.split('\n\n').map((block) => block.split('\n• '));
  const parts = blocks.filter(({ length }) => length > 1);
  const [part, bullet] = says === 'end' ? [blocks.at(-1), 0] : [parts[says[0]], says[1] + 1];
  const sentence = part?.[bullet];
  if (sentence === undefined) throw new Error(`The listing in ${locale} has nothing at ${says}.`);
  return { title: title ? text(title) : (part?.[0] ?? ''), text: sentence };
}

async function capture(session: CDPSession, { width, height }: Window, scale: number): Promise<Buffer> {
  const clip = { x: 0, y: 0, width, height, scale };
  const { data } = await session.send('Page.captureScreenshot', { format: 'png', clip });
  return Buffer.from(data, 'base64');
}

/** The screen alone, at twice its size, so that it is sharp in the large picture too. */
async function pictureOf({ stage, session }: Place, { theme, window, show }: Scene): Promise<string> {
  const { page } = stage;
  await page.setViewportSize(window);
  await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
  await show(stage);
  // Where nothing is pointed at, and nothing waits for a key.
  await page.mouse.move(window.width - 1, window.height - 1);
  await page.evaluate(() => document.activeElement instanceof HTMLElement && document.activeElement.blur());
  return `data:image/png;base64,${(await capture(session, window, 2)).toString('base64')}`;
}

/** @returns the files of the picture, one of each scale */
async function paint(
  canvas: Page,
  html: string,
  file: string,
  size: Window,
  scales: readonly number[],
): Promise<string[]> {
  await canvas.setViewportSize(size);
  await canvas.setContent(html);
  await canvas
    .locator('img')
    .last()
    .evaluate((image: HTMLImageElement) => image.decode());
  const isCut = await canvas
    .locator('.words')
    .evaluate((words) => words.scrollWidth > words.clientWidth || words.scrollHeight > words.clientHeight);
  if (isCut) throw new Error(`The words of ${file} have no room.`);
  const session = await canvas.context().newCDPSession(canvas);
  const files: string[] = [];
  for (const scale of scales) {
    const to = `${file}-${size.width * scale}x${size.height * scale}.png`;
    writeFileSync(to, await capture(session, size, scale));
    files.push(to);
  }
  await session.detach();
  return files;
}

interface Order {
  readonly locale: string;
  readonly into: string;
}

/** @returns the files, in the order in which the stores show them, the tiles last */
export async function paintStore({ locale, into }: Order): Promise<string[]> {
  await using place = await openStage({ extension: path.join(ROOT, 'dist/chrome'), locale });
  const { stage } = place;
  // The compiler of the script names functions by a helper, which the pages do not have.
  await stage.browser.context.addInitScript('globalThis.__name = (target) => target');
  await askFrom(stage.page, 'createVault', { passphrase: PASSPHRASE });
  await addAccounts(stage.page, imported(0, ACCOUNTS.length));
  // So that no reminder stands under the list.
  await askFrom(stage.page, 'backedUp', { opId: 'pictures', changes: 1 });
  const canvas = await stage.browser.context.newPage();
  const files: string[] = [];
  for (const [index, scene] of SCENES.entries()) {
    const screen = await pictureOf(place, scene);
    const words = wordsOf(scene, { locale, text: stage.text });
    const direction = stage.text('textDirection');
    const html = backdrop({ ...words, screen, window: scene.window, theme: scene.theme, locale, direction });
    const file = path.join(into, `${locale}-${index + 1}-${scene.name}`);
    files.push(...(await paint(canvas, html, file, SIZE, SCALES)));
  }
  // Without the name itself, which stands above.
  const title = stage.text('extensionName').replace(/^.*?[:：]\s*/u, '');
  for (const size of TILES) {
    const words = { title, locale, direction: stage.text('textDirection') };
    files.push(...(await paint(canvas, tile(words, size), path.join(into, `${locale}-tile`), size, [1])));
  }
  return files;
}
