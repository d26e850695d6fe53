import { describe, expect, it } from 'vitest';
import { UserError } from '../../../src/core/errors';
import { hasTable, openSqlite } from '../../../src/core/importers/reading/sqlite';
import { columnsOf } from '../../../src/core/importers/reading/sqlite-columns';
import { databaseOf } from './databases';

const numbered = (count: number, text: string) =>
  `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${count})
   INSERT INTO t SELECT i, i * 1000003, ${text} FROM n`;

describe('SQLite databases', () => {
  it('are read with every kind of value', async () => {
    const bytes = await databaseOf(
      'CREATE TABLE t (a, b)',
      `INSERT INTO t VALUES (NULL, 'text'), (0, 1), (-1, 255), (-129, 40000), (8388607, -2147483648),
         (140737488355327, 9007199254740991), (9007199254740993, -9223372036854775808), (1.5, x'00ff'), ('', x'')`,
    );
    expect(openSqlite(bytes).rows('t')).toEqual([
      { a: null, b: 'text' },
      { a: 0, b: 1 },
      { a: -1, b: 255 },
      { a: -129, b: 40_000 },
      { a: 8_388_607, b: -2_147_483_648 },
      { a: 140_737_488_355_327, b: Number.MAX_SAFE_INTEGER },
      { a: '9007199254740993', b: '-9223372036854775808' },
      { a: 1.5, b: Uint8Array.of(0, 255) },
      { a: '', b: new Uint8Array() },
    ]);
  });

  it.each([512, 1024, 4096, 65_536])('are read over many pages of %i bytes, in order', async (size) => {
    const bytes = await databaseOf(
      `PRAGMA page_size = ${size}`,
      'CREATE TABLE other (x)',
      'CREATE TABLE t (i, big, text)',
      numbered(1500, `printf('%.*c', i, 'x')`),
      'DELETE FROM t WHERE i % 3 = 0',
      "INSERT INTO t VALUES (9999, 0, printf('%.*c', 200000, 'y'))",
    );
    const rows = openSqlite(bytes).rows('t');
    expect(rows).toHaveLength(1001);
    expect(rows[999]).toEqual({ i: 1499, big: 1499 * 1_000_003, text: 'x'.repeat(1499) });
    expect(rows[1000]?.text).toBe('y'.repeat(200_000));
  });

  it.each(['UTF-8', 'UTF-16le', 'UTF-16be'])('are read in %s', async (encoding) => {
    const bytes = await databaseOf(
      `PRAGMA encoding = '${encoding}'`,
      'CREATE TABLE "Ta ble" (Naïve)',
      'INSERT INTO "Ta ble" VALUES (\'Zoë 🔑\')',
    );
    expect(openSqlite(bytes).rows('ta ble')).toEqual([{ naïve: 'Zoë 🔑' }]);
  });

  it('give null for columns that were added later', async () => {
    const bytes = await databaseOf(
      'CREATE TABLE t (a)',
      'INSERT INTO t VALUES (1)',
      'ALTER TABLE t ADD COLUMN b TEXT',
    );
    expect(openSqlite(bytes).rows('t')).toEqual([{ a: 1, b: null }]);
  });

  it('say which tables and columns there are', async () => {
    const bytes = await databaseOf('CREATE TABLE T (A, B)', 'CREATE VIEW v AS SELECT A FROM T');
    expect(hasTable(bytes, 't', 'a', 'b')).toBe(true);
    expect(hasTable(bytes, 't', 'c')).toBe(false);
    expect(hasTable(bytes, 'v', 'a')).toBe(false);
    expect(hasTable(bytes.subarray(0, 600), 't', 'a')).toBe(false);
    expect(hasTable(Uint8Array.of(1), 't', 'a')).toBe(false);
    expect(() => openSqlite(bytes).rows('constructor')).toThrow(UserError);
  });

  it('are refused with more rows than any vault needs', async () => {
    const bytes = await databaseOf('CREATE TABLE t (i, big, text)', numbered(10_001, "''"));
    expect(() => openSqlite(bytes).rows('t')).toThrow(new UserError('too-many', { max: 10_000 }));
  });

  it('are refused where a table has no row numbers', async () => {
    const bytes = await databaseOf(
      'CREATE TABLE t (a PRIMARY KEY) WITHOUT ROWID',
      'INSERT INTO t VALUES (1)',
    );
    expect(() => openSqlite(bytes).rows('t')).toThrow(new UserError('bad-content'));
  });
});

describe('damaged databases', () => {
  it('end in rows or a refusal, whatever is changed', async () => {
    const bytes = await databaseOf(
      'PRAGMA page_size = 512',
      'CREATE TABLE t (i, big, text)',
      numbered(60, `printf('%.*c', i * 20, 'x')`),
    );
    let refused = 0;
    for (let round = 0; round < 3000; round += 1) {
      const changed = Uint8Array.from(bytes);
      // The schema and inner pages come first: half of the rounds change nothing else.
      const reach = round % 2 === 0 ? 1024 : changed.length;
      for (let count = 0; count <= round % 3; count += 1)
        changed[(round * 7919 + count * 104_729) % reach] = (round * 31 + count * 97) % 256;
      try {
        openSqlite(changed).rows('t');
      } catch (error) {
        if (!(error instanceof UserError)) throw error;
        refused += 1;
      }
    }
    expect(refused).toBeGreaterThan(100);
  });

  it('lead in no circle, and repeat no row beyond the size of the file', async () => {
    const bytes = await databaseOf(
      'PRAGMA page_size = 512',
      'CREATE TABLE t (a)',
      'INSERT INTO t VALUES (1)',
    );
    const circle = Uint8Array.from(bytes);
    // Page 2 as an inner page without cells, whose only child is itself.
    circle.set([5, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2], 512);
    expect(() => openSqlite(circle).rows('t')).toThrow(new UserError('bad-content'));
    const long = await databaseOf(
      'PRAGMA page_size = 512',
      'CREATE TABLE t (a)',
      "INSERT INTO t VALUES (printf('%.*c', 400, 'x'))",
    );
    const pointer = long.slice(520, 522);
    // Forty cells, all of them the same one.
    long.set([0, 40], 515);
    for (let cell = 1; cell < 40; cell += 1) long.set(pointer, 520 + cell * 2);
    expect(() => openSqlite(long).rows('t')).toThrow(new UserError('bad-content'));
  });
});

describe('columns of a statement', () => {
  it.each([
    ['CREATE TABLE t(a INTEGER PRIMARY KEY, B text not null, c)', ['a', 'b', 'c']],
    ['CREATE TABLE `t` (`a b` DECIMAL(10, 2) DEFAULT (1 + (2)), "q""q" TEXT)', ['a b', 'q"q']],
    ["CREATE TABLE [t] ([x] TEXT DEFAULT 'a, b)', 'y' -- , no\n, /* (, */ z)", ['x', 'y', 'z']],
    ['CREATE TABLE t(a, b, PRIMARY KEY (a, b), CHECK (a > 1))', ['a', 'b']],
    ['CREATE TABLE t(a, "primary" TEXT, CONSTRAINT k UNIQUE (a)) STRICT', ['a', 'primary']],
    ['CREATE TABLE t(a, "never closed', ['a', 'never close']],
    ['CREATE VIRTUAL TABLE t', []],
    ['', []],
  ])('%s', (sql, columns) => {
    expect(columnsOf(sql)).toEqual(columns);
  });
});
