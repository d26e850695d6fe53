/** A vault that is damaged, or newer than its reader. */
import { OWN } from '../../person.ts';
import { askFrom, FORGET_MIRROR } from '../../stock.ts';
import { inWorker, openMore, openPopup, openSettings, type Screen } from '../stage.ts';

export const damageScreens: readonly Screen[] = [
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
      await openPopup(stage);
      await stage.page.locator('[data-code]').first().waitFor();
    },
  },
  {
    name: 'settings-locked',
    show: async (stage) => {
      await askFrom(stage.page, 'lock', {});
      await openSettings(stage);
    },
  },
  {
    name: 'damaged',
    async show(stage) {
      await inWorker(stage, `chrome.storage.local.set({ 'vault.a': 'torn', 'vault.b': 'torn' })`);
      await inWorker(stage, FORGET_MIRROR);
      await openPopup(stage);
      await stage.page.locator('.notice.warning').waitFor();
    },
  },
  { name: 'settings-damaged', show: (stage) => openSettings(stage) },
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
      await openPopup(stage);
      await stage.page.locator('.notice').first().waitFor();
    },
  },
];
