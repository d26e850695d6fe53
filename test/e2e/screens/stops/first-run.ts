/** No vault yet: the first run, and its mistakes. */
import { PASSPHRASE } from '../../person.ts';
import { askFrom } from '../../stock.ts';
import { button, openPopup, openSettings, type Screen } from '../stage.ts';

export const firstRunScreens: readonly Screen[] = [
  { name: 'first-run', show: (stage) => openPopup(stage) },
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
  { name: 'settings-no-vault', show: (stage) => openSettings(stage) },
  {
    name: 'empty-vault',
    async show(stage) {
      await askFrom(stage.page, 'createVault', { passphrase: PASSPHRASE });
      await openPopup(stage);
      await stage.page.locator('.empty-vault').waitFor();
    },
  },
];
