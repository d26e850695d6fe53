/** Codes that are not on the page in front: files, the clipboard, drops, a camera, the screen, several parts. */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import QRCode from 'qrcode';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { NewAccount } from '../../src/core/account';
import { formatMigration } from '../../src/core/google-migration';
import { referenceMobileOtp } from '../fakes/reference-otp';
import { cameraFilm } from './camera-film';
import { awaitUntil } from './harness/await-until';
import { type Chromium, launchChromium } from './harness/chromium';
import { type Display, startDisplay } from './harness/display';
import { choose as chooseFromMenu, PASSPHRASE, POPUP } from './person';
import { account, addAccounts, askFrom, stockVault } from './stock';

const EXTENSION = new URL('../../dist/chrome', import.meta.url).pathname;
const PICTURES = new URL('../fixtures/qr/', import.meta.url);
const SECRET = 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP';
const uriOf = (issuer: string, letter: string) =>
  `otpauth://totp/${issuer}:octavia?secret=${letter}${SECRET.slice(1)}&issuer=${issuer}`;
/** One pixel. */
const BLANK = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);
const png = (text: string): Promise<Buffer> => QRCode.toBuffer(text, { scale: 5 });

let folder: string;
let display: Display;
let chromium: Chromium;
let list: Page;
let window: Page;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'counterfoil-film-'));
  const film = join(folder, 'camera.y4m');
  await writeFile(film, cameraFilm(uriOf('Camera', 'C')));
  display = await startDisplay();
  chromium = await launchChromium({ extension: EXTENSION, headed: display, film });
  list = await stockVault(chromium, [account('Known', 'ORSXG5BAORSXG5BAORSXG5BAORSXG5BA')]);
});
afterAll(async () => {
  await chromium?.close();
  await display?.stop();
  await rm(folder, { recursive: true, force: true, maxRetries: 5 });
});

beforeEach(async () => {
  window = await chromium.page(`${POPUP}#sources`);
  await window.getByRole('heading', { name: 'Scan from somewhere else' }).waitFor();
});
afterEach(() => window.close());

const choose = (name: string, buffer: Buffer) =>
  window.locator('input[type=file]').setInputFiles({ name, mimeType: 'image/png', buffer });
const sources = () => window.getByRole('button', { name: 'Try another picture' }).click();
const add = () => window.getByRole('button', { name: 'Add', exact: true }).click();
const said = (text: string) => window.getByRole('alert').filter({ hasText: text }).waitFor();
const issuers = async () => {
  const reply = await askFrom(list, 'open', { first: 0 });
  return reply.vault === 'unlocked' ? reply.rows.map(({ issuer }) => issuer) : [];
};

/** Keeps what the page is given of a camera or a screen, so that a test sees whether it was let go of. */
const keepStreams = (of: Page, ask: 'getUserMedia' | 'getDisplayMedia') =>
  of.evaluate((name) => {
    const { mediaDevices } = navigator;
    const really = mediaDevices[name].bind(mediaDevices);
    const kept: MediaStream[] = [];
    Object.assign(globalThis, { kept });
    mediaDevices[name] = async (wanted) => {
      const stream = await really(wanted);
      kept.push(stream);
      return stream;
    };
  }, ask);
const statesOfTracks = (of: Page) =>
  of.evaluate<string[]>('kept.flatMap((stream) => stream.getTracks()).map(({ readyState }) => readyState)');

/** Hands data to the page as the browser does when a person pastes or drops it. */
async function hand(event: 'paste' | 'drop', data: { text?: string; picture?: Buffer }): Promise<void> {
  await window.evaluate(
    ([name, text, bytes]) => {
      const transfer = new DataTransfer();
      if (text) transfer.setData('text/plain', text);
      if (bytes) transfer.items.add(new File([Uint8Array.from(bytes)], 'a.png', { type: 'image/png' }));
      const init = { bubbles: true, cancelable: true };
      document.body.dispatchEvent(
        name === 'paste'
          ? new ClipboardEvent('paste', { ...init, clipboardData: transfer })
          : new DragEvent('drop', { ...init, dataTransfer: transfer }),
      );
    },
    [event, data.text ?? '', data.picture ? [...data.picture] : null] as const,
  );
}

