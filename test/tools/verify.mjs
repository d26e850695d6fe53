/**
 * `npm run verify -- PACKAGE [LIST]`: compares a downloaded or installed Counterfoil (a folder, `.zip`, `.crx` or
 * `.xpi`) with a published list of hashes (`counterfoil-<browser>-<version>.sha256`, one `hash  name` a line), or
 * without one with what this source builds. What the stores and browsers add is allowed: their signatures, and where
 * updates come from. It leaves what it reads as it is; with a folder and a list it needs nothing but Node.
 */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';

/** Put there by the store or the browser. */
const SIGNATURES = /^(?:_metadata|META-INF)\//u;
const ADDED_TO_MANIFEST = ['update_url', 'key', 'differential_fingerprint'];

export function filesOf(directory) {
  const entries = readdirSync(directory, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );
  const names = entries.map((entry) => path.relative(directory, path.join(entry.parentPath, entry.name)));
  return names.map((name) => name.split(path.sep).join('/')).sort();
}

/** Chrome puts a signed head before the zip: "Cr24", the version 3, the length of the head. */
function zipIn(bytes) {
  if (bytes.toString('latin1', 0, 4) !== 'Cr24') return bytes;
  if (bytes.readUInt32LE(4) !== 3) throw new Error('This .crx is of a version that is not known here.');
  return bytes.subarray(12 + bytes.readUInt32LE(8));
}

async function filesInArchive(file) {
  const { unzipSync } = await import('fflate').catch(() => {
    throw new Error('To look into an archive, run "npm ci" first, or unpack it and give the folder.');
  });
  try {
    const files = Object.entries(unzipSync(zipIn(readFileSync(file))));
    return new Map(files.filter(([name]) => !name.endsWith('/')));
  } catch (error) {
    throw new Error(`${file} is no archive that can be read (${error.message}).`);
  }
}

/** A package, as the bytes of its files by their names. */
async function contentsOf(place) {
  if (!statSync(place).isDirectory()) return filesInArchive(place);
  return new Map(filesOf(place).map((name) => [name, readFileSync(path.join(place, name))]));
}

/** A manifest by what it says: stores write it anew with their own lines. */
function manifestText(text) {
  const manifest = JSON.parse(text);
  for (const name of ADDED_TO_MANIFEST) delete manifest[name];
  const sorted = (value) => {
    if (Array.isArray(value)) return value.map(sorted);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(
      Object.keys(value)
        .sort()
        .map((name) => [name, sorted(value[name])]),
    );
  };
  return JSON.stringify(sorted(manifest));
}

function hashOf(name, bytes) {
  const content = name === 'manifest.json' ? manifestText(Buffer.from(bytes).toString('utf8')) : bytes;
  return createHash('sha256').update(content).digest('hex');
}

/** The list of a package to be published. */
export const listOf = (directory) =>
  filesOf(directory)
    .map((name) => `${hashOf(name, readFileSync(path.join(directory, name)))}  ${name}\n`)
    .join('');

function readList(text) {
  const lines = text.split(/\r?\n/u).filter((line) => line !== '');
  const entries = lines.map((line) => /^([0-9a-f]{64}) {2}(.+)$/u.exec(line));
  if (lines.length === 0 || entries.includes(null)) throw new Error('This is not a list of hashes.');
  return new Map(entries.map(([, hash, name]) => [name, hash]));
}

/** What differs, a line each; none where the package is what was published. */
function differences(contents, list) {
  const published = readList(list);
  const there = [...contents].filter(([name]) => !SIGNATURES.test(name));
  const changed = ([name, bytes]) => {
    if (!published.has(name)) return [`added:   ${name}`];
    return hashOf(name, bytes) === published.get(name) ? [] : [`changed: ${name}`];
  };
  const missing = [...published.keys()].filter((name) => !contents.has(name));
  return [...there.flatMap(changed), ...missing.map((name) => `missing: ${name}`)];
}

/** The list of the package for the same browser, built here: Firefox's alone says that it is for Firefox. */
async function builtList(contents) {
  const manifest = contents.get('manifest.json');
  if (manifest === undefined) throw new Error('There is no manifest.json in it, so this is no extension.');
  const isFirefox = 'browser_specific_settings' in JSON.parse(Buffer.from(manifest).toString('utf8'));
  const { build } = await import('./build.mjs');
  const { ROOT } = await import('./install.mjs');
  build();
  return listOf(path.join(ROOT, 'dist', isFirefox ? 'firefox' : 'chrome'));
}

async function main([place, list]) {
  if (place === undefined) {
    console.error('Usage: npm run verify -- PACKAGE [LIST]');
    return 2;
  }
  try {
    const isBuilt = list === undefined;
    // What builds it also reads archives.
    if (isBuilt) (await import('./install.mjs')).installPackages();
    const contents = await contentsOf(place);
    const found = differences(contents, isBuilt ? await builtList(contents) : readFileSync(list, 'utf8'));
    const same = isBuilt ? 'The same as this source builds.' : 'The same as published.';
    console.log(found.length === 0 ? same : found.join('\n'));
    return found.length === 0 ? 0 : 1;
  } catch (error) {
    console.error(`${error.message} Nothing was compared.`);
    return 2;
  }
}

if (process.argv[1] === import.meta.filename) process.exitCode = await main(process.argv.slice(2));
