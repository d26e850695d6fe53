/**
 * `npm start`: from a fresh clone to a real browser with a fresh profile, Counterfoil in it and the practice site open
 * (`-- --browser chrome|chromium|edge|firefox`). With no display it plays the tour instead and prints each step.
 */
import { parseArgs } from 'node:util';
import { build } from './build.mjs';
import { ensureBrowsers } from './ensure-browsers.mjs';
import { installPackages, run } from './install.mjs';

const { values } = parseArgs({ options: { browser: { type: 'string', default: 'chromium' } } });
const isHeadless = process.platform === 'linux' && !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY;

installPackages();
ensureBrowsers(
  isHeadless ? ['chromium', 'display'] : [values.browser === 'firefox' ? 'firefox' : 'chromium'],
);
build();
const script = isHeadless ? ['test/tools/tour.ts'] : ['test/tools/open-browser.ts', values.browser];
process.exitCode = run('npx', ['tsx', ...script]) ? 0 : 1;
