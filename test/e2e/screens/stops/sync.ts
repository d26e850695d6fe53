/** The person's other browsers. */
import { askFrom } from '../../stock.ts';
import { button, cut, openSettings, type Screen } from '../stage.ts';
import { syncAsTwo } from '../stand-ins.ts';

export const syncScreens: readonly Screen[] = [
  {
    name: 'sync-turn-on',
    async show(stage) {
      await openSettings(stage);
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
      await openSettings(stage);
      await stage.page.locator('.sync-browsers').scrollIntoViewIfNeeded();
    },
  },
  {
    name: 'sync-remove',
    async show(stage) {
      await openSettings(stage);
      await stage.page.locator('.sync-browsers button').click();
      await stage.page.locator('.credential-form').waitFor();
    },
  },
];
