import { useEffect, useState } from 'preact/hooks';
import { UserError } from '../core/errors';
import type { AccountRow } from '../messages';
import { ask } from '../ui/ask';
import { copyCode } from '../ui/copy-code';
import { showStatus } from '../ui/status';
import { t } from '../ui/text';
import { closePopup } from '../ui/toolbar-popup';
import type { Action } from '../ui/use-action';
import { copyInstead } from './copy-instead';
import type { Offer } from './offer-card';
import type { Opened, Ways } from './opened';
import { sayRecoveryFilled } from './recovery-filled';
import { COMMON_PERIOD_SECONDS } from './time-left';

/** Long enough to see that it is done, in milliseconds. */
const SEEN_AFTER_MS = 700;

interface AskedCodes {
  /** Codes of counter-based accounts that were asked for while this screen stands. */
  readonly asked: Readonly<Record<string, string>>;
}

export interface RowDeeds extends AskedCodes {
  /** Automatic fill, to be offered now. */
  readonly offer: Offer | null;
  readonly dropOffer: () => void;
  /** The way back to it, whatever was answered before. */
  readonly offerAgain: (row: AccountRow) => void;
  readonly copy: (row: AccountRow, code: string | undefined) => void;
  /** `expiresInMs`: how long the code that is shown still lives. */
  readonly fill: (row: AccountRow, expiresInMs?: number) => void;
  /** Goes on with what a shortcut or menu asked for while the vault was locked; once, whoever sees it first. */
  readonly fillAsked: (row: AccountRow, expiresInMs?: number) => void;
  /** The next recovery code, into the page in front. */
  readonly fillRecovery: (row: AccountRow) => void;
  /** Of a counter-based account: shown and copied. */
  readonly nextCode: (row: AccountRow) => void;
  /** The code after the one that is shown, for a site that is slow to ask. */
  readonly copyNext: (row: AccountRow, next: string | null) => void;
  readonly pin: (row: AccountRow) => void;
  readonly trash: (row: AccountRow) => void;
}

/** What a shortcut filled on this page, which had no page of ours to offer anything in. */
function firstOffer({ site }: Opened): Offer | null {
  return site?.offer ? { id: site.offer, origin: site.target.origin } : null;
}

/** Of a counter-based account; the counter is saved before the code comes. */
export async function askNextCode({ id }: Pick<AccountRow, 'id'>): Promise<string> {
  const { code } = await ask('nextHotpCode', { opId: crypto.randomUUID(), id });
  return code;
}

/** What a person can do with an account of the list. */
export function useRowActions(opened: Opened, ways: Ways, { run }: Action): RowDeeds {
  const [asked, setAsked] = useState<AskedCodes['asked']>({});
  const [offer, setOffer] = useState<Offer | null>(() => firstOffer(opened));
  // It comes with the site, which a busy page tells late.
  useEffect(() => setOffer((before) => firstOffer(opened) ?? before), [opened.site?.offer]);

  const copy = (row: AccountRow, code: string | undefined) => {
    if (code === undefined) return row.type === 'hotp' ? nextCode(row) : undefined;
    run(async () => {
      await copyCode(code, row.id);
      showStatus(t('statusCopied'));
    });
  };

  const copyNext = (row: AccountRow, next: string | null) => {
    if (row.type === 'hotp') return nextCode(row);
    if (next === null) return;
    run(async () => {
      await copyCode(next, row.id);
      // Only the common period has a bar; any other has a ring at its code.
      showStatus(t(row.period === COMMON_PERIOD_SECONDS ? 'statusNextCopied' : 'statusNextCopiedRing'));
    });
  };

  const nextCode = (row: AccountRow) =>
    run(async () => {
      const code = await askNextCode(row);
      setAsked((before) => ({ ...before, [row.id]: code }));
      await copyCode(code, row.id);
      showStatus(t('statusCopied'));
    });

  const fillOn = async (row: AccountRow, asked: boolean) => {
    const site = opened.site ?? (await siteNow());
    if (site.fillAsked && !asked) await ask('dropPending', { target: site.target });
    const reply = await ask('fill', { id: row.id, target: site.target, asked });
    if (reply.status === 'taken') return;
    if (reply.status === 'ask') return ways.question({ row, target: site.target, question: reply });
    showStatus(t('statusFilled'));
    if (reply.offer) setOffer({ id: row.id, ...reply.offer });
    else setTimeout(closePopup, SEEN_AFTER_MS);
  };

  /** The background waits for the next code where this one ends at once; the person sees why nothing happens. */
  const start = (row: AccountRow, asked: boolean, expiresInMs?: number) =>
    run(async () => {
      const stop = expiresInMs !== undefined && expiresInMs < NEAR_EXPIRY_MS ? countDown(expiresInMs) : null;
      try {
        await fillOn(row, asked);
      } catch (failure) {
        showStatus(await copyInstead(row, failure));
      } finally {
        stop?.();
      }
    });

  const fill = (row: AccountRow, expiresInMs?: number) => start(row, false, expiresInMs);
  const fillAsked = (row: AccountRow, expiresInMs?: number) => start(row, true, expiresInMs);

  const fillRecovery = (row: AccountRow) =>
    run(async () => {
      const { target } = opened.site ?? (await siteNow());
      const reply = await ask('fillRecoveryCode', { id: row.id, target });
      if (reply.status === 'ask') ways.question({ row, target, question: reply, what: 'recovery-code' });
      else sayRecoveryFilled(row.id, reply);
    });

  const pin = (row: AccountRow) =>
    run(async () => {
      const change = { base: { pinned: row.pinned }, fields: { pinned: !row.pinned } };
      await ask('patch', { opId: crypto.randomUUID(), id: row.id, ...change });
    });

  const restore = (id: string) =>
    run(async () => {
      await ask('restore', { opId: crypto.randomUUID(), ids: [id] });
    });

  const trash = (row: AccountRow) =>
    run(async () => {
      await ask('trash', { opId: crypto.randomUUID(), ids: [row.id] });
      showStatus(t('statusDeleted'), { label: t('undo'), run: () => restore(row.id) });
    });

  const offerAgain = (row: AccountRow) =>
    opened.site && setOffer({ id: row.id, origin: opened.site.target.origin });

  return {
    asked,
    offer,
    dropOffer: () => setOffer(null),
    offerAgain,
    copy,
    fill,
    fillAsked,
    fillRecovery,
    nextCode,
    copyNext,
    pin,
    trash,
  };
}

/** As the background has it (`LEAST_LIFE_MILLISECONDS`). */
const NEAR_EXPIRY_MS = 3_000;

/** Says each second how long the next code still takes. @returns what ends it */
function countDown(milliseconds: number): () => void {
  const end = Date.now() + milliseconds;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const say = () => {
    const left = end - Date.now();
    if (left <= 0) return;
    showStatus(t('statusNextCode', Math.ceil(left / 1000)));
    timer = setTimeout(say, left % 1000 || 1000);
  };
  say();
  return () => clearTimeout(timer);
}

/** In a tab the list outlives the page that it was opened over, so the page is looked up at the press. */
async function siteNow() {
  const reply = await ask('open', { first: 0, waitsForPage: true });
  if (reply.vault === 'unlocked' && reply.site) return reply.site;
  throw new UserError(reply.vault === 'locked' ? 'locked' : 'page-not-reachable');
}
