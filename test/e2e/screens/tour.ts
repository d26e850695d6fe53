/** The way past every screen: from the first run to a damaged vault, in any language of the extension. */
import { readFileSync } from 'node:fs';
import type { Locator, Page } from 'playwright-core';
import QRCode from 'qrcode';
import { formatMigration } from '../../../src/core/google-migration.ts';
import { dataUrl, pngOf } from '../../fakes/png.ts';
import type { Chromium } from '../harness/chromium.ts';
import { OWN, PASSPHRASE, POPUP } from '../person.ts';
import { account, addAccounts, askFrom, FORGET_MIRROR } from '../stock.ts';
import {
  holdKeyQuestion,
  offerFolder,
  putInReach,
  putNewerBackup,
  putOutOfReach,
  removeFolder,
  syncAsTwo,
} from './stand-ins.ts';
import { moveScreens } from './stops/move.ts';

const OPTIONS = 'src/options/index.html';
const SECRET = 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP';
const HERE = 'https://login.bank.example';
const LOGO = new URL('../../../public/icons/icon-128.png', import.meta.url).pathname;

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

export interface Screen {
  readonly name: string;
  /** Goes there from the screen before. */
  readonly show: (stage: Stage) => Promise<void>;
  /** Does not survive a change of the window: shown anew in each. */
  readonly fleeting?: true;
}

/** Texts of the built package, which is what a person reads. */
export function readTexts(extension: string, locale: string): (key: string) => string {
  const messages: Record<string, { message: string }> = JSON.parse(
    readFileSync(`${extension}/_locales/${locale}/messages.json`, 'utf8'),
  );
  return (key) => messages[key]?.message ?? '';
}

const button = ({ page, text }: Stage, key: string): Locator =>
  page.getByRole('button', { name: text(key), exact: true }).first();

/** Opens what stands behind one line. */
const openMore = ({ page, text }: Stage, key: string): Promise<void> =>
  page
    .locator('details.more > summary')
    .filter({ hasText: text(key) })
    .first()
    .click();

/** Opens a page of ours anew, so that no state of the one before is left. */
export async function open({ browser, page }: Stage, path: string): Promise<void> {
  await page.goto('about:blank');
  await page.goto(`chrome-extension://${browser.extensionId}/${path}`);
  await page.locator('h1').first().waitFor({ state: 'attached' });
}

async function inWorker({ browser }: Stage, expression: string): Promise<void> {
  await (await browser.worker()).evaluate(expression);
}

/**
 * The codes, as asked for over a page: a gesture cannot be made without a window, its note can. Each time it is another
 * document, as in a browser: what the screen before still carries out for its own takes no other's note.
 */
export async function openOver(
  stage: Stage,
  origin: string,
  documentId: string = crypto.randomUUID(),
): Promise<void> {
  const target = JSON.stringify({ tabId: 1, documentId, origin });
  await inWorker(stage, `chrome.storage.session.set({ pending: { target: ${target}, at: Date.now() } })`);
  await open(stage, POPUP);
  await stage.page.locator('[data-code]').first().waitFor();
}

export async function openQuestion(stage: Stage, origin: string, issuer: string): Promise<void> {
  await openOver(stage, origin);
  const row = stage.page.locator(`li[aria-label^="${issuer}"]`);
  await row.hover();
  await row.getByRole('button', { name: stage.text('fill'), exact: true }).click();
  await stage.page.locator('.site-title').waitFor();
}

async function openScan(stage: Stage, image: string): Promise<void> {
  const target = { tabId: 1, documentId: 'gone', origin: HERE };
  const capture = JSON.stringify({
    pictures: [{ image }],
    pageOrigin: HERE,
    pageHost: 'login.bank.example',
    target,
  });
  await inWorker(stage, `chrome.storage.session.set({ capture: ${capture} })`);
  await open(stage, `${POPUP}#scan`);
  await stage.page.locator('.page-actions button').first().waitFor();
}

/** A QR code, and a link, hold no more than so many characters. */
const cut = (text: string, length: number): string => text.slice(0, length).toWellFormed();
/** What an organisation settles, put in the place of what the browser says: a policy file needs an administrator. */
const settled = (policy: object): string =>
  `for (const api of [globalThis.browser ?? chrome, chrome])
    api.storage.managed.get = async () => (${JSON.stringify(policy)})`;

/** The organisation settles it while pages are open, which are told so. */
async function settle(stage: Stage, policy: object): Promise<void> {
  await inWorker(stage, settled(policy));
  await inWorker(stage, "new BroadcastChannel('counterfoil').postMessage({ type: 'policy' })");
}

/** Everything at once, and two keys of a wrong type. */
const MANAGED = {
  ...{ lockAfterMinutes: 15, lockAfterHours: 8, lockWithComputer: true, forbidPlainExport: 'yes' },
  minimumPassphraseStrength: 'strong',
  hideFeatures: [
    'add-by-hand',
    'automatic-fill',
    'automatic-backups',
    'camera',
    'pin',
    'security-keys',
    'flying',
  ],
  presetSites: [
    {
      issuer: PLAIN_NAMES.long,
      hosts: ['login.acme.example', 'a-rather-long-host-name.departments.acme.example'],
    },
  ],
};

