/**
 * What of the vault key and the passphrase is in the memory of a real Chromium, read from `/proc/PID/mem` of all its
 * processes. The key is known here before the browser sees it, and the passphrase is typed key by key: neither goes
 * through the driver, whose own traces would be found as well.
 *
 * Measured in Chromium 156, four runs, hits of key bytes, key text and passphrase in the extension's process: unlocked 3,
 * 8 and 10 or 11; locked 4, 11 or 12 and 4 to 6; with the worker stopped and a page of ours still open 0, 11 or 12 and 4
 * to 6. The process ends with the last page of ours and the worker, and takes all of it along. Elsewhere: the browser
 * process holds the key text twice while unlocked (`storage.session` is there), and in half of the runs one freed copy
 * after locking, until that memory is used again; of the passphrase what was typed, for as long.
 */
import { closeSync, openSync, readdirSync, readFileSync, readSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createVault } from '../../src/core/vault-file';
import { awaitUntil } from './harness/await-until';
import { type Chromium, launchChromium } from './harness/chromium';
import { firstRunTab } from './person';

const EXTENSION = new URL('../../dist/chrome', import.meta.url).pathname;
const PASSPHRASE = 'zephyr marmalade obelisk quintet';
const CONTENT = {
  schema: 1,
  accounts: [
    {
      id: '00000000-0000-4000-8000-000000000001',
      type: 'totp',
      issuer: 'Bombard',
      name: 'wren',
      secret: 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP',
      algorithm: 'SHA1',
      digits: 6,
      period: 30,
    },
  ],
  settings: {},
};
/** Another user's process is closed to us, and so is a sandboxed one to all but root. */
const canReadMemory = process.platform === 'linux' && process.getuid?.() === 0;

const CHUNK_BYTES = 8 * 1024 * 1024;
const PAGE_BYTES = 4096;
/** Longer than every needle: what begins in one chunk and ends in the next is seen in the first. */
const OVERLAP_BYTES = 256;

interface Process {
  readonly pid: string;
  readonly command: string;
}
type Needle = 'keyBytes' | 'keyText' | 'passphrase';
type Hits = Record<Needle, number>;
interface Found extends Process {
  readonly hits: Hits;
}

let userDataDir: string;
let folder: string;
let chromium: Chromium;
let tab: Page;
let needles: [Needle, Buffer][];

/** Null where the process has gone meanwhile. */
function unlessGone<T>(read: () => T): T | null {
  try {
    return read();
  } catch (error) {
    if (error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ESRCH'))
      return null;
    throw error;
  }
}

/** The browser of this profile, and all that it has started. */
function processes(): Process[] {
  const found = new Map<string, Process & { readonly parent: string }>();
  for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    const read = (name: string) => unlessGone(() => readFileSync(`/proc/${pid}/${name}`, 'utf8')) ?? '';
    // The name in brackets may hold anything; after it come the state and the parent.
    const [, parent = ''] = /\) \S (\d+) [^)]*$/.exec(read('stat')) ?? [];
    found.set(pid, { pid, command: read('cmdline').replaceAll('\0', ' '), parent });
  }
  const isOurs = ({ command, parent }: { command: string; parent: string }): boolean => {
    if (command.includes(`--user-data-dir=${userDataDir}`)) return true;
    const above = found.get(parent);
    return above !== undefined && isOurs(above);
  };
  return [...found.values()].filter(isOurs);
}

const isExtension = ({ command }: Process) => command.includes('--extension-process');
const isBrowser = ({ command }: Process) =>
  command.includes('--user-data-dir=') && !command.includes('--type=');

/** What a process could have written to, as far as it is in memory: from where to where. */
function regions(pid: string): [number, number][] {
  const found: [number, number][] = [];
  let region: [number, number] | undefined;
  for (const line of readFileSync(`/proc/${pid}/smaps`, 'utf8').split('\n')) {
    const head = /^([0-9a-f]+)-([0-9a-f]+) (r[w-])\S+ \S+ \S+ \d+ *(.*)$/.exec(line);
    if (head) {
      const [, start = '', end = '', access, name = ''] = head;
      const isOfFile = name.startsWith('/') && access !== 'rw';
      region = isOfFile || name.startsWith('[v') ? undefined : [parseInt(start, 16), parseInt(end, 16)];
    } else if (/^[0-9a-f]+-/.test(line)) region = undefined;
    else if (region && /^Rss: +[1-9]/.test(line)) found.push(region);
  }
  return found;
}

/** As much as can be read from there; 0 where the process has given the memory back. */
function readSome(memory: number, buffer: Buffer, length: number, at: number): number {
  try {
    return readSync(memory, buffer, 0, length, at);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EIO') return 0;
    throw error;
  }
}

