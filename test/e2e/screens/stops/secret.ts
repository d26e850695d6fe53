/** A secret, after the question who is there. */
import { confirmWith, openFromMenu, type Screen, type Stage } from '../stage.ts';

/** Of the first account of the list, up to the question who is there. */
export async function askForSecret(stage: Stage): Promise<void> {
  await openFromMenu(stage, 'showSecret');
  await stage.page.locator('.credential-form').waitFor();
}

export const secretScreens: readonly Screen[] = [
  { name: 'secret-asked', show: askForSecret },
  {
    name: 'secret',
    async show(stage) {
      await confirmWith(stage);
      await stage.page.getByText('otpauth://').first().waitFor();
    },
  },
];
