/** `npm run bench`: the project's own measurements, from a fresh clone. Arguments go on to it (`-- --quick`). */
import { browserPath, ensureBrowsers } from './ensure-browsers.mjs';
import { installPackages, run } from './install.mjs';

installPackages();
await ensureBrowsers(['chromium']);
const env = { ...process.env, CHROMIUM: browserPath('chromium') };
process.exitCode = run('npx', ['tsx', 'test/bench/bench.ts', ...process.argv.slice(2)], { env }) ? 0 : 1;
