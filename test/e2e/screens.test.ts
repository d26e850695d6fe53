/**
 * Every screen, readable, whole and reachable: in both themes, narrow, wide and zoomed, by keys, by touch, by ear, in forced
 * colours and without motion. Then once more in a language that is longer than any and runs the other way, with names
 * that nobody would choose. `npm run screens` does all of it in each real language, and paints it.
 */
import { rmSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pseudoPackage } from '../tools/pseudo-locale';
import { axeProblems, keyboardProblems, layoutProblems, themeProblems } from './screens/checks';
import {
  DESK_WINDOW,
  LEAST_WINDOW,
  lookAt,
  openStage,
  type Place,
  POPUP_WINDOW,
  THEMES,
  ZOOMED_WINDOW,
} from './screens/look';
import { HOSTILE_NAMES } from './screens/stage';
import { SCREENS } from './screens/tour';

const EXTENSION = new URL('../../dist/chrome', import.meta.url).pathname;
const WINDOWS = [DESK_WINDOW, ZOOMED_WINDOW, POPUP_WINDOW];

describe('the screens', () => {
  let place: Place;
  beforeAll(async () => {
    place = await openStage({ extension: EXTENSION, locale: 'en' });
  });
  afterAll(() => place?.[Symbol.asyncDispose]());

  it('are asked by probes that find what is wrong where something is', async () => {
    const { session, stage } = place;
    const { page } = stage;
    await page.setViewportSize(POPUP_WINDOW);
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

  it.each(SCREENS)('$name', async (screen) => {
    expect(await lookAt(place, screen, { windows: WINDOWS, closely: POPUP_WINDOW })).toEqual([]);
  });

  it.each(THEMES)('draw edges, focus and text with enough contrast in the %s theme', async (colorScheme) => {
    await place.stage.page.emulateMedia({ colorScheme });
    expect(await themeProblems(place.stage.page)).toEqual([]);
  });
});

describe('the screens in long words from right to left, with hostile names', () => {
  let extension: string;
  let place: Place;
  beforeAll(async () => {
    extension = pseudoPackage(EXTENSION, 'rtl');
    place = await openStage({ extension, locale: 'en', names: HOSTILE_NAMES });
  });
  afterAll(async () => {
    await place?.[Symbol.asyncDispose]();
    rmSync(extension, { recursive: true, force: true });
  });

  it.each(SCREENS)('$name', async (screen) => {
    expect(await lookAt(place, screen, { windows: [LEAST_WINDOW] })).toEqual([]);
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
