import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { listHistory } from '../../src/background/store/vault-history';
import { judgeStored } from '../../src/background/store/vault-judge';
import {
  finishReplacing,
  mendMirror,
  mirrorState,
  type Present,
  peekState,
  readCurrent,
  readStored,
  replaceAll,
  type StoredVault,
  writeStored,
} from '../../src/background/store/vault-store';
import { UserError } from '../../src/core/errors';
import { createVault, sealVault } from '../../src/core/vault-file';
import { FakeHost } from '../fakes/fake-host';

const DAY = 24 * 60 * 60 * 1000;

/** Sealed files of one vault, revision 1 first, and of another; made once, for deriving a key takes its time. */
let files: string[];
let others: string[];
/** Revision 3 a second time, with other content. */
let forked: string;
let host: FakeHost;

async function sealedFiles(passphrase: string, count: number): Promise<{ made: string[]; fork: string }> {
  const created = await createVault('content 1', passphrase, { kdf: 'pbkdf2' });
  const made = [created.text];
  for (let rev = 2; rev <= count; rev += 1)
    made.push((await sealVault(made.at(-1) ?? '', created.vaultKey, `content ${rev}`)).text);
  return { made, fork: (await sealVault(made[1] ?? '', created.vaultKey, 'fork')).text };
}

beforeAll(async () => {
  ({ made: files, fork: forked } = await sealedFiles('lantern gravel oboe mistral', 9));
  ({ made: others } = await sealedFiles('pebble trumpet frost ladder', 9));
});

const revision = (rev: number) => files[rev - 1] ?? '';
const other = (rev: number) => others[rev - 1] ?? '';
const newer = (file: string) => file.replace('"v":1', '"v":2');
const damaged = (file: string) => `${file.slice(0, 200)}_${file.slice(201)}`;

const put = (key: string, value: unknown) => host.local.items.set(key, JSON.stringify(value));
const take = (key: string): unknown => JSON.parse(host.local.items.get(key) ?? 'null');
const putAway = (key: string, value: unknown) => host.archive.items.set(key, JSON.stringify(value));
const takeAway = (key: string): unknown => JSON.parse(host.archive.items.get(key) ?? 'null');
const putMirror = (file: string) => putAway('mirror/vault', { file, writtenAt: host.time });

async function present(): Promise<Present> {
  const stored = await readStored(host);
  if (stored.state !== 'present') throw new Error(`The vault is ${stored.state}`);
  return stored;
}
const first = async (): Promise<StoredVault> => (await present()).candidates[0];
const found = async () => {
  const { candidates, trouble, expectedRev } = await present();
  return { copies: candidates.map(({ place, rev }) => `${place}${rev}`), trouble, expectedRev };
};

/** Saves these revisions one after the other. */
async function save(...revs: number[]): Promise<void> {
  for (const rev of revs) {
    const stored = await readStored(host);
    await writeStored(host, stored.state === 'present' ? stored.candidates[0] : null, revision(rev));
  }
}

async function refusal(promise: Promise<unknown>): Promise<string> {
  return promise.then(
    () => 'accepted',
    (error: unknown) => {
      if (error instanceof UserError) return error.code;
      throw error;
    },
  );
}

const disk = (of: FakeHost) => ({ local: new Map(of.local.items), archive: new Map(of.archive.items) });
function copyOf(original: FakeHost): FakeHost {
  const copy = new FakeHost();
  for (const [key, value] of original.local.items) copy.local.items.set(key, value);
  for (const [key, value] of original.archive.items) copy.archive.items.set(key, value);
  return copy;
}

/** Runs a flow once for every storage call that it makes, the worker dying after so many, and looks at what is left. */
async function dyingEverywhere(flow: () => Promise<unknown>, look: (died: number) => Promise<void>) {
  const before = host;
  host = copyOf(before);
  await flow();
  const calls = host.power.calls;
  for (let died = 0; died <= calls; died += 1) {
    host = copyOf(before);
    host.dieAfter(died);
    await flow().catch((error: unknown) => expect(error).toBeInstanceOf(Error));
    host.revive();
    await look(died);
  }
  return calls;
}

