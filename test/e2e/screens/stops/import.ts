/** Accounts of another app, or of a backup, from a file. */
import { OWN } from '../../person.ts';
import { askFrom } from '../../stock.ts';
import { button, cut, importFile, type Names, openSettings, type Screen, SECRET } from '../stage.ts';
import { settle } from './managed.ts';

/** A list of key URIs with two lines that cannot be read. */
const keyUris = ({ long }: Names): string =>
  [
    ...['Theatre', 'Library', cut(long, 256)].map((issuer, index) => {
      const name = encodeURIComponent(issuer);
      return `otpauth://totp/${name}:octavia?secret=${'ABC'[index]}${SECRET}&issuer=${name}`;
    }),
    'otpauth://totp/Broken:x?secret=1',
    'otpauth://totp/Fifty:x?secret=GEZDGNBVGY3TQOJQ&digits=50',
  ].join('\n');

export const importScreens: readonly Screen[] = [
  {
    name: 'import-sealed',
    async show(stage) {
      await settle(stage, {});
      await openSettings(stage);
      const { file } = await askFrom(stage.page, 'exportBackup', { credential: OWN });
      await importFile(stage, 'counterfoil.counterfoil', file);
      await stage.page.locator('input[type=password]').waitFor();
    },
  },
  {
    name: 'import',
    async show(stage) {
      await openSettings(stage);
      await importFile(stage, 'accounts.txt', keyUris(stage.names));
      await stage.page.locator('.picks').waitFor();
      await stage.page.locator('.left-out summary').click();
    },
  },
  {
    name: 'import-saved',
    async show(stage) {
      await button(stage, 'add').click();
      await button(stage, 'undo').waitFor();
    },
  },
  {
    name: 'import-replaces',
    async show(stage) {
      await openSettings(stage);
      const uri = `otpauth://totp/Theatre:octavia?secret=D${SECRET}&issuer=Theatre`;
      await importFile(stage, 'again.txt', uri);
      await stage.page.getByLabel(stage.text('replaceNamesake')).check();
      await button(stage, 'replace').click();
      await stage.page.locator('.credential-form').waitFor();
    },
  },
];
