/** The list over a page: which accounts are offered there, what is asked before a code goes in, and why none does. */
import { account, askFrom } from '../../stock.ts';
import {
  chooseFromMenu,
  HERE,
  idOf,
  leaveInSession,
  openOver,
  openQuestion,
  type Screen,
  SECRET,
} from '../stage.ts';
import { putInReach, putOutOfReach } from '../stand-ins.ts';

export const siteScreens: readonly Screen[] = [
  { name: 'site-section', show: (stage) => openOver(stage, HERE) },
  {
    name: 'site-card',
    async show(stage) {
      await openOver(stage, 'https://post.example');
      // The page that was asked for is not there: the card stands under the reason.
      await stage.page.locator('[role=alert]').waitFor();
      await stage.page.locator('.row-fill-large').waitFor();
    },
  },
  { name: 'site-section-near', show: (stage) => openOver(stage, 'https://shop.bank.example') },
  {
    name: 'site-section-suggested',
    async show(stage) {
      const imported = account('GitHub', SECRET.replace('JB', 'PG'));
      await askFrom(stage.page, 'add', { opId: 'suggested', candidates: [{ imported }], source: 'scan' });
      await openOver(stage, 'https://github.com');
    },
  },
  { name: 'site-question-known', show: (stage) => openQuestion(stage, 'https://github.com', 'GitHub') },
  {
    name: 'automatic-offer',
    async show(stage) {
      const offer = { id: await idOf(stage, 'Post'), origin: 'https://post.example' };
      await leaveInSession(stage, { offer });
      await openOver(stage, offer.origin);
      await stage.page.locator('.offer').waitFor();
      // What was asked for is tried, and is over.
      await stage.page.locator('[role=alert]').waitFor();
    },
  },
  { name: 'site-question-none', show: (stage) => openQuestion(stage, HERE, 'Counter') },
  {
    name: 'site-question-same',
    show: (stage) => openQuestion(stage, 'https://shop.bank.example', 'Bank, octavia'),
  },
  {
    name: 'site-question-other',
    async show(stage) {
      await openQuestion(stage, 'https://login.bamk.example', 'Bank, octavia');
      await stage.page.locator('button.danger:enabled').waitFor();
    },
  },
  {
    name: 'explain',
    async show(stage) {
      const document = { documentId: 'in reach', origin: HERE };
      await putInReach(stage.browser, stage.page, document);
      await openOver(stage, HERE, document.documentId);
      await chooseFromMenu(stage, 'explainTitle', { issuer: 'Counter' });
      await stage.page.locator('textarea.explain').waitFor();
    },
  },
  {
    name: 'explain-out-of-reach',
    async show(stage) {
      await putOutOfReach(stage.browser);
      await openOver(stage, HERE);
      await chooseFromMenu(stage, 'explainTitle', { issuer: 'Counter' });
      await stage.page.locator('[role=alert]').waitFor();
    },
  },
];
