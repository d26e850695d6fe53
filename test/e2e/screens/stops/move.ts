/** A move from one browser to another. */
import { createHash } from 'node:crypto';
import type { PortableAccount } from '../../../../src/core/account.ts';
import { sealMove } from '../../../../src/core/transfer/index.ts';
import { filmBeforeCamera, picturesOf } from '../../move-film.ts';
import { button, openPopup, type Screen, type Stage } from '../stage.ts';
import { chooseFormat, openExport, showExported } from './export.ts';
import { chooseCamera } from './scanning.ts';

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

/** @param to how many pictures of the series the camera sees */
async function read(stage: Stage, to: number): Promise<void> {
  await openPopup(stage, '#sources');
  await stage.page.locator('.sources').waitFor();
  await stage.page.evaluate(filmBeforeCamera, picturesOf((await move).sealed, to));
  await chooseCamera(stage);
}

export const moveScreens: readonly Screen[] = [
  {
    name: 'export-move',
    async show(stage) {
      await openExport(stage);
      await chooseFormat(stage, 'move');
    },
  },
  {
    name: 'move-series',
    async show(stage) {
      await showExported(stage);
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
