/** The way past every screen: from the first run to a damaged vault, in any language of the extension. */
import type { Screen } from './stage.ts';
import { addingScreens } from './stops/adding.ts';
import { backupScreens } from './stops/backups.ts';
import { builderScreens } from './stops/builders.ts';
import { clockScreens } from './stops/clock.ts';
import { damageScreens } from './stops/damage.ts';
import { exportScreens } from './stops/export.ts';
import { firstRunScreens } from './stops/first-run.ts';
import { importScreens } from './stops/import.ts';
import { listScreens } from './stops/list.ts';
import { lockedScreens } from './stops/locked.ts';
import { longListScreens } from './stops/long-list.ts';
import { manageScreens } from './stops/manage.ts';
import { managedScreens } from './stops/managed.ts';
import { moveScreens } from './stops/move.ts';
import { recoveryCodesScreens } from './stops/recovery-codes.ts';
import { scanningScreens } from './stops/scanning.ts';
import { secretScreens } from './stops/secret.ts';
import { settingsScreens } from './stops/settings.ts';
import { siteScreens } from './stops/site.ts';
import { syncScreens } from './stops/sync.ts';
import { waysInScreens } from './stops/ways-in.ts';

/** In the order of the way: each is shown from the one before it, with the accounts that those before have left. */
export const SCREENS: readonly Screen[] = [
  ...firstRunScreens,
  ...listScreens,
  ...siteScreens,
  ...addingScreens,
  ...scanningScreens,
  ...settingsScreens,
  ...managedScreens,
  ...importScreens,
  ...backupScreens,
  ...exportScreens,
  ...moveScreens,
  ...syncScreens,
  ...waysInScreens,
  ...manageScreens,
  ...secretScreens,
  ...clockScreens,
  ...recoveryCodesScreens,
  ...builderScreens,
  ...longListScreens,
  ...lockedScreens,
  ...damageScreens,
];
