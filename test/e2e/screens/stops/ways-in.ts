/** What opens the vault: passphrase, PIN, security key, recovery key. */
import { PASSPHRASE } from '../../person.ts';
import { button, confirmWith, openSettings, type Screen } from '../stage.ts';

export const waysInScreens: readonly Screen[] = [
  {
    name: 'change-passphrase',
    async show(stage) {
      await openSettings(stage);
      await button(stage, 'changePassphrase').click();
      await stage.page.locator('input[type=password]').first().fill('short');
      await stage.page.locator('button[type=submit]').click();
      await stage.page.locator('[role=alert]').first().waitFor();
    },
  },
  {
    name: 'set-pin',
    async show(stage) {
      await openSettings(stage);
      await button(stage, 'setPin').click();
      await stage.page.locator('input[type=password]').first().waitFor();
    },
  },
  {
    name: 'add-security-key',
    async show(stage) {
      await openSettings(stage);
      await button(stage, 'addSecurityKey').click();
      await stage.page.locator('input[type=password]').waitFor();
    },
  },
  {
    name: 'credential',
    async show(stage) {
      await openSettings(stage);
      await button(stage, 'createRecoveryKey').click();
      await confirmWith(stage, 'wrong passphrase');
      await stage.page.locator('[role=alert]').waitFor();
    },
  },
  {
    name: 'recovery-sheet',
    async show(stage) {
      await confirmWith(stage);
      await stage.page.locator('.recovery-key').waitFor();
    },
  },
  {
    name: 'change-passphrase-confirm',
    async show(stage) {
      await openSettings(stage);
      await button(stage, 'changePassphrase').click();
      await stage.page.getByRole('checkbox', { checked: true }).waitFor();
      for (const box of await stage.page.locator('input[type=password]').all()) await box.fill(PASSPHRASE);
      await button(stage, 'continue').click();
      await stage.page.locator('.credential-form').waitFor();
    },
  },
  {
    name: 'change-passphrase-recovery',
    async show(stage) {
      await confirmWith(stage);
      await stage.page.locator('.recovery-key').waitFor();
    },
  },
  {
    name: 'change-passphrase-done',
    async show(stage) {
      await button(stage, 'writtenDown').click();
      await stage.page.getByText(stage.text('passphraseChangedWhat')).waitFor();
    },
  },
];
