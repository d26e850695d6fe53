/** Many accounts at once, duplicates and the trash. */
import { account, addAccounts, askFrom } from '../../stock.ts';
import { button, HERE, openSettings, type Screen, SECRET } from '../stage.ts';

export const manageScreens: readonly Screen[] = [
  {
    name: 'manage',
    async show(stage) {
      const [first, second] = await askFrom(stage.page, 'accounts', {});
      const ids = [first?.id ?? '', second?.id ?? ''];
      const tags = ['Work', 'A tag that is rather long, as other apps name their folders'];
      const changes = tags.map((tag) => ({ ids, tag, on: true }));
      await askFrom(stage.page, 'tag', { opId: crypto.randomUUID(), changes });
      await askFrom(stage.page, 'pin', { opId: crypto.randomUUID(), ids: ids.slice(1), pinned: true });
      await openSettings(stage, '#accounts');
      for (const index of [1, 2]) await stage.page.locator('.manage-row input').nth(index).check();
      await button(stage, 'delete').waitFor();
    },
  },
  {
    name: 'manage-tag',
    async show(stage) {
      await button(stage, 'addTag').click();
      await stage.page.getByLabel(stage.text('manageFilter'), { exact: true }).fill('nothing like it');
      await button(stage, 'showAll').waitFor();
    },
  },
  {
    name: 'manage-duplicates',
    async show(stage) {
      const [first] = await askFrom(stage.page, 'accounts', {});
      const ids = [first?.id ?? ''];
      await askFrom(stage.page, 'trash', { opId: crypto.randomUUID(), ids });
      const { long } = stage.names;
      await addAccounts(stage.page, [
        { ...account(long, SECRET.replace('JB', 'KC'), { name: long, origin: HERE }), tags: ['Work'] },
        account('Post', SECRET.replace('JB', 'OG')),
      ]);
      await askFrom(stage.page, 'restore', { opId: crypto.randomUUID(), ids });
      await openSettings(stage, '#accounts');
      await stage.page.locator('.manage-parts button').nth(2).click();
      await stage.page.locator('.manage-group').nth(1).waitFor();
    },
  },
  {
    name: 'manage-trash',
    async show(stage) {
      await stage.page.locator('.manage-group .button').first().click();
      await stage.page.locator('.manage-parts button').nth(1).click();
      await stage.page.locator('.manage-row input').first().check();
      await button(stage, 'deleteForGood').waitFor();
    },
  },
  {
    name: 'manage-purge',
    async show(stage) {
      await button(stage, 'emptyTrash').click();
      await stage.page.locator('input[type=password]').waitFor();
    },
  },
];
