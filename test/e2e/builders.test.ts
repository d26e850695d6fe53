/** The tools for who builds a site, in real Chromium: a secret as a QR code with a logo, into the vault, and its codes judged. */
import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import QRCode from 'qrcode';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pngOf } from '../fakes/png';
import { readQr } from '../fakes/read-qr';
import { fromBase32, referenceHotp } from '../fakes/reference-otp';
import { OPTIONS, press, says, sees } from './backup-steps';
import { awaitUntil } from './harness/await-until';
import { type Chromium, launchChromium } from './harness/chromium';
import { pasteElsewhere, pastePictureElsewhere } from './person';
import { askFrom, stockVault } from './stock';

const EXTENSION = new URL('../../dist/chrome', import.meta.url).pathname;
const LOGO = new URL('../../public/icons/icon-128.png', import.meta.url).pathname;
/** A step of 30 seconds, in the middle of which the clock of the page stands still. */
const STEP = 60_000_000;

let chromium: Chromium;
let page: Page;
let secret: string;

beforeAll(async () => {
  chromium = await launchChromium({ extension: EXTENSION });
  const list = await stockVault(chromium, []);
  await list.close();
  page = await chromium.page(OPTIONS);
  await page.clock.setFixedTime((STEP * 30 + 14) * 1000);
});
afterAll(() => chromium?.close());

/** Nine of the squares by which a decoder finds the corners of a code. */
function cornersOfCodes(x: number, y: number): [number, number, number] {
  const fromMiddle = (at: number) => Math.abs(((at / 10) % 8) - 3.5);
  const distance = Math.max(fromMiddle(x), fromMiddle(y));
  const isDark = distance < 1.5 || (distance > 2.5 && distance < 3.5);
  return isDark ? [0, 0, 0] : [255, 255, 255];
}

/** The text of the card under this heading. */
const given = async (heading: string): Promise<string> =>
  (await page
    .locator('section', { has: page.getByRole('heading', { name: heading }) })
    .locator('bdi')
    .textContent()) ?? '';

async function saved(button: string): Promise<{ name: string; bytes: Buffer<ArrayBuffer> }> {
  const downloading = page.waitForEvent('download');
  await press(page, button);
  const download = await downloading;
  return { name: download.suggestedFilename(), bytes: await readFile(await download.path()) };
}

/** What was said of an earlier one is gone before. */
async function copies(button: string): Promise<void> {
  const copied = page.getByRole('status').filter({ hasText: 'Copied' });
  await copied.waitFor({ state: 'hidden' });
  await press(page, button);
  await copied.waitFor();
}

/** Pixels of an SVG file, as a browser draws it. */
async function drawnSvg(svg: string): Promise<Buffer<ArrayBuffer>> {
  const elsewhere = await chromium.context.newPage();
  await elsewhere.setContent(svg);
  const picture = await elsewhere.locator('svg').screenshot();
  await elsewhere.close();
  return Buffer.from(picture);
}

async function verify(code: string, verdict: string): Promise<void> {
  await page.getByLabel('Code to verify').fill(code);
  await press(page, 'Verify');
  await says(page, verdict);
}

