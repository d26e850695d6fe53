/** The screens of a move from one browser to another, for the tour. */
import { createHash } from 'node:crypto';
import QRCode from 'qrcode';
import type { PortableAccount } from '../../src/core/account.ts';
import { filmOf } from '../../src/core/transfer/frames/film.ts';
import { sealMove } from '../../src/core/transfer/index.ts';
import { PASSPHRASE, POPUP } from './person.ts';
import type { Screen, Stage } from './screens-tour.ts';

/** Unlike each other, or all of them would be one picture: letters of a hash, those that base32 has not as others. */
const secretOf = (index: number): string =>
  createHash('sha256')
    .update(`${index}`)
    .digest('hex')
    .slice(0, 32)
    .toUpperCase()
    .replace(/[0189]/g, 'Z');
const moved = (index: number): PortableAccount => ({
  ...{ type: 'totp', period: 30, algorithm: 'SHA1', digits: 6, issuer: `Moved ${index}`, name: 'octavia' },
  secret: secretOf(index),
});
/** The same for all screens: deriving its key takes a while. */
const move = sealMove(Array.from({ length: 30 }, (_, index) => moved(index)));

/** The dark modules of each picture, row after row. */
async function pictures(from: number, to: number): Promise<{ size: number; dark: string }[]> {
  const film = filmOf((await move).sealed);
  return Array.from({ length: to - from }, (_, at) => {
    const { size, data } = QRCode.create(film.frame(from + at), { errorCorrectionLevel: 'M' }).modules;
    return { size, dark: Array.from(data, (one) => (one ? '1' : '0')).join('') };
  });
}

/** Puts a series of pictures in the place of the camera, which a computer that paints screens has not. */
function filmBeforeCamera(series: { size: number; dark: string }[]): void {
  const canvas = document.createElement('canvas');
  [canvas.width, canvas.height] = [640, 480];
  const context = canvas.getContext('2d');
  let at = 0;
  setInterval(() => {
    const { size, dark } = series[at % series.length] ?? { size: 1, dark: '0' };
    at += 1;
    if (!context) return;
    context.fillStyle = '#ddd';
    context.fillRect(0, 0, 640, 480);
    context.fillStyle = '#222';
    for (let index = 0; index < dark.length; index += 1)
      if (dark[index] === '1')
        context.fillRect(137 + (index % size) * 6, 57 + Math.floor(index / size) * 6, 6, 6);
  }, 100);
  navigator.mediaDevices.getUserMedia = async () => canvas.captureStream(10);
}

/** @param to how many pictures of the series the camera sees */
async function read(stage: Stage, to: number): Promise<void> {
  await stage.page.goto('about:blank');
  await stage.page.goto(`chrome-extension://${stage.browser.extensionId}/${POPUP}#sources`);
  await stage.page.locator('.sources').waitFor();
  await stage.page.evaluate(filmBeforeCamera, await pictures(0, to));
  await stage.page.getByRole('button', { name: stage.text('sourceCamera') }).click();
}

const button = ({ page, text }: Stage, key: string) =>
  page.getByRole('button', { name: text(key), exact: true });

export const moveScreens = (showExport: (stage: Stage) => Promise<void>): readonly Screen[] => [
  {
    name: 'export-move',
    async show(stage) {
      await showExport(stage);
      await stage.page.locator('form:has(.export-choice) select').selectOption('move');
    },
  },
  {
    name: 'move-series',
    async show(stage) {
      await button(stage, 'exportShow').click();
      await stage.page.locator('.credential-form input[type=password]').fill(PASSPHRASE);
      await button(stage, 'continue').click();
      await stage.page.locator('.move-pictures .qr-code').waitFor();
    },
  },
  {
    name: 'move-code',
    async show(stage) {
      await button(stage, 'moveShowCode').click();
      await stage.page.locator('.move-code').waitFor();
    },
  },
  {
    name: 'move-reading',
    async show(stage) {
      await read(stage, 2);
      const progress = stage.page.locator('.move-progress progress');
      await progress.and(stage.page.locator('[value="2"]')).waitFor();
    },
    fleeting: true,
  },
  {
    name: 'move-wrong-code',
    async show(stage) {
      await read(stage, 40);
      await stage.page.locator('.move-code-form input').fill('7777 7777 7777');
      await button(stage, 'continue').click();
      await stage.page.locator('[role=alert]').waitFor();
    },
  },
  {
    name: 'move-confirm',
    async show(stage) {
      await stage.page.locator('.move-code-form input').fill((await move).code);
      await button(stage, 'continue').click();
      await stage.page.locator('.import-sums').waitFor();
    },
  },
];
