import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { backupsIn, readFileIn, writeBackup } from '../src/ui/backup-folder';
import { backupName, revOf, uniquePart } from '../src/ui/backup-name';
import { folderWith } from './fakes/backup-folder';

const MINE = 'AAAAAAAAAAAAAAAAAAAAAA';
const OTHERS = 'BBBBBBBBBBBBBBBBBBBBBB';

function sealed(vaultId: string, rev: number): string {
  const header = Buffer.from(JSON.stringify({ vaultId, rev, note: '\u00ff\u00fe>>>???' })).toString(
    'base64url',
  );
  return JSON.stringify({ format: 'counterfoil-vault', v: 1, header, ct: 'sealed' });
}

const AT = new Date(2027, 2, 9, 7, 5);
const nameOn = (day: number, rev: number) => backupName(new Date(2027, 0, day, 12, 0), rev, 'c0ffee');
const filesOf = (vaultId: string, revs: readonly number[]) =>
  Object.fromEntries(revs.map((rev) => [nameOn(rev, rev), sealed(vaultId, rev)]));
const range = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, index) => from + index);

describe('the name of an automatic backup', () => {
  it('is the minute of the person, a part of its own and the revision', () =>
    expect(backupName(AT, 42, '0a1b2c')).toBe('counterfoil-2027-03-09-0705-0a1b2c-42.counterfoil'));

  it('gives its revision back', () =>
    fc.assert(
      fc.property(
        fc.date({ min: new Date(2020, 0, 1), max: new Date(2099, 0, 1), noInvalidDate: true }),
        fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER }),
        (at, rev) => revOf(backupName(at, rev, uniquePart())) === rev,
      ),
    ));

  it('may lack the part of its own', () =>
    expect(revOf('counterfoil-2027-03-09-0705-42.counterfoil')).toBe(42));

  it.each([
    'counterfoil-2027-03-09.counterfoil',
    'counterfoil-2027-03-09-0705-0a1b-42.counterfoil',
    'counterfoil-2027-03-09-0705-42 (1).counterfoil',
    'counterfoil-2027-03-09-0705-.counterfoil',
    'x-counterfoil-2027-03-09-0705-42.counterfoil',
    'counterfoil-2027-03-09-0705-42.counterfoil.crswap',
  ])('is not %s', (name) => expect(revOf(name)).toBeNull());
});

describe('backupsIn', () => {
  it('finds those of one vault, the latest revision first', async () => {
    const { folder } = folderWith({ ...filesOf(MINE, [3, 5]), ...filesOf(OTHERS, [4]), 'notes.txt': 'x' });
    expect(await backupsIn(folder, MINE)).toEqual([
      { name: nameOn(5, 5), rev: 5 },
      { name: nameOn(3, 3), rev: 3 },
    ]);
  });

  it('goes by the revision in the header, and by the name only where that is the same', async () => {
    const [nine, ten] = [9, 10].map((rev) => backupName(AT, rev, 'c0ffee'));
    const { folder } = folderWith({
      [String(nine)]: sealed(MINE, 9),
      [String(ten)]: sealed(MINE, 10),
      [nameOn(1, 99)]: sealed(MINE, 3),
      [nameOn(2, 3)]: sealed(MINE, 3),
    });
    expect((await backupsIn(folder, MINE)).map(({ name }) => name)).toEqual([
      ten,
      nine,
      nameOn(2, 3),
      nameOn(1, 99),
    ]);
  });

  it.each(['', 'no JSON', '{}', '{"header":7}', '{"header":"%"}', '{"header":"bnVsbA"}'])(
    'passes over a damaged file that holds %j',
    async (text) => {
      const { folder } = folderWith({ [nameOn(1, 1)]: text });
      expect(await backupsIn(folder, MINE)).toEqual([]);
    },
  );
});

describe('writeBackup', () => {
  const backup = { file: sealed(MINE, 42), vaultId: MINE, rev: 42 };

  it('leaves a file that reads back as it was given', async () => {
    const { folder } = folderWith({});
    const name = await writeBackup(folder, backup, AT, []);
    expect(revOf(name)).toBe(42);
    expect(await readFileIn(folder, name)).toBe(backup.file);
  });

  it('leaves two files where two browsers save the same revision in the same minute', async () => {
    const { folder, names } = folderWith({});
    const written = [await writeBackup(folder, backup, AT, []), await writeBackup(folder, backup, AT, [])];
    expect(names()).toEqual(written.toSorted());
    expect(names()).toHaveLength(2);
  });

  it('removes the oldest revisions, whatever the clock said when they were written', async () => {
    const { folder, names } = folderWith(filesOf(MINE, range(11, 25)));
    const written = await writeBackup(folder, backup, new Date(2026, 0, 1), names());
    expect(names()).toEqual([written, ...range(17, 25).map((rev) => nameOn(rev, rev))].sort());
  });

  it('never removes what it has just written, where the folder is full of its revision under later names', async () => {
    const { folder, names } = folderWith(
      Object.fromEntries(range(1, 12).map((day) => [nameOn(day, 42), sealed(MINE, 42)])),
    );
    const written = await writeBackup(folder, backup, new Date(2026, 0, 1), names());
    expect(names()).toEqual([written, ...range(4, 12).map((day) => nameOn(day, 42))].sort());
  });

  it('keeps the newest ten of this vault, and every other file', async () => {
    const others = { ...filesOf(OTHERS, [1, 2]), 'counterfoil-2027-01-01.counterfoil': sealed(MINE, 1) };
    const { folder, names } = folderWith({ ...filesOf(MINE, range(11, 25)), ...others });
    const written = await writeBackup(folder, backup, AT, names());
    const kept = [...range(17, 25).map((rev) => nameOn(rev, rev)), written];
    expect(names()).toEqual([...Object.keys(others), ...kept].sort());
  });

  it('never removes one whose content it does not have, whatever its revision', async () => {
    const ofOthers = filesOf(MINE, [5, 18, 30]);
    const known = filesOf(MINE, range(19, 29));
    const { folder, names } = folderWith({ ...ofOthers, ...known });
    const written = await writeBackup(folder, backup, AT, Object.keys(known));
    const kept = range(21, 29).map((rev) => nameOn(rev, rev));
    expect(names()).toEqual([...Object.keys(ofOthers), ...kept, written].sort());
  });

  it('says that nothing was saved, and removes nothing, where the disk kept less', async () => {
    const { folder, names } = folderWith(filesOf(MINE, range(11, 25)), (text) => text.slice(0, 20));
    await expect(writeBackup(folder, backup, AT, names())).rejects.toMatchObject({ code: 'not-saved' });
    expect(names()).toHaveLength(16);
  });
});
