/** A site's recovery codes. */
import { askFrom } from '../../stock.ts';
import {
  button,
  chooseFromMenu,
  confirmWith,
  idOf,
  leaveInSession,
  openFromMenu,
  openOver,
  openPopup,
  type Screen,
} from '../stage.ts';

/** What a page of a site says around its codes. */
const RECOVERY_PAGE =
  'Your backup codes\n1. 2345 6789\t2. 3456 7890\n3. 4567 8901\t4. 5678 9012\nKeep them safe!';

export const recoveryCodesScreens: readonly Screen[] = [
  {
    name: 'recovery-paste',
    async show(stage) {
      await openFromMenu(stage, 'recoveryCodes', { issuer: 'Post' });
      await stage.page.getByLabel(stage.text('recoveryPaste')).fill(RECOVERY_PAGE);
    },
  },
  {
    name: 'recovery-not-found',
    async show(stage) {
      await stage.page.getByLabel(stage.text('recoveryPaste')).fill('Keep your codes\nin a safe place');
      await button(stage, 'continue').click();
      await stage.page.locator('.notice').waitFor();
      await stage.page.getByLabel(stage.text('recoveryLines')).fill('a1'.repeat(40));
      await button(stage, 'save').click();
      await stage.page.locator('[role=alert]').waitFor();
    },
  },
  {
    name: 'recovery-codes',
    async show(stage) {
      const id = await idOf(stage, 'Post');
      const used = { code: 'a1b2c-d3e4f', usedAt: Date.UTC(2026, 0, 1) };
      const codes = [used, ...['1234 5678', 'W'.repeat(64)].map((code) => ({ code }))];
      await askFrom(stage.page, 'changeRecoveryCodes', { opId: 'tour-4', id, base: [], codes });
      await openFromMenu(stage, 'recoveryCodesLeft_other', { issuer: 'Post', count: '2' });
      await confirmWith(stage);
      await stage.page.locator('.recovery-list').waitFor();
    },
  },
  {
    name: 'recovery-fill-elsewhere',
    async show(stage) {
      await openOver(stage, 'https://login.bamk.example');
      await chooseFromMenu(stage, 'recoveryFill', { issuer: 'Post' });
      await stage.page.locator('button.danger:enabled').click();
      await stage.page.locator('.credential-form').waitFor();
    },
  },
  {
    name: 'recovery-keep',
    async show(stage) {
      const selection = { text: RECOVERY_PAGE, origin: 'https://post.example', at: Date.now() };
      await leaveInSession(stage, { selection });
      await openPopup(stage, '#recovery-codes');
      await stage.page.locator('select').waitFor();
    },
  },
  {
    name: 'recovery-kept',
    async show(stage) {
      await button(stage, 'save').click();
      await button(stage, 'done').waitFor();
    },
  },
];