function countIn(pid: string): Hits {
  const hits: Hits = { keyBytes: 0, keyText: 0, passphrase: 0 };
  const buffer = Buffer.alloc(CHUNK_BYTES + OVERLAP_BYTES);
  const all = regions(pid);
  const memory = openSync(`/proc/${pid}/mem`, 'r');
  try {
    for (const [start, end] of all) {
      for (let at = start; at < end; ) {
        const length = readSome(memory, buffer, Math.min(buffer.length, end - at), at);
        const step = Math.min(length, CHUNK_BYTES);
        const chunk = buffer.subarray(0, length);
        for (const [name, needle] of needles) {
          for (let hit = chunk.indexOf(needle); hit >= 0 && hit < step; hit = chunk.indexOf(needle, hit + 1))
            hits[name] += 1;
        }
        at += step || PAGE_BYTES;
      }
    }
  } finally {
    closeSync(memory);
  }
  return hits;
}

/** Every process of the profile that is still there, with what was found in it. */
function scan(): Found[] {
  return processes().flatMap((one) => {
    const hits = unlessGone(() => countIn(one.pid));
    return hits ? [{ ...one, hits }] : [];
  });
}

const NOTHING: Hits = { keyBytes: 0, keyText: 0, passphrase: 0 };

describe.skipIf(!canReadMemory)('the memory of Chromium (read on Linux, by root) (LP13)', () => {
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'counterfoil-memory-'));
    userDataDir = join(folder, 'profile');
    const { text, vaultKey } = await createVault(CONTENT, PASSPHRASE);
    const file = join(folder, 'vault.counterfoil');
    await writeFile(file, text);
    needles = [
      ['keyBytes', Buffer.from(vaultKey, 'base64url')],
      ['keyText', Buffer.from(vaultKey, 'utf8')],
      ['keyText', Buffer.from(vaultKey, 'utf16le')],
      ['passphrase', Buffer.from(PASSPHRASE, 'utf8')],
      ['passphrase', Buffer.from(PASSPHRASE, 'utf16le')],
    ];
    chromium = await launchChromium({ extension: EXTENSION, userDataDir });
    tab = await firstRunTab(chromium);
    await tab.getByRole('button', { name: 'Restore a backup' }).click();
    await tab.getByLabel('Backup file').setInputFiles(file);
    await tab.getByLabel('Backup passphrase').focus();
    await tab.keyboard.type(PASSPHRASE);
    await tab.getByRole('button', { name: 'Restore', exact: true }).click();
    await tab.getByRole('listitem', { name: 'wren' }).waitFor();
  });
  afterAll(async () => {
    await chromium?.close();
    if (folder) await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  });

  it('holds the key in the extension’s process and in the browser’s while unlocked, and in no other', () => {
    const found = scan();
    const [extension, ...more] = found.filter(isExtension);
    expect(more).toEqual([]);
    expect(extension?.hits.keyBytes).toBeGreaterThan(0);
    expect(extension?.hits.keyText).toBeGreaterThan(0);
    expect(extension?.hits.passphrase).toBeGreaterThan(0);
    const browser = found.find(isBrowser);
    expect(browser?.hits.keyText).toBeGreaterThan(0);
    expect(browser?.hits.keyBytes).toBe(0);
    const others = found.filter((one) => one !== extension && one !== browser);
    expect(others.length).toBeGreaterThan(3);
    for (const { command, hits } of others) expect(hits, command).toEqual(NOTHING);
  });

  it('holds no trace in any process but the browser’s once it is locked, the worker has stopped and our pages are closed', async () => {
    const holders = processes().filter(isExtension);
    expect(holders).toHaveLength(1);
    await tab.getByRole('button', { name: 'Lock', exact: true }).click();
    await tab.getByRole('heading', { name: 'Locked' }).waitFor();
    // The browser stays when our tab goes.
    await chromium.context.newPage();
    await chromium.stopWorker();
    await tab.close();
    const isThere = (pid: string) => processes().some((one) => one.pid === pid);
    await awaitUntil('the extension’s process to end', () => !holders.some(({ pid }) => isThere(pid)));
    const found = scan();
    expect(found.length).toBeGreaterThan(4);
    for (const one of found) {
      if (!isBrowser(one)) expect(one.hits, one.command).toEqual(NOTHING);
      // A freed copy of what `storage.session` held, and of what was typed, may lie here until it is written over.
      expect(one.hits.keyBytes, one.command).toBe(0);
      expect(one.hits.keyText, one.command).toBeLessThan(3);
    }
  });
});
