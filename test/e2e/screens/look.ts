/** A look at one screen after another of the tour: in which windows, and what is asked of each. */
import type { CDPSession, Page } from 'playwright-core';
import { launchChromium } from '../harness/chromium.ts';
import { firstRunTab } from '../person.ts';
import { axeProblems, keyboardProblems, layoutProblems } from './checks.ts';
import { forcedColorsProblems, motionProblems, toDesk, toPhone, touchProblems } from './conditions.ts';
import { type Names, PLAIN_NAMES, readTexts, type Screen, type Stage } from './stage.ts';
import { readTree, type Spoken, treeProblems } from './tree.ts';

/** CSS pixels. */
export interface Window {
  readonly width: number;
  readonly height: number;
}
/** As wide as the popup, and as high as it gets. */
export const POPUP_WINDOW: Window = { width: 360, height: 600 };
export const DESK_WINDOW: Window = { width: 1200, height: 900 };
/** A window of 1280 by 900 at 200 %. */
export const ZOOMED_WINDOW: Window = { width: 640, height: 450 };
/** The least that WCAG 1.4.10 names, which is also 1280 at 400 %. */
export const LEAST_WINDOW: Window = { width: 320, height: 568 };
export const THEMES = ['dark', 'light'] as const;

export interface Place extends AsyncDisposable {
  readonly stage: Stage;
  readonly session: CDPSession;
}

interface Where {
  readonly extension: string;
  readonly locale: string;
  readonly names?: Names;
}

/** A browser of its own, in the tab of the first run. */
export async function openStage({ extension, locale, names = PLAIN_NAMES }: Where): Promise<Place> {
  const browser = await launchChromium({ extension, locale });
  const page = await firstRunTab(browser);
  const session = await browser.context.newCDPSession(page);
  const stage = { browser, page, names, text: readTexts(extension, locale) };
  return { stage, session, [Symbol.asyncDispose]: () => browser.close() };
}

export interface Look {
  readonly windows: readonly Window[];
  /** The window in which everything is asked, and not only whether all of it has room. */
  readonly closely?: Window;
  /** Called in each window and theme. */
  readonly paint?: (page: Page, where: string) => Promise<void>;
  /** Called with what a screen reader is told. */
  readonly read?: (tree: Spoken) => void;
}

const paintIn = (page: Page, colorScheme: 'light' | 'dark') =>
  page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });

/** Goes to the screen. @throws Error with what stands there instead, which is most of the reason */
async function go({ stage }: Place, { show }: Screen): Promise<void> {
  await show(stage).catch(async (cause: unknown) => {
    throw new Error(`instead: ${await stage.page.locator('body').innerText()}`, { cause });
  });
}

/** @returns what is wrong with it, each with the window and what it was asked for */
export async function lookAt(place: Place, screen: Screen, look: Look): Promise<string[]> {
  const { page } = place.stage;
  await page.setViewportSize(POPUP_WINDOW);
  await paintIn(page, 'light');
  if (!screen.fleeting) await go(place, screen);
  const problems: string[] = [];
  for (const window of look.windows) {
    await page.setViewportSize(window);
    if (screen.fleeting) await go(place, screen);
    const found = await layoutProblems(page);
    for (const theme of look.paint ? THEMES : []) {
      await paintIn(page, theme);
      await look.paint?.(page, `${window.width}-${theme}`);
    }
    // Last, because it leaves the focus somewhere.
    if (window === look.closely) found.push(...(await closeProblems(place, screen, look)));
    problems.push(...found.map((problem) => `${window.width}: ${problem}`));
  }
  return problems;
}

async function closeProblems(place: Place, screen: Screen, { closely, read }: Look): Promise<string[]> {
  const { session, stage } = place;
  const { page } = stage;
  const problems = await motionProblems(page);
  const tree = await readTree(session);
  read?.(tree);
  problems.push(...treeProblems(tree));
  for (const theme of THEMES) {
    await paintIn(page, theme);
    problems.push(...(await axeProblems(session, theme)).map((problem) => `${theme}: ${problem}`));
  }
  problems.push(...(await forcedColorsProblems(page)));
  if (closely) {
    await toPhone(session, closely);
    if (screen.fleeting) await go(place, screen);
    // The way there may have led through a page of another process, which knows of no phone.
    await toPhone(session, closely);
    problems.push(...(await layoutProblems(page)), ...(await touchProblems(page)));
    await toDesk(session, closely);
    if (!screen.fleeting) problems.push(...(await keyboardProblems(page)));
  }
  return problems;
}
