/**
 * `npm start`: from a fresh clone to a real browser with a fresh profile, Counterfoil in it and the practice site open
 * (`-- --browser chrome|chromium|edge|firefox`). With no display it plays the tour instead and prints each step.
 */
import { parseArgs } from 'node:util';
import { build } from './build.mjs';
import { browserPath, ensureBrowsers } from './ensure-browsers.mjs';
import { installPackages, run } from './install.mjs';

const BROWSERS = ['chrome', 'chromium', 'edge', 'firefox'];

const { values } = parseArgs({ options: { browser: { type: 'string', default: 'chromium' } } });
const isHeadless = process.platform === 'linux' && !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY;

function start() {
  if (!BROWSERS.includes(values.browser)) throw new Error(`--browser takes one of ${BROWSERS.join(', ')}.`);
  installPackages();
  if (isHeadless) console.log('There is no display: the tour is played in Chromium, on a screen of its own.');
  ensureBrowsers(isHeadless ? ['chromium', 'display'] : [values.browser]);
  build();
  const env = { ...process.env, ...(isHeadless ? { CHROMIUM: browserPath('chromium') } : {}) };
  const script = isHeadless ? ['test/tools/tour.ts'] : ['test/tools/open-browser.ts', values.browser];
  return run('npx', ['tsx', ...script], { env });
}

try {
  process.exitCode = start() ? 0 : 1;
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}
