import type { ComponentChildren } from 'preact';
import { useId, useMemo } from 'preact/hooks';
import type { AccountSummary } from '../core/account';
import { shownIcon } from '../ui/account-icon';
import { Icon } from '../ui/icon';
import { OutsideText } from '../ui/outside-text';
import { t } from '../ui/text';
import { TicketNames } from '../ui/ticket';

export interface RowProps {
  readonly account: AccountSummary;
  readonly isChosen: boolean;
  /** Tab reaches this row; the others are reached by arrow keys. */
  readonly isActive: boolean;
  /** How the row looks while rows are moved: "lifted", "drop-before", "drop-after". */
  readonly look: string;
  /** Stays the same function from picture to picture, as the next two do. */
  readonly onPick: (id: string, isOn: boolean, isRange: boolean) => void;
  readonly onActivate: (id: string) => void;
  /** What stands at the end of the row. */
  readonly end: (account: AccountSummary, isActive: boolean) => ComponentChildren;
  readonly hint?: string | undefined;
}

/** Drawn again only when something in it changes: a list may hold 2,000 of them. */
export function ManageRow(props: RowProps) {
  const id = useId();
  return useMemo(
    () => row(props, id),
    [
      props.account,
      props.isChosen,
      props.isActive,
      props.look,
      props.onPick,
      props.onActivate,
      props.end,
      props.hint,
    ],
  );
}

function row({ account, isChosen, isActive, look, onPick, onActivate, end, hint }: RowProps, id: string) {
  const { tags = [], pinned } = account;
  return (
    <li
      class={`manage-row ${look}`}
      tabIndex={isActive ? undefined : -1}
      onFocusIn={() => onActivate(account.id)}
    >
      <div class="check-box">
        <input
          id={id}
          type="checkbox"
          checked={isChosen}
          tabIndex={isActive ? 0 : -1}
          onClick={(event) => onPick(account.id, event.currentTarget.checked, event.shiftKey)}
        />
        <label for={id}>
          <TicketNames issuer={account.issuer} name={account.name} icon={shownIcon(account)} size="small" />
          {(tags.length > 0 || hint !== undefined) && (
            <span class="manage-more">
              {hint}
              {tags.map((tag) => (
                <span key={tag} class="manage-tag">
                  <OutsideText text={tag} />
                </span>
              ))}
            </span>
          )}
        </label>
      </div>
      {pinned && (
        <span class="manage-pin">
          <Icon name="pin" />
          <span class="hidden-text">{t('statusPinned')}</span>
        </span>
      )}
      {end(account, isActive)}
    </li>
  );
}
