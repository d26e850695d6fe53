/** Where the tour plays, and the steps that several of its stops begin with, in any language of the extension. */
import { readFileSync } from 'node:fs';
import type { Locator, Page } from 'playwright-core';
import type { AccountRow } from '../../../src/messages/index.ts';
import { OPTIONS } from '../backup-steps.ts';
import type { Chromium } from '../harness/chromium.ts';
import { PASSPHRASE, POPUP } from '../person.ts';
import { askFrom } from '../stock.ts';

export interface Stage {
  readonly browser: Chromium;
  readonly page: Page;
  /** The text of a message in the language of the browser. */
  readonly text: (key: string) => string;
  readonly names: Names;
}

/** What the accounts and tags of the tour are called, besides those that the tour looks for. */
export interface Names {
  readonly long: string;
  readonly person: string;
  /** Of the accounts that make the list a long one. */
  readonly issuer: (index: number) => string;
}

export const PLAIN_NAMES: Names = {
  long: 'A company with quite a long name, Incorporated, and its many departments',
  person: 'octavia',
  issuer: (index) => `Issuer ${index}`,
};

/** Letters that turn the line around, that nobody sees, that pile up, and emoji of several: 10,000 characters. */
const TANGLE =
  'a\u202Eexe.gnp\u2066\u2067שלום \u200B\u200B\u2060\uFEFF👩‍👩‍👧‍👦🏳️‍🌈مرحبا Z\u0300\u0301\u0302\u0303\u0304\u0305'.repeat(
    3,
  );
export const HOSTILE_NAMES: Names = {
  long: TANGLE.padEnd(10_000, 'W'),
  person: `octavia${TANGLE}${'👩‍👩‍👧‍👦'.repeat(900)}`.slice(0, 10_000),
  issuer: () => `Twin ${TANGLE}`,
};

/** A QR code, and a link, hold no more than so many characters. */
export const cut = (text: string, length: number): string => text.slice(0, length).toWellFormed();

export interface Screen {
  readonly name: string;
  /** Goes there from the screen before. */
  readonly show: (stage: Stage) => Promise<void>;
  /** Does not survive a change of the window: shown anew in each. */
  readonly fleeting?: true;
}

/** What the accounts of the tour are made of: each has another beginning. */
export const SECRET = 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP';
/** A site that accounts are saved for. */
export const HERE = 'https://login.bank.example';

/** Texts of the built package, which is what a person reads. */
export function readTexts(extension: string, locale: string): (key: string) => string {
  const messages: Record<string, { message: string }> = JSON.parse(
    readFileSync(`${extension}/_locales/${locale}/messages.json`, 'utf8'),
  );
  return (key) => messages[key]?.message ?? '';
}

export const button = ({ page, text }: Stage, key: string): Locator =>
  page.getByRole('button', { name: text(key), exact: true }).first();

/** Opens what stands behind one line. */
export const openMore = ({ page, text }: Stage, key: string): Promise<void> =>
  page
    .locator('details.more > summary')
    .filter({ hasText: text(key) })
    .first()
    .click();

/** Opens a page of ours anew, so that no state of the one before is left. */
async function open({ browser, page }: Stage, path: string): Promise<void> {
  await page.goto('about:blank');
  await page.goto(`chrome-extension://${browser.extensionId}/${path}`);
  await page.locator('h1').first().waitFor({ state: 'attached' });
}

/** @param part what of it is shown at once, as `#scan` */
export const openPopup = (stage: Stage, part = ''): Promise<void> => open(stage, `${POPUP}${part}`);

/** @param part as `#accounts` */
export const openSettings = (stage: Stage, part = ''): Promise<void> => open(stage, `${OPTIONS}${part}`);

export async function inWorker({ browser }: Stage, expression: string): Promise<void> {
  await (await browser.worker()).evaluate(expression);
}

/** Puts something where it waits for the next page of ours, as a gesture does. */
export const leaveInSession = (stage: Stage, items: object): Promise<void> =>
  inWorker(stage, `chrome.storage.session.set(${JSON.stringify(items)})`);

/**
 * The codes, as asked for over a page: a gesture cannot be made without a window, its note can. Each time it is another
 * document, as in a browser: what the screen before still carries out for its own takes no other's note.
 */
export async function openOver(
  stage: Stage,
  origin: string,
  documentId: string = crypto.randomUUID(),
): Promise<void> {
  await leaveInSession(stage, { pending: { target: { tabId: 1, documentId, origin }, at: Date.now() } });
  await openPopup(stage);
  await stage.page.locator('[data-code]').first().waitFor();
}

export async function openQuestion(stage: Stage, origin: string, issuer: string): Promise<void> {
  await openOver(stage, origin);
  const row = stage.page.locator(`li[aria-label^="${issuer}"]`);
  await row.hover();
  await row.getByRole('button', { name: stage.text('fill'), exact: true }).click();
  await stage.page.locator('.site-title').waitFor();
}

/** Opens the menu of an account in the list. */
export async function openMenu({ text }: Stage, account: Locator): Promise<void> {
  await account.hover();
  await account.getByRole('button', { name: text('more'), exact: true }).click();
}

interface Choice {
  /** Of the account; without it that is the first of the list. */
  readonly issuer?: string;
  /** What the item counts. */
  readonly count?: string;
}

/** Chooses an item from the menu of an account in the list. */
export async function chooseFromMenu(stage: Stage, item: string, choice: Choice = {}): Promise<void> {
  const { issuer, count = '' } = choice;
  const accounts = stage.page.locator(issuer === undefined ? 'li.account' : `li[aria-label^="${issuer}"]`);
  await openMenu(stage, accounts.first());
  const name = stage.text(item).replace('$1', count);
  await stage.page.getByRole('menuitem', { name, exact: true }).click();
}

/** What an account's menu leads to. */
export async function openFromMenu(stage: Stage, item: string, choice: Choice = {}): Promise<void> {
  await openPopup(stage);
  await chooseFromMenu(stage, item, choice);
}

/** Answers the question who is there. */
export async function confirmWith(stage: Stage, passphrase = PASSPHRASE): Promise<void> {
  await stage.page.locator('.credential-form input[type=password]').fill(passphrase);
  await button(stage, 'continue').click();
}

/** Gives a file of accounts to the settings, which are open. */
export async function importFile(stage: Stage, name: string, content: string): Promise<void> {
  await stage.page
    .locator('input[type=file]')
    .setInputFiles({ name, mimeType: 'text/plain', buffer: Buffer.from(content) });
  await button(stage, 'import').click();
}

/** The accounts in the order of the list. */
export async function accountRows({ page }: Stage): Promise<readonly AccountRow[]> {
  const reply = await askFrom(page, 'open', { first: 0 });
  if (reply.vault !== 'unlocked') throw new Error(`the vault is ${reply.vault}`);
  return reply.rows;
}

/** The first account of this issuer in the list. */
export async function idOf(stage: Stage, issuer: string): Promise<string> {
  const row = (await accountRows(stage)).find((account) => account.issuer === issuer);
  if (!row) throw new Error(`no account of ${issuer}`);
  return row.id;
}
