/** Backups taken back in real Chromium: compared first, then merged, or put in the place of everything. */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { toBase32 } from '../fakes/reference-otp';
import {
  confirmWith,
  giveBackup,
  OPTIONS,
  press,
  revisionOf,
  says,
  sees,
  stored,
  unfold,
} from './backup-steps';
import { type Chromium, launchChromium } from './harness/chromium';
import { firstRunTab, OWN, POPUP, rightCode, seeCode } from './person';
import { account, addAccounts, askFrom, stockVault } from './stock';

const EXTENSION = new URL('../../dist/chrome', import.meta.url).pathname;
const OTHER_PASSPHRASE = 'copper violin meadow thrift';
const secretOf = (text: string) => toBase32(Buffer.from(text.padEnd(20, '.')));
const named = (issuer: string) => account(issuer, secretOf(issuer));

let folder: string;
/** The browser of the vault, and another one, which has a copy of it. */
let own: Chromium;
let other: Chromium;
let list: Page;
let page: Page;
/** As the vault was at first; as it is in the other browser; and a stranger's. */
const files = { early: '', other: '', foreign: '' };

async function keepBackup(from: Page, name: string, passphrase?: string): Promise<string> {
  const credential = passphrase === undefined ? OWN : ({ type: 'passphrase', passphrase } as const);
  const { file } = await askFrom(from, 'exportBackup', { credential });
  const path = join(folder, `${name}.counterfoil`);
  await writeFile(path, file);
  return path;
}

async function rename(from: Page, issuer: string, fields: { issuer?: string; name?: string }): Promise<void> {
  const reply = await askFrom(from, 'open', { first: 0 });
  const row = reply.vault === 'unlocked' ? reply.rows.find((one) => one.issuer === issuer) : undefined;
  if (!row) throw new Error(`no account of ${issuer}`);
  const base = { issuer: row.issuer, name: row.name };
  await askFrom(from, 'patch', { opId: crypto.randomUUID(), id: row.id, base, fields });
}

/** The issuers in the list, in its order. */
async function issuers(): Promise<string[]> {
  const reply = await askFrom(list, 'open', { first: 0 });
  return reply.vault === 'unlocked' ? reply.rows.map(({ issuer }) => issuer) : [];
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'counterfoil-restore-'));
  [own, other] = await Promise.all([
    launchChromium({ extension: EXTENSION }),
    launchChromium({ extension: EXTENSION }),
  ]);
  list = await stockVault(own, [named('Acme'), named('Birch'), named('Cedar')]);
  files.early = await keepBackup(list, 'early');
  const elsewhere = await firstRunTab(other);
  const file = await readFile(files.early, 'utf8');
  await askFrom(elsewhere, 'restoreVault', { file, credential: OWN });
  await rename(elsewhere, 'Acme', { issuer: 'Acme elsewhere', name: 'other' });
  await addAccounts(elsewhere, [named('Yew')]);
  files.other = await keepBackup(elsewhere, 'other');
  await rename(list, 'Acme', { issuer: 'Acme here' });
  await addAccounts(list, [named('Dogwood')]);
});
afterAll(async () => {
  await own?.close();
  await other?.close();
  await rm(folder, { recursive: true, force: true });
});

const row = (label: string) => page.getByRole('row').filter({ has: page.getByText(label, { exact: true }) });
const cells = (label: string) => row(label).getByRole('cell').allTextContents();
const fate = (title: string) => page.getByRole('region', { name: title });
const heading = (name: string) => page.getByRole('heading', { name }).waitFor();

/** Gives a backup to the form in the settings; what it would change stands on the screen then. */
async function look(file: string, passphrase?: string): Promise<void> {
  await unfold(page, 'Restore a backup');
  await giveBackup(page, 'Look at it', passphrase === undefined ? { file } : { file, passphrase });
}

/** The newest of that kind. */
async function lookAtHistory(why: string): Promise<void> {
  await unfold(page, 'Earlier versions');
  await page
    .getByRole('listitem')
    .filter({ hasText: why })
    .first()
    .getByRole('button', { name: 'Look at it' })
    .click();
  await confirmWith(page);
  await heading('What the backup would change');
}

