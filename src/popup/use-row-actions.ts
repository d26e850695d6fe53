import { useState } from 'preact/hooks';
import { UserError } from '../core/errors';
import type { AccountRow } from '../messages';
import { ask } from '../ui/ask';
import { copyCode } from '../ui/copy-code';
import { showStatus } from '../ui/status';
import { t } from '../ui/text';
import { closePopup } from '../ui/toolbar-popup';
import type { Action } from '../ui/use-action';
import type { Opened, Ways } from './opened';

/** Long enough to see that it is done, in milliseconds. */
const SEEN_AFTER_MS = 700;

interface AskedCodes {
  /** Codes of counter-based accounts that were asked for while this screen stands. */
  readonly asked: Readonly<Record<string, string>>;
}

export interface RowDeeds extends AskedCodes {
  readonly copy: (row: AccountRow, code: string | undefined) => void;
  readonly fill: (row: AccountRow) => void;
  /** Goes on with what a shortcut or menu asked for while the vault was locked; once, whoever sees it first. */
  readonly fillAsked: (row: AccountRow) => void;
  readonly nextCode: (row: AccountRow) => void;
  readonly pin: (row: AccountRow) => void;
  readonly trash: (row: AccountRow) => void;
}

/** What a person can do with an account of the list. */
export function useRowActions(opened: Opened, ways: Ways, { run }: Action): RowDeeds {
  const [asked, setAsked] = useState<AskedCodes['asked']>({});

  const copy = (row: AccountRow, code: string | undefined) => {
    if (code === undefined) return row.type === 'hotp' ? nextCode(row) : undefined;
    run(async () => {
      await copyCode(code);
      showStatus(t('statusCopied'));
    });
  };

  const nextCode = (row: AccountRow) =>
    run(async () => {
      const { code } = await ask('nextHotpCode', { opId: crypto.randomUUID(), id: row.id });
      setAsked((before) => ({ ...before, [row.id]: code }));
    });

  const fillOn = (row: AccountRow, asked: boolean) =>
    run(async () => {
      const site = opened.site ?? (await siteNow());
      if (site.fillAsked && !asked) await ask('dropPending', {});
      const reply = await ask('fill', { id: row.id, target: site.target, asked });
      if (reply.status === 'taken') return;
      if (reply.status === 'ask') return ways.question({ row, target: site.target, question: reply });
      showStatus(t('statusFilled'));
      setTimeout(closePopup, SEEN_AFTER_MS);
    });

  const fill = (row: AccountRow) => fillOn(row, false);
  const fillAsked = (row: AccountRow) => fillOn(row, true);

  const pin = (row: AccountRow) =>
    run(async () => {
      const change = { base: { pinned: row.pinned }, fields: { pinned: !row.pinned } };
      await ask('patch', { opId: crypto.randomUUID(), id: row.id, ...change });
    });

  const restore = (id: string) =>
    run(async () => {
      await ask('restore', { opId: crypto.randomUUID(), id });
    });

  const trash = (row: AccountRow) =>
    run(async () => {
      await ask('trash', { opId: crypto.randomUUID(), id: row.id });
      showStatus(t('statusDeleted'), { label: t('undo'), run: () => restore(row.id) });
    });

  return { asked, copy, fill, fillAsked, nextCode, pin, trash };
}

/** In a tab the list outlives the page that it was opened over, so the page is looked up at the press. */
async function siteNow() {
  const reply = await ask('open', { first: 0 });
  if (reply.vault === 'unlocked' && reply.site) return reply.site;
  throw new UserError(reply.vault === 'locked' ? 'locked' : 'page-not-reachable');
}
