/** `CASES.md` is only worth something while the tests that it names are there. */
import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const ROOT = new URL('../', import.meta.url);
const report = readFileSync(new URL('test/CASES.md', ROOT), 'utf8');
/** How many cases there are, by room; numbers that were never given are missing. */
const CASES = {
  CR: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 13, 14],
  FI: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 14, 15, 16, 18, 19, 20, 21, 22],
  HI: [1, 2, 3, 4, 5, 7, 8, 9, 10, 11, 13, 14, 15, 16, 17],
  HP: [1, 2, 3, 4, 5, 6, 7, 8, 10, 12, 13, 14, 15, 16, 17, 18, 21],
  LP: [1, 2, 3, 4, 5, 6, 7, 9, 10, 11, 12, 13, 14, 15, 16],
  CC: [1, 2, 3, 4, 5, 6, 7, 9],
  SY: [1, 2, 3, 4, 5],
  MG: [1, 2, 3, 4, 5, 6, 7, 8, 10, 11],
};
const LEAST_HELD = 80;

interface Holder {
  readonly path: string;
  readonly title: string;
}

const rows = [...report.matchAll(/^\| ([A-Z]{2}\d+) \| (.+?) \| (.+) \| (.+?) \|$/gm)].map((found) => {
  const [, id = '', , holding = '', places = ''] = found;
  const holders = [...holding.matchAll(/`(test\/[^`]+)` › (.+?)(?=<br>|$)/g)].map(
    ([, path = '', title = '']): Holder => ({ path, title }),
  );
  return { id, holding, holders, places };
});
const held = rows.filter(({ holders }) => holders.length > 0);

const sourceOf = (path: string): string => {
  const file = new URL(path, ROOT);
  return existsSync(file) ? readFileSync(file, 'utf8') : '';
};

/** Texts that stand where a title stands, alone or first in a row of a table; comments and bodies are not among them. */
const titlesIn = (source: string): string[] =>
  [...source.matchAll(/(?:^|[([])\s*(['"`])((?:(?!\1).)+)\1,/gm)].map(([, , title = '']) => title);

/** By the browser that a file starts; the others need none. */
function placesOf(path: string): string[] {
  const imported = [...sourceOf(path).matchAll(/from '([^']+)'/g)].map(([, module = '']) => module);
  const starts = (pattern: RegExp) => imported.some((module) => pattern.test(module));
  const browsers = [
    ...(starts(/harness\/chromium$|hostile-bed$|scan-page$|\.\/browser$/) ? ['Chromium'] : []),
    ...(starts(/harness\/firefox$/) ? ['Firefox'] : []),
  ];
  return browsers.length > 0 ? browsers : ['Node'];
}

describe('the report of the cases', () => {
  it('has each case once', () => {
    const ids = Object.entries(CASES).flatMap(([room, numbers]) => numbers.map((number) => room + number));
    expect(rows.map(({ id }) => id)).toEqual(ids);
  });

  it.each(held)('names tests that are there: $id', ({ holders }) => {
    for (const { path, title } of holders) {
      const isThere = titlesIn(sourceOf(path)).some((one) => one.includes(title));
      expect(isThere, `${path} › ${title}`).toBe(true);
    }
  });

  it.each(held)('says where they run: $id', ({ holders, places }) => {
    const found = new Set(holders.flatMap(({ path }) => placesOf(path)));
    expect(places.split(', ')).toEqual(['Node', 'Chromium', 'Firefox'].filter((place) => found.has(place)));
  });

  it('gives a reason for each case that no test holds', () => {
    const open = rows.filter((row) => !held.includes(row));
    for (const { id, holding, places } of open)
      expect([id, holding, places]).toEqual([id, expect.stringMatching(/^Not held: .{20}/), '–']);
  });

  it(`counts those that are held, ${LEAST_HELD} at least`, () => {
    expect(report).toContain(`\n${held.length} of ${rows.length} cases are held.\n`);
    expect(held.length).toBeGreaterThanOrEqual(LEAST_HELD);
  });
});
