/** More accounts than a window shows. */
import { account, addAccounts } from '../../stock.ts';
import { openPopup, type Screen, SECRET } from '../stage.ts';

export const longListScreens: readonly Screen[] = [
  {
    name: 'codes-100',
    async show(stage) {
      const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
      const secretOf = (index: number) => `${letters[index % 32]}${letters[index >> 5]}${SECRET}`;
      await addAccounts(
        stage.page,
        Array.from({ length: 96 }, (_, index) => account(stage.names.issuer(index), secretOf(index))),
      );
      await openPopup(stage);
      await stage.page.locator('[data-code]').nth(9).waitFor();
    },
  },
  {
    name: 'search-nothing',
    async show(stage) {
      await stage.page.getByRole('searchbox').fill('nothing like it');
      await stage.page.locator('.no-hits:not(:empty)').waitFor();
    },
  },
];
