/** From a picture to accounts, and up to the site that takes the first code. */
import { readFileSync } from 'node:fs';
import QRCode from 'qrcode';
import { formatMigration } from '../../../../src/core/google-migration.ts';
import { dataUrl, pngOf } from '../../../fakes/png.ts';
import {
  button,
  cut,
  HERE,
  leaveInSession,
  type Names,
  openPopup,
  type Screen,
  SECRET,
  type Stage,
} from '../stage.ts';
import { putInReach, putOutOfReach } from '../stand-ins.ts';

/** A page as a gesture has frozen it, in our window. */
async function openScan(stage: Stage, image: string): Promise<void> {
  const target = { tabId: 1, documentId: 'gone', origin: HERE };
  const page = { pageOrigin: HERE, pageHost: 'login.bank.example', target };
  await leaveInSession(stage, { capture: { pictures: [{ image }], ...page } });
  await openPopup(stage, '#scan');
  await stage.page.locator('.page-actions button').first().waitFor();
}

const qr = (text: string): Promise<string> => QRCode.toDataURL(text, { scale: 6 });
const picture = (name: string): string =>
  `data:image/png;base64,${readFileSync(new URL(`../../../fixtures/qr/${name}`, import.meta.url), 'base64')}`;

/** As large as a tab, with nothing that has to be tried as a code: for each look all of it is searched twice. */
const EMPTY_PAGE = pngOf(1280, 800, (_x, y) => (y < 64 ? [40, 60, 110] : [244, 244, 246]));

/** An export of twelve accounts in two parts. */
const exportOf = ({ long }: Names): string[] =>
  formatMigration(
    Array.from({ length: 12 }, (_, index) => ({
      ...({ type: 'totp', period: 30, issuer: index === 1 ? cut(long, 76) : `Shop ${index}` } as const),
      ...({ secret: `${'ABCDEFGHIJKL'[index]}${SECRET.slice(1)}`, algorithm: 'SHA1', digits: 6 } as const),
      name: 'octavia',
    })),
    77,
  );

export const chooseCamera = ({ page, text }: Stage): Promise<void> =>
  page.getByRole('button', { name: text('sourceCamera') }).click();

export const scanningScreens: readonly Screen[] = [
  {
    name: 'confirm-one',
    show: async (stage) =>
      openScan(
        stage,
        await qr(`otpauth://totp/Library:octavia?secret=${SECRET.slice(0, 16)}&issuer=Library`),
      ),
  },
  {
    name: 'saved',
    async show(stage) {
      await button(stage, 'add').click();
      await button(stage, 'done').waitFor();
      await stage.page.locator('.ticket [class*=code]').first().waitFor();
    },
  },
  {
    name: 'confirm-at-site-gone',
    async show(stage) {
      await stage.page.locator('.ticket ~ .button').first().click();
      await stage.page.locator('.ticket ~ [aria-live]').waitFor();
    },
  },
  {
    name: 'confirm-at-site',
    async show(stage) {
      await putInReach(stage.browser, stage.page, { documentId: 'gone', origin: HERE });
      await stage.page.locator('.ticket ~ .button').first().click();
      await button(stage, 'confirmationTaken').waitFor();
    },
  },
  {
    name: 'confirm-at-site-taken',
    async show(stage) {
      await button(stage, 'confirmationTaken').click();
      await stage.page.getByText(stage.text('confirmationVerified')).waitFor();
      await putOutOfReach(stage.browser);
    },
  },
  {
    name: 'confirm-pin',
    async show(stage) {
      await openScan(stage, await qr('motp://ACME:octavia?secret=e3152afee62599c8'));
      await stage.page.locator('input[type=password]').waitFor();
    },
  },
  { name: 'confirm-several', show: (stage) => openScan(stage, picture('multi-01.png')) },
  {
    name: 'confirm-other',
    show: async (stage) => openScan(stage, await qr(`https://bank.example/${'a-long-path/'.repeat(12)}`)),
  },
  {
    name: 'confirm-export',
    show: async (stage) => openScan(stage, await qr(exportOf(stage.names)[0] ?? '')),
  },
  {
    name: 'scan-nothing',
    async show(stage) {
      await openScan(stage, dataUrl(EMPTY_PAGE));
      await stage.page.locator('.frozen-stage button').waitFor();
      const { x = 0, y = 0 } = (await stage.page.locator('.frozen-stage button').boundingBox()) ?? {};
      await stage.page.mouse.move(x + 40, y + 30);
      await stage.page.mouse.down();
      await stage.page.mouse.move(x + 140, y + 110, { steps: 4 });
      await stage.page.mouse.up();
      await stage.page.locator('.frozen + [role=alert]').waitFor();
    },
    fleeting: true,
  },
  { name: 'sources', show: (stage) => openPopup(stage, '#sources') },
  {
    name: 'camera-missing',
    async show(stage) {
      await chooseCamera(stage);
      await stage.page.locator('[role=alert]').waitFor();
    },
  },
];
