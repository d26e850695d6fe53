import { useCallback, useMemo, useRef } from 'preact/hooks';
import type { PreviewItem } from '../messages';
import { CodeText } from './code-text';
import { NoAccount, refusalText } from './confirm-one';
import type { PreviewAccount } from './confirm-preview';
import { CheckBox } from './field';
import { Notice } from './notice';
import { OutsideText } from './outside-text';
import { t } from './text';
import { TicketNames } from './ticket';
import { kindText } from './ticket-kind';

interface Props {
  readonly items: readonly PreviewItem[];
  /** The numbers that they have in a picture. */
  readonly numbers?: readonly (number | undefined)[] | undefined;
  /** Positions in `items`. */
  readonly chosen: ReadonlySet<number>;
  readonly onChosen: (chosen: ReadonlySet<number>) => void;
}

function newOnes(items: readonly PreviewItem[]): number[] {
  return items.flatMap((item, index) => (item.kind === 'account' && item.verdict !== 'saved' ? [index] : []));
}

/** Several scanned codes pick none by themselves; of a file, everything that is new. */
export function preselected(items: readonly PreviewItem[], isAll: boolean): ReadonlySet<number> {
  return new Set(isAll ? newOnes(items) : []);
}

function toggled(chosen: ReadonlySet<number>, index: number): ReadonlySet<number> {
  const next = new Set(chosen);
  if (!next.delete(index)) next.add(index);
  return next;
}

function remarks(item: PreviewAccount): string[] {
  return [
    ...(item.verdict === 'saved' ? [t('remarkSaved')] : []),
    ...(item.verdict === 'same-name' ? [t('remarkSameName')] : []),
    ...(item.warnings.includes('short-secret') ? [t('remarkShortSecret')] : []),
    ...(item.warnings.includes('issuer-differs') ? [t('remarkIssuerDiffers')] : []),
  ];
}

interface PickProps {
  readonly item: PreviewAccount;
  readonly number: number | undefined;
  readonly isChosen: boolean;
  readonly position: number;
  readonly onToggle: (position: number) => void;
}

/** Drawn again only when something in it changes: a file may hold 2,000 of them. */
function Pick(props: PickProps) {
  return useMemo(
    () => pick(props),
    [props.item, props.number, props.isChosen, props.position, props.onToggle],
  );
}

function pick({ item, number, isChosen, position, onToggle }: PickProps) {
  const label = (
    <span class="pick">
      {number !== undefined && <PictureNumber number={number} />}
      <TicketNames issuer={item.issuer} name={item.name} size="small" />
      {item.code && <CodeText code={item.code.code} />}
    </span>
  );
  const hint = (
    <>
      {kindText(item)}
      {item.hosts.length > 0 && (
        <span class="pick-hosts">
          {t('fillsOn')} <OutsideText text={item.hosts.join(', ')} />
        </span>
      )}
      {remarks(item).map((remark) => (
        <span class="pick-remark" key={remark}>
          {remark}
        </span>
      ))}
    </>
  );
  const isSaved = item.verdict === 'saved';
  return (
    <CheckBox
      label={label}
      hint={hint}
      checked={isChosen}
      disabled={isSaved}
      onInput={() => onToggle(position)}
    />
  );
}

/** Which code of the picture this is. */
function PictureNumber({ number }: { readonly number: number }) {
  return (
    <b class="picture-number">
      <span class="hidden-text">{t('codeInPicture', number)}</span>
      <span aria-hidden="true">{number}</span>
    </b>
  );
}

export function ConfirmMany({ items, numbers, chosen, onChosen }: Props) {
  const fresh = newOnes(items);
  const latest = useRef(chosen);
  latest.current = chosen;
  const toggle = useCallback((position: number) => onChosen(toggled(latest.current, position)), [onChosen]);
  const isAll = fresh.length > 0 && chosen.size === fresh.length;
  return (
    <div>
      {fresh.length === 0 && items.some((item) => item.kind === 'account') && (
        <Notice kind="info">{t('allSaved')}</Notice>
      )}
      {fresh.length > 1 && (
        <CheckBox
          label={t('chooseAll')}
          checked={isAll}
          onInput={() => onChosen(new Set(isAll ? [] : fresh))}
        />
      )}
      <ul class="picks">
        {items.map((item, index) => (
          <li key={index}>
            {item.kind === 'account' && (
              <Pick
                item={item}
                number={numbers?.[index]}
                isChosen={chosen.has(index)}
                position={index}
                onToggle={toggle}
              />
            )}
            {item.kind === 'other' && <NoAccount text={item.text} />}
            {item.kind === 'refused' && <p class="pick-refused">{refusalText(item)}</p>}
          </li>
        ))}
      </ul>
    </div>
  );
}