beforeEach(() => {
  host = new FakeHost();
});

describe('readStored', () => {
  it('says empty where every read succeeds and there is nothing', async () => {
    expect(await readStored(host)).toEqual({ state: 'empty' });
  });

  it.each(['vault.a', 'vault.b', 'vault.head'])(
    'says damaged, never empty, where only %s is there',
    async (key) => {
      put(key, 'x');
      expect(await readStored(host)).toEqual({ state: 'damaged' });
    },
  );

  it.each(['mirror/vault', 'high/vault'])(
    'says damaged, never empty, where only %s is there',
    async (key) => {
      putAway(key, 'x');
      expect(await readStored(host)).toEqual({ state: 'damaged' });
      putAway(key, { vaultId: 'v', rev: 1, sum: 's' });
      expect(await readStored(host)).toEqual({ state: 'damaged' });
    },
  );

  it('says damaged, never empty, where IndexedDB refuses one of its stores and the rest is empty', async () => {
    for (const call of [0, 1]) {
      host.archive.fail(call, 'reject');
      expect(await readStored(host)).toEqual({ state: 'damaged' });
    }
    expect(await readStored(host)).toEqual({ state: 'empty' });
  });

  it('takes an archive that was not read for no proof of emptiness', () => {
    const nothing = { head: 'nothing', a: 'nothing', b: 'nothing', purge: false } as const;
    expect(judgeStored(nothing, 'off')).toEqual({ state: 'damaged' });
  });

  it('says that storage failed where it does, and writes nothing', async () => {
    await save(1, 2);
    const before = disk(host);
    host.local.fail(0, 'reject');
    expect(await refusal(readStored(host))).toBe('storage-failed');
    host.local.fail(0, 'reject');
    expect(await refusal(peekState(host))).toBe('storage-failed');
    expect(disk(host)).toEqual(before);
  });

  it('gives both generations, the newest first, and the mirror only once', async () => {
    await save(1, 2, 3);
    expect(await found()).toEqual({ copies: ['a3', 'b2'], trouble: [], expectedRev: 3 });
  });

  it('gives one generation and no trouble after the first save', async () => {
    await save(1);
    expect(await found()).toEqual({ copies: ['a1'], trouble: [], expectedRev: 1 });
  });

  it('takes the other generation where the newest is damaged, and says so', async () => {
    await save(1, 2, 3);
    host.archive.items.clear();
    put('vault.a', damaged(revision(3)));
    expect(await found()).toEqual({
      copies: ['b2'],
      trouble: ['damaged-copy', 'rolled-back'],
      expectedRev: 3,
    });
  });

  it('takes the mirror before an older generation', async () => {
    await save(1, 2, 3);
    put('vault.a', damaged(revision(3)));
    expect(await found()).toEqual({
      copies: ['mirror3', 'b2'],
      trouble: ['damaged-copy', 'mirror-used'],
      expectedRev: 3,
    });
  });

  it('takes the mirror where both generations are damaged', async () => {
    await save(1, 2, 3);
    put('vault.a', damaged(revision(3)));
    put('vault.b', { not: 'a string' });
    expect(await found()).toEqual({
      copies: ['mirror3'],
      trouble: ['damaged-copy', 'mirror-used'],
      expectedRev: 3,
    });
  });

  it('takes the mirror where storage.local was lost as a whole', async () => {
    await save(1, 2, 3);
    host.local.items.clear();
    expect(await found()).toEqual({ copies: ['mirror3'], trouble: ['mirror-used'], expectedRev: 3 });
  });

  it('takes the mirror where storage.local went one revision back', async () => {
    await save(1, 2);
    const yesterday = new Map(host.local.items);
    await save(3);
    for (const [key, value] of yesterday) host.local.items.set(key, value);
    expect(await found()).toEqual({
      copies: ['mirror3', 'b2', 'a1'],
      trouble: ['mirror-used'],
      expectedRev: 3,
    });
  });

  it('says damaged where every copy is', async () => {
    await save(1, 2, 3);
    put('vault.a', damaged(revision(3)));
    put('vault.b', '');
    putMirror(damaged(revision(3)));
    expect(await readStored(host)).toEqual({ state: 'damaged' });
    expect(await peekState(host)).toBe('damaged');
  });

  it('names a damaged mirror while the generations are whole', async () => {
    await save(1, 2);
    putMirror(damaged(revision(2)));
    expect(await found()).toEqual({ copies: ['b2', 'a1'], trouble: ['damaged-copy'], expectedRev: 2 });
  });

  it.each([undefined, 'x', { cur: 'c', rev: 1, sum: 's' }])(
    'takes the highest revision where the pointer is %j',
    async (head) => {
      await save(1, 2, 3);
      host.local.items.delete('vault.head');
      if (head !== undefined) put('vault.head', head);
      expect(await found()).toEqual({ copies: ['a3', 'b2'], trouble: ['pointer'], expectedRev: 3 });
    },
  );

  it('takes the highest revision where the pointer names the older generation', async () => {
    await save(1, 2);
    const head = take('vault.head');
    await save(3);
    put('vault.head', head);
    expect(await found()).toEqual({ copies: ['a3', 'b2'], trouble: ['pointer'], expectedRev: 3 });
  });

  it('says so where the pointer was written for another file than the one it names', async () => {
    await save(1, 2, 3);
    host.archive.items.clear();
    put('vault.a', revision(4));
    expect(await found()).toEqual({ copies: ['a4', 'b2'], trouble: ['pointer'], expectedRev: 4 });
    put('vault.a', forked);
    expect(await found()).toEqual({ copies: ['a3', 'b2'], trouble: ['pointer'], expectedRev: 3 });
  });

  it('says rolled back where the pointer knows of a later revision, and names the copy that is gone', async () => {
    await save(1, 2, 3);
    host.archive.items.clear();
    host.local.items.delete('vault.a');
    expect(await found()).toEqual({
      copies: ['b2'],
      trouble: ['damaged-copy', 'rolled-back'],
      expectedRev: 3,
    });
  });

  it('says rolled back where a later revision of this vault was saved once', async () => {
    await save(1, 2);
    const { vaultId, sum } = await first();
    putAway('high/vault', { vaultId, rev: 7, sum });
    expect(await found()).toEqual({ copies: ['b2', 'a1'], trouble: ['rolled-back'], expectedRev: 7 });
    putAway('high/vault', { vaultId: 'another vault', rev: 7, sum });
    expect(await found()).toEqual({ copies: ['b2', 'a1'], trouble: [], expectedRev: 2 });
  });

  it('leaves the mirror of another vault alone while a generation can be read', async () => {
    await save(1, 2);
    putMirror(other(9));
    expect(await found()).toEqual({ copies: ['b2', 'a1'], trouble: [], expectedRev: 2 });
    host.local.items.clear();
    expect((await found()).copies).toEqual(['mirror9']);
  });

  it('lets the pointer decide between generations of two vaults, whatever their revisions', async () => {
    await writeStored(host, null, other(9));
    await writeStored(host, await first(), revision(1));
    expect(await found()).toEqual({ copies: ['b1', 'a9'], trouble: [], expectedRev: 1 });
  });

  it('does without the mirror where IndexedDB is off', async () => {
    await save(1, 2);
    host.archive.fail(0, 'off');
    expect(await found()).toEqual({ copies: ['b2', 'a1'], trouble: [], expectedRev: 2 });
  });

  it.each(['a', 'b', 'mirror'])('says newer where the copy in %s is of a newer version', async (place) => {
    await save(1, 2);
    if (place === 'mirror') putMirror(newer(revision(2)));
    else put(`vault.${place}`, newer(revision(2)));
    const before = disk(host);
    expect(await readStored(host)).toEqual({ state: 'newer' });
    expect(disk(host)).toEqual(before);
  });
});

