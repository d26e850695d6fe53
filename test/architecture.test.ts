/** The rooms of `src/README.md`: what each may import. A wall that falls fails with the rule's own sentence. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';

const SRC = path.resolve(import.meta.dirname, '../src');
const IMPORT =
  /(?:^|\n)\s*(?:import|export)\s+(type\s+)?(?:[^'";]*?\sfrom\s+)?['"]([^'"]+)['"]|import\(\s*['"]([^'"]+)['"]\s*\)/g;

interface Import {
  readonly file: string;
  readonly room: string;
  /** A room of ours, or the name of a package. */
  readonly to: string;
  readonly target: string;
  readonly typeOnly: boolean;
  /** `import()` */
  readonly isLater: boolean;
}

const roomOf = (file: string) => file.split('/')[0] ?? '';
const packageOf = (name: string) =>
  name
    .split('/')
    .slice(0, name.startsWith('@') ? 2 : 1)
    .join('/');

const files = readdirSync(SRC, { recursive: true, encoding: 'utf8' })
  .filter((name) => /\.tsx?$/.test(name))
  .sort();
const sources = new Map(files.map((file) => [file, readFileSync(path.join(SRC, file), 'utf8')]));

function importsOf(file: string): Import[] {
  return [...(sources.get(file) ?? '').matchAll(IMPORT)].map(([, type, from, dynamic]) => {
    const name = from ?? dynamic ?? '';
    const target = name.startsWith('.') ? path.join(path.dirname(file), name) : name;
    const to = name.startsWith('.') ? roomOf(target) : packageOf(name);
    return {
      ...{ file, room: roomOf(file), to, target },
      ...{ typeOnly: type !== undefined, isLater: dynamic !== undefined },
    };
  });
}
const imports = files.flatMap(importsOf);

/** Rooms and packages that a room may import; `type:` for types alone. */
const RULES: Record<string, { readonly may: readonly string[]; readonly sentence: string }> = {
  core: {
    may: ['core', 'otpauth', '@noble/hashes', 'hash-wasm', 'tldts', 'punycode'],
    sentence: 'core is pure: no browser, no DOM, no other room',
  },
  messages: { may: ['messages', 'core'], sentence: 'messages holds contracts and no behaviour: core only' },
  platform: {
    may: ['platform', 'core', 'messages', 'type:content', 'webextension-polyfill'],
    sentence: 'platform is the door to the browser: it knows neither pages nor the background',
  },
  background: {
    may: ['background', 'core', 'messages', 'platform'],
    sentence: 'background holds the secrets: no page, no DOM',
  },
  content: { may: ['content'], sentence: 'content runs inside web pages: self-contained' },
  scan: {
    may: ['scan', 'platform', 'core/errors', 'qr-scanner', 'zxing-wasm'],
    sentence: 'scan turns pixels into texts: no vault, no background',
  },
  ui: {
    may: [
      'ui',
      'platform',
      'type:messages',
      'messages/accounts',
      'core/errors',
      'core/check',
      'type:core',
      'preact',
      '@zxcvbn-ts/core',
      '@zxcvbn-ts/language-common',
      'qrcode',
    ],
    sentence:
      'ui asks the background: it has no vault, no codes and no importers of its own, nor what checks all requests',
  },
  popup: {
    may: [
      'popup',
      'ui',
      'scan',
      'platform',
      'type:messages',
      'messages/accounts',
      'core/errors',
      'core/check',
      'core/transfer/frames',
      'type:core',
      'preact',
      'virtual:brand-names',
    ],
    sentence: 'popup and options never import each other, nor what ui may not',
  },
  options: {
    may: [
      'options',
      'ui',
      'scan',
      'platform',
      'type:messages',
      'messages/accounts',
      'core/errors',
      'core/check',
      'core/tags',
      'core/counters',
      'core/migration-parts',
      'core/transfer/frames',
      'type:core',
      'preact',
    ],
    sentence: 'popup and options never import each other, nor what ui may not',
  },
  build: {
    may: ['build', 'core/brands.ts', 'vite', 'node:fs', 'node:path', 'node:module', 'node:url'],
    sentence: 'build runs in Node and is never shipped',
  },
  'modules.d.ts': { may: [], sentence: 'modules.d.ts declares and imports nothing' },
};

/** The two that put code into web pages: on a gesture, and on granted sites. */
const INJECTORS = new Set(['platform/documents.ts', 'platform/watch.ts']);

/** What the builder worker needs to make, read and judge a secret. */
const OF_SECRETS = new Set(['account-fields', 'key-uri', 'new-secret', 'secret', 'verify-code']);

/** What reads the formats of other apps; each is loaded with the first importer that needs it. */
const FORMAT_LIBRARIES = new Set(['@noble/ciphers', '@zip.js/zip.js', 'htmlparser2']);

function isAllowed({ file, to, target, typeOnly }: Import, may: readonly string[]): boolean {
  if (file.startsWith('core/importers/') && FORMAT_LIBRARIES.has(to)) return true;
  if (file === 'options/import-worker.ts' && target.startsWith('core/importers')) return true;
  if (file === 'options/export-worker.ts' && target.startsWith('core/exporters')) return true;
  if (file === 'ui/move-worker.ts' && target.startsWith('core/transfer')) return true;
  if (file === 'options/builder-worker.ts' && OF_SECRETS.has(target.replace('core/', ''))) return true;
  if (file === 'ui/text.ts' && target.startsWith('../public/_locales/en/')) return typeOnly;
  if (target.endsWith('?script&iife') && INJECTORS.has(file)) return true;
  const bare = target.replace(/\?.*$/, '');
  return may.some((rule) =>
    rule.startsWith('type:')
      ? typeOnly && to === rule.slice(5)
      : to === rule || bare === rule || (rule.includes('/') && bare.startsWith(`${rule}/`)),
  );
}

