/** What an organisation settles. */
import { button, inWorker, openPopup, openSettings, PLAIN_NAMES, type Screen, type Stage } from '../stage.ts';
import { askForSecret } from './secret.ts';

/** What it settles, put in the place of what the browser says: a policy file needs an administrator. */
export const settle = (stage: Stage, policy: object): Promise<void> =>
  inWorker(
    stage,
    `for (const api of [globalThis.browser ?? chrome, chrome])
      api.storage.managed.get = async () => (${JSON.stringify(policy)})`,
  );

/** While pages are open, which are told so. */
async function settleNow(stage: Stage, policy: object): Promise<void> {
  await settle(stage, policy);
  await inWorker(stage, "new BroadcastChannel('counterfoil').postMessage({ type: 'policy' })");
}

/** Everything at once, and two keys of a wrong type. */
const MANAGED = {
  ...{ lockAfterMinutes: 15, lockAfterHours: 8, lockWithComputer: true, forbidPlainExport: 'yes' },
  minimumPassphraseStrength: 'strong',
  hideFeatures: [
    'add-by-hand',
    'automatic-fill',
    'automatic-backups',
    'camera',
    'pin',
    'security-keys',
    'flying',
  ],
  presetSites: [
    {
      issuer: PLAIN_NAMES.long,
      hosts: ['login.acme.example', 'a-rather-long-host-name.departments.acme.example'],
    },
  ],
};

export const managedScreens: readonly Screen[] = [
  {
    name: 'settings-managed',
    async show(stage) {
      await openSettings(stage);
      await settleNow(stage, MANAGED);
      await stage.page.locator('.managed').waitFor();
      await stage.page.locator('.held').first().waitFor();
      await stage.page.locator('.managed').scrollIntoViewIfNeeded();
    },
  },
  {
    name: 'builders-managed',
    async show(stage) {
      await openSettings(stage);
      await button(stage, 'buildersOpen').click();
      await stage.page.locator('.builder .held').waitFor();
      // The judge of codes comes with the secret, which a worker makes.
      await stage.page.locator('.builder-clock').waitFor();
    },
  },
  {
    name: 'secret-managed',
    async show(stage) {
      await settle(stage, {});
      await askForSecret(stage);
      await settleNow(stage, MANAGED);
      await stage.page.locator('.notice').waitFor();
      await stage.page.locator('input[type=password]').waitFor({ state: 'detached' });
    },
  },
  {
    name: 'add-by-hand-managed',
    async show(stage) {
      await openPopup(stage);
      await button(stage, 'addAccount').click();
      await stage.page.getByText(stage.text('addByHandHeld')).waitFor();
    },
  },
];
