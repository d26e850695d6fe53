/**
 * `npm run package`: one zip for each browser, the same bytes from the same commit on any machine: sorted names, no
 * times, no owners, fixed compression. Beside each the list of its files' hashes, for `verify.mjs`.
 */
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { BROWSERS, build } from './build.mjs';
import { ROOT } from './install.mjs';
import { filesOf, listOf } from './verify.mjs';

/** The first day that a zip can name (MS-DOS time begins in 1980), at noon so that no time zone leaves it. */
const FIXED_TIME = new Date(1980, 0, 2, 12);

build();
const { zipSync } = await import('fflate');
const { version } = JSON.parse(readFileSync(path.join(ROOT, 'package.json'), 'utf8'));
for (const browser of BROWSERS) {
  const directory = path.join(ROOT, 'dist', browser);
  const contents = Object.fromEntries(
    filesOf(directory).map((name) => [name, readFileSync(path.join(directory, name))]),
  );
  const zip = zipSync(contents, { level: 9, mtime: FIXED_TIME, os: 3 });
  const name = `counterfoil-${browser}-${version}.zip`;
  writeFileSync(path.join(ROOT, 'dist', name), zip);
  writeFileSync(path.join(ROOT, 'dist', `counterfoil-${browser}-${version}.sha256`), listOf(directory));
  console.log(`${createHash('sha256').update(zip).digest('hex')}  dist/${name}`);
}
