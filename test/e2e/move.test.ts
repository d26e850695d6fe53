/** From one browser to another: the series of QR codes that one shows, filmed, and read by the camera of the other. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ImportedAccount } from '../../src/messages/index.ts';
import { cameraFilm, type Modules, seriesFilm } from './camera-film';
import { awaitUntil } from './harness/await-until';
import { type Chromium, launchChromium } from './harness/chromium';
import { type Display, startDisplay } from './harness/display';
import { PASSPHRASE, POPUP } from './person';
import { account, askFrom, stockVault } from './stock';

const EXTENSION = new URL('../../dist/chrome', import.meta.url).pathname;
const OWN = { type: 'passphrase', passphrase: PASSPHRASE } as const;
const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
/** More than are needed where one in five is lost. */
const PICTURES = 40;

const ACCOUNTS: readonly ImportedAccount[] = [
  ...Array.from({ length: 24 }, (_, index) =>
    account(`Größe ${index}`, `${LETTERS[index]}BSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP`, {
      origin: `https://shop-${index}.example`,
    }),
  ),
  {
    ...{ type: 'hotp', counter: 41, algorithm: 'SHA256', digits: 8, issuer: 'Counted', name: 'octavia' },
    secret: 'ORSXG5BAORSXG5BAORSXG5BAORSXG5BA',
    sites: [{ origin: 'https://counted.example', subdomains: true }],
    ...{
      pinned: true,
      submits: true,
      display: 'hidden',
      tags: ['work'],
      note: 'two\nlines',
      icon: 'brand:github',
    },
    recoveryCodes: [{ code: 'aaaa-bbbb' }, { code: 'cccc-dddd' }],
  },
];

let folder: string;
let display: Display;
let sender: Chromium;
let receiver: Chromium | undefined;
let list: Page;
let screen: Page;
/** What the screen showed, in its order. */
const shown: Modules[] = [];
let code: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'counterfoil-move-'));
  display = await startDisplay();
  sender = await launchChromium({ extension: EXTENSION });
  list = await stockVault(sender, ACCOUNTS);
});
afterAll(async () => {
  await receiver?.close();
  await sender?.close();
  await display?.stop();
  await rm(folder, { recursive: true, force: true, maxRetries: 5 });
});

const picture = () => screen.locator('.move-pictures .qr-code');
const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();
const pathOf = (drawn: Locator) => drawn.locator('path').getAttribute('d');

/** The modules of a QR code as they are drawn, without the quiet ground around it. */
function modulesOf(path: string, viewBox: string): Modules {
  const size = Number(viewBox.split(' ')[2]) - 8;
  const dark = new Set(
    [...path.matchAll(/M(\d+) (\d+)/g)].map(([, x, y]) => `${Number(x) - 4} ${Number(y) - 4}`),
  );
  return { size, isDark: (column, row) => dark.has(`${column} ${row}`) };
}

async function startSeries(): Promise<void> {
  await screen.getByText('Take accounts to another app').click();
  await screen.getByLabel('As', { exact: true }).selectOption('move');
  await screen.getByText('No file, no server').waitFor();
  await press(screen, 'Show them');
  await screen.getByLabel('Passphrase', { exact: true }).fill(PASSPHRASE);
  await press(screen, 'Continue');
  await picture().waitFor();
}

async function take(): Promise<void> {
  const [path, viewBox] = [await pathOf(picture()), await picture().getAttribute('viewBox')];
  shown.push(modulesOf(path ?? '', viewBox ?? ''));
}

describe('the browser that is left', () => {
  it('shows a series of QR codes after the passphrase, and nothing moves before it is started', async () => {
    screen = await sender.page('src/options/index.html');
    await startSeries();
    for (let number = 0; number < PICTURES; number += 1) {
      await take();
      const before = await pathOf(picture());
      await press(screen, 'Next part');
      await awaitUntil('the next one', async () => (await pathOf(picture())) !== before);
    }
    expect(new Set(shown.map(({ size }) => size))).toEqual(new Set([61]));
  });

  it('goes on by itself once it is started, until it is paused', async () => {
    const before = await pathOf(picture());
    await press(screen, 'Start');
    await awaitUntil('it to move', async () => (await pathOf(picture())) !== before);
    await press(screen, 'Pause');
    await screen.getByRole('button', { name: 'Next part' }).waitFor();
  });

  it('never shows the code and the series at once', async () => {
    expect(await screen.locator('.move-code').count()).toBe(0);
    await press(screen, 'Show the code');
    code = (await screen.locator('.move-code bdi').textContent()) ?? '';
    expect(code).toMatch(/^(?:[0-9A-HJKMNP-TV-Z]{4} ){2}[0-9A-HJKMNP-TV-Z]{4}$/);
    expect(await screen.locator('.qr-code').count()).toBe(0);
    await press(screen, 'Show the QR codes again');
    await picture().waitFor();
    expect(await screen.locator('.move-code').count()).toBe(0);
    await press(screen, 'Done');
    expect(await screen.locator('.qr-code, .move-code').count()).toBe(0);
  });
});

