import type { RefObject } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { OutsideText } from '../ui/outside-text';
import { t } from '../ui/text';
import { AccountRow, type RowActions, type RowState, rowName } from './account-row';
import type { Entry, Layout, Section } from './list-layout';
import { useReached } from './use-reached';

interface AccountListProps {
  readonly listRef: RefObject<HTMLUListElement | null>;
  readonly layout: Layout;
  /** The entries near the window; the reachable one is drawn too, so that it keeps the focus. */
  readonly inSight: readonly Entry[];
  readonly active: number;
  /** Changes when the active row shall take the focus. */
  readonly focusRequest: number;
  readonly host: string;
  readonly stateOf: (entry: Entry) => RowState;
  readonly actions: RowActions;
  readonly onFocus: (index: number) => void;
}

/** All accounts as one list, of which only the rows in sight are elements. */
export function AccountList(props: AccountListProps) {
  const { listRef, layout, inSight, active, focusRequest, stateOf, actions, onFocus } = props;
  const activeItem = useRef<HTMLLIElement>(null);
  useLayoutEffect(() => {
    if (focusRequest > 0) activeItem.current?.focus();
  }, [focusRequest]);
  const activeEntry = layout.entries[active];
  const drawn = withActive(inSight, activeEntry);
  return (
    <ul
      ref={listRef}
      class="account-list"
      // biome-ignore lint/a11y/noRedundantRoles: WebKit drops the role of a list without bullets
      role="list"
      aria-label={t('accounts')}
      style={{ blockSize: `${layout.height}px` }}
    >
      {drawn.map((entry) => (
        <AccountItem
          key={entry.row.id}
          itemRef={entry === activeEntry ? activeItem : null}
          entry={entry}
          layout={layout}
          host={props.host}
          state={stateOf(entry)}
          actions={actions}
          onFocus={onFocus}
        />
      ))}
    </ul>
  );
}

interface AccountItemProps extends Pick<AccountListProps, 'layout' | 'host' | 'actions' | 'onFocus'> {
  readonly entry: Entry;
  /** Of the active one alone. */
  readonly itemRef: RefObject<HTMLLIElement | null> | null;
  readonly state: RowState;
}

function AccountItem({ entry, itemRef, layout, host, state, actions, onFocus }: AccountItemProps) {
  const { row, labelled } = entry;
  const { isReached, events } = useReached();
  return (
    <li
      ref={itemRef}
      class={labelled ? 'account labelled' : 'account'}
      tabIndex={itemRef ? 0 : -1}
      data-account={row.id}
      aria-label={rowName(row)}
      aria-describedby={`code-${row.id}`}
      aria-setsize={layout.entries.length}
      aria-posinset={entry.index + 1}
      style={{ insetBlockStart: `${entry.top}px`, blockSize: `${entry.height}px` }}
      {...events}
      onFocusIn={() => {
        events.onFocusIn();
        onFocus(entry.index);
      }}
    >
      {labelled && (
        <h2>
          <SectionLabel section={entry.section} host={host} />
        </h2>
      )}
      <AccountRow
        entry={entry}
        dense={layout.dense}
        state={state}
        isCovered={state.hides && !isReached}
        actions={actions}
      />
    </li>
  );
}

/** In their order: an element that is moved in the document loses the focus. */
function withActive(inSight: readonly Entry[], active: Entry | undefined): readonly Entry[] {
  if (!active || inSight.includes(active)) return inSight;
  const [first] = inSight;
  return first && active.index < first.index ? [active, ...inSight] : [...inSight, active];
}

/** Those that name the host. */
const SITE_SECTIONS = {
  site: 'sectionSite',
  near: 'sectionNear',
  suggested: 'sectionSuggested',
} as const;

function SectionLabel({ section, host }: { readonly section: Section; readonly host: string }) {
  if (section === 'pinned') return <>{t('sectionPinned')}</>;
  if (section === 'all') return <>{t('sectionAll')}</>;
  return (
    <>
      {t(SITE_SECTIONS[section])} <span aria-hidden="true">· </span>
      <OutsideText text={host} />
    </>
  );
}
