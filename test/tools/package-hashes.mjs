/**
 * The hash of each file of a package, by what the file says to a browser: Chromium writes manifest and messages anew
 * when it installs a package, and some of its versions the icons too.
 */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** Put into a manifest by the store or the browser. */
const ADDED_TO_MANIFEST = ['update_url', 'key', 'differential_fingerprint'];
const MESSAGES = /^_locales\/[^/]+\/messages\.json$/u;

export function filesOf(directory) {
  const entries = readdirSync(directory, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );
  const names = entries.map((entry) => path.relative(directory, path.join(entry.parentPath, entry.name)));
  return names.map((name) => name.split(path.sep).join('/')).sort();
}

/** The bytes of the files of a folder by their names. */
export const contentsIn = (directory) =>
  new Map(filesOf(directory).map((name) => [name, readFileSync(path.join(directory, name))]));

const jsonIn = (bytes) => JSON.parse(Buffer.from(bytes).toString('utf8'));

/** The same text for the same meaning, whatever the order of the names and the lines. */
function textOf(meaning) {
  const sorted = (value) => {
    if (Array.isArray(value)) return value.map(sorted);
    if (typeof value !== 'object' || value === null) return value;
    const entries = Object.entries(value).map(([name, inner]) => [name, sorted(inner)]);
    return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
  };
  return JSON.stringify(sorted(meaning));
}

function manifestText(bytes) {
  const manifest = jsonIn(bytes);
  for (const name of ADDED_TO_MANIFEST) delete manifest[name];
  return textOf(manifest);
}

/** All texts in a manifest that name a picture: what some versions draw, and write as they drew it. */
function picturesIn(value) {
  if (typeof value === 'string') return /\.png$/u.test(value) ? [value.replace(/^\.?\//u, '')] : [];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(picturesIn) : [];
}

/** Size and pixels, each colour as much as it is seen: what is transparent has none, and half of it is half of it. */
function pixelsOf(bytes, { PNG }) {
  const { width, height, data } = PNG.sync.read(Buffer.from(bytes));
  const seen = data.map((part, index) =>
    index % 4 === 3 ? part : Math.round((part * data[index - (index % 4) + 3]) / 255),
  );
  return Buffer.concat([Buffer.from(`${width} ${height} `), seen]);
}

/** What cannot be read so is compared by its bytes. */
function meaningOf(bytes, read) {
  try {
    return read(bytes);
  } catch {
    return bytes;
  }
}

/** @param contents the bytes of a package's files by their names */
export async function hashesOf(contents) {
  const pngjs = await import('pngjs');
  const manifest = meaningOf(contents.get('manifest.json') ?? Buffer.alloc(0), jsonIn);
  const pictures = new Set(picturesIn(manifest));
  const readerOf = (name) => {
    if (name === 'manifest.json') return manifestText;
    if (MESSAGES.test(name)) return (bytes) => textOf(jsonIn(bytes));
    return pictures.has(name) ? (bytes) => pixelsOf(bytes, pngjs) : (bytes) => bytes;
  };
  const hashOf = (text) => createHash('sha256').update(text).digest('hex');
  return new Map([...contents].map(([name, bytes]) => [name, hashOf(meaningOf(bytes, readerOf(name)))]));
}

/** The list of a package to be published. */
export async function listOf(directory) {
  const hashes = await hashesOf(contentsIn(directory));
  return [...hashes].map(([name, hash]) => `${hash}  ${name}\n`).join('');
}
