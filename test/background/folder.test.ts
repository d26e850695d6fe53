/** The folder of automatic backups as a meeting place: two browsers with one vault, each by the requests of its pages. */
import fc from 'fast-check';
import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { lock } from '../../src/background/lock/session-key';
import { readRequest } from '../../src/background/requests';
import { historyFile, listHistory } from '../../src/background/store/vault-history';
import { automaticBackup, backupHealth } from '../../src/background/vault/backups';
import { mergeFolderFile, readFolderFile } from '../../src/background/vault/folder';
import { setAutomaticBackups } from '../../src/background/vault/settings';
import { changePassphrase } from '../../src/background/vault/slots';
import { restoreVault, unlock } from '../../src/background/vault/unlocking';
import { changeVault, openCurrent, readVault } from '../../src/background/vault/vault';
import type { Command } from '../../src/core/command-types';
import { UserError } from '../../src/core/errors';
import { fieldsOf } from '../../src/core/sync/fields';
import { readContent } from '../../src/core/vault-content';
import { openWithKey, sealVault } from '../../src/core/vault-file';
import type { Arguments, Replies } from '../../src/messages';
import type { ask } from '../../src/ui/ask';
import { readFileIn } from '../../src/ui/backup-folder';
import {
  type FolderMemory,
  keepInStep,
  type Meeting,
  questionIn,
  type WrittenBackup,
} from '../../src/ui/folder-step';
import { folderWith } from '../fakes/backup-folder';
import { FakeHost } from '../fakes/fake-host';
import { account, add, addHotp, hostWith, MINUTE, names, own, refusal } from './kit';

vi.mock('hash-wasm', async (importOriginal) => (await import('./argon2-once')).argon2Once(importOriginal));

const OTHER = 'another lantern gravel oboe';

/** What the page asks for at the folder, checked as any message is, and carried out as `handlers` has it. */
function askOf(host: FakeHost): typeof ask {
  const tasks: { readonly [name: string]: (args: never) => Promise<unknown> } = {
    automaticBackup: () => automaticBackup(host),
    backupHealth: () => backupHealth(host),
    readFolderFile: ({ file }: Arguments<'readFolderFile'>) => readFolderFile(host, file),
    mergeFolderFile: ({ file }: Arguments<'mergeFolderFile'>) => mergeFolderFile(host, file),
    backedUp: ({ opId, changes }: Arguments<'backedUp'>) =>
      changeVault(host, opId, { type: 'backed-up', changes }),
  };
  return async (name, args) => {
    const task = tasks[name];
    if (!task || !readRequest({ name, args })) throw new TypeError(`${name} is no request of the folder`);
    return (await task(args as never)) as Replies[typeof name];
  };
}

/** What a browser keeps of its folder. */
function memoryOf(takesOver: boolean): FolderMemory & { takes: boolean; notNow: readonly string[] } {
  let written: WrittenBackup | null = null;
  let known: string[] = [];
  return {
    takes: takesOver,
    notNow: [],
    written: async () => written,
    keepWritten: async (one) => {
      written = one;
    },
    known: async () => known,
    keepKnown: async (name) => void known.push(name),
    forgetKnown: async () => {
      known = [];
    },
    async takesOver() {
      return this.takes;
    },
    async later() {
      return this.notNow;
    },
  };
}

class Browser {
  readonly memory = memoryOf(true);
  readonly host: FakeHost;
  readonly meeting: Meeting;
  /** The names of the requests of its pages. */
  readonly asked: string[] = [];

  constructor(host: FakeHost, folder: Meeting['folder']) {
    this.host = host;
    const carryOut = askOf(host);
    const ask: Meeting['ask'] = (name, args) => {
      this.asked.push(name);
      return carryOut(name, args);
    };
    this.meeting = { folder, memory: this.memory, ask };
  }

