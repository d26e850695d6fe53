/** What the stores are told is whole, fits, and is what the packages say. `npm test` builds `dist/` first. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';

const ROOT = path.resolve(import.meta.dirname, '..');
const STORE = path.join(ROOT, '.github/store');
const read = (name: string) => readFileSync(path.join(ROOT, name), 'utf8');
const json = (name: string) => JSON.parse(read(name));
const locales = readdirSync(path.join(ROOT, 'public/_locales'));
const listing = (locale: string) => read(`.github/store/listings/${locale}.txt`);
/** What a store counts, which is not the halves of letters outside the first plane. */
const lengthOf = (text: string) => [...text].length;

/** What a line is: nothing, a heading, a bullet or a paragraph. */
const shapeOf = (text: string): string =>
  text
    .split('\n')
    .map((line) => {
      if (line === '') return ' ';
      if (line.startsWith('• ')) return '•';
      return lengthOf(line) < 40 ? 'h' : 'p';
    })
    .join('');

describe('the listings', () => {
  it('are one file for each language of the extension', () => {
    expect(readdirSync(path.join(STORE, 'listings')).sort()).toEqual(
      locales.map((name) => `${name}.txt`).sort(),
    );
  });

  it.each(locales)('in %s have a name and a summary that all stores take', (locale) => {
    const { extensionName, extensionDescription } = json(`public/_locales/${locale}/messages.json`);
    expect(lengthOf(extensionName.message)).toBeLessThanOrEqual(45);
    expect(lengthOf(extensionDescription.message)).toBeLessThanOrEqual(132);
  });

  it.each(locales)('in %s say the same as the English one, as plain text that all stores take', (locale) => {
    const text = listing(locale);
    expect(lengthOf(text)).toBeGreaterThanOrEqual(250);
    expect(lengthOf(text)).toBeLessThanOrEqual(10_000);
    expect(shapeOf(text)).toBe(shapeOf(listing('en')));
    expect(text).toMatch(/\n$/u);
    expect(text).not.toMatch(/[<>*_`#\t\r]|https?:| $|^ /mu);
    for (const name of ['Counterfoil', 'Aegis', '2FAS', 'Bitwarden', 'Google Authenticator', 'Mobile-OTP'])
      expect(text).toContain(name);
  });

  it('say how many languages there are where they say it', () => {
    const papers = ['README.md', '.github/CHANGELOG.md', '.github/SCALE.md', '.github/store/README.md'];
    const inPapers = papers.map((name) => [name, read(name)] as const);
    const inListings = locales.map((locale) => [`listings/${locale}.txt`, listing(locale)] as const);
    const digits = (name: string) =>
      new Intl.NumberFormat(name === 'listings/fa.txt' ? 'fa' : 'en').format(locales.length);
    const without = [...inPapers, ...inListings].filter(([name, text]) => !text.includes(digits(name)));
    expect(without.map(([name]) => name)).toEqual([]);
  });

  it.each(locales.filter((locale) => locale !== 'en'))('in %s are translated', (locale) => {
    const english = new Set(listing('en').split('\n').filter(Boolean));
    expect(
      listing(locale)
        .split('\n')
        .filter((line) => english.has(line)),
    ).toEqual([]);
  });
});

describe('the permissions', () => {
  const rows = [...read('.github/store/PERMISSIONS.md').matchAll(/^\| (`.+?`) \| (.+) \|$/gmu)].map(
    ([, names = '', why = '']) => ({ names: names.replaceAll('`', '').split(', '), why }),
  );

  it('are each justified, and no other', () => {
    const asked = ['chrome', 'firefox'].flatMap((browser) => {
      const {
        permissions,
        optional_permissions,
        optional_host_permissions,
        host_permissions,
        content_scripts,
      } = json(`dist/${browser}/manifest.json`);
      expect([host_permissions, content_scripts]).toEqual([undefined, undefined]);
      return [...permissions, ...optional_permissions, ...optional_host_permissions];
    });
    expect(rows.flatMap(({ names }) => names).sort()).toEqual([...new Set(asked)].sort());
  });

  it('are justified in as many letters as the dashboard takes', () => {
    for (const { why } of rows) {
      expect(lengthOf(why)).toBeGreaterThan(40);
      expect(lengthOf(why)).toBeLessThanOrEqual(1000);
    }
  });

  it('come with what the manifest says of data, and of where code may come from', () => {
    const text = read('.github/store/PERMISSIONS.md');
    const { browser_specific_settings, content_security_policy } = json('dist/firefox/manifest.json');
    const { data_collection_permissions } = browser_specific_settings.gecko;
    const [, block = ''] = /```json\n([\s\S]+?)```/u.exec(text) ?? [];
    expect(JSON.parse(block)).toEqual({ data_collection_permissions });
    const quoted = /\(`(default-src .+?)`\)/u.exec(text)?.[1]?.split('; ') ?? [];
    expect(quoted.length).toBe(3);
    for (const directive of quoted)
      expect(content_security_policy.extension_pages.split('; ')).toContain(directive);
  });
});

/** Everything written for people who have the source. */
const papers = ['README.md', 'src/README.md', ...markdownIn('.github')];
function markdownIn(folder: string): string[] {
  return readdirSync(path.join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md'))
    .map((name) => `${folder}/${name}`);
}

describe.each(papers)('the paper %s', (paper) => {
  const text = read(paper);

  it('names commands that there are', () => {
    const { scripts } = json('package.json');
    const named = [...text.matchAll(/npm run ([\w-]+)/gu)].map(([, name = '']) => name);
    expect(named.filter((name) => !Object.hasOwn(scripts, name))).toEqual([]);
  });

  it('leads to files that are there', () => {
    const links = [...text.matchAll(/\]\((?!https?:|#)([^)#]+)/gu)].map(([, to = '']) => to);
    const gone = links.filter((to) => !existsSync(path.resolve(ROOT, path.dirname(paper), to)));
    expect(gone).toEqual([]);
  });

  it('names files and folders that are there', () => {
    const named = [...text.matchAll(/`((?:\.github|public|src|test)\/[\w./-]+)`/gu)].map(
      ([, name = '']) => name,
    );
    expect(named.filter((name) => !existsSync(path.join(ROOT, name)))).toEqual([]);
  });
});

it('the version is one number in package.json, its lock, the manifest and the list of what is new', () => {
  const { version } = json('package.json');
  const lock = json('package-lock.json');
  expect([lock.version, lock.packages[''].version, json('manifest.json').version]).toEqual([
    version,
    version,
    version,
  ]);
  expect(/^## (\S+)/mu.exec(read('.github/CHANGELOG.md'))?.[1]).toBe(version);
});

it('reviewers are told the Node version of package.json, in which releases are built', () => {
  const oldest = json('package.json').engines.node.replace('>=', '');
  expect(read('.github/store/REVIEWERS.md').replaceAll('\n', ' ')).toContain(`with Node ${oldest} or later`);
  const major = oldest.split('.')[0];
  expect(read('.github/store/REVIEWERS.md')).toContain(`built with Node ${major} on Debian 12`);
  for (const workflow of ['test.yml', 'release.yml'])
    expect(read(`.github/workflows/${workflow}`)).toContain(`container: node:${major}-bookworm`);
});
