/**
 * Automatic backups into a folder, in real Chromium. Of the browser only its own dialog is answered for: it gives the
 * page's private folder, which is a real one with real files.
 */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openVault, sealVault } from '../../src/core/vault-file';
import { toBase32 } from '../fakes/reference-otp';
import { confirmWith, decrypt, OPTIONS, press, revisionOf, says, sees, stored, unfold } from './backup-steps';
import { awaitUntil } from './harness/await-until';
import { type Chromium, launchChromium } from './harness/chromium';
import { OWN, PASSPHRASE, POPUP, rightCode, seeCode } from './person';
import { account, addAccounts, askFrom, stockVault } from './stock';

const EXTENSION = new URL('../../dist/chrome', import.meta.url).pathname;
const secretOf = (text: string) => toBase32(Buffer.from(text.padEnd(20, '.')));
const named = (issuer: string) => account(issuer, secretOf(issuer));
const NAME = /^counterfoil-\d{4}-\d{2}-\d{2}-\d{4}-[0-9a-f]{6}-\d+\.counterfoil$/u;

let folder: string;
let chromium: Chromium;
let list: Page;
let page: Page;

interface SavedFile {
  readonly name: string;
  readonly text: string;
}

/** The files of the folder, the oldest name first. */
async function files(): Promise<SavedFile[]> {
  const found: SavedFile[] = await list.evaluate(async () => {
    const root = await navigator.storage.getDirectory();
    const all = [];
    for await (const name of root.keys()) {
      const file = await (await root.getFileHandle(name)).getFile();
      all.push({ name, text: await file.text() });
    }
    return all;
  });
  return found.sort((a, b) => (a.name < b.name ? -1 : 1));
}

async function putFiles(added: readonly SavedFile[]): Promise<void> {
  await list.evaluate(async (entries) => {
    const root = await navigator.storage.getDirectory();
    for (const { name, text } of entries) {
      const stream = await (await root.getFileHandle(name, { create: true })).createWritable();
      await stream.write(text);
      await stream.close();
    }
  }, added);
}

const revOf = ({ name }: SavedFile) => Number(/-(\d+)\.counterfoil$/u.exec(name)?.[1]);
const currentRev = async () => ((await stored(chromium))['vault.head'] as { rev: number }).rev;

/** The file of the last change, as soon as it is there and noted as a backup. */
async function awaitBackup(): Promise<SavedFile> {
  const isNoted = async () => {
    const { changes, at } = await askFrom(list, 'backupHealth', {});
    return at !== null && changes === 0;
  };
  await awaitUntil('the backup', isNoted);
  const newest = (await files()).filter(({ name }) => NAME.test(name)).sort((a, b) => revOf(b) - revOf(a))[0];
  if (!newest) throw new Error('no backup is in the folder');
  return newest;
}

/** What a decryptor that knows nothing of us finds in a file. */
async function urisIn({ text }: SavedFile): Promise<string[]> {
  const path = join(folder, 'found.counterfoil');
  await writeFile(path, text);
  return decrypt(path, PASSPHRASE).trim().split('\n');
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'counterfoil-folder-'));
  chromium = await launchChromium({ extension: EXTENSION });
  await chromium.context.addInitScript(() => {
    Object.assign(window, { showDirectoryPicker: () => navigator.storage.getDirectory() });
  });
  await stockVault(chromium, [named('Acme')]);
  list = await chromium.page(POPUP);
  page = await chromium.page(OPTIONS);
});
afterAll(async () => {
  await chromium?.close();
  await rm(folder, { recursive: true, force: true });
});