  step = (): Promise<number> => keepInStep(this.meeting);
  question = () => questionIn(this.meeting);
  do = (command: Command) => changeVault(this.host, crypto.randomUUID(), command);
  names = (): Promise<string[]> => names(this.host);
  accounts = async () => (await readVault(this.host)).accounts;
  rev = async (): Promise<number> => (await openCurrent(this.host)).stored.rev;
}

const rename = (id: string, from: string, to: string): Command => ({
  type: 'patch',
  id,
  base: { name: from },
  fields: { name: to },
});

let made: FakeHost;
let shared: ReturnType<typeof folderWith>;
let here: Browser;
let there: Browser;

beforeAll(async () => {
  made = await hostWith(add('a', 'b'));
  await setAutomaticBackups(made, { opId: 'on', credential: own });
});
beforeEach(async () => {
  shared = folderWith({});
  here = new Browser(made.copy(), shared.folder);
  there = new Browser(made.copy(), shared.folder);
  // Each has written there once, the second after it has seen the first.
  for (const browser of [here, there, here, there]) await browser.step();
});

/** One file of the vault, with other accounts or as it stands, under a name that says this revision. */
async function putFile(name: string, rev: number, change: (text: string) => string = (text) => text) {
  const { stored, key } = await openCurrent(there.host);
  const { content } = await openWithKey(stored.file, key.vaultKey);
  const sealed = await sealVault(stored.file, key.vaultKey, content, rev);
  const file = `counterfoil-2027-01-01-0000-${name}-${sealed.rev}.counterfoil`;
  shared.put(file, change(sealed.text));
  return file;
}

/** Both look until a round has changed nothing: neither a vault nor the folder. @returns how many rounds that took */
async function settle(most = 6): Promise<number> {
  const state = async () => JSON.stringify([await here.rev(), await there.rev(), shared.names()].flat());
  for (let round = 0; round < most; round += 1) {
    const before = await state();
    await here.step();
    await there.step();
    if ((await state()) === before) return round;
  }
  throw new Error('it does not settle');
}

