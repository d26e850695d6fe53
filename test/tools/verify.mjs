/**
 * `npm run verify -- PACKAGE [LIST]`: compares a downloaded or installed Counterfoil (a folder, `.zip`, `.crx` or
 * `.xpi`) with a published list of hashes (`counterfoil-<browser>-<version>.sha256`, one `hash  name` a line), or
 * without one with what this source builds. What the stores and browsers add or write anew is allowed: their
 * signatures, where updates come from, and the same texts and pictures in other bytes. It leaves what it reads as it is.
 */
import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { installPackages, ROOT } from './install.mjs';
import { contentsIn, hashesOf, listOf } from './package-hashes.mjs';
import { sourceState } from './source-state.mjs';

/** Put there by the store or the browser. */
const SIGNATURES = /^(?:_metadata|META-INF)\//u;

/** Chrome puts a signed head before the zip: "Cr24", the version 3, the length of the head. */
function zipIn(bytes) {
  if (bytes.toString('latin1', 0, 4) !== 'Cr24') return bytes;
  if (bytes.readUInt32LE(4) !== 3) throw new Error('This .crx is of a version that is not known here.');
  return bytes.subarray(12 + bytes.readUInt32LE(8));
}

async function filesInArchive(file) {
  const { unzipSync } = await import('fflate');
  try {
    const files = Object.entries(unzipSync(zipIn(readFileSync(file))));
    return new Map(files.filter(([name]) => !name.endsWith('/')));
  } catch (error) {
    throw new Error(`${file} is no archive that can be read (${error.message}).`);
  }
}

/** A package, as the bytes of its files by their names. */
const contentsOf = (place) => (statSync(place).isDirectory() ? contentsIn(place) : filesInArchive(place));

function readList(text) {
  const lines = text.split(/\r?\n/u).filter((line) => line !== '');
  const entries = lines.map((line) => /^([0-9a-f]{64}) {2}(.+)$/u.exec(line));
  if (lines.length === 0 || entries.includes(null)) throw new Error('This is not a list of hashes.');
  return new Map(entries.map(([, hash, name]) => [name, hash]));
}

/** What differs, a line each; none where the package is what was published. */
async function differences(contents, list) {
  const published = readList(list);
  const there = [...(await hashesOf(contents))].filter(([name]) => !SIGNATURES.test(name));
  const changed = ([name, hash]) => {
    if (!published.has(name)) return [`added:   ${name}`];
    return hash === published.get(name) ? [] : [`changed: ${name}`];
  };
  const missing = [...published.keys()].filter((name) => !contents.has(name));
  return [...there.flatMap(changed), ...missing.map((name) => `missing: ${name}`)];
}

/** The list of the package for the same browser, built here: Firefox's alone says that it is for Firefox. */
async function builtList(contents) {
  const text = contents.get('manifest.json');
  if (text === undefined) throw new Error('There is no manifest.json in it, so this is no extension.');
  const manifest = JSON.parse(Buffer.from(text).toString('utf8'));
  assertSameVersion(manifest);
  const { build } = await import('./build.mjs');
  build();
  return listOf(path.join(ROOT, 'dist', 'browser_specific_settings' in manifest ? 'firefox' : 'chrome'));
}

/** Another version differs, which says nothing of whether the package is the right one. */
function assertSameVersion({ version }) {
  const source = sourceState(ROOT);
  console.log(`This source is ${source.text}, the package is ${version}.`);
  if (version === source.version) return;
  throw new Error(
    `The source of that version is needed: run "git checkout v${version}", or unpack that release, and then this again.`,
  );
}

async function main([place, list]) {
  if (place === undefined) {
    console.error('Usage: npm run verify -- PACKAGE [LIST]');
    return 2;
  }
  try {
    installPackages();
    const contents = await contentsOf(place);
    const isBuilt = list === undefined;
    const found = await differences(
      contents,
      isBuilt ? await builtList(contents) : readFileSync(list, 'utf8'),
    );
    const same = isBuilt ? 'The same as this source builds.' : 'The same as published.';
    console.log(found.length === 0 ? same : found.join('\n'));
    return found.length === 0 ? 0 : 1;
  } catch (error) {
    console.error(`${error.message} Nothing was compared.`);
    return 2;
  }
}

process.exitCode = await main(process.argv.slice(2));