describe('the rooms', () => {
  it('are all in the table', () => {
    expect([...new Set(files.map(roomOf))].filter((room) => !(room in RULES))).toEqual([]);
  });

  it.each(Object.entries(RULES))('%s keeps its walls', (room, { may, sentence }) => {
    const broken = imports.filter((one) => one.room === room && !isAllowed(one, may));
    expect(broken.map(({ file, target }) => `${file} imports ${target}: ${sentence}`)).toEqual([]);
  });

  it('see webextension-polyfill in one file only', () => {
    const importers = imports.filter(({ to }) => to === 'webextension-polyfill').map(({ file }) => file);
    expect([...new Set(importers)]).toEqual(['platform/browser.ts']);
  });
});

/** The file of ours that an import means; undefined for packages, styles and the like. */
const fileOf = ({ target }: Import): string | undefined =>
  ['', '.ts', '.tsx', '/index.ts'].map((end) => target + end).find((file) => sources.has(file));

/** Each file with those that are evaluated before it. What is loaded later, or is a type alone, is not among them. */
const before = new Map(
  files.map((file) => [
    file,
    imports
      .filter((one) => one.file === file && !one.typeOnly && !one.isLater)
      .flatMap((one) => fileOf(one) ?? []),
  ]),
);

/** @returns the first way that leads from the file back to it, or null */
function circleFrom(file: string): readonly string[] | null {
  const seen = new Set<string>();
  const ways = [[file]];
  for (let way = ways.pop(); way; way = ways.pop()) {
    for (const next of before.get(way.at(-1) ?? '') ?? []) {
      if (next === file) return [...way, next];
      if (!seen.has(next)) ways.push([...way, next]);
      seen.add(next);
    }
  }
  return null;
}

/** Screens lead to each other, and take nothing from each other while they are read. */
const isScreen = (file: string) => file.endsWith('.tsx');

it('no file but a screen needs one before it that needs it: whichever came first would meet nothing there', () => {
  const others = files.filter((file) => !isScreen(file));
  expect(others.flatMap((file) => circleFrom(file)?.join(' → ') ?? [])).toEqual([]);
});

function linesWith(pattern: RegExp, inFiles: (file: string) => boolean): string[] {
  return [...sources].flatMap(([file, source]) =>
    inFiles(file) && pattern.test(source.replace(/\/\*[\s\S]*?\*\/|(?<![:'"`])\/\/.*$/gm, '')) ? [file] : [],
  );
}

describe('the words that no room may use', () => {
  it.each([
    [
      'HTML sinks and code from text',
      /\b(?:innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(|new Function|dangerouslySetInnerHTML|javascript:)/,
      (file: string) => !file.startsWith('build/'),
    ],
    [
      'doors for pages',
      /\b(?:onMessageExternal|onConnectExternal|postMessage\(.*\*|addEventListener\(\s*['"]message['"])/,
      (file: string) =>
        !file.startsWith('scan/') &&
        !/^(?:options\/(?:import|export|builder)|ui\/move)-worker\.ts$/.test(file),
    ],
    [
      'network',
      /\b(?:fetch\(|XMLHttpRequest|WebSocket|EventSource|sendBeacon|RTCPeerConnection)/,
      // The one request, of a page to its own origin, on a press (`SECURITY.md`, promise 2).
      (file: string) => file !== 'content/site-clock.ts',
    ],
    [
      'ways out of our pages by script, which no content security policy covers',
      /\b(?:window|self|globalThis)\.open\(|\blocation(?:\.(?:href|protocol|host|hostname|port|pathname|search))?\s*=(?!=)|\blocation\.(?:assign|replace)\(/,
      (_file: string) => true,
    ],
    // Sealed bytes alone, by `background/sync/`.
    ['synced storage', /storage\.sync/, (file: string) => file !== 'platform/host.ts'],
    ['workers outside the one opener', /new Worker\(/, (file: string) => file !== 'platform/worker.ts'],
    [
      'runtime messages inside web pages',
      /\bruntime\./,
      (file: string) => file.startsWith('content/') && file !== 'content/prompt-watch.ts',
    ],
    [
      'clocks and consoles in core',
      /\b(?:Date\.now|console\.\w+\(|setTimeout)/,
      (file: string) => file.startsWith('core/'),
    ],
    ['state between two requests', /^let /m, (file: string) => file.startsWith('background/')],
    [
      'the vault on disk outside its store',
      /['"`]vault\.(?:a|b|head|purge|aside)/,
      (file: string) => file !== 'background/store/vault-store.ts',
    ],
    [
      'databases outside their two doors',
      /\bindexedDB\b/,
      (file: string) => file !== 'platform/archive.ts' && file !== 'ui/kept-folder.ts',
    ],
    [
      'cryptography outside the vault file',
      /crypto\.subtle|\bsubtle\./,
      (file: string) =>
        !file.startsWith('core/vault-file/') &&
        !file.startsWith('core/importers/') &&
        file !== 'core/exporters/sealing.ts' &&
        file !== 'core/sync/sealed-record.ts' &&
        file !== 'core/transfer/index.ts',
    ],
  ])('%s', (_name, pattern, inFiles) => expect(linesWith(pattern, inFiles)).toEqual([]));
});
