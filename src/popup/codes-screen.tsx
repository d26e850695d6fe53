import { useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { AccountRow } from '../messages';
import { ask } from '../ui/ask';
import { Notice } from '../ui/notice';
import { t, tn } from '../ui/text';
import { closePopup } from '../ui/toolbar-popup';
import { useAction } from '../ui/use-action';
import { AccountList } from './account-list';
import type { RowActions, RowState } from './account-row';
import { BackupReminder } from './backup-reminder';
import { ClockLine } from './clock-line';
import { EmptyVault } from './empty-vault';
import type { Entry } from './list-layout';
import { OfferCard } from './offer-card';
import type { Opened, Ways } from './opened';
import { RecoveryNotice } from './recovery-notice';
import './reminders.css';
import { RowMenu } from './row-menu';
import { menuItems } from './row-menu-items';
import { TagBar } from './tag-bar';
import { TimeBar } from './time-left';
import { TopBar } from './top-bar';
import { useCoveredCodes } from './use-covered-codes';
import { useFound } from './use-found';
import { useListKeys } from './use-list-keys';
import { useLiveCodes } from './use-live-codes';
import { useRowActions } from './use-row-actions';
import { useWindowRange } from './use-window-range';

interface CodesScreenProps {
  readonly opened: Opened;
  readonly ways: Ways;
  /** Something to know about the vault. */
  readonly notice: string | undefined;
  /** The account whose row takes the focus; without one it is the search. */
  readonly leftRow: string | undefined;
}

interface OpenMenu {
  readonly row: AccountRow;
  readonly button: HTMLElement;
}

/** The row that the keys act on: of this account, and where that is gone the one in its place. */
interface Reached {
  readonly id?: string | undefined;
  readonly index: number;
}

function indexOf({ id, index }: Reached, entries: readonly Entry[]): number {
  const now = id === undefined ? -1 : entries.findIndex(({ row }) => row.id === id);
  return now >= 0 ? now : Math.min(index, Math.max(0, entries.length - 1));
}

/** The account that Enter fills: the only one saved for this very site. */
function onlyExact({ site }: Opened): string | undefined {
  return site?.exact.length === 1 ? site.exact[0] : undefined;
}

export function CodesScreen({ opened, ways, notice, leftRow }: CodesScreenProps) {
  const { rows, site, policy } = opened;
  const [query, setQuery] = useState('');
  const [reached, setReached] = useState<Reached>({ index: 0 });
  const [focusRequest, setFocusRequest] = useState(0);
  const [prompt, setPrompt] = useState(false);
  /** The page's answer, for an Enter that comes before it. */
  const promptAnswer = useRef(Promise.resolve(false));
  const [menu, setMenu] = useState<OpenMenu | null>(null);
  const search = useRef<HTMLInputElement>(null);
  const list = useRef<HTMLUListElement>(null);

  const action = useAction(ways.locked);
  const { layout, isSearching, tags, tag, setTag } = useFound(opened, query, action.fail);
  const inSight = useWindowRange(list, layout, query);
  const rowsInSight = useMemo(() => inSight.map((entry) => entry.row), [inSight]);

  const codes = useLiveCodes(opened, rowsInSight, action.fail);
  const deeds = useRowActions(opened, ways, action);
  const shownCode = (row: AccountRow) => {
    const asked = deeds.asked[row.id];
    return asked === undefined ? codes.shown(row) : { code: asked, next: null, expiresAt: 0 };
  };

  const lifeOf = (row: AccountRow) => {
    const shown = shownCode(row);
    return shown && shown.expiresAt > 0 ? shown.expiresAt - Date.now() - opened.clockOffset : undefined;
  };

  const active = indexOf(reached, layout.entries);
  const reach = (index: number) => {
    const id = layout.entries[index]?.row.id;
    setReached((before) => (before.id === id && before.index === index ? before : { id, index }));
  };
  const moveTo = (index: number) => {
    reach(index);
    setFocusRequest((before) => before + 1);
  };
  useLayoutEffect(() => {
    const left = layout.entries.findIndex(({ row }) => row.id === leftRow);
    if (left >= 0) moveTo(left);
    else search.current?.focus();
  }, []);
  useCoveredCodes(list, search);
  const fillable = onlyExact(opened);
  // Not useEffect: an Enter may come before the next frame.
  useLayoutEffect(() => {
    let isInFront = true;
    promptAnswer.current = Promise.resolve(false);
    setPrompt(false);
    const row = rows.find(({ id }) => id === fillable);
    if (!site || !row) return;
    if (site.fillAsked) deeds.fillAsked(row, lifeOf(row));
    // Whether Enter fills is a convenience: where the page cannot be asked, Enter copies.
    else {
      promptAnswer.current = ask('findPrompt', { target: site.target }).then(
        (found) => found.prompt,
        () => false,
      );
      void promptAnswer.current.then((found) => isInFront && setPrompt(found));
    }
    return () => {
      isInFront = false;
    };
  }, [site?.target.documentId]);

  const actions: RowActions = {
    copy: (row) => deeds.copy(row, shownCode(row)?.code),
    fill: (row) => deeds.fill(row, lifeOf(row)),
    nextCode: deeds.nextCode,
    menu: (row, button) => setMenu({ row, button }),
  };
  const enterFills = (row: AccountRow) => prompt && row.id === fillable;
  const enter = async (row: AccountRow, shift: boolean) => {
    const fills = !shift && row.id === fillable && (await promptAnswer.current);
    (fills ? actions.fill : actions.copy)(row);
  };
  const toTop = () => {
    setReached({ index: 0 });
    window.scrollTo({ top: 0 });
  };
  const changeQuery = (text: string) => {
    setQuery(text);
    toTop();
  };
  const copyNext = (row: AccountRow) => deeds.copyNext(row, codes.next(row));
  const large = (row: AccountRow) => ways.large(row, deeds.asked[row.id]);
  const onRow = (act: (row: AccountRow) => void) => (index: number) => {
    const row = layout.entries[index]?.row;
    if (row) act(row);
  };
  useListKeys({
    search,
    query,
    active,
    count: layout.entries.length,
    moveTo,
    clearSearch: () => {
      changeQuery('');
      search.current?.focus();
    },
    enter: (index, shift) => {
      const row = layout.entries[index]?.row;
      if (row) void enter(row, shift);
    },
    letters: { n: onRow(copyNext), l: onRow(large), '?': ways.keys },
    close: closePopup,
  });

  const stateOf = (entry: Entry): RowState => ({
    shown: shownCode(entry.row),
    now: codes.now,
    reachable: entry.index === active,
    chosen: isSearching && entry.index === 0,
    enterFills: enterFills(entry.row),
    hides: (entry.row.display ?? (opened.hideCodes ? 'hidden' : 'shown')) === 'hidden',
  });
  return (
    <main class="codes">
      <h1 class="hidden-text">{t('accounts')}</h1>
      <header class="codes-head">
        <TopBar search={search} query={query} onQuery={changeQuery} ways={ways} action={action} />
        <TagBar
          tags={tags}
          chosen={tag}
          onChoose={(chosen) => {
            setTag(chosen);
            toTop();
          }}
        />
        {rows.length > 0 && <TimeBar now={codes.now} />}
        {notice && <Notice kind="info">{notice}</Notice>}
        {opened.isPassphraseWeak && <Notice kind="info">{t('weakPassphrase')}</Notice>}
        {action.error && <Notice kind="error">{action.error}</Notice>}
      </header>
      <ClockLine
        clock={opened.clock}
        jump={codes.jump}
        action={action}
        onRepair={() => ways.clock({ site })}
      />
      {deeds.offer && !policy.hideFeatures.includes('automatic-fill') && (
        <OfferCard offer={deeds.offer} action={action} onDone={deeds.dropOffer} />
      )}
      {opened.notice && <RecoveryNotice notice={opened.notice} action={action} />}
      <AccountList
        listRef={list}
        layout={layout}
        inSight={inSight}
        active={active}
        focusRequest={focusRequest}
        host={site?.host ?? ''}
        stateOf={stateOf}
        actions={actions}
        onFocus={reach}
      />
      {rows.length === 0 && <EmptyVault ways={ways} action={action} />}
      <p class="no-hits" aria-live="polite">
        {isSearching && layout.entries.length === 0 && rows.length > 0 ? t('nothingFound') : ''}
      </p>
      <p class="hidden-text" aria-live="polite">
        {isSearching && layout.entries.length > 0 ? tn('searchFound', layout.entries.length) : ''}
      </p>
      <BackupReminder backup={opened.backup} action={action} />
      {menu && (
        <RowMenu
          label={t('more')}
          button={menu.button}
          items={menuItems(menu.row, policy, {
            ...deeds,
            next: copyNext,
            large,
            fill: matchMedia('(pointer: coarse)').matches ? actions.fill : undefined,
            edit: ways.edit,
            secret: ways.secret,
            recovery: ways.recovery,
            clock: ({ id }) => ways.clock({ id, site }),
            fillRecovery: site ? deeds.fillRecovery : undefined,
            automatic: site?.canRemember && site.exact.includes(menu.row.id) ? deeds.offerAgain : undefined,
            explain: site ? () => ways.explain(site.target) : undefined,
          })}
          onClose={() => setMenu(null)}
        />
      )}
    </main>
  );
}