const qr = (text: string): Promise<string> => QRCode.toDataURL(text, { scale: 6 });
const picture = (name: string): string =>
  `data:image/png;base64,${readFileSync(new URL(`../../fixtures/qr/${name}`, import.meta.url), 'base64')}`;

/** As large as a tab, with nothing that has to be tried as a code: for each look all of it is searched twice. */
const EMPTY_PAGE = pngOf(1280, 800, (_x, y) => (y < 64 ? [40, 60, 110] : [244, 244, 246]));

/** An export of twelve accounts in two parts. */
const exportOf = ({ long }: Names): string[] =>
  formatMigration(
    Array.from({ length: 12 }, (_, index) => ({
      ...({ type: 'totp', period: 30, issuer: index === 1 ? cut(long, 76) : `Shop ${index}` } as const),
      ...({ secret: `${'ABCDEFGHIJKL'[index]}${SECRET.slice(1)}`, algorithm: 'SHA1', digits: 6 } as const),
      name: 'octavia',
    })),
    77,
  );

export async function chooseFile({ page }: Stage, name: string, content: string): Promise<void> {
  await page
    .locator('input[type=file]')
    .setInputFiles({ name, mimeType: 'text/plain', buffer: Buffer.from(content) });
}

/** A list of key URIs with two lines that cannot be read. */
const keyUris = ({ long }: Names): string =>
  [
    ...['Theatre', 'Library', cut(long, 256)].map((issuer, index) => {
      const name = encodeURIComponent(issuer);
      return `otpauth://totp/${name}:octavia?secret=${'ABC'[index]}${SECRET}&issuer=${name}`;
    }),
    'otpauth://totp/Broken:x?secret=1',
    'otpauth://totp/Fifty:x?secret=GEZDGNBVGY3TQOJQ&digits=50',
  ].join('\n');

/** What a page of a site says around its codes. */
const RECOVERY_PAGE =
  'Your backup codes\n1. 2345 6789\t2. 3456 7890\n3. 4567 8901\t4. 5678 9012\nKeep them safe!';

/** What an account's menu leads to. */
async function openFromMenu(stage: Stage, issuer: string, item: string, count = ''): Promise<void> {
  await open(stage, POPUP);
  await chooseFromMenu(stage, issuer, item, count);
}

async function chooseFromMenu(stage: Stage, issuer: string, item: string, count = ''): Promise<void> {
  const row = stage.page.locator(`li[aria-label^="${issuer}"]`).first();
  await row.hover();
  await row.getByRole('button', { name: stage.text('more'), exact: true }).click();
  const name = stage.text(item).replace('$1', count);
  await stage.page.getByRole('menuitem', { name, exact: true }).click();
}