describe('two browsers at one folder', () => {
  it('have each what the other added, and settle', async () => {
    await here.do(add('c'));
    await there.do(add('d'));
    expect(await settle()).toBeLessThan(4);
    expect((await here.names()).sort()).toEqual(['a', 'b', 'c', 'd']);
    expect((await there.names()).sort()).toEqual(['a', 'b', 'c', 'd']);
  });

  it('say how many accounts came or changed', async () => {
    await there.do(add('c'));
    await there.do(rename('a', 'a', 'z'));
    await there.step();
    expect(await here.step()).toBe(2);
    expect(await here.names()).toEqual(['z', 'b', 'c']);
    expect(await here.step()).toBe(0);
  });

  it('meet also where both saved the same revision', async () => {
    await here.do(add('c'));
    await there.do(add('d'));
    expect(await here.rev()).toBe(await there.rev());
    await there.step();
    await settle();
    expect((await here.names()).sort()).toEqual((await there.names()).sort());
  });

  it('tell a browser that has saved more often what it lacks, though it has nothing new', async () => {
    there.memory.takes = false;
    await there.do(rename('a', 'a', 'x'));
    await there.do(rename('a', 'x', 'y'));
    here.host.time += MINUTE;
    await here.do(rename('a', 'a', 'later'));
    await here.step();
    await there.step();
    there.memory.takes = true;
    await settle();
    const names = await there.names();
    expect(['later', 'y']).toContain(names[0]);
    expect(await here.names()).toEqual(names);
  });

  it('see a change that comes after one browser took over nothing new from a much later revision', async () => {
    for (let save = 0; save < 9; save += 1) await there.do({ type: 'remind-later', until: save });
    await there.do(rename('a', 'a', 'z'));
    await there.do(rename('a', 'z', 'a'));
    await settle();
    await here.do(add('c'));
    await settle();
    expect(await there.names()).toEqual(['a', 'b', 'c']);
  });

  it('take over what a browser at a far lower revision saved, however often the other saves before', async () => {
    here.memory.takes = false;
    await there.do(add('quiet'));
    await there.step();
    for (let save = 0; save < 15; save += 1) {
      await here.do(rename('a', save === 0 ? 'a' : `a${save - 1}`, `a${save}`));
      await here.step();
    }
    expect(await here.rev()).toBeGreaterThan((await there.rev()) + 20);
    expect(await here.names()).toEqual(['a14', 'b']);
    expect(await here.question()).toMatchObject({ isOwn: true });
    here.memory.takes = true;
    expect(await here.step()).toBe(1);
    expect(await here.names()).toEqual(['a14', 'b', 'quiet']);
    await settle();
    expect(await there.names()).toEqual(['a14', 'b', 'quiet']);
    await here.do(add('c'));
    await settle();
    expect(shared.names()).toHaveLength(10);
  });

  it('let the later change stand, and keep what gave way in the history', async () => {
    await here.do(rename('a', 'a', 'mine'));
    there.host.time += MINUTE;
    await there.do(rename('a', 'a', 'theirs'));
    await settle();
    expect(await here.names()).toEqual(['theirs', 'b']);
    expect(await there.names()).toEqual(['theirs', 'b']);
    const [kept] = (await listHistory(here.host)).filter(({ why }) => why === 'before-merge');
    const file = await historyFile(here.host, kept?.key ?? '');
    const { vaultKey } = (await openCurrent(here.host)).key;
    const { content } = await openWithKey(file, vaultKey);
    expect(readContent(content).accounts[0]).toMatchObject({ id: 'a', name: 'mine' });
  });

  it('keep nothing in the history where nothing gave way', async () => {
    await there.do(add('c'));
    await settle();
    expect((await listHistory(here.host)).filter(({ why }) => why === 'before-merge')).toEqual([]);
  });

  it('bring a deleted account to the trash of the other, and a deletion for good as well', async () => {
    await here.do({ type: 'trash', ids: ['a'] });
    await settle();
    expect((await there.accounts()).find(({ id }) => id === 'a')).toHaveProperty('trashedAt');
    await here.do({ type: 'purge', ids: ['a'] });
    await settle();
    expect(await here.names()).toEqual(['b']);
    await there.do(add('c'));
    await settle();
    expect(await here.names()).toEqual(['b', 'c']);
  });

  const sites = (...hosts: string[]) =>
    hosts.map((host) => ({ origin: `https://${host}.example`, subdomains: false }));
  const setSites = (id: string, from: string[], to: string[]): Command => ({
    type: 'patch',
    id,
    base: { sites: sites(...from) },
    fields: { sites: sites(...to) },
  });
  const sitesOf = async (browser: Browser, of: string) =>
    (await browser.accounts()).find(({ id }) => id === of)?.sites.map(({ origin }) => origin);

  it('leave a site away that was taken away in one of them, until somebody brings it again', async () => {
    await here.do(setSites('a', [], ['one', 'two']));
    await settle();
    here.host.time += MINUTE;
    await here.do(setSites('a', ['one', 'two'], ['two']));
    await settle();
    expect(await sitesOf(here, 'a')).toEqual(['https://two.example']);
    expect(await sitesOf(there, 'a')).toEqual(['https://two.example']);
    there.host.time += 2 * MINUTE;
    await there.do(setSites('a', ['two'], ['two', 'one']));
    await settle();
    expect(await sitesOf(here, 'a')).toEqual(['https://two.example', 'https://one.example']);
  });

  it('leave recovery codes away that new ones replaced', async () => {
    const codes = (...texts: string[]) => texts.map((code) => ({ code }));
    const setCodes = (base: string[], to: string[]): Command => ({
      type: 'recovery-codes',
      id: 'a',
      base: codes(...base),
      codes: codes(...to),
    });
    await here.do(setCodes([], ['old-1', 'old-2']));
    await settle();
    await there.do(setCodes(['old-1', 'old-2'], ['new-1']));
    await settle();
    for (const browser of [here, there])
      expect((await browser.accounts())[0]?.recoveryCodes).toEqual(codes('new-1'));
  });

  it('never set a counter back', async () => {
    await here.do(addHotp);
    await settle();
    await here.do({ type: 'count-up', id: 'h' });
    await here.do({ type: 'count-up', id: 'h' });
    await there.do({ type: 'count-up', id: 'h' });
    await there.do(add('c'));
    await settle();
    expect((await here.accounts()).find(({ id }) => id === 'h')).toMatchObject({ counter: 2 });
  });

  it('settle with the same accounts, whatever was done in which order', async () => {
    const command = fc.oneof(
      fc.constantFrom('c', 'd', 'e', 'f').map((name) => add(name)),
      fc.constantFrom('a', 'b').map((id): Command => ({ type: 'trash', ids: [id] })),
      fc.constantFrom('a', 'b').map((id): Command => ({ type: 'purge', ids: [id] })),
      fc.constantFrom('a', 'b').map((id): Command => ({ type: 'pin', ids: [id], pinned: true })),
      fc
        .record({ id: fc.constantFrom('a', 'b'), note: fc.constantFrom('x', 'y') })
        .map(({ id, note }): Command => ({ type: 'patch', id, base: { note: '' }, fields: { note } })),
      fc.constantFrom('one', 'two').map(
        (id): Command => ({
          type: 'add',
          source: 'manual',
          accounts: [{ ...account('same'), id, name: 'same' }],
        }),
      ),
      fc
        .record({ id: fc.constantFrom('a', 'b'), issuer: fc.constantFrom('x', 'y', 'z') })
        .map(
          ({ id, issuer }): Command => ({ type: 'patch', id, base: { issuer: 'ACME' }, fields: { issuer } }),
        ),
      fc
        .record({ id: fc.constantFrom('a', 'b'), host: fc.constantFrom('one', 'two'), isIn: fc.boolean() })
        .map(({ id, host, isIn }) => setSites(id, isIn ? [host] : [], isIn ? [] : [host])),
      fc.constant('step' as const),
    );
    const deeds = fc.array(fc.tuple(fc.boolean(), command), { maxLength: 8 });
    await fc.assert(
      fc.asyncProperty(deeds, async (done) => {
        shared = folderWith({});
        here = new Browser(made.copy(), shared.folder);
        there = new Browser(made.copy(), shared.folder);
        for (const [isHere, deed] of done) {
          const browser = isHere ? here : there;
          here.host.time += MINUTE;
          there.host.time = here.host.time;
          if (deed === 'step') await browser.step();
          else await browser.do(deed).catch(refused);
        }
        await settle(8);
        const seen = async (browser: Browser) =>
          (await browser.accounts())
            .map((one) => ({ id: one.id, ...fieldsOf(one) }))
            .sort((one, other) => (one.id < other.id ? -1 : 1));
        expect(await seen(here)).toEqual(await seen(there));
      }),
      { numRuns: 30 },
    );
  });
});