describe('peekState', () => {
  it('does not wait for IndexedDB where a generation can be read', async () => {
    await save(1, 2);
    put('vault.b', damaged(revision(2)));
    host.archive.calls = 0;
    expect(await peekState(host)).toBe('present');
    expect(host.archive.calls).toBe(0);
  });

  it('looks at the mirror where none can', async () => {
    expect(await peekState(host)).toBe('empty');
    putMirror(revision(1));
    expect(await peekState(host)).toBe('present');
    putMirror(newer(revision(1)));
    expect(await peekState(host)).toBe('newer');
    host.archive.fail(0, 'off');
    expect(await peekState(host)).toBe('damaged');
    put('vault.a', newer(revision(1)));
    expect(await peekState(host)).toBe('newer');
  });
});

describe('readCurrent', () => {
  it('gives the copy that the pointer names, as readStored gives it', async () => {
    await save(1, 2);
    expect(await readCurrent(host, 2)).toEqual(await first());
  });

  it('gives nothing where the long way is needed', async () => {
    expect(await readCurrent(host, 1)).toBeNull();
    await save(1, 2);
    expect(await readCurrent(host, 3)).toBeNull();
    host.local.items.delete('vault.b');
    expect(await readCurrent(host, 2)).toBeNull();
    put('vault.head', 'x');
    expect(await readCurrent(host, 1)).toBeNull();
  });
});