export const SCREENS: readonly Screen[] = [
  { name: 'first-run', show: (stage) => open(stage, POPUP) },
  {
    name: 'first-run-errors',
    async show(stage) {
      await stage.page.locator('input[type=password]').first().fill('short');
      await button(stage, 'createVault').click();
      await stage.page.locator('[role=alert]').waitFor();
    },
  },
  {
    name: 'restore',
    async show(stage) {
      await button(stage, 'restoreBackup').click();
      await button(stage, 'restore').click();
      await stage.page.locator('[role=alert]').waitFor();
    },
  },
  { name: 'settings-no-vault', show: (stage) => open(stage, OPTIONS) },
  {
    name: 'empty-vault',
    async show(stage) {
      await askFrom(stage.page, 'createVault', { passphrase: PASSPHRASE });
      await open(stage, POPUP);
      await stage.page.locator('.empty-vault').waitFor();
    },
  },
  {
    name: 'codes-few',
    async show(stage) {
      const { long, person: name } = stage.names;
      const bank = { name, origin: HERE };
      await addAccounts(stage.page, [
        { ...account('Bank', SECRET, bank), tags: ['Home', long] },
        account('Bank', SECRET.replace('JB', 'KC'), {
          ...bank,
          name: 'a.rather.long.account.name@bank.example',
        }),
        { ...account('Counter', SECRET.replace('JB', 'LD'), { name }), type: 'hotp', counter: 7 },
        {
          ...account('Post', SECRET.replace('JB', 'NF'), { name, origin: 'https://post.example' }),
          tags: ['Work'],
        },
        { ...account(long, SECRET.replace('JB', 'ME'), { name: long }), period: 60, digits: 8 },
      ]);
      await open(stage, POPUP);
      await stage.page.locator('[data-code]').nth(4).waitFor();
    },
  },
  {
    name: 'row-menu',
    fleeting: true,
    async show(stage) {
      await open(stage, POPUP);
      await stage.page.locator('.account .row').nth(1).hover();
      await stage.page
        .getByRole('button', { name: stage.text('more'), exact: true })
        .nth(1)
        .click();
      await stage.page.getByRole('menuitem').first().waitFor();
    },
  },
  {
    name: 'large-code',
    async show(stage) {
      await open(stage, POPUP);
      await stage.page.locator('.account').first().focus();
      await stage.page.keyboard.press('l');
      await stage.page.locator('.large-code [class*=code-group]').first().waitFor();
    },
  },
  {
    name: 'keys',
    async show(stage) {
      await open(stage, POPUP);
      await stage.page.locator('.account').first().focus();
      await stage.page.keyboard.press('?');
      await stage.page.locator('.keys').waitFor();
    },
  },
  { name: 'site-section', show: (stage) => openOver(stage, HERE) },
  {
    name: 'site-card',
    async show(stage) {
      await openOver(stage, 'https://post.example');
      // The page that was asked for is not there: the card stands under the reason.
      await stage.page.locator('[role=alert]').waitFor();
      await stage.page.locator('.row-fill-large').waitFor();
    },
  },
  { name: 'site-section-near', show: (stage) => openOver(stage, 'https://shop.bank.example') },
  {
    name: 'site-section-suggested',
    async show(stage) {
      const imported = account('GitHub', SECRET.replace('JB', 'PG'));
      await askFrom(stage.page, 'add', { opId: 'suggested', candidates: [{ imported }], source: 'scan' });
      await openOver(stage, 'https://github.com');
    },
  },
  { name: 'site-question-known', show: (stage) => openQuestion(stage, 'https://github.com', 'GitHub') },
  {
    name: 'automatic-offer',
    async show(stage) {
      const reply = await askFrom(stage.page, 'open', { first: 0 });
      const rows = reply.vault === 'unlocked' ? reply.rows : [];
      const offer = { id: rows.find(({ issuer }) => issuer === 'Post')?.id, origin: 'https://post.example' };
      await inWorker(stage, `chrome.storage.session.set({ offer: ${JSON.stringify(offer)} })`);
      await openOver(stage, offer.origin);
      await stage.page.locator('.offer').waitFor();
      // What was asked for is tried, and is over.
      await stage.page.locator('[role=alert]').waitFor();
    },
  },
  { name: 'site-question-none', show: (stage) => openQuestion(stage, HERE, 'Counter') },
  {
    name: 'site-question-same',
    show: (stage) => openQuestion(stage, 'https://shop.bank.example', 'Bank, octavia'),
  },
  {
    name: 'site-question-other',
    async show(stage) {
      await openQuestion(stage, 'https://login.bamk.example', 'Bank, octavia');
      await stage.page.locator('button.danger:enabled').waitFor();
    },
  },
  {
    name: 'explain',
    async show(stage) {
      const document = { documentId: 'in reach', origin: HERE };
      await putInReach(stage.browser, stage.page, document);
      await openOver(stage, HERE, document.documentId);
      await chooseFromMenu(stage, 'Counter', 'explainTitle');
      await stage.page.locator('textarea.explain').waitFor();
    },
  },
  {
    name: 'explain-out-of-reach',
    async show(stage) {
      await putOutOfReach(stage.browser);
      await openOver(stage, HERE);
      await chooseFromMenu(stage, 'Counter', 'explainTitle');
      await stage.page.locator('[role=alert]').waitFor();
    },
  },
  {
    name: 'add-by-hand',
    async show(stage) {
      await open(stage, POPUP);
      await button(stage, 'addAccount').click();
      await stage.page.locator('details summary').click();
    },
  },
  {
    name: 'add-by-hand-errors',
    async show(stage) {
      await stage.page.getByLabel(stage.text('secret'), { exact: true }).fill('0189');
      await button(stage, 'save').click();
      await stage.page.locator('[role=alert]').waitFor();
    },
  },
  {
    name: 'add-by-hand-pin',
    async show(stage) {
      const label = (name: string) => stage.page.getByLabel(stage.text(name), { exact: true });
      await label('type').selectOption({ label: stage.text('typeMotp') });
      await label('secret').fill('e3152afee62599c8');
      await label('issuer').fill('ACME');
      await button(stage, 'save').click();
      await stage.page.locator('[name=pin][aria-invalid=true]').waitFor();
    },
  },
  {
    name: 'edit',
    async show(stage) {
      await open(stage, POPUP);
      await stage.page.locator('.account .row').first().hover();
      await stage.page
        .getByRole('button', { name: stage.text('more'), exact: true })
        .first()
        .click();
      await stage.page.getByRole('menuitem', { name: stage.text('edit'), exact: true }).click();
      await stage.page.locator('details summary').click();
    },
  },
  {
    name: 'icon',
    async show(stage) {
      await button(stage, 'changeIcon').click();
      await stage.page.locator('.icon-choice img').first().waitFor();
    },
  },
  {
    name: 'confirm-one',
    show: async (stage) =>
      openScan(
        stage,
        await qr(`otpauth://totp/Library:octavia?secret=${SECRET.slice(0, 16)}&issuer=Library`),
      ),
  },
  {
    name: 'saved',
    async show(stage) {
      await button(stage, 'add').click();
      await button(stage, 'done').waitFor();
      await stage.page.locator('.ticket [class*=code]').first().waitFor();
    },
  },
  {
    name: 'confirm-at-site-gone',
    async show(stage) {
      await stage.page.locator('.ticket ~ .button').first().click();
      await stage.page.locator('.ticket ~ [aria-live]').waitFor();
    },
  },
  {
    name: 'confirm-at-site',
    async show(stage) {
      await putInReach(stage.browser, stage.page, { documentId: 'gone', origin: HERE });
      await stage.page.locator('.ticket ~ .button').first().click();
      await button(stage, 'confirmationTaken').waitFor();
    },
  },
  {
    name: 'confirm-at-site-taken',
    async show(stage) {
      await button(stage, 'confirmationTaken').click();
      await stage.page.getByText(stage.text('confirmationVerified')).waitFor();
      await putOutOfReach(stage.browser);
    },
  },
  {
    name: 'confirm-pin',
    async show(stage) {
      await openScan(stage, await qr('motp://ACME:octavia?secret=e3152afee62599c8'));
      await stage.page.locator('input[type=password]').waitFor();
    },
  },
  { name: 'confirm-several', show: (stage) => openScan(stage, picture('multi-01.png')) },
  {
    name: 'confirm-other',
    show: async (stage) => openScan(stage, await qr(`https://bank.example/${'a-long-path/'.repeat(12)}`)),
  },
  {
    name: 'confirm-export',
    show: async (stage) => openScan(stage, await qr(exportOf(stage.names)[0] ?? '')),
  },
  {
    name: 'scan-nothing',
    async show(stage) {
      await openScan(stage, dataUrl(EMPTY_PAGE));
      await stage.page.locator('.frozen-stage button').waitFor();
      const { x = 0, y = 0 } = (await stage.page.locator('.frozen-stage button').boundingBox()) ?? {};
      await stage.page.mouse.move(x + 40, y + 30);
      await stage.page.mouse.down();
      await stage.page.mouse.move(x + 140, y + 110, { steps: 4 });
      await stage.page.mouse.up();
      await stage.page.locator('.frozen + [role=alert]').waitFor();
    },
    fleeting: true,
  },
  { name: 'sources', show: (stage) => open(stage, `${POPUP}#sources`) },
  {
    name: 'camera-missing',
    async show(stage) {
      await stage.page.getByRole('button', { name: stage.text('sourceCamera') }).click();
      await stage.page.locator('[role=alert]').waitFor();
    },
  },
  { name: 'settings', show: (stage) => open(stage, OPTIONS) },
  {
    name: 'settings-search',
    async show(stage) {
      await stage.page.locator('.slots').waitFor();
      await stage.page.keyboard.press('/');
      await stage.page.keyboard.type(stage.text('pinField'));
      await stage.page.locator('.settings-found button').waitFor();
    },
  },
  {
    name: 'settings-search-nothing',
    async show(stage) {
      await stage.page.getByRole('searchbox').fill('nothing like it');
      await stage.page.getByText(stage.text('settingsNothing')).waitFor();
    },
  },
  {
    name: 'learn',
    async show(stage) {
      await open(stage, OPTIONS);
      await button(stage, 'learnTitle').click();
      await stage.page.locator('.learn').first().waitFor();
    },
  },
  {
    name: 'settings-managed',
    async show(stage) {
      await open(stage, OPTIONS);
      await settle(stage, MANAGED);
      await stage.page.locator('.managed').waitFor();
      await stage.page.locator('.held').first().waitFor();
      await stage.page.locator('.managed').scrollIntoViewIfNeeded();
    },
  },
  {
    name: 'builders-managed',
    async show(stage) {
      await open(stage, OPTIONS);
      await button(stage, 'buildersOpen').click();
      await stage.page.locator('.builder .held').waitFor();
      // The judge of codes comes with the secret, which a worker makes.
      await stage.page.locator('.builder-clock').waitFor();
    },
  },
  {
    name: 'secret-managed',
    async show(stage) {
      await inWorker(stage, settled({}));
      await open(stage, POPUP);
      await stage.page.locator('[data-code]').first().waitFor();
      await button(stage, 'more').click();
      await stage.page.getByRole('menuitem', { name: stage.text('showSecret'), exact: true }).click();
      await stage.page.locator('input[type=password]').waitFor();
      await settle(stage, MANAGED);
      await stage.page.locator('.notice').waitFor();
      await stage.page.locator('input[type=password]').waitFor({ state: 'detached' });
    },
  },
  {
    name: 'add-by-hand-managed',
    async show(stage) {
      await open(stage, POPUP);
      await button(stage, 'addAccount').click();
      await stage.page.getByText(stage.text('addByHandHeld')).waitFor();
    },
  },
  {
    name: 'import-sealed',
    async show(stage) {
      await inWorker(stage, settled({}));
      await open(stage, OPTIONS);
      const { file } = await askFrom(stage.page, 'exportBackup', { credential: OWN });
      await chooseFile(stage, 'counterfoil.counterfoil', file);
      await button(stage, 'import').click();
      await stage.page.locator('input[type=password]').waitFor();
    },
  },
  {
    name: 'import',
    async show(stage) {
      await open(stage, OPTIONS);
      await chooseFile(stage, 'accounts.txt', keyUris(stage.names));
      await button(stage, 'import').click();
      await stage.page.locator('.picks').waitFor();
      await stage.page.locator('.left-out summary').click();
    },
  },
  {
    name: 'import-saved',
    async show(stage) {
      await button(stage, 'add').click();
      await button(stage, 'undo').waitFor();
    },
  },
  {
    name: 'folder-none',
    async show(stage) {
      await askFrom(stage.page, 'setAutomaticBackups', { opId: crypto.randomUUID(), credential: OWN });
      await open(stage, OPTIONS);
      await openMore(stage, 'folderTitle');
      await button(stage, 'folderChoose').waitFor();
    },
  },
  {
    name: 'folder-other',
    async show(stage) {
      await offerFolder(stage.page);
      await button(stage, 'folderChoose').click();
      await stage.page.locator('input[type=password]').waitFor();
    },
  },
  {
    name: 'folder-paused',
    async show(stage) {
      await stage.page.locator('input[type=password]').fill(PASSPHRASE);
      await button(stage, 'continue').click();
      await button(stage, 'folderGoOn').waitFor();
      await openMore(stage, 'folderTitle');
    },
  },
  {
    name: 'folder-gone',
    async show(stage) {
      await removeFolder(stage.page);
      await button(stage, 'folderGoOn').click();
      await stage.page.getByText(stage.text('folderGone')).waitFor();
    },
  },
  {
    name: 'folder-newer',
    async show(stage) {
      await button(stage, 'folderChoose').click();
      await stage.page.locator('input[type=password]').fill(PASSPHRASE);
      await button(stage, 'continue').click();
      await stage.page.locator('.credential-form').waitFor({ state: 'detached' });
      await stage.page.getByText(stage.text('folderGone')).waitFor({ state: 'detached' });
      await putNewerBackup(stage.page, stage.names.long);
      await open(stage, OPTIONS);
      await button(stage, 'folderTakeOver').waitFor();
      await openMore(stage, 'folderTitle');
      await stage.page.locator('.check-box', { hasText: stage.text('folderTakesOver') }).waitFor();
    },
  },
  {
    name: 'folder-newer-asked',
    async show(stage) {
      await button(stage, 'folderLook').click();
      await stage.page.locator('input[type=password]').waitFor();
    },
  },
  {
    name: 'backup-compare',
    async show(stage) {
      await askFrom(stage.page, 'setAutomaticBackups', { opId: crypto.randomUUID() });
      const { file } = await askFrom(stage.page, 'exportBackup', { credential: OWN });
      const reply = await askFrom(stage.page, 'open', { first: 0 });
      const rows = reply.vault === 'unlocked' ? reply.rows : [];
      const [edited, deleted] = [rows[0]?.id ?? '', rows[1]?.id ?? ''];
      const fields = { issuer: cut(stage.names.long, 256), name: 'edited here since the backup' };
      const { issuer = '', name = '' } = rows[0] ?? {};
      await askFrom(stage.page, 'patch', { opId: 'tour', id: edited, base: { issuer, name }, fields });
      await askFrom(stage.page, 'trash', { opId: 'tour-2', ids: [deleted] });
      await open(stage, OPTIONS);
      await openMore(stage, 'restoreBackup');
      const form = stage.page.locator('details.more form').first();
      const backup = { name: 'old.counterfoil', mimeType: 'text/plain', buffer: Buffer.from(file) };
      await form.locator('input[type=file]').setInputFiles(backup);
      await form.locator('input[type=password]').fill(PASSPHRASE);
      await form.locator('button[type=submit]').click();
      await button(stage, 'merge').waitFor();
      await askFrom(stage.page, 'restore', { opId: 'tour-3', ids: [deleted] });
    },
  },
  {
    name: 'backup-replace',
    async show(stage) {
      await button(stage, 'replaceEverything').click();
      await stage.page.locator('input[type=password]').waitFor();
    },
  },
  {
    name: 'settings-opened',
    async show(stage) {
      await open(stage, OPTIONS);
      await openMore(stage, 'restoreBackup');
      await openMore(stage, 'historyTitle');
      await stage.page.locator('details.more li').first().waitFor();
    },
  },
  {
    name: 'export-codes',
    async show(stage) {
      await open(stage, OPTIONS);
      await openMore(stage, 'toOtherApp');
      await stage.page.locator('form:has(.export-choice) select').selectOption('google');
      await button(stage, 'exportShow').click();
      await stage.page.locator('.credential-form input[type=password]').fill(PASSPHRASE);
      await button(stage, 'continue').click();
      await stage.page.locator('.qr-code').scrollIntoViewIfNeeded();
    },
  },
  {
    name: 'export-paper',
    async show(stage) {
      await open(stage, OPTIONS);
      await openMore(stage, 'toOtherApp');
      await stage.page.locator('form:has(.export-choice) select').selectOption('paper');
      await button(stage, 'exportShow').click();
      await stage.page.locator('.credential-form input[type=password]').fill(PASSPHRASE);
      await button(stage, 'continue').click();
      await stage.page.locator('.export-paper .qr-code').first().waitFor();
    },
  },
  {
    name: 'export-sealed',
    async show(stage) {
      await open(stage, OPTIONS);
      await openMore(stage, 'toOtherApp');
      await stage.page.locator('form:has(.export-choice)').scrollIntoViewIfNeeded();
    },
  },
  {
    name: 'export-losses',
    async show(stage) {
      await open(stage, OPTIONS);
      await openMore(stage, 'toOtherApp');
      await stage.page.locator('.export-choice input').first().uncheck();
      for (const pick of await stage.page.locator('.export-picks input').all()) await pick.check();
      await stage.page.locator('form:has(.export-choice) select').selectOption('2fas-sealed');
      await stage.page.locator('.export-losses').scrollIntoViewIfNeeded();
    },
  },
  ...moveScreens(async (stage) => {
    await open(stage, OPTIONS);
    await openMore(stage, 'toOtherApp');
  }),
  {
    name: 'sync-turn-on',
    async show(stage) {
      await open(stage, OPTIONS);
      await button(stage, 'syncTurnOn').click();
      await stage.page.locator('.credential-form').waitFor();
    },
  },
  {
    name: 'sync-on',
    async show(stage) {
      const view = await askFrom(stage.page, 'sync', {});
      if (view.standing === 'off')
        await syncAsTwo(stage.page, [cut(stage.names.issuer(0), 64), cut(stage.names.issuer(1), 64)]);
      await open(stage, OPTIONS);
      await stage.page.locator('.sync-browsers').scrollIntoViewIfNeeded();
    },
  },
  {
    name: 'sync-remove',
    async show(stage) {
      await open(stage, OPTIONS);
      await stage.page.locator('.sync-browsers button').click();
      await stage.page.locator('.credential-form').waitFor();
    },
  },
  {
    name: 'change-passphrase',
    async show(stage) {
      await open(stage, OPTIONS);
      await button(stage, 'changePassphrase').click();
      await stage.page.locator('input[type=password]').first().fill('short');
      await stage.page.locator('button[type=submit]').click();
      await stage.page.locator('[role=alert]').first().waitFor();
    },
  },
  {
    name: 'set-pin',
    async show(stage) {
      await open(stage, OPTIONS);
      await button(stage, 'setPin').click();
      await stage.page.locator('input[type=password]').first().waitFor();
    },
  },
  {
    name: 'add-security-key',
    async show(stage) {
      await open(stage, OPTIONS);
      await button(stage, 'addSecurityKey').click();
      await stage.page.locator('input[type=password]').waitFor();
    },
  },
  {
    name: 'credential',
    async show(stage) {
      await open(stage, OPTIONS);
      await button(stage, 'createRecoveryKey').click();
      await stage.page.locator('input[type=password]').fill('wrong passphrase');
      await button(stage, 'continue').click();
      await stage.page.locator('[role=alert]').waitFor();
    },
  },
  {
    name: 'recovery-sheet',
    async show(stage) {
      await stage.page.locator('input[type=password]').fill(PASSPHRASE);
      await button(stage, 'continue').click();
      await stage.page.locator('.recovery-key').waitFor();
    },
  },
  {
    name: 'change-passphrase-confirm',
    async show(stage) {
      await open(stage, OPTIONS);
      await button(stage, 'changePassphrase').click();
      await stage.page.getByRole('checkbox', { checked: true }).waitFor();
      for (const box of await stage.page.locator('input[type=password]').all()) await box.fill(PASSPHRASE);
      await button(stage, 'continue').click();
      await stage.page.locator('.credential-form').waitFor();
    },
  },
  {
    name: 'change-passphrase-recovery',
    async show(stage) {
      await stage.page.locator('input[type=password]').fill(PASSPHRASE);
      await button(stage, 'continue').click();
      await stage.page.locator('.recovery-key').waitFor();
    },
  },
  {
    name: 'change-passphrase-done',
    async show(stage) {
      await button(stage, 'writtenDown').click();
      await stage.page.getByText(stage.text('passphraseChangedWhat')).waitFor();
    },
  },
  {
    name: 'manage',
    async show(stage) {
      const [first, second] = await askFrom(stage.page, 'accounts', {});
      const ids = [first?.id ?? '', second?.id ?? ''];
      const tags = ['Work', 'A tag that is rather long, as other apps name their folders'];
      const changes = tags.map((tag) => ({ ids, tag, on: true }));
      await askFrom(stage.page, 'tag', { opId: crypto.randomUUID(), changes });
      await askFrom(stage.page, 'pin', { opId: crypto.randomUUID(), ids: ids.slice(1), pinned: true });
      await open(stage, `${OPTIONS}#accounts`);
      for (const index of [1, 2]) await stage.page.locator('.manage-row input').nth(index).check();
      await button(stage, 'delete').waitFor();
    },
  },
  {
    name: 'manage-tag',
    async show(stage) {
      await button(stage, 'addTag').click();
      await stage.page.getByLabel(stage.text('manageFilter'), { exact: true }).fill('nothing like it');
      await button(stage, 'showAll').waitFor();
    },
  },
  {
    name: 'manage-duplicates',
    async show(stage) {
      const [first] = await askFrom(stage.page, 'accounts', {});
      const ids = [first?.id ?? ''];
      await askFrom(stage.page, 'trash', { opId: crypto.randomUUID(), ids });
      const { long } = stage.names;
      await addAccounts(stage.page, [
        { ...account(long, SECRET.replace('JB', 'KC'), { name: long, origin: HERE }), tags: ['Work'] },
        account('Post', SECRET.replace('JB', 'OG')),
      ]);
      await askFrom(stage.page, 'restore', { opId: crypto.randomUUID(), ids });
      await open(stage, `${OPTIONS}#accounts`);
      await stage.page.locator('.manage-parts button').nth(2).click();
      await stage.page.locator('.manage-group').nth(1).waitFor();
    },
  },
  {
    name: 'manage-trash',
    async show(stage) {
      await stage.page.locator('.manage-group .button').first().click();
      await stage.page.locator('.manage-parts button').nth(1).click();
      await stage.page.locator('.manage-row input').first().check();
      await button(stage, 'deleteForGood').waitFor();
    },
  },
  {
    name: 'manage-purge',
    async show(stage) {
      await button(stage, 'emptyTrash').click();
      await stage.page.locator('input[type=password]').waitFor();
    },
  },
  {
    name: 'secret-asked',
    async show(stage) {
      await open(stage, POPUP);
      await stage.page.locator('[data-code]').first().waitFor();
      await button(stage, 'more').click();
      await stage.page.getByRole('menuitem', { name: stage.text('showSecret'), exact: true }).click();
      await stage.page.locator('input[type=password]').waitFor();
    },
  },
  {
    name: 'secret',
    async show(stage) {
      await stage.page.locator('input[type=password]').fill(PASSPHRASE);
      await button(stage, 'continue').click();
      await stage.page.getByText('otpauth://').first().waitFor();
    },
  },
  {
    name: 'clock',
    async show(stage) {
      await openFromMenu(stage, 'Post', 'clockTitle');
      await stage.page.locator('#clock-site').waitFor();
      await stage.page.getByLabel(stage.text('clockCode'), { exact: true }).fill('no code');
      await button(stage, 'clockCompare').click();
      await stage.page.locator('[role=alert]').waitFor();
    },
  },
  {
    name: 'clock-found',
    async show(stage) {
      const { page, text } = stage;
      await open(stage, POPUP);
      const reply = await askFrom(page, 'open', { first: 100 });
      const id = reply.vault === 'unlocked' ? reply.rows.find(({ issuer }) => issuer === 'Post')?.id : '';
      // The clock of this computer, three minutes later for as long as the other device is read.
      await askFrom(page, 'setClockOffset', { offset: 180 });
      const { codes } = await askFrom(page, 'codes', { ids: [id ?? ''] });
      await askFrom(page, 'setClockOffset', { offset: 0 });
      await openFromMenu(stage, 'Post', 'clockTitle');
      await page.getByLabel(text('clockCode'), { exact: true }).fill(codes[id ?? '']?.code ?? '');
      await button(stage, 'clockCompare').click();
      await button(stage, 'clockUse').waitFor();
    },
  },
  {
    name: 'clock-corrected',
    async show(stage) {
      await button(stage, 'clockUse').click();
      await stage.page.locator('.clock-line').waitFor();
    },
  },
  {
    name: 'clock-jumped',
    async show(stage) {
      await inWorker(
        stage,
        `chrome.storage.local.get('clock').then(({ clock }) =>
        chrome.storage.local.set({ clock: { ...clock, jump: -180 } }))`,
      );
      await openOver(stage, HERE);
      await stage.page.locator('.clock-jump').waitFor();
    },
  },
  {
    name: 'clock-of-a-site',
    async show(stage) {
      await button(stage, 'clockTitle').click();
      await stage.page.locator('#clock-site').waitFor();
      await button(stage, 'clockReset').waitFor();
    },
  },
  {
    name: 'clock-settings',
    async show(stage) {
      await open(stage, `${OPTIONS}#clock`);
      await button(stage, 'clockReset').scrollIntoViewIfNeeded();
    },
  },
  {
    name: 'recovery-paste',
    async show(stage) {
      await openFromMenu(stage, 'Post', 'recoveryCodes');
      await stage.page.getByLabel(stage.text('recoveryPaste')).fill(RECOVERY_PAGE);
    },
  },
  {
    name: 'recovery-not-found',
    async show(stage) {
      await stage.page.getByLabel(stage.text('recoveryPaste')).fill('Keep your codes\nin a safe place');
      await button(stage, 'continue').click();
      await stage.page.locator('.notice').waitFor();
      await stage.page.getByLabel(stage.text('recoveryLines')).fill('a1'.repeat(40));
      await button(stage, 'save').click();
      await stage.page.locator('[role=alert]').waitFor();
    },
  },
  {
    name: 'recovery-codes',
    async show(stage) {
      const reply = await askFrom(stage.page, 'open', { first: 0 });
      const rows = reply.vault === 'unlocked' ? reply.rows : [];
      const id = rows.find(({ issuer }) => issuer === 'Post')?.id ?? '';
      const used = { code: 'a1b2c-d3e4f', usedAt: Date.UTC(2026, 0, 1) };
      const codes = [used, ...['1234 5678', 'W'.repeat(64)].map((code) => ({ code }))];
      await askFrom(stage.page, 'changeRecoveryCodes', { opId: 'tour-4', id, base: [], codes });
      await openFromMenu(stage, 'Post', 'recoveryCodesLeft_other', '2');
      await stage.page.locator('input[type=password]').fill(PASSPHRASE);
      await button(stage, 'continue').click();
      await stage.page.locator('.recovery-list').waitFor();
    },
  },
  {
    name: 'recovery-keep',
    async show(stage) {
      const selection = JSON.stringify({ text: RECOVERY_PAGE, origin: 'https://post.example' });
      await inWorker(stage, `chrome.storage.session.set({ selection: ${selection} })`);
      await open(stage, `${POPUP}#recovery-codes`);
      await stage.page.locator('select').waitFor();
    },
  },
  {
    name: 'recovery-kept',
    async show(stage) {
      await button(stage, 'save').click();
      await button(stage, 'done').waitFor();
    },
  },
  {
    name: 'builders',
    async show(stage) {
      await open(stage, OPTIONS);
      await button(stage, 'buildersOpen').click();
      await stage.page.locator('.builder-clock').waitFor();
    },
  },
  {
    name: 'builders-made',
    async show(stage) {
      const { page, text } = stage;
      const field = (key: string) => page.getByLabel(text(key), { exact: true });
      await field('issuer').fill(PLAIN_NAMES.long);
      await field('secret').fill('JBSWY3DPEHPK3PXP');
      await page.getByText(text('builderShort')).waitFor();
      await page.locator('input[type=file]').setInputFiles(LOGO);
      await page.getByText(text('builderReadsLogo')).waitFor();
      await field('builderCode').fill('000000');
      await button(stage, 'builderCheck').click();
      await page.locator('.builder-verdict .notice').waitFor();
    },
  },
  {
    name: 'codes-100',
    async show(stage) {
      const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
      const secretOf = (index: number) => `${letters[index % 32]}${letters[index >> 5]}${SECRET}`;
      await addAccounts(
        stage.page,
        Array.from({ length: 96 }, (_, index) => account(stage.names.issuer(index), secretOf(index))),
      );
      await open(stage, POPUP);
      await stage.page.locator('[data-code]').nth(9).waitFor();
    },
  },
  {
    name: 'search-nothing',
    async show(stage) {
      await stage.page.getByRole('searchbox').fill('nothing like it');
      await stage.page.locator('.no-hits:not(:empty)').waitFor();
    },
  },
  {
    name: 'security-key',
    async show(stage) {
      const bytes = Buffer.alloc(32, 7).toString('base64url');
      const key = { credentialId: bytes, prfSalt: bytes, secret: bytes, label: cut(stage.names.long, 256) };
      await askFrom(stage.page, 'addSecurityKey', { credential: OWN, ...key });
      await askFrom(stage.page, 'lock', {});
      const question = await holdKeyQuestion(stage.page);
      await open(stage, `${POPUP}#security-key`);
      await question.dispose();
      await stage.page.locator('[data-asks=key]').waitFor();
    },
  },
  {
    name: 'security-key-cancelled',
    async show(stage) {
      await stage.page.evaluate('cancelKey()');
      await stage.page.locator('[role=alert]').waitFor();
    },
  },
  {
    name: 'locked',
    async show(stage) {
      await askFrom(stage.page, 'lock', {});
      await open(stage, POPUP);
      await stage.page.locator('input[type=password]').fill('wrong passphrase');
      await button(stage, 'unlock').click();
      await stage.page.locator('[role=alert]').waitFor();
    },
  },
  {
    name: 'locked-pin',
    async show(stage) {
      await askFrom(stage.page, 'unlock', { credential: OWN });
      await askFrom(stage.page, 'setPin', { credential: OWN, pin: '271828' });
      await askFrom(stage.page, 'lock', {});
      await open(stage, POPUP);
      await stage.page.locator('input[inputmode=numeric]').waitFor();
    },
  },
  {
    name: 'recovery-notice',
    async show(stage) {
      await inWorker(
        stage,
        `chrome.storage.local.get('vault.head').then(({ 'vault.head': { cur } }) =>
        chrome.storage.local.set({ ['vault.' + cur]: 'torn' }))`,
      );
      await inWorker(stage, FORGET_MIRROR);
      await askFrom(stage.page, 'unlock', { credential: OWN });
      await open(stage, POPUP);
      await stage.page.locator('[data-code]').first().waitFor();
    },
  },
  {
    name: 'settings-locked',
    show: async (stage) => {
      await askFrom(stage.page, 'lock', {});
      await open(stage, OPTIONS);
    },
  },
  {
    name: 'damaged',
    async show(stage) {
      await inWorker(stage, `chrome.storage.local.set({ 'vault.a': 'torn', 'vault.b': 'torn' })`);
      await inWorker(stage, FORGET_MIRROR);
      await open(stage, POPUP);
      await stage.page.locator('.notice.warning').waitFor();
    },
  },
  { name: 'settings-damaged', show: (stage) => open(stage, OPTIONS) },
  {
    name: 'start-over',
    async show(stage) {
      await openMore(stage, 'startOver');
      await stage.page.locator('details.more button[type=submit]').click();
      await stage.page.locator('[role=alert]').waitFor();
    },
  },
  {
    name: 'newer',
    async show(stage) {
      const newer = JSON.stringify(JSON.stringify({ format: 'counterfoil-vault', v: 2 }));
      await inWorker(stage, `chrome.storage.local.set({ 'vault.a': ${newer} })`);
      await open(stage, POPUP);
      await stage.page.locator('.notice').first().waitFor();
    },
  },
];
