import type { RefObject } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { OutsideText } from '../ui/outside-text';
import { t } from '../ui/text';
import { AccountRow, type RowActions, type RowState, rowName } from './account-row';
import type { Entry, Layout, Section } from './list-layout';

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
        <li
          key={entry.row.id}
          ref={entry === activeEntry ? activeItem : null}
          class={entry.labelled ? 'account labelled' : 'account'}
          tabIndex={entry === activeEntry ? 0 : -1}
          data-account={entry.row.id}
          aria-label={rowName(entry.row)}
          aria-describedby={`code-${entry.row.id}`}
          aria-setsize={layout.entries.length}
          aria-posinset={entry.index + 1}
          style={{ insetBlockStart: `${entry.top}px`, blockSize: `${entry.height}px` }}
          onFocusIn={() => onFocus(entry.index)}
        >
          {entry.labelled && (
            <h2>
              <SectionLabel section={entry.section} host={props.host} />
            </h2>
          )}
          <AccountRow entry={entry} dense={layout.dense} state={stateOf(entry)} actions={actions} />
        </li>
      ))}
    </ul>
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
