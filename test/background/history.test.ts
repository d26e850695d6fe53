import fc from 'fast-check';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  historyFile,
  keepInHistory,
  listHistory,
  prune,
  type Why,
} from '../../src/background/store/vault-history';
import { rawExport, setAside } from '../../src/background/store/vault-raw';
import { peekState, readStored, writeStored } from '../../src/background/store/vault-store';
import { UserError } from '../../src/core/errors';
import { createVault } from '../../src/core/vault-file';
import { FakeHost } from '../fakes/fake-host';

const DAY = 24 * 60 * 60 * 1000;

let sealed: string;
let another: string;
let host: FakeHost;

beforeAll(async () => {
  sealed = (await createVault('content', 'lantern gravel oboe mistral', { kdf: 'pbkdf2' })).text;
  another = (await createVault('content', 'pebble trumpet frost ladder', { kdf: 'pbkdf2' })).text;
});

beforeEach(() => {
  host = new FakeHost();
});

const put = (key: string, value: unknown) => host.local.items.set(key, JSON.stringify(value));
const putAway = (key: string, value: unknown) => host.archive.items.set(key, JSON.stringify(value));
const disk = () => ({ local: new Map(host.local.items), archive: new Map(host.archive.items) });

async function refusal(promise: Promise<unknown>): Promise<string> {
  return promise.then(
    () => 'accepted',
    (error: unknown) => {
      if (error instanceof UserError) return error.code;
      throw error;
    },
  );
}

interface Entry {
  readonly key: string;
  readonly rev: number;
  readonly writtenAt: number;
  readonly why: Why;
  readonly vaultId: string;
}
const entry = (rev: number, writtenAt: number, why: Why = 'revision', vaultId = 'one'): Entry => ({
  key: `${why}-${rev}-${writtenAt}`,
  rev,
  writtenAt,
  why,
  vaultId,
});
const keptOf = (entries: readonly Entry[], now: number): Entry[] => {
  const gone = new Set(prune(entries, now));
  return entries.filter(({ key }) => !gone.has(key));
};
const dayOf = ({ writtenAt }: Entry) => Math.floor(writtenAt / DAY);

describe('prune', () => {
  /** Revisions of one vault, some minutes or days apart, the oldest first. */
  const revisions = fc
    .array(fc.integer({ min: 1, max: 3 * DAY }), { minLength: 1, maxLength: 60 })
    .map((gaps) => {
      let at = Date.UTC(2026, 0, 1);
      return gaps.map((gap, index) => {
        at += gap;
        return entry(index + 1, at);
      });
    });

  it('keeps the last three revisions and the newest of each of the last seven days with changes, ten at most', () => {
    fc.assert(
      fc.property(revisions, (entries) => {
        const kept = keptOf(entries, Date.UTC(2027, 0, 1));
        const days = [...new Set(entries.map(dayOf))].slice(-7);
        const ofDays = days.map((day) => entries.filter((one) => dayOf(one) === day).at(-1));
        const wanted = entries.filter((one) => entries.slice(-3).includes(one) || ofDays.includes(one));
        expect(kept).toEqual(wanted);
        expect(kept.length).toBeLessThanOrEqual(10);
      }),
    );
  });

  it('keeps the newest revision and never more than ten, whatever the clock and the number of vaults', () => {
    const scattered = fc.uniqueArray(
      fc.record({
        rev: fc.integer({ min: 1, max: 99 }),
        days: fc.integer({ min: 0, max: 60 }),
        id: fc.nat(3),
      }),
      { minLength: 1, maxLength: 40, selector: ({ rev, days }) => `${rev}-${days}` },
    );
    fc.assert(
      fc.property(scattered, (drawn) => {
        const entries = drawn.map(({ rev, days, id }) => entry(rev, days * DAY, 'revision', `vault ${id}`));
        const kept = keptOf(entries, 61 * DAY);
        const latest = Math.max(...entries.map(({ writtenAt }) => writtenAt));
        const inUse = new Set(
          entries.filter((one) => one.writtenAt === latest).map(({ vaultId }) => vaultId),
        );
        const highest = [...inUse].map((id) =>
          entries.filter(({ vaultId }) => vaultId === id).reduce((a, b) => (b.rev > a.rev ? b : a)),
        );
        expect(
          kept.some((one) => highest.some(({ rev, vaultId }) => one.rev === rev && one.vaultId === vaultId)),
        ).toBe(true);
        expect(kept.length).toBeLessThanOrEqual(10);
      }),
    );
  });

  it('changes nothing when it is asked again', () => {
    fc.assert(
      fc.property(revisions, (entries) => {
        const now = Date.UTC(2027, 0, 1);
        expect(prune(keptOf(entries, now), now)).toEqual([]);
      }),
    );
  });

  it('goes by the revision where the clock was set back', () => {
    const entries = [1, 2, 3, 4, 5].map((rev) => entry(rev, rev < 5 ? 400 * DAY : 2 * DAY));
    expect(keptOf(entries, 2 * DAY).map(({ rev }) => rev)).toEqual([3, 4, 5]);
  });

  it('keeps before-merge for 90 days, and no more than the latest 20', () => {
    const merges = (hours: number) =>
      Array.from({ length: 25 }, (_, index) => entry(index, index * hours * (DAY / 24), 'before-merge'));
    const last = (most: number) => Array.from({ length: most }, (_, index) => index + 25 - most);
    expect(keptOf(merges(1), 2 * DAY).map(({ rev }) => rev)).toEqual(last(20));
    expect(keptOf(merges(240), 250 * DAY).map(({ rev }) => rev)).toEqual(last(8));
  });

  it.each(['before-restore', 'before-migration', 'damaged'] as const)('keeps %s for 90 days', (why) => {
    const entries = Array.from({ length: 20 }, (_, index) => entry(index, index * DAY, why));
    expect(keptOf(entries, 95 * DAY).map(({ rev }) => rev)).toEqual(
      Array.from({ length: 14 }, (_, index) => index + 6),
    );
  });
});

