/** Backups: their folder, what is in an old one, the history. */
import { OWN, PASSPHRASE } from '../../person.ts';
import { askFrom } from '../../stock.ts';
import { accountRows, button, confirmWith, cut, openMore, openSettings, type Screen } from '../stage.ts';
import { offerFolder, putNewerBackup, removeFolder } from '../stand-ins.ts';

export const backupScreens: readonly Screen[] = [
  {
    name: 'folder-none',
    async show(stage) {
      await askFrom(stage.page, 'setAutomaticBackups', { opId: crypto.randomUUID(), credential: OWN });
      await openSettings(stage);
      await openMore(stage, 'folderTitle');
      await button(stage, 'folderChoose').waitFor();
    },
  },
  {
    name: 'folder-other',
    async show(stage) {
      await offerFolder(stage.page);
      await button(stage, 'folderChoose').click();
      await stage.page.locator('input[type=password]').waitFor();
    },
  },
  {
    name: 'folder-paused',
    async show(stage) {
      await confirmWith(stage);
      await button(stage, 'folderGoOn').waitFor();
      await openMore(stage, 'folderTitle');
    },
  },
  {
    name: 'folder-gone',
    async show(stage) {
      await removeFolder(stage.page);
      await button(stage, 'folderGoOn').click();
      await stage.page.getByText(stage.text('folderGone')).waitFor();
    },
  },
  {
    name: 'folder-newer',
    async show(stage) {
      await button(stage, 'folderChoose').click();
      await confirmWith(stage);
      await stage.page.locator('.credential-form').waitFor({ state: 'detached' });
      await stage.page.getByText(stage.text('folderGone')).waitFor({ state: 'detached' });
      await putNewerBackup(stage.page, stage.names.long);
      await openSettings(stage);
      await button(stage, 'folderTakeOver').waitFor();
      await openMore(stage, 'folderTitle');
      await stage.page.locator('.check-box', { hasText: stage.text('folderTakesOver') }).waitFor();
    },
  },
  {
    name: 'folder-newer-asked',
    async show(stage) {
      await button(stage, 'folderLook').click();
      await stage.page.locator('input[type=password]').waitFor();
    },
  },
  {
    name: 'backup-compare',
    async show(stage) {
      await askFrom(stage.page, 'setAutomaticBackups', { opId: crypto.randomUUID() });
      const { file } = await askFrom(stage.page, 'exportBackup', { credential: OWN });
      const rows = await accountRows(stage);
      const [edited, deleted] = [rows[0]?.id ?? '', rows[1]?.id ?? ''];
      const fields = { issuer: cut(stage.names.long, 256), name: 'edited here since the backup' };
      const { issuer = '', name = '' } = rows[0] ?? {};
      await askFrom(stage.page, 'patch', { opId: 'tour', id: edited, base: { issuer, name }, fields });
      await askFrom(stage.page, 'trash', { opId: 'tour-2', ids: [deleted] });
      await openSettings(stage);
      await openMore(stage, 'restoreBackup');
      const form = stage.page.locator('details.more form').first();
      const backup = { name: 'old.counterfoil', mimeType: 'text/plain', buffer: Buffer.from(file) };
      await form.locator('input[type=file]').setInputFiles(backup);
      await form.locator('input[type=password]').fill(PASSPHRASE);
      await form.locator('button[type=submit]').click();
      await button(stage, 'merge').waitFor();
      await askFrom(stage.page, 'restore', { opId: 'tour-3', ids: [deleted] });
    },
  },
  {
    name: 'backup-replace',
    async show(stage) {
      await button(stage, 'replaceEverything').click();
      await stage.page.locator('input[type=password]').waitFor();
    },
  },
  {
    name: 'settings-opened',
    async show(stage) {
      await openSettings(stage);
      await openMore(stage, 'restoreBackup');
      await openMore(stage, 'historyTitle');
      await stage.page.locator('details.more li').first().waitFor();
    },
  },
];
