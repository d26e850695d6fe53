/**
 * Automatic backups into a folder, and out of it, in real Chromium. Of the browser only its own dialog is answered for: it gives the
 * page's private folder, which is a real one with real files.
 */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openVault, sealVault } from '../../src/core/vault-file';
import { backupName, uniquePart } from '../../src/ui/backup-name';
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

const QUESTION = 'Another browser has written a newer backup here. Take its changes over?';
const TAKES_OVER = 'Take over changes of other browsers without asking';

let folder: string;
let chromium: Chromium;
/** Has the folder, and nothing of ours that looks into it. */
let desk: Page;
let list: Page;
let page: Page;

interface SavedFile {
  readonly name: string;
  readonly text: string;
}

/** The files of the folder, the oldest name first. */
async function files(): Promise<SavedFile[]> {
  const found: SavedFile[] = await desk.evaluate(async () => {
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
  await desk.evaluate(async (entries) => {
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

/** As another browser with this vault would save it, with one account more. */
async function newerWith(
  issuer: string,
): Promise<{ readonly rev: number; readonly files: readonly SavedFile[] }> {
  const { file, rev } = (await askFrom(list, 'automaticBackup', {})) ?? { file: '', rev: 0 };
  const opened = await openVault(file, OWN);
  const content = opened.content as { accounts: object[] };
  const [model] = content.accounts;
  const added = { ...model, id: crypto.randomUUID(), issuer, secret: secretOf(issuer) };
  const next = { ...content, accounts: [...content.accounts, added] };
  const newer = await sealVault(file, opened.vaultKey, next, rev + 20);
  const name = backupName(new Date(2003, 0, 1), newer.rev, uniquePart());
  return { rev: newer.rev, files: [{ name, text: newer.text }] };
}

async function putNewer(issuer: string): Promise<{ readonly rev: number }> {
  const { rev, files } = await newerWith(issuer);
  await putFiles(files);
  return { rev };
}

const rows = (issuer: string): Promise<number> => list.getByRole('listitem', { name: issuer }).count();

/** The settings say what there is to say of the folder, and what may be set of it stands open. */
async function lookedAt(): Promise<void> {
  await unfold(page, 'Automatic backups');
  await page.getByRole('checkbox', { name: TAKES_OVER }).waitFor();
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
  await (await stockVault(chromium, [named('Acme')])).close();
  desk = await chromium.page('manifest.json');
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
    // The settings look into those that this browser does not know, and find nothing new.
    page = await chromium.page(OPTIONS);
    await lookedAt();
    await page.close();
    await addAccounts(list, [named('Cedar')]);
    await awaitBackup();
    const kept = await files();
    expect(kept.filter(({ name }) => others.some((one) => one.name === name))).toEqual(others.toReversed());
    const own = kept.filter(({ name }) => others.every((one) => one.name !== name));
    expect(own.map(({ name }) => name).slice(0, 7)).toEqual(old.slice(5).map(({ name }) => name));
    expect(own).toHaveLength(10);
  });

  it('ask about a newer backup of this vault, and merge it once the person has seen it', async () => {
    const { rev } = await putNewer('Yew');
    page = await chromium.page(OPTIONS);
    await sees(page, QUESTION);
    await press(page, 'Look at it first');
    await confirmWith(page);
    await page.getByRole('region', { name: '1 account is added' }).getByText('Yew').waitFor();
    expect(await rows('Yew')).toBe(0);
    await press(page, 'Merge');
    await says(page, '1 account added. 0 accounts changed.');
    await seeCode(list, 'Yew', () => rightCode(secretOf('Yew')));
    expect(await currentRev()).toBeGreaterThan(rev);
    await page.getByRole('heading', { name: 'Settings' }).waitFor();
    const saved = await awaitBackup();
    expect(revOf(saved)).toBeGreaterThan(rev);
    expect(await urisIn(saved)).toHaveLength(4);
    expect(revisionOf(join(folder, 'found.counterfoil'))).toBe(revOf(saved));
    await page.reload();
    await sees(page, 'Last backup: today');
    await lookedAt();
    expect(await page.getByText(QUESTION).count()).toBe(0);
  });

  it('say nothing of what lies in the folder cut off, changed, foreign, older or as no vault at all', async () => {
    const { name, text } = await awaitBackup();
    const rev = await currentRev();
    const named = (day: number, revision: number) =>
      `counterfoil-2004-01-${day}-0000-${revision}.counterfoil`;
    const outer = JSON.parse(text);
    const header = JSON.parse(Buffer.from(outer.header, 'base64url').toString());
    const later = Buffer.from(JSON.stringify({ ...header, rev: rev + 50 })).toString('base64url');
    await putFiles([
      { name: named(10, rev + 50), text: text.slice(0, -40) },
      { name: named(11, rev + 50), text: JSON.stringify({ ...outer, header: later }) },
      { name: named(12, rev + 50), text: JSON.stringify({ header: later }) },
      { name: named(13, rev + 50), text: '<html>' },
      {
        name: named(14, 1),
        text: (await files()).find((file) => revOf(file) < revOf({ name, text }))?.text ?? '',
      },
    ]);
    await page.reload();
    await lookedAt();
    expect(await page.getByRole('button', { name: 'Look at it first' }).count()).toBe(0);
    expect(await page.getByRole('alert').count()).toBe(0);
    expect(await currentRev()).toBe(rev);
  });

  it('do not ask again about a backup that the person did not want now', async () => {
    await putNewer('Olive');
    await page.reload();
    await sees(page, QUESTION);
    await press(page, 'Not now');
    await page.getByText(QUESTION).waitFor({ state: 'detached' });
    await page.reload();
    await lookedAt();
    expect(await page.getByText(QUESTION).count()).toBe(0);
    expect(await rows('Olive')).toBe(0);
  });

  it('take over what other browsers saved, after one answer', async () => {
    await putNewer('Rowan');
    await page.reload();
    await press(page, 'Take over, also from now on');
    await says(page, '2 accounts taken over from the backup folder');
    await seeCode(list, 'Rowan', () => rightCode(secretOf('Rowan')));
    expect(await rows('Olive')).toBe(1);
    await page.getByText(QUESTION).waitFor({ state: 'detached' });
    expect(await urisIn(await awaitBackup())).toHaveLength(6);
  });

  it('take over the next without a question, from the popup alone, and lead to the earlier versions', async () => {
    const { files } = await newerWith('Alder');
    await page.close();
    // No list first: what it still has to look at would find the file, and leave with what it says of it.
    await list.close();
    await putFiles(files);
    list = await chromium.page(POPUP);
    await says(list, '1 account taken over from the backup folder');
    const opening = chromium.context.waitForEvent('page');
    await press(list, 'Earlier versions');
    page = await opening;
    await seeCode(list, 'Alder', () => rightCode(secretOf('Alder')));
    await unfold(page, 'Earlier versions');
    await page.getByRole('button', { name: 'Look at it' }).first().waitFor();
  });

  it('ask again once taking over is switched off', async () => {
    await page.reload();
    await lookedAt();
    await page.getByRole('checkbox', { name: TAKES_OVER }).uncheck();
    await putNewer('Spruce');
    await page.reload();
    await sees(page, QUESTION);
    await lookedAt();
    expect(await page.getByRole('checkbox', { name: TAKES_OVER }).isChecked()).toBe(false);
    expect(await rows('Spruce')).toBe(0);
    await page.getByRole('checkbox', { name: TAKES_OVER }).check();
    await says(page, '1 account taken over from the backup folder');
    await awaitBackup();
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

describe('a folder that the browser keeps closed until it is asked again', () => {
  let other: Chromium;
  beforeAll(async () => {
    other = await launchChromium({ extension: EXTENSION });
    await other.context.addInitScript(() => {
      Object.assign(window, { showDirectoryPicker: () => navigator.storage.getDirectory() });
      Object.assign(FileSystemDirectoryHandle.prototype, { queryPermission: async () => 'prompt' });
    });
    await (await stockVault(other, [named('Acme')])).close();
  });
  afterAll(() => other?.close());

  it('is named under the codes, with the way to where it is opened', async () => {
    const settings = await other.page(OPTIONS);
    await unfold(settings, 'Automatic backups');
    await press(settings, 'Switch on');
    await confirmWith(settings);
    await press(settings, 'Choose a folder');
    await settings.getByRole('button', { name: 'Continue automatic backups' }).waitFor();
    await settings.close();
    const codes = await other.page(POPUP);
    await sees(codes, 'Automatic backups are paused');
    const opening = other.context.waitForEvent('page');
    await press(codes, 'Continue automatic backups');
    await (await opening).getByText('Automatic backups are paused').waitFor();
  });
});