describe('a pointer that does not name the vault', () => {
  it('is no trouble, and sends the short way round', async () => {
    await save(1);
    const { sum } = await first();
    put('vault.head', { cur: 'a', rev: 1, sum });
    expect(await found()).toEqual({ copies: ['a1'], trouble: [], expectedRev: 1 });
    expect(await readCurrent(host, 1)).toBeNull();
  });
});

describe('writeStored', () => {
  it('saves in turns to two generations and leaves the one before as it was', async () => {
    await save(1);
    const one = take('vault.a');
    await save(2);
    expect(take('vault.a')).toBe(one);
    expect(take('vault.b')).toBe(revision(2));
    await save(3);
    expect(take('vault.a')).toBe(revision(3));
    expect(take('vault.b')).toBe(revision(2));
  });

  it.each(['reject', 'drop', 'truncate'] as const)(
    'says not saved where storage does %s, and the revision before still counts',
    async (fault) => {
      await save(1, 2);
      const before = await first();
      host.local.fail(0, fault);
      expect(await refusal(writeStored(host, before, revision(3)))).toBe('not-saved');
      expect(take('vault.b')).toBe(revision(2));
      expect(await first()).toEqual(before);
      await writeStored(host, before, revision(3));
      expect((await found()).copies).toEqual(['a3', 'b2']);
    },
  );

  it('says not saved where it cannot be read back', async () => {
    await save(1, 2);
    const before = await first();
    host.local.fail(1, 'reject');
    expect(await refusal(writeStored(host, before, revision(3)))).toBe('not-saved');
  });

  it.each([
    'Resource::kQuotaBytes quota exceeded',
    'QUOTA_BYTES quota exceeded',
    'QuotaExceededError: The quota has been exceeded.',
    'IO error: /p/000003.log: FILE_ERROR_NO_SPACE (ChromeMethodBFE: 9::WritableFileAppend::8)',
  ])('names the lack of space where storage says "%s", and changes nothing', async (message) => {
    await save(1, 2);
    const before = await first();
    const untouched = disk(host);
    host.local.fullMessage = message;
    host.local.fail(0, 'full');
    expect(await refusal(writeStored(host, before, revision(3)))).toBe('storage-full');
    expect(disk(host)).toEqual(untouched);
  });

  it('refuses what is no vault, and what is not newer than the revision it was made from', async () => {
    await save(1, 2);
    const untouched = disk(host);
    const before = await first();
    expect(await refusal(writeStored(host, before, damaged(revision(3))))).toBe('not-saved');
    expect(await refusal(writeStored(host, before, revision(2)))).toBe('not-saved');
    expect(await refusal(writeStored(host, before, revision(1)))).toBe('not-saved');
    expect(disk(host)).toEqual(untouched);
  });

  it('repairs a damaged generation and a wrong pointer', async () => {
    await save(1, 2, 3);
    put('vault.a', damaged(revision(3)));
    host.local.items.delete('vault.head');
    host.archive.items.clear();
    await save(4);
    expect(await found()).toEqual({ copies: ['a4', 'b2'], trouble: [], expectedRev: 4 });
  });

  it.each([
    { spoilt: ['vault.a', 'vault.b'], copies: ['a4', 'mirror4'] },
    { spoilt: ['vault.a'], copies: ['a4', 'b2'] },
    { spoilt: ['vault.b'], copies: ['b4', 'a1'] },
    { spoilt: [], copies: ['a4', 'b2'] },
  ])(
    'made from the mirror, overwrites the damaged or older generation: $spoilt',
    async ({ spoilt, copies }) => {
      await save(1, 2);
      for (const key of spoilt) put(key, 'x');
      putMirror(revision(3));
      expect((await first()).place).toBe('mirror');
      await save(4);
      expect((await found()).copies).toEqual(copies.filter((copy) => !copy.startsWith('mirror')));
    },
  );

  it('brings the mirror and the mark of the highest revision along', async () => {
    await save(1, 2);
    const { vaultId, rev, sum } = await first();
    expect(takeAway('mirror/vault')).toEqual({ file: revision(2), writtenAt: host.time });
    expect(takeAway('high/vault')).toEqual({ vaultId, rev, sum });
  });

  it('puts the file before into the history, with the time at which it was saved', async () => {
    await save(1);
    const savedAt = host.time;
    host.time += DAY;
    await save(2);
    const { vaultId } = await first();
    expect(takeAway(`history/revision-1-${savedAt}`)).toEqual({
      file: revision(1),
      rev: 1,
      vaultId,
      writtenAt: savedAt,
      why: 'revision',
    });
    host.time += 3 * DAY;
    await save(3, 4, 5, 6, 7);
    expect((await listHistory(host)).map(({ rev }) => rev)).toEqual([6, 5, 4, 2, 1]);
  });

  it.each([0, 1, 2, 3])(
    'saves all the same where IndexedDB rejects call %i, and is repaired by the next save',
    async (call) => {
      await save(1, 2);
      const before = await first();
      host.archive.fail(call, 'reject');
      await writeStored(host, before, revision(3));
      const current = await first();
      expect(current).toMatchObject({ place: 'a', rev: 3 });
      expect(await mirrorState(host, current)).toBe('behind');
      await save(4);
      expect(await mirrorState(host, await first())).toBe('in-step');
      expect((await listHistory(host)).map(({ rev }) => rev)).toEqual([3, 2, 1]);
    },
  );

  it('saves where IndexedDB is off', async () => {
    host.archive.fail(0, 'off');
    put('vault.aside', []);
    await save(1, 2, 3);
    expect(await found()).toEqual({ copies: ['a3', 'b2'], trouble: [], expectedRev: 3 });
    expect(await mirrorState(host, await first())).toBe('off');
  });

  it('keeps the mirror of another vault in the history when it takes its place', async () => {
    putMirror(other(2));
    await writeStored(host, null, revision(1));
    const kept = (await listHistory(host)).filter(({ why }) => why === 'before-restore');
    expect(kept.map(({ rev }) => rev)).toEqual([2]);
  });

  it('leaves a mirror of a newer version alone', async () => {
    await save(1);
    const before = await first();
    putMirror(newer(revision(2)));
    const archive = new Map(host.archive.items);
    await writeStored(host, before, revision(2));
    expect(host.archive.items).toEqual(archive);
  });

  it('leaves the file before or the new one, wherever the worker dies', async () => {
    await save(1, 2, 3);
    const before = await first();
    const calls = await dyingEverywhere(
      () => writeStored(host, before, revision(4)),
      async (died) => {
        const { candidates, trouble } = await present();
        expect(candidates[0].file).toBe(died === 0 ? revision(3) : revision(4));
        expect(candidates[1]?.file).toBe(died === 0 ? revision(2) : revision(3));
        expect(trouble).toEqual([]);
        await mendMirror(host, candidates[0]);
        expect(await mirrorState(host, candidates[0])).toBe('in-step');
      },
    );
    expect(calls).toBeGreaterThan(4);
  });

  it('leaves nothing or the new file where the worker dies in the first save', async () => {
    await dyingEverywhere(
      () => writeStored(host, null, revision(1)),
      async (died) => expect(await peekState(host)).toBe(died === 0 ? 'empty' : 'present'),
    );
  });
});

