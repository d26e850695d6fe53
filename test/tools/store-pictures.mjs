/**
 * `npm run store-pictures`: the five pictures that the stores show, in English or in the languages given (`-- de fr`),
 * each in 1280×800 and in 2400×1500, and the tiles of 440×280 and 1400×560, into `out/store`.
 */
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { build } from './build.mjs';
import { browserPath, ensureBrowsers } from './ensure-browsers.mjs';
import { installPackages, ROOT, run } from './install.mjs';

const LISTINGS = path.join(ROOT, '.github/store/listings');
const locales = process.argv.length > 2 ? process.argv.slice(2) : ['en'];
const unknown = locales.filter((locale) => !existsSync(path.join(LISTINGS, `${locale}.txt`)));
if (unknown.length > 0) {
  const known = readdirSync(LISTINGS).map((name) => path.basename(name, '.txt'));
  console.error(`There is no listing in ${unknown.join(', ')}. Name some of these: ${known.join(', ')}`);
  process.exit(1);
}

installPackages();
ensureBrowsers(['chromium', 'letters']);
build();
const env = { ...process.env, CHROMIUM: browserPath('chromium') };
process.exitCode = run('npx', ['tsx', 'test/tools/paint-store.ts', ...locales], { env }) ? 0 : 1;