describe('the history', () => {
  it('lists the newest first, without files, and gives each file as it was', async () => {
    await keepInHistory(host, sealed, 'before-restore');
    host.time += 1000;
    await keepInHistory(host, 'no vault', 'damaged');
    const listed = await listHistory(host);
    expect(listed).toEqual([
      { key: `damaged-0-${host.time}`, rev: 0, writtenAt: host.time, why: 'damaged' },
      {
        key: `before-restore-1-${host.time - 1000}`,
        rev: 1,
        writtenAt: host.time - 1000,
        why: 'before-restore',
      },
    ]);
    expect(await Promise.all(listed.map(({ key }) => historyFile(host, key)))).toEqual(['no vault', sealed]);
  });

  it('does not list what cannot be read, and does not throw it away', async () => {
    putAway('history/revision-1-1', { file: 7 });
    putAway('history/revision-2-2', 'x');
    await keepInHistory(host, sealed, 'damaged');
    expect(await listHistory(host)).toHaveLength(1);
    expect(await refusal(historyFile(host, 'revision-1-1'))).toBe('history-gone');
    expect(host.archive.items.has('history/revision-1-1')).toBe(true);
  });

  it('says that a file is gone where it is', async () => {
    expect(await refusal(historyFile(host, 'revision-1-1'))).toBe('history-gone');
  });

  it('keeps several files of one moment apart, and takes none twice', async () => {
    for (const file of ['x', 'y', 'x', 'z']) await keepInHistory(host, file, 'damaged');
    expect(new Set((await listHistory(host)).map(({ key }) => key)).size).toBe(3);
  });

  it('lets go of what is too old when something comes in', async () => {
    await keepInHistory(host, 'x', 'damaged');
    host.time += 90 * DAY;
    await keepInHistory(host, 'y', 'damaged');
    expect(await listHistory(host)).toHaveLength(1);
  });

  it('says that storage failed where IndexedDB is off, drops or refuses the write', async () => {
    host.archive.fail(1, 'drop');
    expect(await refusal(keepInHistory(host, sealed, 'before-restore'))).toBe('storage-failed');
    host.archive.fail(1, 'reject');
    expect(await refusal(keepInHistory(host, sealed, 'before-restore'))).toBe('storage-failed');
    host.archive.fail(0, 'off');
    expect(await refusal(keepInHistory(host, sealed, 'before-restore'))).toBe('storage-failed');
    expect(await refusal(listHistory(host))).toBe('storage-failed');
    expect(await refusal(historyFile(host, 'x'))).toBe('storage-failed');
  });
});

describe('rawExport', () => {
  it('holds everything as it lies, damaged or not', async () => {
    put('vault.a', 'damaged a');
    put('vault.b', sealed);
    put('vault.head', { cur: 'a', rev: 'x' });
    putAway('mirror/vault', { file: 'damaged mirror' });
    putAway('high/vault', 'x');
    await keepInHistory(host, 'damaged earlier', 'damaged');
    const record = { file: 'damaged earlier', rev: 0, vaultId: '', why: 'damaged', writtenAt: host.time };
    expect(JSON.parse(await rawExport(host))).toEqual({
      format: 'counterfoil-raw',
      madeAt: host.time,
      found: {
        'vault.a': { value: 'damaged a' },
        'vault.b': { value: sealed },
        'vault.head': { value: { cur: 'a', rev: 'x' } },
        mirror: { value: { vault: { file: 'damaged mirror' } } },
        high: { value: { vault: 'x' } },
        history: { value: { [`damaged-0-${host.time}`]: record } },
      },
    });
  });

  it('names what cannot be read, and holds the rest', async () => {
    put('vault.a', 'a');
    put('vault.b', 'b');
    host.local.fail(1, 'reject');
    host.archive.fail(0, 'off');
    expect(JSON.parse(await rawExport(host)).found).toEqual({
      'vault.head': undefined,
      'vault.a': { unreadable: true },
      'vault.b': { value: 'b' },
      mirror: { unreadable: true },
      high: { unreadable: true },
      history: { unreadable: true },
    });
  });

  it('never throws', async () => {
    put('vault.a', 'a');
    host.dieAfter(0);
    const found: unknown = JSON.parse(await rawExport(host)).found;
    expect(found).toMatchObject({ 'vault.a': { unreadable: true }, history: { unreadable: true } });
  });
});

