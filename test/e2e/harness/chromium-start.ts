/**
 * The command line under which Chromium loads our extension, keeps off the network, and is as close to a person's own
 * browser as can be: no emulated viewport, language or colours.
 */
import { type BrowserContext, chromium } from 'playwright-core';
import type { Display } from './display.ts';

export interface ChromiumOptions {
  /** Folder of the unpacked extension. */
  extension: string;
  /** Shows the window on this display; without it the browser is headless. */
  headed?: Display;
  /** Language of the browser, and so of the extension: `de`. Debian has all but English in `chromium-l10n`. */
  locale?: string;
  colorScheme?: 'light' | 'dark';
  /** What stands before two cameras: a film as `cameraFilm` writes it, or a test picture (null). The question for them gets a yes. */
  film?: string | null;
  /** The question for a window or screen to look at is answered with the whole screen. */
  sharesScreen?: true;
  /** Of the browser's window, in pixels: `1200,960` if it is not given. */
  windowSize?: string;
  /** Profile folder to keep; without it there is a fresh one, which `close` removes. */
  userDataDir?: string;
}

export function startContext(userDataDir: string, options: ChromiumOptions): Promise<BrowserContext> {
  const { extension, headed, locale, colorScheme, film, sharesScreen, windowSize = '1200,960' } = options;
  const env = { ...process.env };
  if (headed) env.DISPLAY = headed.display;
  // On Linux Chromium takes its language from here; --lang does nothing.
  if (locale) env.LANGUAGE = locale;
  return chromium.launchPersistentContext(userDataDir, {
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    headless: !headed,
    env,
    // Playwright's own emulation would reach its pages but not the popup.
    viewport: null,
    colorScheme: null,
    chromiumSandbox: process.getuid?.() !== 0,
    args: [
      `--load-extension=${extension}`,
      `--disable-extensions-except=${extension}`,
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--window-position=0,0',
      `--window-size=${windowSize}`,
      ...(colorScheme === 'dark' ? ['--force-dark-mode'] : []),
      ...(headed ? ['--enable-ui-devtools=0'] : []),
      ...(film === undefined ? [] : filmed(film)),
      ...(sharesScreen ? ['--auto-select-desktop-capture-source=Entire screen'] : []),
    ],
  });
}

const filmed = (film: string | null): string[] => [
  '--use-fake-device-for-media-stream=device-count=2',
  ...(film === null ? [] : [`--use-file-for-fake-video-capture=${film}`]),
  '--use-fake-ui-for-media-stream',
];
