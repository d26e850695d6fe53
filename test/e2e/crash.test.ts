/**
 * What no fake can show: the browser killed in the middle of saving, its worker ended under a command, two pages that
 * save at once. In a real Chromium with its real storage.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { awaitUntil } from './harness/await-until';
import { type Chromium, launchChromium } from './harness/chromium';
import { OWN, PASSPHRASE, POPUP } from './person';
import { account, addAccounts, askFrom } from './stock';

const EXTENSION = new URL('../../dist/chrome', import.meta.url).pathname;
const SECRET = 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP';
/** `ROUNDS=20` kills as often as it takes to believe it; each one is a start of the browser. */
const ROUNDS = Number(process.env.ROUNDS ?? 8);
/** Of each page. In Node 400 are given at once (`background/vault.test.ts`), and quicker. */
const COMMANDS = 60;

let userDataDir: string;
let chromium: Chromium;
let page: Page;

const start = async (): Promise<void> => {
  chromium = await launchChromium({ extension: EXTENSION, userDataDir });
  page = await chromium.page(POPUP);
};

/** What a process was started with; one that has ended meanwhile was started with nothing. */
function commandOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
  } catch {
    return '';
  }
}

/** The browser of this profile, whose end is the end of all its processes. */
function browserProcess(): number {
  const pids = readdirSync('/proc').map(Number).filter(Number.isInteger);
  const isBrowser = (command: string) =>
    command.includes(`user-data-dir=${userDataDir}`) && !command.includes('--type=');
  const found = pids.find((pid) => isBrowser(commandOf(pid)));
  if (found === undefined) throw new Error('The browser is not running');
  return found;
}

/** Without a word to it. */
async function kill(): Promise<void> {
  const gone = new Promise((resolve) => chromium.context.once('close', resolve));
  process.kill(browserProcess(), 'SIGKILL');
  await gone;
  await chromium.close().catch(() => undefined);
}

beforeAll(async () => {
  userDataDir = await mkdtemp(join(tmpdir(), 'counterfoil-crash-'));
  await start();
  await askFrom(page, 'createVault', { passphrase: PASSPHRASE });
  await addAccounts(page, [account('Acme', SECRET, { name: '0' })]);
});
afterAll(async () => {
  await chromium?.close();
  await rm(userDataDir, { recursive: true, force: true, maxRetries: 5 });
});

const rowsOf = async (from: Page) => {
  const reply = await askFrom(from, 'open', { first: 0 });
  if (reply.vault !== 'unlocked') throw new Error(`the vault is ${reply.vault}`);
  return reply.rows;
};

/** Renames the account to the next number again and again, and tells each number once it is saved. */
const SAVE_LOOP = `(async (id, from) => {
  for (let number = from; ; number += 1) {
    const answer = await chrome.runtime.sendMessage({ name: 'patch', args: {
      opId: crypto.randomUUID(), id, base: { name: String(number) }, fields: { name: String(number + 1) } } });
    if (!answer.ok) throw new Error(JSON.stringify(answer.error));
    await acknowledged(number + 1);
  }
})`;

describe('killing the browser in a loop of saves', () => {
  it(`loses no acknowledged save in ${ROUNDS} rounds on the same profile`, async () => {
    let saved = 0;
    for (let round = 0; round < ROUNDS; round += 1) {
      await page.exposeFunction('acknowledged', (number: number) => {
        saved = number;
      });
      const [row] = await rowsOf(page);
      const atStart = Number(row?.name);
      const loop = page.evaluate(`${SAVE_LOOP}(${JSON.stringify(row?.id)}, ${atStart})`);
      loop.catch(() => undefined);
      // Killed at another point of the saves in each round: after so many, and a random moment into the next.
      await awaitUntil('some saves', async () => saved >= atStart + 3 + (round % 5));
      await new Promise((resolve) => setTimeout(resolve, Math.random() * 40));
      await kill();
      const acknowledged = saved;
      await start();
      expect((await askFrom(page, 'open', { first: 0 })).vault, `round ${round}`).toBe('locked');
      await askFrom(page, 'unlock', { credential: OWN });
      const [after] = await rowsOf(page);
      // The one in flight may have been saved as well.
      expect([acknowledged, acknowledged + 1], `round ${round}`).toContain(Number(after?.name));
    }
  }, 400_000);
});

describe('ending the worker', () => {
  it('under a running command leaves it done or not done, and the page may ask again', async () => {
    const before = (await rowsOf(page)).length;
    for (let round = 0; round < 5; round += 1) {
      const opId = crypto.randomUUID();
      const secret = `${SECRET.slice(0, -1)}${'ABCDE'[round]}`;
      const args = { opId, candidates: [{ imported: account('Again', secret, { name: `n${round}` }) }] };
      const request = JSON.stringify({ name: 'add', args: { ...args, source: 'import' } });
      const first = page.evaluate(`chrome.runtime.sendMessage(${request}).catch(() => null)`);
      await chromium.stopWorker();
      await first;
      await askFrom(page, 'add', { ...args, source: 'import' });
    }
    expect(await rowsOf(page)).toHaveLength(before + 5);
  });

  it('that holds the lock frees it for the next within two seconds', async () => {
    const worker = await chromium.worker();
    await worker.evaluate(`void navigator.locks.request('vault', () => new Promise(() => {}))`);
    const add = () => addAccounts(page, [account('After', `${SECRET.slice(0, -1)}Z`)]);
    const added = add().then(
      () => true,
      () => false,
    );
    await awaitUntil('the command to wait for the lock', async () =>
      page.evaluate(`navigator.locks.query().then(({ held }) => held.some(({ name }) => name === 'vault'))`),
    );
    const killedAt = performance.now();
    await chromium.stopWorker();
    if (!(await added)) await add();
    expect(performance.now() - killedAt).toBeLessThan(2000);
  });
});

describe('two pages', () => {
  it(`lose none of the ${2 * COMMANDS} commands that they give at once`, async () => {
    const other = await chromium.page(POPUP);
    const row = (await rowsOf(page)).find(({ issuer }) => issuer === 'Acme');
    const before = (await rowsOf(page)).length;
    const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
    const give = (from: Page, first: number) =>
      Promise.all(
        Array.from({ length: COMMANDS }, (_, index) => {
          const number = first + index;
          const secret = `${letters[number >> 5]}${letters[number & 31]}${SECRET}`;
          return addAccounts(from, [account('Many', secret, { name: `m${number}` })]);
        }),
      );
    await Promise.all([give(page, 0), give(other, COMMANDS)]);
    const after = await rowsOf(page);
    expect(after.filter(({ issuer }) => issuer === 'Many')).toHaveLength(2 * COMMANDS);
    expect(after).toHaveLength(before + 2 * COMMANDS);
    expect(after.find(({ id }) => id === row?.id)).toEqual(row);
    await other.close();
  });

  it('both see what one of them unlocks, without a second passphrase', async () => {
    const settings = await chromium.page('src/options/index.html');
    await askFrom(page, 'lock', {});
    await settings.getByRole('heading', { name: 'Locked' }).waitFor();
    await askFrom(page, 'unlock', { credential: OWN });
    await settings.getByRole('heading', { name: 'Import' }).waitFor();
    await settings.close();
  });
});