describe('the browser that is moved to', () => {
  let window: Page;
  let ours: Page;
  const issuers = async () => {
    const reply = await askFrom(ours, 'open', { first: 0 });
    return reply.vault === 'unlocked' ? reply.rows.map(({ issuer }) => issuer) : [];
  };

  beforeAll(async () => {
    const film = join(folder, 'series.y4m');
    // One in five is lost.
    await writeFile(film, seriesFilm(shown.map((one, number) => (number % 5 === 2 ? null : one))));
    receiver = await launchChromium({ extension: EXTENSION, headed: display, film });
    ours = await stockVault(receiver, [account('Known', 'KRUGKIDROVUWG2ZAMJZG653OEBTG66BA')]);
    window = await receiver.page(`${POPUP}#sources`);
  });

  it('reads the series with its camera, says how far it is, and lets go of it', async () => {
    await window.getByRole('button', { name: 'Camera' }).click();
    await window.getByRole('heading', { name: 'Move from another browser' }).waitFor();
    await window.getByText(/^\d+ of \d+ parts$/).waitFor();
    await window.getByText('All of it is here, still sealed').waitFor({ timeout: 60_000 });
    expect(await window.locator('video').count()).toBe(0);
  });

  it('says that a code is wrong, and lets it be typed again', async () => {
    const box = window.getByLabel('Code of the other browser');
    for (const wrong of ['', 'ABCD', (code.startsWith('7') ? '8' : '7') + code.slice(1)]) {
      await box.fill(wrong);
      await press(window, 'Continue');
      await window.getByRole('alert').filter({ hasText: 'This is not the code' }).waitFor();
    }
    await box.fill(code.toLowerCase().replaceAll(' ', ''));
    await press(window, 'Continue');
    await window.getByText('Moved from the other browser, nothing is saved yet.').waitFor();
    expect(await issuers()).toEqual(['Known']);
  });

  it('adds what the person confirms, with all that the accounts have', async () => {
    await window.getByText('25 of 25 chosen').waitFor();
    await press(window, 'Add');
    await window.getByRole('heading', { name: '25 accounts saved' }).waitFor();
    const all = async (page: Page) => {
      const ids = (await askFrom(page, 'accounts', {})).map(({ id }) => id);
      return (await askFrom(page, 'exportAccounts', { credential: OWN, ids, sealed: true })).accounts;
    };
    const moved = (await all(ours)).filter(({ issuer }) => issuer !== 'Known');
    const byIssuer = (one: { issuer: string }, other: { issuer: string }) =>
      one.issuer.localeCompare(other.issuer);
    expect(moved.toSorted(byIssuer)).toEqual((await all(list)).toSorted(byIssuer));
    await press(window, 'Undo');
    await awaitUntil('them to be gone', async () => (await issuers()).length === 1);
  });

  it('says of a still picture of the series that there are more', async () => {
    window = (await receiver?.page(`${POPUP}#sources`)) ?? window;
    const still = await window.evaluate(drawn, shown[0] ? rowsOf(shown[0]) : []);
    await window
      .locator('input[type=file]')
      .setInputFiles({ name: 'still.png', mimeType: 'image/png', buffer: Buffer.from(still, 'base64') });
    await window.getByRole('alert').filter({ hasText: 'one of many QR codes of a move' }).waitFor();
  });
});

describe('a series that this version cannot read', () => {
  it('is said to be one', async () => {
    const film = join(folder, 'strange.y4m');
    await writeFile(film, cameraFilm('COUNTERFOIL-MOVE:AAAA'));
    const other = await launchChromium({ extension: EXTENSION, headed: display, film });
    try {
      await (await stockVault(other, [])).close();
      const window = await other.page(`${POPUP}#sources`);
      await window.getByRole('button', { name: 'Camera' }).click();
      await window.getByRole('alert').filter({ hasText: 'cannot be read here' }).waitFor();
    } finally {
      await other.close();
    }
  });
});

