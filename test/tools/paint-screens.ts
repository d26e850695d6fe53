/** What `npm run screens` does in each language: the tour of the end-to-end tests, with a picture at every stop. */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Page } from 'playwright-core';
import {
  DESK_WINDOW,
  LEAST_WINDOW,
  type Look,
  lookAt,
  openStage,
  POPUP_WINDOW,
  ZOOMED_WINDOW,
} from '../e2e/screens/look.ts';
import { SCREENS } from '../e2e/screens/tour.ts';
import { treeText } from '../e2e/screens/tree.ts';
import { pseudoPackage } from './pseudo-locale.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');
const PICTURES = path.join(ROOT, 'out/screens');
/** CSS pixels: a long list is the same all the way down. */
const MOST_HEIGHT = 2400;
const PAINTED = [DESK_WINDOW, POPUP_WINDOW];

const [only = '', ...locales] = process.argv.slice(2);
const wanted = new Set(only.split(',').filter(Boolean));
const isWanted = (name: string) => wanted.size === 0 || wanted.has(name);
const known = SCREENS.map(({ name }) => name);
const strangers = [...wanted].filter((name) => !known.includes(name));
if (strangers.length > 0) {
  console.error(`There is no screen ${strangers.join(', ')}. There are ${known.join(', ')}`);
  process.exit(1);
}
/** A screen is reached from the one before it; after the last that is wanted nobody has to go on. */
const tour = SCREENS.slice(0, known.findLastIndex(isWanted) + 1);

/** The whole page, or of a fleeting screen what is in the window. */
async function paint(page: Page, file: string, isFleeting: boolean): Promise<void> {
  const window = page.viewportSize();
  if (!window) throw new Error('the page has no window');
  const height = await page.evaluate(() => document.documentElement.scrollHeight);
  // In a higher window, because what sticks to the end of one would stand in the middle of the page.
  const higher = { ...window, height: Math.min(Math.max(height, window.height), MOST_HEIGHT) };
  if (!isFleeting) await page.setViewportSize(higher);
  await page.screenshot({ path: path.join(PICTURES, `${file}.png`) });
  await page.setViewportSize(window);
}

/** @returns how many screens have something wrong with them */
async function paintLocale(locale: string): Promise<number> {
  const chrome = path.join(ROOT, 'dist/chrome');
  const made = { pseudo: 'ltr', 'pseudo-rtl': 'rtl' } as const;
  const direction = locale in made ? made[locale as keyof typeof made] : undefined;
  const extension = direction ? pseudoPackage(chrome, direction) : chrome;
  const place = await openStage({ extension, locale: direction ? 'en' : locale });
  // The compiler of this script names functions by a helper, which the pages do not have.
  await place.stage.browser.context.addInitScript('globalThis.__name = (target) => target');
  let faulty = 0;
  try {
    for (const screen of tour) {
      const file = `${screen.name}-${locale}`;
      const looked = {
        paint: (page: Page, where: string) =>
          PAINTED.some(({ width }) => where.startsWith(`${width}-`))
            ? paint(page, `${file}-${where}`, screen.fleeting === true)
            : Promise.resolve(),
        read: (tree: Parameters<typeof treeText>[0]) =>
          writeFileSync(path.join(PICTURES, `${file}.txt`), `${treeText(tree)}\n`),
      };
      const look: Look = isWanted(screen.name)
        ? {
            windows: [DESK_WINDOW, ZOOMED_WINDOW, POPUP_WINDOW, LEAST_WINDOW],
            closely: POPUP_WINDOW,
            ...looked,
          }
        : { windows: [] };
      const problems = await lookAt(place, screen, look).catch((error: Error) => [error.message]);
      console.log(`${problems.length > 0 ? '✗' : '✓'} ${locale} ${screen.name}`);
      for (const problem of problems) console.log(`    ${problem}`);
      faulty += problems.length > 0 ? 1 : 0;
    }
  } finally {
    await place[Symbol.asyncDispose]();
    if (direction) rmSync(extension, { recursive: true, force: true });
  }
  return faulty;
}

mkdirSync(PICTURES, { recursive: true });
let faulty = 0;
for (const locale of locales) faulty += await paintLocale(locale);
console.log(`${path.relative(ROOT, PICTURES)} holds the pictures; ${faulty} screens have something wrong.`);
process.exitCode = faulty > 0 ? 1 : 0;