describe('mendMirror', () => {
  it('brings a mirror that stayed behind back into step, and what it held into the history', async () => {
    await save(1, 2);
    host.archive.fail(0, 'off');
    await save(3, 4);
    host.archive.fail(0, 'none');
    const current = await first();
    expect(await mirrorState(host, current)).toBe('behind');
    await mendMirror(host, current);
    expect(await mirrorState(host, current)).toBe('in-step');
    expect((await listHistory(host)).map(({ rev }) => rev)).toEqual([2, 1]);
  });

  it('writes nothing where the mirror is in step, and does not fail where it is off', async () => {
    await save(1, 2);
    const current = await first();
    const before = disk(host);
    await mendMirror(host, current);
    host.archive.fail(0, 'off');
    await mendMirror(host, current);
    expect(disk(host)).toEqual(before);
  });

  it('writes the mark of the highest revision anew where it is not of this copy', async () => {
    await save(1, 2);
    const current = await first();
    const { vaultId, rev, sum } = current;
    const history = await listHistory(host);
    for (const high of [
      undefined,
      { vaultId, rev: 1, sum },
      { vaultId, rev, sum: 'x' },
      { vaultId: 'x', rev, sum },
    ]) {
      putAway('high/vault', high ?? null);
      expect(await mirrorState(host, current)).toBe('behind');
      await mendMirror(host, current);
      expect(await mirrorState(host, current)).toBe('in-step');
    }
    expect(await listHistory(host)).toEqual(history);
  });

  it('keeps a mirror that was newer and did not open', async () => {
    await save(1, 2);
    const opened = await first();
    putMirror(revision(5));
    await mendMirror(host, opened);
    const kept = (await listHistory(host)).filter(({ why }) => why === 'damaged');
    expect(kept.map(({ rev }) => rev)).toEqual([5]);
  });
});

