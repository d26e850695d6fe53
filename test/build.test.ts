/** The built packages, as a store and a browser see them. `npm test` builds them first. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { allBrands } from '../src/core/brands';

const DIST = path.resolve(import.meta.dirname, '../dist');
const REQUIRED = ['storage', 'unlimitedStorage', 'alarms', 'idle', 'activeTab', 'scripting', 'contextMenus'];
const POLICY = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "worker-src 'self'",
  "style-src 'self'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "connect-src 'self'",
  "frame-src 'none'",
  "frame-ancestors 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "object-src 'none'",
  "require-trusted-types-for 'script'",
  'trusted-types counterfoil',
].join('; ');
/** Names of XML vocabularies and an escaped pattern of a library: texts that are compared, never addresses that are asked. */
const NOT_ADDRESSES = /^https?:\/\/(?:www\.w3\.org\/(?:1999|1998|2000)\/|\$|`|"|'|\/|\*)/;

const filesOf = (browser: string) =>
  readdirSync(path.join(DIST, browser), { recursive: true, encoding: 'utf8' }).filter((name) =>
    /\.\w+$/.test(name),
  );
const read = (browser: string, name: string) => readFileSync(path.join(DIST, browser, name), 'utf8');

describe.each(['chrome', 'firefox'])('the package for %s', (browser) => {
  const manifest = JSON.parse(read(browser, 'manifest.json'));

  it('asks for exactly the permissions that the README explains, and none that warns at installing', () => {
    expect(manifest.permissions).toEqual(
      browser === 'chrome' ? [...REQUIRED, 'sidePanel', 'offscreen'] : REQUIRED,
    );
    expect(manifest.optional_permissions).toEqual(['clipboardWrite']);
    expect(manifest.optional_host_permissions).toEqual(['https://*/*', 'http://*/*']);
  });

  it('names the schema of policies to the browser that wants one, and no key to the one that warns of it', () => {
    const storage = { managed_schema: 'managed-schema.json' };
    expect(manifest.storage).toEqual(browser === 'chrome' ? storage : undefined);
  });

  it('says to Firefox that phones may have it too, from the version that is built for', () => {
    const { gecko, gecko_android } = manifest.browser_specific_settings ?? {};
    expect(gecko_android?.strict_min_version).toBe(browser === 'firefox' ? '153.0' : undefined);
    expect(gecko_android?.strict_min_version).toBe(gecko?.strict_min_version);
  });

  it('opens no door to pages and other extensions', () => {
    const doors = [
      'web_accessible_resources',
      'externally_connectable',
      'content_scripts',
      'host_permissions',
      'sandbox',
    ];
    expect(doors.filter((key) => key in manifest)).toEqual([]);
  });

  it('carries the whole content security policy', () => {
    expect(manifest.content_security_policy).toEqual({ extension_pages: POLICY });
  });

  it('names only files that are there', () => {
    const named = JSON.stringify(manifest).match(/[\w/.-]+\.(?:js(?:on)?|html|png)\b/g) ?? [];
    expect(named.length).toBeGreaterThan(5);
    for (const name of named) expect(filesOf(browser)).toContain(name.replace(/^\.?\//, ''));
  });

  it('has no address of the outside world in its code', () => {
    const code = filesOf(browser).filter((name) => /\.(?:js|html|css)$/.test(name));
    const addresses = code.flatMap((name) => read(browser, name).match(/https?:\/\/[^\s\\)]{0,40}/g) ?? []);
    expect(addresses.filter((address) => !NOT_ADDRESSES.test(address))).toEqual([]);
  });

  it('has no source maps, no eval, no HTML sink and no worker from text', () => {
    expect(filesOf(browser).filter((name) => name.endsWith('.map'))).toEqual([]);
    for (const name of filesOf(browser).filter((file) => file.endsWith('.js'))) {
      expect(read(browser, name), name).not.toMatch(
        /\beval\(|\.innerHTML=|new Function\(|sourceMappingURL|createObjectURL\(new Blob\(\[`/,
      );
    }
  });

  it('carries the notices of every package that it bundles', () => {
    const notices = read(browser, 'licenses.md');
    expect(notices).toMatch(/## zxing-wasm - [\d.]+ \(MIT\)\n\nMIT License/u);
    for (const name of [
      'webextension-polyfill',
      'otpauth',
      'qr-scanner',
      'preact',
      'hash-wasm',
      'tldts',
      '@zxcvbn-ts/core',
      '@zip.js/zip.js',
      '@noble/ciphers',
      'htmlparser2',
      'entities',
      'zxing-wasm',
    ]) {
      expect(notices).toContain(`## ${name} - `);
    }
    for (const inside of ['## jsQR', '## EFF long word list', '## Brand icons, from simple-icons (CC0-1.0)'])
      expect(notices).toContain(inside);
  });

  it('has a picture for each icon of the table, and nothing in it but shapes', () => {
    const icons = filesOf(browser).filter((name) => name.startsWith('icons/brands/'));
    expect(icons.sort()).toEqual(
      allBrands()
        .map((name) => `icons/brands/${name}.svg`)
        .sort(),
    );
    const shapes =
      /^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg" viewBox="[-\d ]+">(?:<path fill="#[0-9a-f]{6}" d="[\w .,-]+"\/>){2}<\/svg>\n$/;
    for (const name of icons) expect(read(browser, name), name).toMatch(shapes);
    expect(icons.reduce((sum, name) => sum + read(browser, name).length, 0)).toBeLessThan(800_000);
  });

  it('loads no script that waits for one that waits for it: what they share is parted by hand', () => {
    const assets = path.join(DIST, browser, 'assets');
    const loadedBy = (name: string) =>
      [
        ...readFileSync(path.join(assets, name), 'utf8').matchAll(
          /(?:from|import)\s*["'`]\.\/([^"'`]+\.js)["'`]/g,
        ),
      ].map(([, other = '']) => other);
    const done = new Set<string>();
    const circleFrom = (name: string, way: readonly string[] = []): readonly string[] => {
      if (way.includes(name)) return [...way, name];
      if (done.has(name)) return [];
      const found = loadedBy(name).flatMap((other) => circleFrom(other, [...way, name]));
      done.add(name);
      return found;
    };
    const scripts = readdirSync(assets).filter((name) => name.endsWith('.js'));
    expect(loadedBy('background.js').length).toBeGreaterThan(0);
    expect(scripts.flatMap((name) => circleFrom(name))).toEqual([]);
  });

  it('injects one self-contained script', () => {
    expect(read(browser, 'src/content/page.js')).not.toMatch(/\bimport\s*[({"'`]|\bexport\s/);
  });
});

describe('the popup', () => {
  it('loads at most 45 kB of gzipped script for the codes, in few files', () => {
    const html = read('chrome', 'src/popup/index.html');
    const scripts = [...html.matchAll(/(?:src|href)="([^"]+\.js)"/g)].map(([, name]) =>
      path.join(DIST, 'chrome', name ?? ''),
    );
    expect(scripts.length).toBeGreaterThan(0);
    // Each is a question to the browser more, before anything is drawn.
    expect(scripts.length).toBeLessThanOrEqual(5);
    const bytes = scripts.reduce((sum, name) => sum + gzipSync(readFileSync(name), { level: 9 }).length, 0);
    expect(bytes).toBeLessThanOrEqual(45 * 1024);
  });
});

describe('dist', () => {
  it('holds the two packages and nothing else but zips', () => {
    expect(
      readdirSync(DIST)
        .filter((name) => !name.endsWith('.zip'))
        .sort(),
    ).toEqual(['chrome', 'firefox']);
  });
});
