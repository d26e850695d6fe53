/**
 * `npm run package`: what a release consists of, the same bytes from the same commit in any folder, time zone and
 * account: a zip for each browser (sorted names, no times, no owners, fixed compression), the list of its files' hashes
 * for `verify.mjs`, the bill of materials, and `SHA256SUMS` of all of them.
 */
import { createHash } from 'node:crypto';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { billOfMaterials } from './bill-of-materials.mjs';
import { BROWSERS, build } from './build.mjs';
import { ROOT } from './install.mjs';
import { contentsIn, listOf } from './package-hashes.mjs';

/** The first day that a zip can name (MS-DOS time begins in 1980), at noon so that no time zone leaves it. */
const FIXED_TIME = new Date(1980, 0, 2, 12);
/** Unix, so that no other machine's file attributes are written. */
const MADE_ON = 3;

const json = (name) => JSON.parse(readFileSync(path.join(ROOT, name), 'utf8'));
const sha256 = (bytes) => createHash('sha256').update(bytes).digest('hex');

async function zipOf(directory) {
  const { zipSync } = await import('fflate');
  return zipSync(Object.fromEntries(contentsIn(directory)), { level: 9, mtime: FIXED_TIME, os: MADE_ON });
}

/**
 * @param dist where the built packages lie
 * @returns the files of a release, by their names
 */
export async function releaseOf(dist) {
  const { name, version } = json('package.json');
  const files = new Map();
  for (const browser of BROWSERS) {
    const directory = path.join(dist, browser);
    files.set(`${name}-${browser}-${version}.zip`, await zipOf(directory));
    files.set(`${name}-${browser}-${version}.sha256`, await listOf(directory));
  }
  const notices = readFileSync(path.join(dist, 'chrome/licenses.md'), 'utf8');
  files.set(`${name}-${version}.cdx.json`, billOfMaterials(notices, json('package-lock.json')));
  const sums = [...files].map(([file, bytes]) => `${sha256(bytes)}  ${file}\n`);
  return files.set('SHA256SUMS', sums.join(''));
}

if (process.argv[1] === import.meta.filename) {
  const dist = path.join(ROOT, 'dist');
  // No file of a release before.
  rmSync(dist, { recursive: true, force: true });
  build();
  const files = await releaseOf(dist);
  for (const [file, bytes] of files) writeFileSync(path.join(dist, file), bytes);
  process.stdout.write(files.get('SHA256SUMS'));
}
