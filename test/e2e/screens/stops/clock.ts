/** A clock that is wrong. */
import { askFrom } from '../../stock.ts';
import {
  button,
  HERE,
  idOf,
  inWorker,
  openFromMenu,
  openOver,
  openPopup,
  openSettings,
  type Screen,
} from '../stage.ts';

export const clockScreens: readonly Screen[] = [
  {
    name: 'clock',
    async show(stage) {
      await openFromMenu(stage, 'clockTitle', { issuer: 'Post' });
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
      await openPopup(stage);
      const id = await idOf(stage, 'Post');
      // The clock of this computer, three minutes later for as long as the other device is read.
      await askFrom(page, 'setClockOffset', { offset: 180 });
      const { codes } = await askFrom(page, 'codes', { ids: [id] });
      await askFrom(page, 'setClockOffset', { offset: 0 });
      await openFromMenu(stage, 'clockTitle', { issuer: 'Post' });
      await page.getByLabel(text('clockCode'), { exact: true }).fill(codes[id]?.code ?? '');
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
      await openSettings(stage, '#clock');
      await button(stage, 'clockReset').scrollIntoViewIfNeeded();
    },
  },
];
