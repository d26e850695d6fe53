/** The list of codes, and what it leads to. */
import { account, addAccounts } from '../../stock.ts';
import { HERE, openMenu, openPopup, type Screen, SECRET } from '../stage.ts';

export const listScreens: readonly Screen[] = [
  {
    name: 'codes-few',
    async show(stage) {
      const { long, person: name } = stage.names;
      const bank = { name, origin: HERE };
      await addAccounts(stage.page, [
        { ...account('Bank', SECRET, bank), tags: ['Home', long] },
        account('Bank', SECRET.replace('JB', 'KC'), {
          ...bank,
          name: 'a.rather.long.account.name@bank.example',
        }),
        { ...account('Counter', SECRET.replace('JB', 'LD'), { name }), type: 'hotp', counter: 7 },
        {
          ...account('Post', SECRET.replace('JB', 'NF'), { name, origin: 'https://post.example' }),
          tags: ['Work'],
        },
        { ...account(long, SECRET.replace('JB', 'ME'), { name: long }), period: 60, digits: 8 },
      ]);
      await openPopup(stage);
      await stage.page.locator('[data-code]').nth(4).waitFor();
    },
  },
  {
    name: 'row-menu',
    fleeting: true,
    async show(stage) {
      await openPopup(stage);
      await openMenu(stage, stage.page.locator('.account').nth(1));
      await stage.page.getByRole('menuitem').first().waitFor();
    },
  },
  {
    name: 'large-code',
    async show(stage) {
      await openPopup(stage);
      await stage.page.locator('.account').first().focus();
      await stage.page.keyboard.press('l');
      await stage.page.locator('.large-code [class*=code-group]').first().waitFor();
    },
  },
  {
    name: 'keys',
    async show(stage) {
      await openPopup(stage);
      await stage.page.locator('.account').first().focus();
      await stage.page.keyboard.press('?');
      await stage.page.locator('.keys').waitFor();
    },
  },
];
