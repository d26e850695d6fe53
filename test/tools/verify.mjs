/**
 * `node test/tools/verify.mjs FOLDER LIST`: compares an installed or unpacked Counterfoil with the published list of
 * hashes (`dist/counterfoil-<browser>-<version>.sha256`, one `hash  name` a line). What the stores and browsers add is
 * allowed and named: their signatures, and where updates come from. Reads only; needs nothing but Node.
 */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
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

export function hashOf(directory, name) {
  const bytes = readFileSync(path.join(directory, name));
  const content = name === 'manifest.json' ? manifestText(bytes.toString('utf8')) : bytes;
  return createHash('sha256').update(content).digest('hex');
}

/** The published list of a package. */
export const listOf = (directory) =>
  filesOf(directory)
    .map((name) => `${hashOf(directory, name)}  ${name}\n`)
    .join('');

function readList(text) {
  const lines = text.split(/\r?\n/u).filter((line) => line !== '');
  const entries = lines.map((line) => /^([0-9a-f]{64}) {2}(.+)$/u.exec(line));
  if (lines.length === 0 || entries.includes(null)) throw new Error('This is not a list of hashes.');
  return new Map(entries.map(([, hash, name]) => [name, hash]));
}

/** What differs, a line each; none where the folder is what was published. */
export function differences(directory, list) {
  const published = readList(list);
  const there = filesOf(directory).filter((name) => !SIGNATURES.test(name));
  const changed = (name) => {
    if (!published.has(name)) return [`added:   ${name}`];
    return hashOf(directory, name) === published.get(name) ? [] : [`changed: ${name}`];
  };
  const missing = [...published.keys()].filter((name) => !there.includes(name));
  return [...there.flatMap(changed), ...missing.map((name) => `missing: ${name}`)];
}

function main([directory, list]) {
  if (directory === undefined || list === undefined) {
    console.error('Usage: node test/tools/verify.mjs FOLDER LIST');
    return 2;
  }
  try {
    const found = differences(directory, readFileSync(list, 'utf8'));
    console.log(found.length === 0 ? 'The same as published.' : found.join('\n'));
    return found.length === 0 ? 0 : 1;
  } catch (error) {
    console.error(`${error.message} Nothing was compared.`);
    return 2;
  }
}

if (process.argv[1] === import.meta.filename) process.exitCode = main(process.argv.slice(2));