describe('a backup that is looked at', () => {
  beforeEach(async () => {
    page = await own.page(OPTIONS);
    return () => page.close();
  });

  it('changes nothing when it does not open', async () => {
    const before = await stored(own);
    const cut = join(folder, 'cut.counterfoil');
    const text = await readFile(files.early, 'utf8');
    await writeFile(cut, text.slice(0, -900));
    await look(files.early, OTHER_PASSPHRASE);
    await sees(page, 'This passphrase does not open the vault');
    await giveBackup(page, 'Look at it', { file: cut });
    await sees(page, 'This is not a Counterfoil backup');
    const damaged = join(folder, 'damaged.counterfoil');
    await writeFile(damaged, text.replace(/"ct":"...../u, '"ct":"AAAAA'));
    await giveBackup(page, 'Look at it', { file: damaged });
    await sees(page, 'This backup was damaged on the way');
    expect(await stored(own)).toEqual(before);
  });

  it('shows both dates, revisions and counts, says that it is older, and changes nothing on the way back', async () => {
    const before = await stored(own);
    await look(files.early);
    await sees(page, 'The backup is older than what is here.');
    const saved = await cells('Saved');
    expect(saved.map((text) => Number.isNaN(Date.parse(text.replace(/\s/gu, ' '))))).toEqual([false, false]);
    const early = revisionOf(files.early);
    // The note that it was made, and the two changes since.
    expect((await cells('Revision')).map(Number)).toEqual([early + 3, early]);
    expect(await cells('Accounts')).toEqual(['4', '3']);
    await fate('1 account differs').getByText('Acme here').first().waitFor();
    await sees(page, '3 accounts stay as they are.');
    await press(page, 'Back');
    await heading('Settings');
    expect(await stored(own)).toEqual(before);
  });
});

describe('merging a backup', () => {
  beforeAll(async () => {
    page = await own.page(OPTIONS);
  });
  afterAll(() => page.close());

  it('asks for each field of an account that was edited in both whose value stays', async () => {
    await look(files.other);
    await fate('1 account is added').getByText('Yew').waitFor();
    const both = fate('1 account differs');
    const issuer = both.getByRole('group', { name: 'Issuer' });
    await issuer.getByRole('radio', { name: 'Here Acme here', checked: true }).waitFor();
    const name = both.getByRole('group', { name: 'Account name' });
    await name.getByRole('radio', { name: 'Here octavia', checked: true }).waitFor();
    await name.getByRole('radio', { name: 'Backup other' }).click();
    await press(page, 'Merge');
    await says(page, '1 account added. 1 account changed.');
    await list.getByRole('listitem', { name: 'Acme here, other' }).waitFor();
    await seeCode(list, 'Yew', () => rightCode(secretOf('Yew')));
    expect((await issuers()).sort()).toEqual(['Acme here', 'Birch', 'Cedar', 'Dogwood', 'Yew']);
  });

  it('finds nothing new in the same backup afterwards but what was chosen against it', async () => {
    await look(files.other);
    await fate('1 account differs').getByRole('group', { name: 'Issuer' }).waitFor();
    expect(await page.getByRole('group').count()).toBe(1);
    await page.getByRole('radio', { name: 'Here Acme here', checked: true }).waitFor();
    await press(page, 'Back');
  });

  it('adds the accounts of another vault to those here', async () => {
    await other.close();
    other = await launchChromium({ extension: EXTENSION });
    const stranger = await firstRunTab(other);
    await stranger.getByRole('textbox').first().waitFor();
    await askFrom(stranger, 'createVault', { passphrase: OTHER_PASSPHRASE });
    await addAccounts(stranger, [named('Zinnia'), named('Birch')]);
    files.foreign = await keepBackup(stranger, 'foreign', OTHER_PASSPHRASE);
    await look(files.foreign, OTHER_PASSPHRASE);
    await sees(page, 'This backup comes from another vault.');
    await sees(page, '1 account of the backup is here already, with the same secret.');
    await press(page, 'Merge');
    await says(page, '1 account added.');
    await seeCode(list, 'Zinnia', () => rightCode(secretOf('Zinnia')));
    expect(await issuers()).toHaveLength(6);
  });
});

describe('replacing everything by a backup', () => {
  beforeAll(async () => {
    page = await own.page(OPTIONS);
  });
  afterAll(() => page.close());

  it('asks for the passphrase of the vault, and does nothing without it', async () => {
    await look(files.early);
    await press(page, 'Replace everything');
    await sees(page, '6 accounts here give way to the accounts of the backup.');
    const before = await stored(own);
    await confirmWith(page, OTHER_PASSPHRASE);
    await sees(page, 'This passphrase does not open the vault');
    await press(page, 'Cancel');
    await heading('What the backup would change');
    expect(await stored(own)).toEqual(before);
  });

  it('puts the accounts of the backup here', async () => {
    await press(page, 'Replace everything');
    await confirmWith(page);
    await says(page, '3 accounts restored');
    await list.getByRole('listitem', { name: 'Zinnia' }).waitFor({ state: 'detached' });
    expect((await issuers()).sort()).toEqual(['Acme', 'Birch', 'Cedar']);
  });

  it('keeps what was here among the earlier versions, from where it can be merged back', async () => {
    await lookAtHistory('before a backup was restored');
    expect(await cells('Accounts')).toEqual(['3', '6']);
    await fate('3 accounts are added').getByText('Zinnia').waitFor();
    await press(page, 'Merge');
    await says(page, '3 accounts added. 1 account changed.');
    await seeCode(list, 'Dogwood', () => rightCode(secretOf('Dogwood')));
    expect((await issuers()).sort()).toEqual(['Acme here', 'Birch', 'Cedar', 'Dogwood', 'Yew', 'Zinnia']);
  });
});

describe('the first run', () => {
  it('restores a backup by its recovery key', async () => {
    const { recoveryKey } = await askFrom(list, 'newRecoveryKey', { credential: OWN });
    const file = await keepBackup(list, 'with-recovery-key');
    await other.close();
    other = await launchChromium({ extension: EXTENSION });
    page = await firstRunTab(other);
    await press(page, 'Restore a backup');
    await page.getByLabel('Backup file').setInputFiles(file);
    await press(page, 'Use the recovery key instead');
    await page.getByLabel('Recovery key of the backup').fill(recoveryKey.slice(0, -1));
    await press(page, 'Restore');
    await sees(page, 'This is not a whole recovery key.');
    await page.getByLabel('Recovery key of the backup').fill(recoveryKey.toLowerCase());
    await press(page, 'Restore');
    await says(page, '6 accounts restored');
    await page.close();
    page = await other.page(POPUP);
    await seeCode(page, 'Cedar', () => rightCode(secretOf('Cedar')));
  });
});