/** Random deeds may ask for what is not there any more. */
function refused(error: unknown): void {
  if (!(error instanceof UserError)) throw error;
}

describe('a file that is no news', () => {
  const untouched = async () => {
    const [rev, before] = [await here.rev(), shared.names()];
    expect(await here.step()).toBe(0);
    expect(await here.question()).toBeNull();
    expect(await here.rev()).toBe(rev);
    expect(shared.names()).toEqual(before);
  };

  const readings = (browser: Browser): number =>
    browser.asked.filter((name) => name === 'mergeFolderFile' || name === 'readFolderFile').length;

  it.each([true, false])(
    'is an older one with nothing new, which is read once (taking over: %s)',
    async (takes) => {
      const [oldest = ''] = shared.names();
      await here.do(add('c'));
      await here.step();
      here.memory.takes = takes;
      shared.put(oldest.replace(/-[0-9a-f]{6}-/, '-0ddba1-'), await readFileIn(shared.folder, oldest));
      const before = readings(here);
      await untouched();
      const once = readings(here);
      expect(once).toBeGreaterThan(before);
      await untouched();
      expect(readings(here)).toBe(once);
    },
  );

  it('is one of its own, also where it remembers the last of them alone', async () => {
    for (const name of ['c', 'd', 'e']) {
      await here.do(add(name));
      await here.step();
    }
    await here.memory.forgetKnown();
    const before = readings(here);
    await untouched();
    await untouched();
    expect(readings(here)).toBe(before + shared.names().length);
  });

  it('is one that was cut off, until the rest of it comes', async () => {
    await there.do(add('c'));
    const name = await putFile('c0ffee', (await there.rev()) + 5, (text) => text.slice(0, -40));
    await untouched();
    const whole = await putFile('c0ffee', (await there.rev()) + 5);
    expect(whole).toBe(name);
    expect(await here.step()).toBe(1);
  });

  it('is one whose sealed part was changed on the way', async () => {
    await there.do(add('c'));
    await putFile('c0ffee', (await there.rev()) + 5, (text) => text.replace(/"ct":"..../, '"ct":"AAAA'));
    await untouched();
  });

  it.each(['', '{}', 'null', '[]', '\u0000'])('is %j under a name of ours', async (text) => {
    shared.put('counterfoil-2027-01-01-0000-c0ffee-99.counterfoil', text);
    await untouched();
  });

  it('is one of another vault', async () => {
    const stranger = new Browser(await hostWith(add('x')), shared.folder);
    await setAutomaticBackups(stranger.host, { opId: 'on', credential: own });
    for (let save = 0; save < 20; save += 1) await stranger.do({ type: 'remind-later', until: save });
    await stranger.step();
    await untouched();
    const [strange = ''] = shared.names().filter((name) => /-2\d\.counterfoil$/.test(name));
    const file = await readFileIn(shared.folder, strange);
    expect(await askOf(here.host)('mergeFolderFile', { file })).toEqual({ kind: 'other' });
    expect(await here.names()).toEqual(['a', 'b']);
  });
});

describe('a file of this vault under another key', () => {
  it('waits for a credential, and is asked about without an offer to take it over', async () => {
    const args = {
      credential: own,
      passphrase: OTHER,
      strength: 'strong' as const,
      keys: [],
      recoveryKey: false,
    };
    await changePassphrase(there.host, args);
    await there.do(add('c'));
    await there.step();
    expect(await here.step()).toBe(0);
    expect(await here.names()).toEqual(['a', 'b']);
    expect(await here.question()).toMatchObject({ isOwn: false });
    here.memory.notNow = (await here.question())?.names ?? [];
    expect(await here.question()).toBeNull();
  });
});

describe('the question', () => {
  beforeEach(async () => {
    here.memory.takes = false;
    await there.do(add('c'));
    await there.step();
  });

  it('is asked before anything is taken over', async () => {
    expect(await here.step()).toBe(0);
    expect(await here.names()).toEqual(['a', 'b']);
    expect(await here.question()).toMatchObject({ isOwn: true });
  });

  it('is not asked again about the same file, but about the next', async () => {
    here.memory.notNow = (await here.question())?.names ?? [];
    expect(await here.question()).toBeNull();
    await there.do(add('d'));
    await there.step();
    expect(await here.question()).toMatchObject({ isOwn: true });
  });

  it('is not asked about an earlier file either, but about one of a third browser that comes later', async () => {
    const third = new Browser(there.host.copy(), shared.folder);
    third.memory.takes = false;
    await there.do(add('d'));
    await there.step();
    here.memory.notNow = (await here.question())?.names ?? [];
    expect(await here.question()).toBeNull();
    await third.do(add('e'));
    await third.step();
    expect(await here.question()).toMatchObject({ isOwn: true });
  });

  it('is no more once the changes are taken over by themselves, those not wanted before as well', async () => {
    here.memory.notNow = (await here.question())?.names ?? [];
    here.memory.takes = true;
    expect(await here.step()).toBe(1);
    expect(await here.question()).toBeNull();
    expect(await here.names()).toEqual(['a', 'b', 'c']);
  });

  it('is not asked about a file that changes nothing here', async () => {
    await here.do(add('c'));
    expect(await here.question()).toBeNull();
  });
});

describe('where automatic backups rest', () => {
  const file = async () => {
    await there.do(add('c'));
    const name = await putFile('c0ffee', 50);
    return readFileIn(shared.folder, name);
  };

  it('nothing is read and nothing is merged: switched off, hidden by the organisation, or locked', async () => {
    const given = { file: await file() };
    const asked = askOf(here.host);
    await setAutomaticBackups(here.host, { opId: 'off' });
    expect(await asked('readFolderFile', given)).toBeNull();
    expect(await asked('mergeFolderFile', given)).toBeNull();
    await setAutomaticBackups(here.host, { opId: 'again', credential: own });
    here.host.policy = { hideFeatures: ['automatic-backups'] };
    expect(await asked('readFolderFile', given)).toBeNull();
    expect(await asked('mergeFolderFile', given)).toBeNull();
    here.host.policy = {};
    await lock(here.host, 'quick');
    expect(await refusal(asked('mergeFolderFile', given))).toBe('locked');
    await unlock(here.host, own);
    expect(await here.names()).toEqual(['a', 'b']);
    expect(await asked('mergeFolderFile', given)).toEqual({ kind: 'own', added: 1, changed: 0 });
  });
});

describe('mergeFolderFile', () => {
  it('takes a credential of nobody, and the same file twice for once', async () => {
    await there.do(add('c'));
    const file = await readFileIn(shared.folder, await putFile('c0ffee', 50));
    const asked = askOf(here.host);
    expect(await asked('mergeFolderFile', { file })).toEqual({ kind: 'own', added: 1, changed: 0 });
    const rev = await here.rev();
    expect(rev).toBeGreaterThan(50);
    expect(await asked('mergeFolderFile', { file })).toEqual({ kind: 'own', added: 0, changed: 0 });
    expect(await here.rev()).toBe(rev);
  });

  it('merges nothing where the history cannot keep what would give way, and the next backup is saved all the same', async () => {
    there.host.time += MINUTE;
    await there.do(rename('a', 'a', 'theirs'));
    await there.step();
    await here.do(add('c'));
    here.host.archive.fail(0, 'off');
    const before = shared.names();
    expect(await refusal(here.step())).toBe('storage-failed');
    expect(await here.names()).toEqual(['a', 'b', 'c']);
    expect(shared.names()).toHaveLength(before.length + 1);
  });

  it('brings back what a browser has lost that was set back to an earlier state', async () => {
    const earlier = here.host.copy();
    await here.do(add('c'));
    await here.step();
    const again = new Browser(earlier, shared.folder);
    again.memory.keepWritten((await here.memory.written()) as WrittenBackup);
    for (const name of await here.memory.known()) await again.memory.keepKnown(name);
    await again.do(add('d'));
    await again.step();
    await again.step();
    expect((await again.names()).sort()).toEqual(['a', 'b', 'c', 'd']);
  });

  it('brings a vault that was restored elsewhere together with the one it came from', async () => {
    const [, second = ''] = shared.names();
    const fresh = new FakeHost();
    await restoreVault(fresh, await readFileIn(shared.folder, second), own);
    const third = new Browser(fresh, shared.folder);
    await third.do(add('e'));
    await third.step();
    await settle();
    expect(await here.names()).toEqual(['a', 'b', 'e']);
  });
});
