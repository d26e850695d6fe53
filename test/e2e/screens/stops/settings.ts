/** The settings, and finding one. */
import { button, openSettings, type Screen } from '../stage.ts';

export const settingsScreens: readonly Screen[] = [
  { name: 'settings', show: (stage) => openSettings(stage) },
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
      await openSettings(stage);
      await button(stage, 'learnTitle').click();
      await stage.page.locator('.learn').first().waitFor();
    },
  },
];
