/** An account that is typed in, or changed. */
import { button, openFromMenu, openPopup, type Screen } from '../stage.ts';

export const addingScreens: readonly Screen[] = [
  {
    name: 'add-by-hand',
    async show(stage) {
      await openPopup(stage);
      await button(stage, 'addAccount').click();
      await stage.page.locator('details summary').click();
    },
  },
  {
    name: 'add-by-hand-errors',
    async show(stage) {
      await stage.page.getByLabel(stage.text('secret'), { exact: true }).fill('0189');
      await button(stage, 'save').click();
      await stage.page.locator('[role=alert]').waitFor();
    },
  },
  {
    name: 'add-by-hand-pin',
    async show(stage) {
      const label = (name: string) => stage.page.getByLabel(stage.text(name), { exact: true });
      await label('type').selectOption({ label: stage.text('typeMotp') });
      await label('secret').fill('e3152afee62599c8');
      await label('issuer').fill('ACME');
      await button(stage, 'save').click();
      await stage.page.locator('[name=pin][aria-invalid=true]').waitFor();
    },
  },
  {
    name: 'edit',
    async show(stage) {
      await openFromMenu(stage, 'edit');
      await stage.page.locator('details summary').click();
    },
  },
  {
    name: 'icon',
    async show(stage) {
      await button(stage, 'changeIcon').click();
      await stage.page.locator('.icon-choice img').first().waitFor();
    },
  },
];
