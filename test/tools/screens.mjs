/**
 * `npm run screens`: paints every screen in light and dark, in English, German, Arabic and Japanese or in the languages
 * given (`-- de pseudo-rtl`), leaves what a screen reader reads of each beside it, and says what is wrong with any.
 * `--only manage,settings` paints those alone. A folder `out/screens` holds it all.
 */
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { build } from './build.mjs';
import { browserPath, ensureBrowsers } from './ensure-browsers.mjs';
import { installPackages, ROOT, run } from './install.mjs';

const LOCALES = path.join(ROOT, 'public/_locales');
/** Made from the English texts, for what is cut off (see pseudo-locale.ts). */
const MADE = ['pseudo', 'pseudo-rtl'];

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { only: { type: 'string', default: '' } },
});
const locales = positionals.length > 0 ? positionals : ['en', 'de', 'ar', 'ja'];
const unknown = locales.filter((locale) => !MADE.includes(locale) && !existsSync(path.join(LOCALES, locale)));
if (unknown.length > 0) {
  const known = [...readdirSync(LOCALES), ...MADE].join(', ');
  console.error(`Counterfoil does not speak ${unknown.join(', ')}. Name some of these: ${known}`);
  process.exit(1);
}

installPackages();
ensureBrowsers(['chromium', 'letters']);
build();
const env = { ...process.env, CHROMIUM: browserPath('chromium') };
const args = ['test/tools/paint-screens.ts', values.only, ...locales];
process.exitCode = run('npx', ['tsx', ...args], { env }) ? 0 : 1;