describe('setAside', () => {
  const damage = () => {
    put('vault.a', 'damaged a');
    put('vault.b', { no: 'string' });
    put('vault.head', 'x');
    put('vault.purge', 3);
    putAway('mirror/vault', { file: 'damaged mirror', writtenAt: 1 });
    putAway('high/vault', { vaultId: 'v', rev: 3, sum: 's' });
  };
  const files = async () => {
    const listed = await listHistory(host);
    const all = await Promise.all(listed.map(({ key }) => historyFile(host, key)));
    return all.sort();
  };

  it('moves every copy into the history and leaves room for a new vault', async () => {
    damage();
    await setAside(host);
    expect(await files()).toEqual(['damaged a', 'damaged mirror', '{"no":"string"}']);
    expect((await listHistory(host)).every(({ why }) => why === 'damaged')).toBe(true);
    expect(host.local.items.size).toBe(0);
    expect(await readStored(host)).toEqual({ state: 'empty' });
    await writeStored(host, null, sealed);
    expect(await peekState(host)).toBe('present');
    expect(await files()).toHaveLength(3);
  });

  it('keeps a mirror whose record has lost its shape', async () => {
    putAway('mirror/vault', { fil: 'half a record' });
    await setAside(host);
    expect(await files()).toEqual(['{"fil":"half a record"}']);
  });

  it('loses nothing wherever the worker dies, and can be done again', async () => {
    damage();
    await setAside(host);
    const calls = host.power.calls;
    expect(calls).toBeGreaterThan(8);
    for (let died = 0; died < calls; died += 1) {
      host = new FakeHost();
      damage();
      host.dieAfter(died);
      await setAside(host).catch((error: unknown) => expect(error).toBeInstanceOf(UserError));
      host.revive();
      const left = await rawExport(host);
      for (const file of ['damaged a', 'damaged mirror', 'string']) expect(left).toContain(file);
      expect(await peekState(host)).toBe('damaged');
      await setAside(host);
      expect(await readStored(host)).toEqual({ state: 'empty' });
      expect(await files()).toHaveLength(3);
    }
  });

  it('takes nothing away where the history does not keep it', async () => {
    damage();
    const before = disk();
    host.archive.fail(4, 'drop');
    expect(await refusal(setAside(host))).toBe('storage-failed');
    host.local.fail(0, 'reject');
    expect(await refusal(setAside(host))).toBe('storage-failed');
    expect(host.local.items).toEqual(before.local);
    for (const [key, value] of before.archive) expect(host.archive.items.get(key)).toBe(value);
  });

  it('keeps the copies in storage.local where IndexedDB is off, each time anew', async () => {
    host.archive.fail(0, 'off');
    damage();
    await setAside(host);
    expect([...host.local.items.keys()]).toEqual(['vault.aside']);
    expect(await readStored(host)).toEqual({ state: 'empty' });
    expect(await peekState(host)).toBe('empty');
    put('vault.a', 'damaged again');
    expect(await readStored(host)).toEqual({ state: 'damaged' });
    await setAside(host);
    expect(JSON.parse(host.local.items.get('vault.aside') ?? '')).toEqual([
      { a: 'damaged a', b: { no: 'string' }, head: 'x', at: host.time },
      { a: 'damaged again', at: host.time },
    ]);
    expect(await rawExport(host)).toContain('damaged a');
  });

  it('takes nothing away where storage.local does not keep it either', async () => {
    host.archive.fail(0, 'off');
    damage();
    const before = disk();
    for (const fault of ['reject', 'drop', 'full'] as const) {
      host.local.fail(3, fault);
      expect(await refusal(setAside(host))).toBe('storage-failed');
      expect(disk()).toEqual(before);
    }
  });

  it('touches nothing of a newer version', async () => {
    put('vault.a', another.replace('"v":1', '"v":2'));
    const before = disk();
    expect(await refusal(setAside(host))).toBe('E_NEWER');
    expect(disk()).toEqual(before);
  });
});
