import type { ComponentChild } from 'preact';
import { useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import { UserError } from '../core/errors';
import type { Grouping } from '../core/settings';
import type { AccountRow, GestureFailure, OpenReply, PolicyView, UnlockWays } from '../messages';
import { onAnnouncement } from '../ui/announcements';
import { ask } from '../ui/ask';
import { CodeGrouping } from '../ui/code-text';
import { Notice } from '../ui/notice';
import { keepPictures } from '../ui/own-pictures';
import { PolicyContext } from '../ui/policy';
import { StatusLine, showStatus } from '../ui/status';
import { errorText } from '../ui/text';
import { isToolbarPopup } from '../ui/toolbar-popup';
import { PASSPHRASE_ONLY } from '../ui/unlock-form';
import { useAutomaticBackups } from '../ui/use-automatic-backups';
import { CodesScreen } from './codes-screen';
import { copyInstead } from './copy-instead';
import {
  damagedScreen,
  keepCodesScreen,
  loadWays,
  scanOver,
  scanScreen,
  securityKeyScreen,
  welcomeScreen,
} from './later-screens';
import { LockedScreen } from './locked-screen';
import type { Opened, Ways } from './opened';
import { showBackups } from './show-backups';
import { usePanel } from './use-panel';
import { rowsInWindow } from './use-window-range';

/** What the app stands on: the codes, the locked form, or a screen that was loaded for this state. */
type Ground =
  | { readonly kind: 'codes'; readonly opened: Opened }
  | { readonly kind: 'locked'; readonly fillAsked: boolean; readonly ways: UnlockWays }
  | { readonly kind: 'loaded'; readonly screen: ComponentChild };

/** In a popup the first run would be lost at the first click elsewhere, so it goes on in a tab. */
async function leaveForFirstRun(): Promise<boolean> {
  if (!(await isToolbarPopup())) return false;
  await ask('showPage', { page: 'welcome' });
  window.close();
  return true;
}

const isAt = (hash: '#scan' | '#sources' | '#security-key' | '#recovery-codes') =>
  window.location.hash === hash;
/** Goes to the screen of an account that the address asks for; once, so that whoever goes back comes to the codes. */
function showAsked(rows: readonly AccountRow[], ways: Ways): void {
  const [, screen, id] = /^#(edit|icon|secret|recovery)=(.+)/u.exec(window.location.hash) ?? [];
  if (!id) return;
  history.replaceState(null, '', window.location.pathname);
  const row = rows.find((one) => one.id === id);
  if (row && (screen === 'secret' || screen === 'recovery')) ways[screen](row);
  else ways.edit(id, screen === 'icon');
}
/** A page that has not answered by then hangs. */
const MOST_LATE = 30;
const close = () => window.close();
const loaded = (screen: ComponentChild): Ground => ({ kind: 'loaded', screen });

async function newerScreen(onRetry: () => void): Promise<ComponentChild> {
  const { NewerScreen } = await import('./newer-screen');
  return <NewerScreen onRetry={onRetry} />;
}

/** Chooses the screen: by what the vault is, then by where the person went. */
export function App({ opening }: { readonly opening: Promise<OpenReply> }) {
  const [ground, setGround] = useState<Ground | null>(null);
  /** A screen that the person went to from the codes. */
  const [over, setOver] = useState<ComponentChild>(null);
  const [error, setError] = useState<string>();
  /** Something to know about the new vault, for as long as this page stands. */
  const [notice, setNotice] = useState<string>();
  const [policy, setPolicy] = useState<PolicyView>();
  const [isAutomatic, setAutomatic] = useState(false);
  const [grouping, setGrouping] = useState<Grouping>('automatic');
  useAutomaticBackups(isAutomatic, () => void showBackups());
  const turn = useRef(0);
  /** Handed over once: an answer that is overtaken leaves it to the one that overtook it. */
  const failure = useRef<GestureFailure | null>(null);
  /** Of the page in front, as far as it said. */
  const knownSite = useRef<Opened['site']>(null);
  /** How often a busy page was waited for in vain. */
  const lateAnswers = useRef(0);
  /** The account whose row the person left for another screen, and comes back to. */
  const leftRow = useRef<string | undefined>(undefined);
  /** A picture waits for this page, which is the panel beside the page. */
  const hasCapture = useRef(false);
  /** What was scanned there of an export that is not whole yet. */
  const keptParts = useRef<readonly string[]>([]);

  const groundFor = async (reply: OpenReply): Promise<Ground | null> => {
    if (reply.vault === 'damaged') return loaded(await damagedScreen(refresh));
    if (reply.vault === 'newer') return loaded(await newerScreen(refresh));
    if (isAt('#security-key') && reply.vault === 'unlocked') {
      close();
      return null;
    }
    if (isAt('#security-key') && reply.vault === 'locked') return loaded(await securityKeyScreen(close));
    if (reply.vault === 'locked') return { kind: 'locked', fillAsked: reply.fillAsked, ways: reply.ways };
    if (reply.vault === 'unlocked' && isAt('#recovery-codes')) return loaded(await keepCodesScreen(close));
    if (reply.vault === 'unlocked' && hasCapture.current) {
      hasCapture.current = false;
      setOver(await scanOver(() => back(), keptParts));
    }
    if (reply.vault === 'unlocked' && !isAt('#scan') && !isAt('#sources')) {
      keepPictures(reply.pictures);
      showAsked(reply.rows, ways);
      // Nothing is told of a busy page; what it said before holds on until it answers.
      if (!reply.isPageBusy) knownSite.current = reply.site;
      const opened = { ...reply, site: knownSite.current, clockOffset: reply.now - Date.now() };
      return { kind: 'codes', opened };
    }
    if (reply.vault === 'unlocked')
      return loaded(await scanScreen(isAt('#scan') ? 'capture' : 'sources', close));
    if (await leaveForFirstRun()) return null;
    return loaded(await welcomeScreen(back, setNotice));
  };
  /**
   * Answers can overtake each other; only the one asked for last counts. `isLate`: it is the same again with what was
   * missing, and takes no notice away.
   */
  const meet = async (asked: Promise<OpenReply>, isLate = false) => {
    const mine = ++turn.current;
    try {
      const reply = await asked;
      failure.current ??= reply.failure;
      if (mine !== turn.current) return;
      const met = await groundFor(reply);
      if (mine !== turn.current || !met) return;
      if (reply.vault === 'unlocked') setGrouping(reply.grouping);
      setPolicy(reply.policy);
      setGround(met);
      setAutomatic(reply.vault === 'unlocked' && reply.backup.automatic);
      const failed = failure.current;
      failure.current = null;
      if (failed !== null) setError(await afterGesture(reply, failed));
      else if (!isLate) setError(undefined);
      if (reply.vault !== 'unlocked' || !reply.isPageBusy) lateAnswers.current = 0;
      else if (mine === turn.current) awaitPage();
    } catch (thrown) {
      if (isLate || mine !== turn.current) return;
      if (thrown instanceof UserError && thrown.code === 'storage-failed') {
        return setGround(loaded(await damagedScreen(refresh)));
      }
      setError(errorText(thrown));
    }
  };
  /** Not asked for after our own commands: the background announces each change, to this page as well. */
  const refresh = () => void meet(ask('open', { first: rowsInWindow() }));
  /** For what comes about by itself, and puts no locking off. */
  const follow = () => void meet(ask('open', { first: rowsInWindow(), again: true }));
  /** The codes stand already: the page's own account comes to them as soon as the page says whose it is. */
  const awaitPage = () => {
    lateAnswers.current += 1;
    if (lateAnswers.current > MOST_LATE) return;
    void meet(ask('open', { first: rowsInWindow(), again: true, waitsForPage: true }), true);
  };
  const back = (status?: string) => {
    setOver(null);
    if (status) showStatus(status);
  };
  /** Clears the screen at once; what else opens the vault is told a moment later. */
  const lock = () => {
    setOver(null);
    leftRow.current = undefined;
    hasCapture.current = false;
    keptParts.current = [];
    knownSite.current = null;
    setAutomatic(false);
    setGround((before) =>
      before?.kind === 'locked' ? before : { kind: 'locked', fillAsked: false, ways: PASSPHRASE_ONLY },
    );
    refresh();
  };
  const ways = useMemo<Ways>(() => {
    const show = (screen: Promise<ComponentChild>) => {
      leftRow.current = document.activeElement?.closest<HTMLElement>('[data-account]')?.dataset.account;
      void screen.then(setOver, (failure) => setError(errorText(failure)));
    };
    return { ...loadWays(show, back), locked: lock };
  }, []);

  const onCapture = () => {
    hasCapture.current = true;
    refresh();
  };
  const onPage = () => {
    knownSite.current = null;
    follow();
  };
  usePanel({ onPage, onCapture });

  // Not useEffect: that waits for a frame, and nothing is on the screen yet.
  useLayoutEffect(() => {
    void meet(opening);
    return onAnnouncement(({ type }) => {
      if (type === 'locked') lock();
      else if (type !== 'captured' && type !== 'synced') follow();
    });
  }, []);

  const shown = (
    <CodeGrouping.Provider value={grouping}>
      {error && <Notice kind="error">{error}</Notice>}
      {over ?? groundScreen(ground, ways, { notice, leftRow: leftRow.current })}
      <StatusLine />
    </CodeGrouping.Provider>
  );
  return policy ? <PolicyContext.Provider value={policy}>{shown}</PolicyContext.Provider> : shown;
}

function sayIt(text: string): undefined {
  showStatus(text);
}

/** The sentence for what a shortcut could not do; undefined where the code was copied instead. */
async function afterGesture(reply: OpenReply, { code, id }: GestureFailure): Promise<string | undefined> {
  const failure = new UserError(code);
  const row = reply.vault === 'unlocked' ? reply.rows.find((one) => one.id === id) : undefined;
  if (!row) return errorText(failure);
  return copyInstead(row, failure).then(sayIt, errorText);
}

interface CodesState {
  readonly notice: string | undefined;
  readonly leftRow: string | undefined;
}

function groundScreen(ground: Ground | null, ways: Ways, codes: CodesState): ComponentChild {
  if (!ground) return null;
  if (ground.kind === 'loaded') return ground.screen;
  if (ground.kind === 'codes') return <CodesScreen opened={ground.opened} ways={ways} {...codes} />;
  return <LockedScreen fillAsked={ground.fillAsked} ways={ground.ways} />;
}