describe('replaceAll', () => {
  /** Everything on disk that holds one of the files before. */
  const leftovers = () =>
    [...host.local.items, ...host.archive.items]
      .filter(([, value]) => [1, 2, 3].some((rev) => value.includes(revision(rev).slice(100, 400))))
      .map(([key]) => key);

  beforeEach(() => save(1, 2, 3));

  it('puts the new file everywhere and leaves nothing of the files before', async () => {
    expect(await replaceAll(host, await first(), revision(4))).toBe('done');
    expect(take('vault.a')).toBe(revision(4));
    expect(take('vault.b')).toBe(revision(4));
    expect(takeAway('mirror/vault')).toMatchObject({ file: revision(4) });
    expect(await listHistory(host)).toEqual([]);
    expect(leftovers()).toEqual([]);
    expect(await present()).toMatchObject({ trouble: [], expectedRev: 4, purge: false });
    expect((await found()).copies).toEqual(['b4']);
  });

  it.each(['reject', 'full', 'drop', 'truncate'] as const)(
    'leaves everything as it was where the first call does %s',
    async (fault) => {
      const before = await first();
      host.local.fail(0, fault);
      expect(await refusal(replaceAll(host, before, revision(4)))).toBe(
        fault === 'full' ? 'storage-full' : 'not-saved',
      );
      expect((await first()).file).toBe(before.file);
      expect((await listHistory(host)).map(({ rev }) => rev)).toEqual([2, 1]);
    },
  );

  it('leaves exactly one of the two files to open wherever the worker dies, and can be finished', async () => {
    const before = await first();
    const calls = await dyingEverywhere(
      () => replaceAll(host, before, revision(4)),
      async (died) => {
        const { candidates, purge, trouble } = await present();
        if (died === 0) {
          expect(candidates.map(({ rev }) => rev)).toEqual([3, 2]);
          return;
        }
        expect(candidates.map(({ file }) => file)).toEqual([revision(4)]);
        expect(trouble).toEqual([]);
        expect(purge || leftovers().length === 0).toBe(true);
        expect(await finishReplacing(host)).toBe('done');
        expect(await present()).toMatchObject({ purge: false });
        expect(leftovers()).toEqual([]);
      },
    );
    expect(calls).toBeGreaterThan(7);
  });

  it.each([0, 1, 2, 3, 4, 5, 6])(
    'is finished by the next save where it stopped after storage call %i',
    async (after) => {
      const before = await first();
      host.dieAfter(after + 1);
      await replaceAll(host, before, revision(4)).catch(() => undefined);
      host.revive();
      await save(5);
      expect(leftovers()).toEqual([]);
      expect(await found()).toMatchObject({ trouble: [], expectedRev: 5 });
      expect(await present()).toMatchObject({ purge: false });
    },
  );

  it('waits for IndexedDB to come back, and counts only the new file until then', async () => {
    host.archive.fail(0, 'off');
    expect(await replaceAll(host, await first(), revision(4))).toBe('pending');
    expect(await finishReplacing(host)).toBe('pending');
    host.archive.fail(0, 'none');
    put('vault.aside', [{ a: revision(1) }]);
    expect(await present()).toMatchObject({ purge: true, trouble: [] });
    expect((await found()).copies).toEqual(['b4']);
    expect(await finishReplacing(host)).toBe('done');
    expect(leftovers()).toEqual([]);
  });

  it('lets the file before count again where the new one did not last', async () => {
    const before = await first();
    host.dieAfter(1);
    await replaceAll(host, before, revision(4)).catch(() => undefined);
    host.revive();
    put('vault.b', damaged(revision(4)));
    put('vault.aside', ['x']);
    expect((await first()).file).toBe(before.file);
    expect(await finishReplacing(host)).toBe('done');
    expect(take('vault.aside')).toEqual(['x']);
    expect(await present()).toMatchObject({ purge: false });
    expect((await listHistory(host)).map(({ rev }) => rev)).toEqual([2, 1]);
  });

  it('replaces by a file of a lower revision or of another vault too', async () => {
    for (const file of [revision(1), other(1)]) {
      const before = await first();
      host.dieAfter(1);
      await replaceAll(host, before, file).catch(() => undefined);
      host.revive();
      expect(await present()).toMatchObject({ trouble: [], expectedRev: 1 });
      expect((await first()).file).toBe(file);
      expect(await finishReplacing(host)).toBe('done');
      expect(await present()).toMatchObject({ trouble: [], expectedRev: 1 });
      expect((await first()).file).toBe(file);
    }
  });

  it('has nothing to finish where nothing was begun', async () => {
    const before = disk(host);
    expect(await finishReplacing(host)).toBe('done');
    expect(disk(host)).toEqual(before);
  });
});