describe('the screen', () => {
  it('is read as a camera is, also while the page that reads lies behind', async () => {
    const both = await launchChromium({ extension: EXTENSION, headed: display, sharesScreen: true });
    try {
      await (await stockVault(both, ACCOUNTS)).close();
      const reading = await both.page(`${POPUP}#sources`);
      screen = await both.page('src/options/index.html');
      await startSeries();
      await press(screen, 'Start');
      await reading.getByText('Only QR codes are read, nothing is recorded').waitFor();
      // Pressed by script: a click would bring that page to the front, over the series.
      await reading.evaluate(() => {
        const buttons = [...document.querySelectorAll('button')];
        buttons.find((button) => button.textContent?.includes('Another window'))?.click();
      });
      await reading.getByText('All of it is here, still sealed').waitFor({ timeout: 60_000 });
    } finally {
      await both.close();
    }
  });
});

describe('a series that is started', () => {
  /** How often the picture changes in so many tenths of a second. */
  async function changesIn(tenths: number): Promise<number> {
    let changes = 0;
    let before = await pathOf(picture());
    for (let tenth = 0; tenth < tenths; tenth += 1) {
      await screen.clock.runFor(100);
      const now = await pathOf(picture());
      if (now !== before) changes += 1;
      before = now;
    }
    return changes;
  }

  /** As a tab that another one lies over. */
  const setHidden = (isHidden: boolean): Promise<unknown> =>
    screen.evaluate(
      (hidden) => Object.defineProperty(document, 'hidden', { configurable: true, get: () => hidden }),
      isHidden,
    );

  /** From here on no time passes but what a test lets pass. */
  async function start(): Promise<void> {
    await press(screen, 'Start');
    await screen.getByRole('button', { name: 'Pause', exact: true }).waitFor();
    await screen.clock.pauseAt((await screen.evaluate(() => Date.now())) + 1000);
  }

  beforeAll(async () => {
    screen = await sender.page('src/options/index.html');
    await screen.clock.install();
    await startSeries();
  });

  it('rests while its tab is hidden, and goes on ten times a second', async () => {
    await start();
    expect(await changesIn(10)).toBe(10);
    await setHidden(true);
    expect(await changesIn(20)).toBe(0);
    await setHidden(false);
    expect(await changesIn(10)).toBe(10);
    await screen.clock.resume();
    await press(screen, 'Pause');
  });

  it('changes once a second where a person wants less motion', async () => {
    await screen.emulateMedia({ reducedMotion: 'reduce' });
    await start();
    await screen.getByText('change once a second').waitFor();
    expect(await screen.getByText('ten times a second').count()).toBe(0);
    expect(await changesIn(30)).toBe(3);
    await screen.clock.resume();
    await screen.emulateMedia({ reducedMotion: null });
    await press(screen, 'Pause');
  });

  it('goes after ten minutes, and the code with it', async () => {
    await press(screen, 'Show the code');
    await screen.locator('.move-code bdi').waitFor();
    await screen.clock.fastForward('10:00');
    await screen.getByRole('heading', { name: 'Settings' }).waitFor();
    expect(await screen.locator('.move-code, .move-pictures').count()).toBe(0);
  });
});

const rowsOf = ({ size, isDark }: Modules): boolean[][] =>
  Array.from({ length: size }, (_, row) => Array.from({ length: size }, (__, column) => isDark(column, row)));

/** In the page: a PNG in base64. */
function drawn(rows: boolean[][]): string {
  const canvas = document.createElement('canvas');
  canvas.width = (rows.length + 8) * 4;
  canvas.height = canvas.width;
  const context = canvas.getContext('2d');
  if (!context) return '';
  context.fillStyle = '#fff';
  context.fillRect(0, 0, canvas.width, canvas.width);
  context.fillStyle = '#000';
  for (const [y, row] of rows.entries())
    for (const [x, isDark] of row.entries()) if (isDark) context.fillRect((x + 4) * 4, (y + 4) * 4, 4, 4);
  return canvas.toDataURL('image/png').split(',')[1] ?? '';
}