describe('another source', () => {
  it('is one press away in the screen where accounts are added', async () => {
    await list.bringToFront();
    await list.getByRole('button', { name: 'Add account' }).first().click();
    await list.getByRole('button', { name: 'Camera, file' }).click();
    // Ours from the set-up is one such page already.
    const opened = await awaitUntil('the window', async () =>
      chromium.context.pages().find((page) => page !== window && page.url().endsWith('#sources')),
    );
    await opened.getByRole('heading', { name: 'Scan from somewhere else' }).waitFor();
    await opened.close();
    await list.getByRole('button', { name: 'Back' }).click();
  });

  it('is what the button for the page leads to in a tab of ours, which stands over no page', async () => {
    await list.bringToFront();
    const before = new Set(chromium.context.pages());
    await list.getByRole('button', { name: 'Scan page' }).click();
    const opened = await awaitUntil('the window', async () =>
      chromium.context.pages().find((page) => !before.has(page) && page.url().endsWith('#sources')),
    );
    await opened.getByRole('heading', { name: 'Scan from somewhere else' }).waitFor();
    await opened.close();
  });

  it('can be a picture file: what is added can be taken back at once', async () => {
    await choose('photo.png', await png(uriOf('File', 'F')));
    await window.getByText('File').first().waitFor();
    await window.getByText('Found in the picture, nothing is saved yet.').waitFor();
    await add();
    await window.getByRole('heading', { name: 'Account saved' }).waitFor();
    expect(await issuers()).toContain('File');
    await window.getByRole('button', { name: 'Undo' }).click();
    await window.getByRole('heading', { name: 'Scan from somewhere else' }).waitFor();
    expect(await issuers()).not.toContain('File');
  });

  it.each([
    { what: 'a file of no bytes', bytes: Buffer.alloc(0), says: 'picture' },
    { what: 'an SVG', bytes: Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'), says: 'picture' },
    { what: 'a picture of 20,000 × 20,000', bytes: hugePng(), says: 'too' },
    { what: 'a cut picture', bytes: null, says: 'picture' },
  ])('says what is wrong with $what, and takes the next one', async ({ bytes, says }) => {
    await choose('odd.png', bytes ?? (await png(uriOf('Cut', 'T'))).subarray(0, 120));
    await said(says);
    await sources();
    await choose('good.png', await png(uriOf('Good', 'G')));
    await window.getByText('Good').first().waitFor();
  });

  it('can be several files at once, of which each that gives nothing is named', async () => {
    const file = async (name: string, letter: string) => ({
      name: `${name}.png`,
      mimeType: 'image/png',
      buffer: await png(uriOf(name, letter)),
    });
    await window.locator('input[type=file]').setInputFiles([
      await file('One', 'O'),
      {
        name: 'none.png',
        mimeType: 'image/png',
        buffer: BLANK,
      },
      { name: 'broken.png', mimeType: 'image/png', buffer: Buffer.alloc(9) },
      await file('Two', 'T'),
    ]);
    for (const issuer of ['One', 'Two']) await window.getByText(issuer).first().waitFor();
    await window.getByText('none.png No QR code was found.').waitFor();
    await window.getByText('broken.png This picture cannot be opened.').waitFor();
  });

  it('can be a pasted picture, a dropped one, and a pasted list of links', async () => {
    await hand('paste', { picture: await png(uriOf('Pasted', 'P')) });
    await window.getByText('Pasted').first().waitFor();
    await hand('drop', { picture: await png(uriOf('Dropped', 'D')) });
    await window.getByText('Dropped').first().waitFor();
    await hand('paste', { text: `# two\n${uriOf('One', 'O')}\n\n${uriOf('Two', 'T')}\n` });
    await window.getByText('One').first().waitFor();
    await window.getByText('Two').first().waitFor();
    expect(await window.getByRole('checkbox', { checked: true }).count()).toBe(0);
    await hand('paste', { text: `My codes\n${uriOf('Among', 'M')}\nhttps://example.com\n` });
    await window.getByText('Among').first().waitFor();
    await window.getByText('2 lines are not set-up links and were left out.').waitFor();
  });

  it('is a list that asks in a row for the PIN that its link does not bring along', async () => {
    const links = [
      'motp://First:octavia?secret=bbb1912bb5c515be',
      uriOf('Between', 'B'),
      'motp://Second:octavia?secret=e3152afee62599c8',
    ];
    await hand('paste', { text: links.join('\n') });
    const row = (issuer: string) => window.getByRole('listitem').filter({ hasText: issuer });
    const pin = (issuer: string) => row(issuer).getByLabel('PIN of this account', { exact: true });
    await pin('First').waitFor();
    await row('Between').getByRole('checkbox').waitFor();
    expect(await pin('Between').count()).toBe(0);
    await pin('Second').fill('9999');
    const right = () =>
      referenceMobileOtp('e3152afee62599c8', BigInt(Math.floor(Date.now() / 10_000)), '9999');
    await awaitUntil('the code of that PIN', async () =>
      (await row('Second').textContent())?.replaceAll(/\s/g, '').includes(right()),
    );
    expect([await pin('First').inputValue(), await row('First').getByRole('checkbox').count()]).toEqual([
      '',
      0,
    ]);
    await row('Second').getByRole('checkbox').check();
    expect(await pin('Second').inputValue()).toBe('9999');
    await add();
    await window.getByRole('heading', { name: 'Account saved' }).waitFor();
    expect(await issuers()).toContain('Second');
    await window.getByRole('button', { name: 'Undo' }).click();
    await window.getByRole('heading', { name: 'Scan from somewhere else' }).waitFor();
  });

  it('can be a whole export, whose accounts are only counted once they are saved', async () => {
    const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
    const links = Array.from({ length: 201 }, (_, at) => {
      const secret = `${letters[at >> 5]}${letters[at & 31]}${SECRET.slice(2)}`;
      return `otpauth://totp/Many${at}:octavia?secret=${secret}&issuer=Many${at}`;
    });
    await hand('paste', { text: links.join('\n') });
    await window.getByLabel('Choose all').check();
    await add();
    await window.getByRole('heading', { name: '201 accounts saved' }).waitFor();
    await window.getByText('They stand in your list now').waitFor();
    expect(await window.getByRole('alert').count()).toBe(0);
    await window.getByRole('button', { name: 'Undo' }).click();
    await window.getByRole('heading', { name: 'Scan from somewhere else' }).waitFor();
    expect(await issuers()).not.toContain('Many200');
  });

  it('is left alone by a picture that was given before and is read later', async () => {
    await window.evaluate(() => {
      const drawn: number[] = [];
      const { prototype } = CanvasRenderingContext2D;
      const draw = prototype.putImageData;
      prototype.putImageData = function (this: CanvasRenderingContext2D, ...args: unknown[]) {
        drawn.push((args[0] as ImageData).width);
        Reflect.apply(draw, this, args);
      };
      // The next file keeps its bytes until they are let out.
      const read = Blob.prototype.arrayBuffer;
      let letOut = () => {};
      const out = new Promise<void>((resolve) => {
        letOut = resolve;
      });
      Blob.prototype.arrayBuffer = async function () {
        Blob.prototype.arrayBuffer = read;
        await out;
        return read.call(this);
      };
      Object.assign(globalThis, { drawn, letOut });
    });
    const slow = await QRCode.toBuffer(uriOf('Slow', 'A'), { width: 200 });
    await hand('drop', { picture: slow });
    await hand('drop', { picture: await png(uriOf('Quick', 'B')) });
    await window.getByText('Quick').first().waitFor();
    // In every queue the slow one stands before the third, which is larger.
    await window.evaluate('letOut()');
    await hand('drop', { picture: await png(uriOf('Third', 'C')) });
    await window.getByText('Third').first().waitFor();
    const drawn = await window.evaluate<number[]>('drawn');
    expect(drawn).toHaveLength(2);
    expect(drawn).not.toContain(200);
  });

  it('advises a better picture, and no larger page, where there is no code in one', async () => {
    await choose('none.png', BLANK);
    await said('No QR code was found. Choose a larger or sharper picture, or add the account by hand.');
  });

  it('is a list that no vault could hold, and says so', async () => {
    const links = Array.from({ length: 2001 }, (_, index) => uriOf(`Many${index}`, 'M'));
    await hand('paste', { text: links.join('\n') });
    await said('There are more than 2,000 accounts in it.');
    await window.getByRole('button', { name: 'Close' }).waitFor();
  });

  it('shows the first code of a counter-based account once it is saved and asked for', async () => {
    // RFC 4226 appendix D
    const uri = 'otpauth://hotp/Token:octavia?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Token&counter=0';
    await choose('token.png', await png(uri));
    await add();
    await window.getByRole('heading', { name: 'Account saved' }).waitFor();
    expect(await window.locator('.ticket .code-text').count()).toBe(0);
    for (const code of ['755224', '287082']) {
      await window.getByRole('button', { name: 'Next code' }).click();
      const shown = () => window.locator('.ticket .code-text').textContent();
      await awaitUntil(code, async () => (await shown())?.replaceAll(/\D/g, '') === code);
    }
    await window.getByRole('button', { name: 'Undo' }).click();
    await window.getByRole('heading', { name: 'Scan from somewhere else' }).waitFor();
  });

  it('says so where a code holds nothing that can be shown', async () => {
    await choose('control.png', await png('\u0001\u0002\u0003'));
    await window.getByText('This QR code is not an account, and holds no text that can be shown.').waitFor();
  });

  it.each([
    ['Camera', 'getUserMedia', 'NotAllowedError', 'The camera was not allowed.'],
    ['Camera', 'getUserMedia', 'NotFoundError', 'No camera was found.'],
    ['Another window or screen', 'getDisplayMedia', 'NotAllowedError', 'No window was chosen.'],
  ] as const)('says in a sentence why there is none: %s, %s, %s', async (source, ask, name, sentence) => {
    await window.evaluate(
      ([method, error]) => {
        navigator.mediaDevices[method] = () => Promise.reject(new DOMException('the person said no', error));
      },
      [ask, name] as const,
    );
    await window.getByRole('button', { name: source }).click();
    await said(sentence);
  });

  it('can be a camera, which is let go of when a code was seen', async () => {
    await keepStreams(window, 'getUserMedia');
    await window.getByRole('button', { name: 'Camera' }).click();
    await window.getByText('Camera', { exact: true }).first().waitFor();
    await window.getByRole('heading', { name: 'Add account' }).waitFor();
    await window.getByText('octavia').first().waitFor();
    expect(await window.locator('video').count()).toBe(0);
    expect(await statesOfTracks(window)).toEqual(['ended']);
    await add();
    await window.getByRole('heading', { name: 'Account saved' }).waitFor();
    expect(await issuers()).toContain('Camera');
  });
});

describe('one of two cameras', () => {
  it('is changed for the other while it looks or when it is gone, and let go of', async () => {
    const other = await launchChromium({ extension: EXTENSION, headed: display, film: null });
    try {
      await (await stockVault(other, [])).close();
      const ours = await other.page(`${POPUP}#sources`);
      await ours.getByRole('button', { name: 'Camera' }).click();
      const choice = ours.getByRole('combobox', { name: 'Camera' });
      await choice.waitFor();
      const ids = await choice
        .locator('option')
        .evaluateAll((all) => all.map((one) => one.getAttribute('value')));
      expect(new Set(ids).size).toBe(2);
      const shown = () =>
        ours.evaluate(() => {
          const stream = document.querySelector('video')?.srcObject;
          return stream instanceof MediaStream ? stream.getVideoTracks()[0]?.getSettings().deviceId : '';
        });
      const first = await shown();
      expect(await choice.inputValue()).toBe(first);
      const second = ids.find((id) => id !== first) ?? '';
      await choice.selectOption(second);
      await awaitUntil('the other camera', async () => (await shown()) === second);
      await ours.evaluate(() => {
        const stream = document.querySelector('video')?.srcObject;
        if (stream instanceof MediaStream) for (const track of stream.getTracks()) track.stop();
      });
      await ours.getByRole('alert').filter({ hasText: 'The camera gives no picture any more.' }).waitFor();
      await choice.selectOption(first ?? '');
      await awaitUntil('the first camera again', async () => (await shown()) === first);
      await ours.getByRole('button', { name: 'Back' }).click();
      await ours.evaluate(() => {
        const really = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
        navigator.mediaDevices.getUserMedia = () => {
          navigator.mediaDevices.getUserMedia = really;
          return Promise.reject(new DOMException('another program has it', 'NotReadableError'));
        };
      });
      await ours.getByRole('button', { name: 'Camera' }).click();
      await ours.getByRole('alert').filter({ hasText: 'Close other programs that use it' }).waitFor();
      await choice.selectOption(second);
      await awaitUntil('the camera that is free', async () => (await shown()) === second);
      await ours.getByRole('button', { name: 'Back' }).click();
      await ours.getByRole('heading', { name: 'Scan from somewhere else' }).waitFor();
      expect(await ours.locator('video').count()).toBe(0);
    } finally {
      await other.close();
    }
  });
});

describe('another window or the screen', () => {
  /** Cameras and screens are made up together, so that the real screen needs a browser of its own. */
  it('is looked at once, and let go of', async () => {
    const other = await launchChromium({ extension: EXTENSION, headed: display, sharesScreen: true });
    try {
      await (await stockVault(other, [])).close();
      const ours = await other.page(`${POPUP}#sources`);
      await keepStreams(ours, 'getDisplayMedia');
      const shown = await other.context.newPage();
      const picture = (await png(uriOf('Elsewhere', 'S'))).toString('base64');
      await shown.setContent(`<img style="width:400px" src="data:image/png;base64,${picture}">`);
      await shown.evaluate(async () => {
        await document.querySelector('img')?.decode();
        // On the screen with the frame after the next.
        for (let frame = 0; frame < 3; frame += 1) await new Promise(requestAnimationFrame);
      });
      // Pressed by script: a click would bring our page to the front, over the code.
      await ours.evaluate(() => {
        const buttons = [...document.querySelectorAll('button')];
        buttons.find((button) => button.textContent?.includes('Another window'))?.click();
      });
      await ours.getByText('Elsewhere').first().waitFor();
      expect(new Set(await statesOfTracks(ours))).toEqual(new Set(['ended']));
    } finally {
      await other.close();
    }
  });
});

/** Drags a frame around a code of the picture that stands there. */
const framePart = async (index: number) => {
  const mark = await window.locator('.frozen-mark').nth(index).boundingBox();
  if (!mark) throw new Error('the mark has no place');
  await window.mouse.move(mark.x - 6, mark.y - 6);
  await window.mouse.down();
  await window.mouse.move(mark.x + mark.width + 6, mark.y + mark.height + 6, { steps: 5 });
  await window.mouse.up();
  await window.getByRole('heading', { name: 'Add account', exact: true }).waitFor();
};

describe('a picture with several codes', () => {
  it('frames and numbers them, and a frame that a person drags leaves the one in it', async () => {
    await choose('two.png', await readFile(new URL('two-2.png', PICTURES)));
    await window.getByRole('checkbox').nth(2).waitFor();
    expect(await window.locator('.frozen-mark').allTextContents()).toEqual(['1', '2']);
    await window.getByText('Code 2 in the picture:').waitFor();
    await framePart(1);
    expect(await window.locator('.frozen-mark').count()).toBe(1);
    await window.getByRole('button', { name: 'All codes of the picture' }).click();
    await window.getByRole('checkbox').nth(2).waitFor();
    expect(await window.locator('.frozen-mark').count()).toBe(2);
    expect(await window.getByRole('button', { name: 'All codes of the picture' }).count()).toBe(0);
  });

  it('can be framed by keys alone, and says where a part has no code', async () => {
    await choose('two.png', await readFile(new URL('two-2.png', PICTURES)));
    await window.getByRole('checkbox').nth(2).waitFor();
    await window.getByRole('button', { name: 'The picture.' }).focus();
    await window.keyboard.press('ArrowDown');
    for (let press = 0; press < 20; press += 1) await window.keyboard.press('ArrowDown');
    await window.keyboard.press('Enter');
    await said('No QR code was found in this part');
    for (let press = 0; press < 20; press += 1) await window.keyboard.press('ArrowUp');
    for (let press = 0; press < 20; press += 1) await window.keyboard.press('ArrowLeft');
    for (let press = 0; press < 20; press += 1) await window.keyboard.press('Shift+ArrowDown');
    for (let press = 0; press < 4; press += 1) await window.keyboard.press('Shift+ArrowRight');
    await window.keyboard.press('Enter');
    await window.getByRole('heading', { name: 'Add account', exact: true }).waitFor();
  });
});

describe('a part of a picture', () => {
  it('is added as it stands there, whatever was ticked and unticked in the whole', async () => {
    await choose('two.png', await readFile(new URL('multi-01.png', PICTURES)));
    await window.getByRole('checkbox').nth(2).waitFor();
    const before = await issuers();
    const second = window.locator('.picks > li').nth(1);
    const issuer = /Dropbox|Northwind/.exec((await second.textContent()) ?? '')?.[0] ?? '';
    await second.getByRole('checkbox').check();
    await second.getByRole('checkbox').uncheck();
    await framePart(1);
    await window.locator('.ticket').getByText(issuer).first().waitFor();
    await add();
    await window.getByRole('heading', { name: 'Account saved' }).waitFor();
    expect((await issuers()).filter((issuer) => !before.includes(issuer))).toEqual([issuer]);
    await window.getByRole('button', { name: 'Undo' }).click();
    await window.getByRole('heading', { name: 'Scan from somewhere else' }).waitFor();
  });

  it('that has no code is not what the next picture is told of', async () => {
    await choose('none.png', await readFile(new URL('negative-01.png', PICTURES)));
    await window.getByRole('heading', { name: 'Nothing to add yet' }).waitFor();
    await window.getByRole('button', { name: 'The picture.' }).focus();
    await window.keyboard.press('ArrowDown');
    await window.keyboard.press('Enter');
    await said('No QR code was found in this part');
    await sources();
    await choose('broken.png', Buffer.from('no picture'));
    await said('This picture cannot be opened.');
  });
});

describe('a picture that is enlarged', () => {
  it('is left to the finger that moves it, and a frame to the finger before', async () => {
    await choose('two.png', await readFile(new URL('two-2.png', PICTURES)));
    await window.getByRole('checkbox').nth(2).waitFor();
    const stage = window.getByRole('button', { name: 'The picture.' });
    const left = () => stage.evaluate((button) => getComputedStyle(button).touchAction);
    expect(await left()).toBe('none');
    await window.getByRole('button', { name: 'Zoom in' }).click();
    expect(await left()).toBe('pan-x pan-y');
    await window.getByRole('button', { name: 'Zoom out' }).click();
    expect(await left()).toBe('none');
  });
});

describe('an export of Google Authenticator', () => {
  const accounts = Array.from(
    { length: 23 },
    (_, index): NewAccount => ({
      ...(index === 3 ? { type: 'hotp', counter: 41 } : { type: 'totp', period: 30 }),
      issuer: `Größe ${index}`,
      name: '日本',
      secret: `${'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'[index]}ZSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP`,
      algorithm: index === 5 ? 'SHA512' : 'SHA1',
      digits: index === 7 ? 8 : 6,
    }),
  );
  const parts = formatMigration(accounts, -5);

  it('is taken part by part in any order, and says what is missing', async () => {
    await choose('part-2.png', await png(parts[1] ?? ''));
    await window.getByText('This export has 3 parts. Still missing: 1 and 3.').waitFor();
    await window.getByText('10 of 10 chosen').waitFor();
    await window.getByRole('button', { name: 'Scan the next part' }).click();
    await choose('part-3.png', await png(parts[2] ?? ''));
    await window.getByText('Still missing: 1.').waitFor();
    await window.getByText('13 of 13 chosen').waitFor();
    await add();
    await window.getByRole('heading', { name: '13 accounts saved' }).waitFor();
    // In another window the parts that were added are still known.
    await window.close();
    window = await chromium.page(`${POPUP}#sources`);
    await choose('part-1.png', await png(parts[0] ?? ''));
    await window.getByText('All 3 parts of this export are here.').waitFor();
    await add();
    await window.getByRole('heading', { name: '10 accounts saved' }).waitFor();
    const saved = await issuers();
    expect(accounts.filter(({ issuer }) => !saved.includes(issuer))).toEqual([]);
  });

  it('misses a part again that was added and taken back', async () => {
    const [first = '', second = ''] = formatMigration(
      accounts
        .slice(0, 12)
        .map((one) => ({ ...one, secret: `${one.secret.slice(0, -2)}22`, issuer: 'Back' })),
      -6,
    );
    await choose('part-1.png', await png(first));
    await window.getByText('Still missing: 2.').waitFor();
    await add();
    await window.getByRole('heading', { name: '10 accounts saved' }).waitFor();
    await window.getByRole('button', { name: 'Undo' }).click();
    await window.getByRole('heading', { name: 'Scan from somewhere else' }).waitFor();
    await choose('part-2.png', await png(second));
    await window.getByText('Still missing: 1.').waitFor();
  });

  it('comes by a pasted link as well, and knows what is saved', async () => {
    await hand('paste', { text: parts[2] ?? '' });
    await window.getByText('Already saved').first().waitFor();
    expect(await window.getByRole('button', { name: 'Add', exact: true }).isDisabled()).toBe(true);
  });

  it('that is damaged is refused in a sentence', async () => {
    await hand('paste', { text: `${parts[2]?.slice(0, 120)}` });
    await window.getByText('This is not a whole code of a Google Authenticator export').waitFor();
  });
});

describe('codes that we show', () => {
  const enterPassphrase = async (page: Page) => {
    await page.getByLabel('Passphrase', { exact: true }).fill(PASSPHRASE);
    await page.getByRole('button', { name: 'Continue' }).click();
  };
  const pictureOf = (page: Page) => page.locator('.qr-code').screenshot();

  it('are read again: one account, behind its passphrase', async () => {
    await list.reload();
    await chooseFromMenu(list, 'Known', 'Show secret');
    expect(await list.locator('.qr-code').count()).toBe(0);
    await enterPassphrase(list);
    await list.locator('.qr-code').waitFor();
    const picture = await pictureOf(list);
    await list.getByRole('button', { name: 'Back' }).click();
    await choose('shown.png', picture);
    await window.getByText('Known').first().waitFor();
    await window.getByText('This account is already saved').waitFor();
  });

  it('are read again: all accounts in parts, and what does not fit is named', async () => {
    const steam = { ...account('Steam', SECRET), type: 'steam' as const, digits: 5 };
    const slow = { ...account('Slow', `A${SECRET.slice(1)}`), period: 60 };
    const more = Array.from('ABCDEFGHIJKL', (letter) =>
      account(`More ${letter}`, `${letter}2${SECRET.slice(2)}`),
    );
    await addAccounts(list, [steam, slow, ...more]);
    const before = (await issuers()).length;
    const settings = await chromium.page('src/options/index.html');
    await settings.getByText('Take accounts to another app').click();
    await settings.getByLabel('As', { exact: true }).selectOption('google');
    await settings.getByRole('button', { name: 'Show them' }).click();
    await enterPassphrase(settings);
    await settings.getByText('2 accounts are left out').waitFor();
    await settings.getByText('Steam: octavia').waitFor();
    const parts = Math.ceil((before - 2) / 10);
    for (let part = 1; part <= parts; part += 1) {
      await settings.getByRole('heading', { name: `Part ${part} of ${parts}` }).waitFor();
      if (part > 1) await window.getByRole('button', { name: 'Scan the next part' }).click();
      await choose('part.png', await pictureOf(settings));
      await window.getByRole('heading', { name: /Add accounts?/ }).waitFor();
      if (part < parts) await settings.getByRole('button', { name: 'Next part' }).click();
    }
    await window.getByText(`All ${parts} parts of this export are here.`).waitFor();
    const saved = window.getByText('Already saved', { exact: true });
    await awaitUntil('all to be known', async () => (await saved.count()) === before - 2);
    expect(await window.locator('.picks li').count()).toBe(before - 2);
    await settings.getByRole('button', { name: 'Done' }).click();
    expect(await settings.locator('.qr-code').count()).toBe(0);
    await settings.close();
  });
});

/** The header of a PNG of 20,000 pixels a side, which nobody has to have. */
function hugePng(): Buffer {
  const header = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex');
  const sides = Buffer.alloc(8);
  sides.writeUInt32BE(20_000, 0);
  sides.writeUInt32BE(20_000, 4);
  return Buffer.concat([header, sides, Buffer.alloc(64)]);
}
