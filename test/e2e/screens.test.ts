/**
 * Every screen, in both themes, both languages, narrow and wide, and right to left: readable, whole and reachable.
 * With `PICTURES=1` it leaves a picture of each in `out/screens`.
 */
import { mkdirSync } from 'node:fs';
import type { CDPSession, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Chromium, launchChromium } from './harness/chromium';
import { firstRunTab } from './person';
import { axeProblems, keyboardProblems, layoutProblems, themeProblems } from './screens-checks';
import { readTexts, SCREENS, type Stage } from './screens-tour';

const EXTENSION = new URL('../../dist/chrome', import.meta.url).pathname;
const PICTURES = process.env.PICTURES ? new URL('../../out/screens', import.meta.url).pathname : null;

interface Layout {
  readonly width: 360 | 1200;
  readonly dir: 'ltr' | 'rtl';
}
const PLAIN: Layout = { width: 360, dir: 'ltr' };
const LAYOUTS: readonly Layout[] = [
  { width: 1200, dir: 'rtl' },
  { width: 1200, dir: 'ltr' },
  { width: 360, dir: 'rtl' },
  PLAIN,
];
const THEMES = ['dark', 'light'] as const;

describe.each(['en', 'de'])('the screens in %s', (locale) => {
  let browser: Chromium;
  let page: Page;
  let session: CDPSession;
  let stage: Stage;

  beforeAll(async () => {
    if (PICTURES) mkdirSync(PICTURES, { recursive: true });
    browser = await launchChromium({ extension: EXTENSION, locale });
    page = await firstRunTab(browser);
    session = await browser.context.newCDPSession(page);
    stage = { browser, page, text: readTexts(EXTENSION, locale) };
  });
  afterAll(() => browser?.close());

  async function lay({ width, dir }: Layout): Promise<void> {
    await page.setViewportSize({ width, height: width === 360 ? 600 : 900 });
    await page.evaluate((value) => {
      document.documentElement.dir = value;
    }, dir);
  }
  const paint = (colorScheme: 'light' | 'dark') =>
    page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });

  it('are asked by probes that find what is wrong where something is', async () => {
    await lay(PLAIN);
    await page.locator('h1').waitFor();
    await page.evaluate(spoil);
    expect(await axeProblems(session, 'light')).toEqual([
      expect.stringMatching(/^color-contrast: /),
      expect.stringMatching(/^image-alt: /),
    ]);
    expect(await axeProblems(session, 'dark')).toEqual([expect.stringMatching(/^color-contrast: /)]);
    expect((await layoutProblems(page)).sort()).toEqual([
      expect.stringMatching(/^out of the window: p\.far /),
      expect.stringMatching(/^scrolls sideways/),
      expect.stringMatching(/^too high: div\.low /),
      expect.stringMatching(/^too wide: p\.cut /),
    ]);
    expect(await keyboardProblems(page)).toEqual([
      'focus cannot be seen: button.plain plain',
      'not reached by Tab: button.lost lost',
    ]);
    await page.evaluate(() => document.documentElement.style.setProperty('--edge', '#eeeeee'));
    expect(await themeProblems(page)).toContainEqual(expect.stringMatching(/^--edge on --paper: 1\./));
  });

  /** What stands there instead is most of the reason. */
  const go = (show: (stage: Stage) => Promise<void>) =>
    show(stage).catch(async (cause: unknown) => {
      throw new Error(`instead: ${await page.locator('body').innerText()}`, { cause });
    });

  it.each(SCREENS)('$name', async ({ name, show, fleeting }) => {
    await lay(PLAIN);
    await paint('light');
    await go(show);
    const problems: string[] = [];
    // Longer words are in the way where it is narrow; the wide layouts of other languages are only painted.
    const isWhole = locale === 'en' || PICTURES !== null;
    for (const layout of LAYOUTS.filter(({ width }) => isWhole || width === 360)) {
      await lay(layout);
      if (fleeting) await go(show);
      const where = `${layout.width}-${layout.dir}`;
      problems.push(...(await layoutProblems(page)).map((problem) => `${where}: ${problem}`));
      for (const theme of THEMES) {
        await paint(theme);
        // Names and roles are the same in both directions and languages, colours also in both widths.
        const isAsked =
          layout.dir === 'ltr' && locale === 'en' && (layout.width === 360 || theme === 'light');
        const found = isAsked ? await axeProblems(session, theme) : [];
        problems.push(...found.map((problem) => `${where}-${theme}: ${problem}`));
        if (PICTURES) await page.screenshot({ path: `${PICTURES}/${name}-${locale}-${where}-${theme}.png` });
      }
    }
    // What can be reached by keys is the same in every language.
    if (!fleeting && locale === 'en') problems.push(...(await keyboardProblems(page)));
    expect(problems).toEqual([]);
  });

  it.each(THEMES)('draw edges, focus and text with enough contrast in the %s theme', async (theme) => {
    await paint(theme);
    expect(await themeProblems(page)).toEqual([]);
  });
});

/** Puts one of each fault into a page. */
function spoil(): void {
  const add = (name: string, className: string, style: string) => {
    const element = document.createElement(name);
    Object.assign(element, { className, textContent: className });
    element.style.cssText = style;
    (document.querySelector('main, .page') ?? document.body).append(element);
    return element;
  };
  add('p', 'faint', 'color: #999; background: #aaa');
  add('p', 'cut', 'width: 60px; overflow: hidden; white-space: nowrap').textContent = 'more than fits';
  add('div', 'low', 'height: 6px; overflow: hidden');
  add('p', 'far', 'width: 200px; position: absolute; left: 2000px');
  add('button', 'plain', 'outline: none; box-shadow: none');
  add('button', 'lost', '').tabIndex = -1;
  add('img', 'bare', 'width: 20px').setAttribute('src', '/icons/icon-16.png');
}
