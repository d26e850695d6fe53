/** The vault is locked. */
import { OWN } from '../../person.ts';
import { askFrom } from '../../stock.ts';
import { button, cut, openPopup, type Screen } from '../stage.ts';
import { holdKeyQuestion } from '../stand-ins.ts';

export const lockedScreens: readonly Screen[] = [
  {
    name: 'security-key',
    async show(stage) {
      const bytes = Buffer.alloc(32, 7).toString('base64url');
      const key = { credentialId: bytes, prfSalt: bytes, secret: bytes, label: cut(stage.names.long, 256) };
      await askFrom(stage.page, 'addSecurityKey', { credential: OWN, ...key });
      await askFrom(stage.page, 'lock', {});
      const question = await holdKeyQuestion(stage.page);
      await openPopup(stage, '#security-key');
      await question.dispose();
      await stage.page.locator('[data-asks=key]').waitFor();
    },
  },
  {
    name: 'security-key-cancelled',
    async show(stage) {
      await stage.page.evaluate('cancelKey()');
      await stage.page.locator('[role=alert]').waitFor();
    },
  },
  {
    name: 'locked',
    async show(stage) {
      await askFrom(stage.page, 'lock', {});
      await openPopup(stage);
      await stage.page.locator('input[type=password]').fill('wrong passphrase');
      await button(stage, 'unlock').click();
      await stage.page.locator('[role=alert]').waitFor();
    },
  },
  {
    name: 'locked-pin',
    async show(stage) {
      await askFrom(stage.page, 'unlock', { credential: OWN });
      await askFrom(stage.page, 'setPin', { credential: OWN, pin: '271828' });
      await askFrom(stage.page, 'lock', {});
      await openPopup(stage);
      await stage.page.locator('input[inputmode=numeric]').waitFor();
    },
  },
];
