/** Codes for a site that is being built. */
import { button, openSettings, PLAIN_NAMES, type Screen } from '../stage.ts';

const LOGO = new URL('../../../../public/icons/icon-128.png', import.meta.url).pathname;

export const builderScreens: readonly Screen[] = [
  {
    name: 'builders',
    async show(stage) {
      await openSettings(stage);
      await button(stage, 'buildersOpen').click();
      await stage.page.locator('.builder-clock').waitFor();
    },
  },
  {
    name: 'builders-made',
    async show(stage) {
      const { page, text } = stage;
      const field = (key: string) => page.getByLabel(text(key), { exact: true });
      await field('issuer').fill(PLAIN_NAMES.long);
      await field('secret').fill('JBSWY3DPEHPK3PXP');
      await page.getByText(text('builderShort')).waitFor();
      await page.locator('input[type=file]').setInputFiles(LOGO);
      await page.getByText(text('builderReadsLogo')).waitFor();
      await field('builderCode').fill('000000');
      await button(stage, 'builderCheck').click();
      await page.locator('.builder-verdict .notice').waitFor();
    },
  },
];
