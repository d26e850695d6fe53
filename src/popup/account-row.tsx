import type { AccountRow as Row } from '../messages';
import { CodeDots, CodeText, NextCode } from '../ui/code-text';
import { Icon } from '../ui/icon';
import { OutsideText } from '../ui/outside-text';
import { t } from '../ui/text';
import { Tile } from '../ui/tile';
import type { Entry } from './list-layout';
import type { ShownCode } from './shown-code';
import { COMMON_PERIOD_SECONDS, TimeRing } from './time-left';

/** What can be done with a row. */
export interface RowActions {
  readonly copy: (row: Row) => void;
  readonly fill: (row: Row) => void;
  readonly nextCode: (row: Row) => void;
  readonly menu: (row: Row, button: HTMLElement) => void;
}

/** How a row looks at this moment. */
export interface RowState {
  readonly shown: ShownCode | null;
  readonly now: number;
  /** The row that Tab reaches; the others are reached by the arrow keys. */
  readonly reachable: boolean;
  /** What Enter in the search acts on. */
  readonly chosen: boolean;
  /** Enter fills here: the page has a prompt. */
  readonly enterFills: boolean;
  /** The code shows under the pointer and the focus alone. */
  readonly hides: boolean;
}

interface AccountRowProps {
  readonly entry: Entry;
  readonly dense: boolean;
  readonly state: RowState;
  /** The row hides its code, and neither pointer nor focus is on it. */
  readonly isCovered: boolean;
  readonly actions: RowActions;
}

/** Issuer and account name, as one line for a screen reader. */
export function rowName(row: Row): string {
  return [row.issuer, row.name].filter(Boolean).join(', ') || t('unnamedAccount');
}

const classNames = (claims: Readonly<Record<string, boolean>>) =>
  Object.keys(claims)
    .filter((name) => claims[name])
    .join(' ');

/** Whether filling here is so likely that the button says so in words. */
const isOffered = ({ section, large }: Entry) =>
  !large && (section === 'site' || section === 'near' || section === 'suggested');

export function AccountRow({ entry, dense, state, isCovered, actions }: AccountRowProps) {
  const { row, large } = entry;
  const { shown, chosen } = state;
  const tabIndex = state.reachable ? 0 : -1;
  const ruled = entry.index > 0 && !entry.labelled && !large;
  const classes = {
    row: true,
    large,
    dense: dense && !large,
    ruled,
    chosen,
    offered: isOffered(entry),
    late: Boolean(shown?.next),
    hides: state.hides,
  };
  const code = (
    <RowCode
      row={row}
      large={large || !dense}
      state={state}
      isCovered={isCovered}
      tabIndex={tabIndex}
      actions={actions}
    />
  );
  return (
    <div class={classNames(classes)}>
      <Tile issuer={row.issuer} name={row.name} icon={row.icon} size={dense && !large ? 'small' : 'large'} />
      <span class="row-name">
        <b>
          <OutsideText text={row.issuer || row.name || t('unnamedAccount')} />
        </b>
        {row.issuer && row.name && (
          <span>
            <OutsideText text={row.name} />
          </span>
        )}
      </span>
      {code}
      <RowButtons entry={entry} state={state} tabIndex={tabIndex} actions={actions} />
    </div>
  );
}

interface PartProps {
  readonly tabIndex: number;
  readonly state: RowState;
  readonly actions: RowActions;
}

interface CodeProps extends PartProps {
  readonly row: Row;
  readonly large: boolean;
  readonly isCovered: boolean;
}

function RowCode({ row, large, state, isCovered, tabIndex, actions }: CodeProps) {
  const { shown, now } = state;
  const size = large ? 'large' : 'medium';
  /** Counter-based, and no code was asked for. */
  const waits = row.type === 'hotp' && !shown;
  const ownPeriod = row.period !== undefined && row.period !== COMMON_PERIOD_SECONDS;
  return (
    <span class="row-code">
      <span class="row-code-line">
        <span>
          <span data-code id={`code-${row.id}`}>
            {shown && !isCovered && <CodeText code={shown.code} size={size} />}
          </span>
          {shown && isCovered && <CodeDots length={shown.code.length} size={size} />}
        </span>
        {ownPeriod && shown && <TimeRing expiresAt={shown.expiresAt} periodSeconds={row.period} now={now} />}
      </span>
      {shown?.next && !isCovered && (
        <span class="row-next">
          <NextCode code={shown.next} />
        </span>
      )}
      {waits ? (
        <button class="row-next-code" type="button" tabIndex={tabIndex} onClick={() => actions.nextCode(row)}>
          {t('nextCode')}
        </button>
      ) : (
        <button
          class="row-copy"
          type="button"
          tabIndex={tabIndex}
          aria-label={t('copy')}
          title={t('copy')}
          onClick={() => actions.copy(row)}
        />
      )}
      {waits && (
        <button
          class="icon-button for-keys"
          type="button"
          tabIndex={tabIndex}
          aria-label={t('copy')}
          onClick={({ currentTarget }) => {
            // It goes when the code comes.
            currentTarget.closest('li')?.focus();
            actions.copy(row);
          }}
        >
          <Icon name="copy" />
        </button>
      )}
    </span>
  );
}

function RowButtons({ entry, state, tabIndex, actions }: PartProps & { entry: Entry }) {
  const { row, large } = entry;
  const inWords = isOffered(entry);
  return (
    <>
      <span class="row-buttons">
        {!large && (
          <button
            class={inWords ? 'row-fill' : 'icon-button row-fill-quiet'}
            type="button"
            tabIndex={tabIndex}
            aria-label={inWords ? undefined : t('fill')}
            title={t('fill')}
            onClick={() => actions.fill(row)}
          >
            {inWords ? t('fill') : <Icon name="fill" />}
          </button>
        )}
        <button
          class="icon-button"
          type="button"
          tabIndex={tabIndex}
          aria-label={t('more')}
          aria-haspopup="menu"
          title={t('more')}
          onClick={(event) => actions.menu(row, event.currentTarget)}
        >
          <Icon name="more" />
        </button>
      </span>
      {large && (
        <button
          class="button primary row-fill-large"
          type="button"
          tabIndex={tabIndex}
          onClick={() => actions.fill(row)}
        >
          {t('fill')}
          {state.enterFills && (
            <span class="key" aria-hidden="true">
              ⏎
            </span>
          )}
        </button>
      )}
    </>
  );
}