describe('the tools for site builders', () => {
  it('make a secret and its QR code with a logo, read back by another decoder, as PNG and SVG', async () => {
    await press(page, 'Open the tools');
    await page.getByLabel('Issuer').fill('Acme & Söhne');
    await page.getByLabel('Account name').fill('a@acme.example');
    await page.getByLabel('Choose a logo for the middle').setInputFiles(LOGO);
    await sees(page, 'Checked: with the logo this picture was read back');
    secret = (await given('Secret in base32')).replaceAll(' ', '');
    expect(fromBase32(secret)).toHaveLength(20);
    expect((await given('Secret in hexadecimal')).replaceAll(' ', '')).toBe(
      fromBase32(secret).toString('hex'),
    );
    const uri = await given('Set-up link');
    expect(uri).toBe(
      `otpauth://totp/Acme%20%26%20S%C3%B6hne:a%40acme.example?secret=${secret}&issuer=Acme%20%26%20S%C3%B6hne&algorithm=SHA1&digits=6&period=30`,
    );
    const png = await saved('Save as PNG');
    expect(png.name).toBe('qr-code.png');
    expect(await readQr(png.bytes)).toEqual([uri]);
    const svg = await saved('Save as SVG');
    expect(svg.name).toBe('qr-code.svg');
    expect(svg.bytes.toString()).toContain('href="data:image/png;base64,');
    expect(await readQr(await drawnSvg(svg.bytes.toString()))).toEqual([uri]);
    await copies('Copy as PNG');
    expect(await readQr(await pastePictureElsewhere(chromium.context))).toEqual([uri]);
    await page.bringToFront();
    await copies('Copy as SVG');
    expect(await pasteElsewhere(chromium.context)).toBe(svg.bytes.toString());
    await page.bringToFront();
  });

  it('add it to the vault in one click, and once, and can take it back', async () => {
    await press(page, 'Add to the vault');
    await says(page, 'Saved');
    await press(page, 'Undo');
    await says(page, 'Removed again.');
    expect(await askFrom(page, 'accounts', {})).toEqual([]);
    await press(page, 'Add to the vault');
    await says(page, 'Saved');
    await press(page, 'Add to the vault');
    await says(page, 'This account is already saved.');
    const accounts = await askFrom(page, 'accounts', {});
    expect(accounts).toMatchObject([{ issuer: 'Acme & Söhne', name: 'a@acme.example', type: 'totp' }]);
    const id = accounts[0]?.id ?? '';
    const { codes } = await askFrom(page, 'codes', { ids: [id] });
    const now = BigInt(Math.floor(Date.now() / 30_000));
    const around = [now - 1n, now, now + 1n].map((step) => referenceHotp(secret, step, 6));
    expect(around).toContain(codes[id]?.code);
  });

  it('judge its codes as a site does: right, late, early, expired, used, older, wrong', async () => {
    const code = (offset: number) => referenceHotp(secret, BigInt(STEP + offset), 6);
    await sees(page, '2027-01-15 08:00:14 UTC');
    await sees(page, `${STEP}`);
    await verify(code(0), 'Right: it is the code of this step.');
    await verify(code(0), 'Already used');
    await verify(code(-1), 'Older than the last accepted code');
    await verify(code(1), 'Right, 1 step early');
    await verify(code(-3), 'Expired: it was right 3 steps ago');
    await verify(code(4), 'Too early: it will be right in 4 steps');
    await verify(code(9_000), 'Wrong');
    await page.getByLabel('Code to verify').fill('12345');
    await press(page, 'Verify');
    await sees(page, 'A code of this account has exactly 6 digits.');
    await page.getByLabel('Window').fill('3');
    await press(page, 'Forget the used codes');
    await verify(code(-3), 'Right, 3 steps late');
    await verify(code(0), 'Right: it is the code of this step.');
    await verify(code(-1), 'Older than the last accepted code');
  });

  it('go by the corrected clock, and say so', async () => {
    await askFrom(page, 'setClockOffset', { offset: 90 });
    await sees(page, 'Clock corrected by +1 minute, 30 seconds');
    await sees(page, '2027-01-15 08:01:44 UTC');
    await sees(page, `${STEP + 3}`);
    await verify(referenceHotp(secret, BigInt(STEP + 3), 6), 'Right: it is the code of this step.');
    await sees(page, 'Verified at 2027-01-15 08:01:44 UTC');
    await askFrom(page, 'setClockOffset', { offset: 0 });
    await sees(page, '2027-01-15 08:00:14 UTC');
  });

  it('judge counter-based codes with a look-ahead, and catch up', async () => {
    await page.getByLabel('Type').selectOption({ label: 'Counter-based' });
    await page.getByLabel('Look-ahead window').fill('5');
    const code = (counter: number) => referenceHotp(secret, BigInt(counter), 6);
    await verify(code(0), 'Right: it is the code of the expected counter.');
    await verify(code(4), 'Right, 3 counters ahead');
    await verify(code(4), 'Already used');
    await verify(code(2), 'Expired: its counter lies 3 behind');
    await verify(code(11), 'Right, but 6 counters ahead');
    await verify(code(5), 'Right: it is the code of the expected counter.');
  });

  it('make a logo smaller that would break the code, leave out one that is a code, and say both', async () => {
    const name = page.getByLabel('Account name');
    const choose = (buffer: Buffer) =>
      page
        .getByLabel('Choose a logo for the middle')
        .setInputFiles({ name: 'logo.png', mimeType: 'image/png', buffer });
    await page.getByLabel('Type').selectOption({ label: 'Time-based' });
    await page.getByLabel('Issuer').fill('Acme');
    await page.getByLabel('Secret', { exact: true }).fill('JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP');
    await choose(await QRCode.toBuffer('https://acme.example/about', { errorCorrectionLevel: 'L' }));
    await sees(page, 'With this logo the code cannot be read, so it is left out.');
    await name.fill('a@acme.example'.padEnd(85, 'x'));
    await choose(Buffer.from(pngOf(240, 240, cornersOfCodes)));
    await sees(page, 'The logo was made smaller');
    const png = await saved('Save as PNG');
    expect(await readQr(png.bytes)).toEqual([await given('Set-up link')]);
    await press(page, 'Remove the logo');
    await sees(page, 'Checked: this picture was read back');
    await page.getByLabel('Issuer').fill('\u{1f511}'.repeat(256));
    await sees(page, 'This is too much for a QR code.');
  });

  it('take a whole set-up link for the secret, and judge its codes', async () => {
    const secretField = page.getByLabel('Secret', { exact: true });
    await secretField.fill('steam://JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP');
    await sees(page, '“:” cannot be part of a secret');
    await secretField.fill('otpauth://totp/%E0%A4%A?secret=JBSWY3DPEHPK3PXP');
    await sees(page, 'This set-up link cannot be read.');
    const paste = async (link: string) => {
      await secretField.fill(link);
      await awaitUntil('the account of the link', async () => (await given('Set-up link')) === link);
    };
    const pasted = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';
    await paste(
      `otpauth://hotp/Pasted:octavia?secret=${pasted}&issuer=Pasted&algorithm=SHA1&digits=6&counter=7`,
    );
    await verify(referenceHotp(pasted, 7n, 6), 'Right: it is the code of the expected counter.');
    const link = `otpauth://totp/Pasted:octavia?secret=${pasted}&issuer=Pasted&algorithm=SHA256&digits=8&period=60`;
    await paste(link);
    await verify(referenceHotp(pasted, BigInt(STEP / 2), 8, 'SHA256'), 'Right: it is the code of this step.');
    expect(await secretField.inputValue()).toBe(pasted);
    expect(await page.getByLabel('Issuer').inputValue()).toBe('Pasted');
    expect(await page.getByLabel('Account name').inputValue()).toBe('octavia');
  });

  it('make another secret as long as its hash or as long as chosen, for codes of another kind', async () => {
    const shown = async () => (await given('Secret in base32')).replaceAll(' ', '');
    const makes = async (bytes: number): Promise<string> => {
      const before = await shown();
      await press(page, 'Make a new secret');
      await awaitUntil('another secret', async () => (await shown()) !== before);
      expect(fromBase32(await shown())).toHaveLength(bytes);
      return shown();
    };
    await page.getByLabel('Issuer').fill('Acme');
    await page.getByLabel('Account name').fill('b');
    await page.getByLabel('Length of a new secret').selectOption({ label: '32 bytes, fits SHA-256' });
    await makes(32);
    await page.getByLabel('Algorithm').selectOption({ label: 'SHA-512' });
    await page.getByLabel('Digits').fill('8');
    await page.getByLabel('Period').fill('60');
    const made = await makes(64);
    const hex = (await given('Secret in hexadecimal')).replaceAll(' ', '');
    expect(hex).toBe(fromBase32(made).toString('hex'));
    expect(await given('Set-up link')).toBe(
      `otpauth://totp/Acme:b?secret=${made}&issuer=Acme&algorithm=SHA512&digits=8&period=60`,
    );
    const code = referenceHotp(made, BigInt(STEP / 2), 8, 'SHA512');
    await verify(code, 'Right: it is the code of this step.');
    await page.close();
  });
});