describe('automatic backups', () => {
  it('are off until somebody has typed the passphrase', async () => {
    expect(await askFrom(list, 'automaticBackup', {})).toBeNull();
    await unfold(page, 'Automatic backups');
    await press(page, 'Switch on');
    await confirmWith(page, `${PASSPHRASE}s`);
    await sees(page, 'This passphrase does not open the vault');
    await press(page, 'Cancel');
    await page.getByRole('button', { name: 'Switch on' }).waitFor();
    expect(await askFrom(list, 'automaticBackup', {})).toBeNull();
    expect(await files()).toEqual([]);
  });

  it('save a first file that opens elsewhere as soon as there is a folder', async () => {
    await press(page, 'Switch on');
    await confirmWith(page);
    await sees(page, 'Automatic backups are on. This browser still needs a folder for them.');
    await press(page, 'Choose a folder');
    await page.getByText('Automatic backups are on.').waitFor({ state: 'detached' });
    const saved = await awaitBackup();
    expect(await files()).toHaveLength(1);
    expect(saved.name).toMatch(NAME);
    expect(await urisIn(saved)).toEqual([expect.stringContaining(secretOf('Acme'))]);
    await sees(page, 'Last backup: today');
  });

  it('save every change a moment later, from any page that is open', async () => {
    await page.close();
    await addAccounts(list, [named('Birch')]);
    const saved = await awaitBackup();
    expect(await files()).toHaveLength(2);
    expect(await urisIn(saved)).toHaveLength(2);
  });

  it('keep the newest ten of this vault, and touch no other file', async () => {
    // Within one minute the names stand in any order: the earliest is the one of the lowest revision.
    const revisionIn = (name: string) => Number(/-(\d+)\.counterfoil$/.exec(name)?.[1]);
    const [first] = (await files()).sort((a, b) => revisionIn(a.name) - revisionIn(b.name));
    const text = first?.text ?? '';
    const header = JSON.parse(Buffer.from(JSON.parse(text).header, 'base64url').toString());
    const strange = { ...header, vaultId: Buffer.alloc(16).toString('base64url') };
    const foreign = JSON.stringify({
      ...JSON.parse(text),
      header: Buffer.from(JSON.stringify(strange)).toString('base64url'),
    });
    const others = [
      { name: 'holiday.txt', text: 'sun' },
      { name: 'counterfoil-2001-01-01-0000-1.counterfoil', text: foreign },
    ];
    const old = Array.from({ length: 12 }, (_, day) => ({
      name: `counterfoil-2002-01-${String(day + 10)}-0000-1.counterfoil`,
      text,
    }));
    await putFiles([...others, ...old]);
    await addAccounts(list, [named('Cedar')]);
    await awaitBackup();
    const kept = await files();
    expect(kept.filter(({ name }) => others.some((one) => one.name === name))).toEqual(others.toReversed());
    const own = kept.filter(({ name }) => others.every((one) => one.name !== name));
    expect(own.map(({ name }) => name).slice(0, 7)).toEqual(old.slice(5).map(({ name }) => name));
    expect(own).toHaveLength(10);
  });

  it('tell of a newer backup of this vault in the folder, and merge it once the person has seen it', async () => {
    const { file, rev } = (await askFrom(list, 'automaticBackup', {})) ?? { file: '', rev: 0 };
    const opened = await openVault(file, OWN);
    const content = opened.content as { accounts: object[] };
    const [model] = content.accounts;
    const yew = { ...model, id: crypto.randomUUID(), issuer: 'Yew', secret: secretOf('Yew') };
    const next = { ...content, accounts: [...content.accounts, yew] };
    const { text } = await sealVault(file, opened.vaultKey, next, rev + 20);
    await putFiles([{ name: `counterfoil-2003-01-01-0000-${rev + 20}.counterfoil`, text }]);
    page = await chromium.page(OPTIONS);
    await sees(page, 'There is a newer backup in the folder. Merge it?');
    await press(page, 'Look at it first');
    await confirmWith(page);
    await page.getByRole('region', { name: '1 account is added' }).getByText('Yew').waitFor();
    expect(await list.getByRole('listitem', { name: 'Yew' }).count()).toBe(0);
    await press(page, 'Merge');
    await says(page, '1 account added. 0 accounts changed.');
    await seeCode(list, 'Yew', () => rightCode(secretOf('Yew')));
    expect(await currentRev()).toBeGreaterThan(rev + 20);
    await page.getByRole('heading', { name: 'Settings' }).waitFor();
    const saved = await awaitBackup();
    expect(revOf(saved)).toBeGreaterThan(rev + 20);
    expect(await urisIn(saved)).toHaveLength(4);
    expect(revisionOf(join(folder, 'found.counterfoil'))).toBe(revOf(saved));
    await page.reload();
    await sees(page, 'Last backup: today');
    await unfold(page, 'Automatic backups');
    await page.getByRole('button', { name: 'Switch off' }).waitFor();
    expect(await page.getByText('There is a newer backup in the folder.').count()).toBe(0);
  });

  it('end when they are switched off, and leave the files where they are', async () => {
    const before = await files();
    await press(page, 'Switch off');
    await page.getByRole('button', { name: 'Switch on' }).waitFor();
    await addAccounts(list, [named('Dogwood')]);
    await sees(page, '1 change since');
    expect(await askFrom(list, 'automaticBackup', {})).toBeNull();
    expect(await files()).toEqual(before);
    await press(page, 'Switch on');
    await confirmWith(page);
    await sees(page, 'This browser still needs a folder for them.');
  });
});
