import { useCallback, useRef } from 'preact/hooks';
import type { PreviewItem } from '../messages';
import { isForPin, isPinMissing, NoAccount, PinField, refusalOf, refusalText } from './confirm-one';
import { hasNamesake, isAddable, isNew, PickRow, PictureNumber } from './confirm-row';
import { CheckBox } from './field';
import { Notice } from './notice';
import { OutsideText } from './outside-text';
import { isAboutName, type Rename, RenameFields } from './rename-fields';
import { t } from './text';
import { useGrowing } from './use-growing';

interface Props {
  readonly items: readonly PreviewItem[];
  /** The numbers that they have in a picture. */
  readonly numbers?: readonly (number | undefined)[] | undefined;
  /** Positions in `items` of those that lie in the trash of another app. */
  readonly trashed: ReadonlySet<number>;
  /** Positions in `items`. */
  readonly chosen: ReadonlySet<number>;
  readonly onChosen: (chosen: ReadonlySet<number>) => void;
  /** Those that take the place of the account of their name. */
  readonly replacing: ReadonlySet<number>;
  readonly onReplacing: (replacing: ReadonlySet<number>) => void;
  /** By position in `items`. */
  readonly renames: ReadonlyMap<number, Rename>;
  readonly onRename: (position: number, rename: Rename) => void;
  /** What the person gives where a text has no PIN, by position in `items`. */
  readonly pins: ReadonlyMap<number, string>;
  readonly onPin: (position: number, pin: string) => void;
}

function newOnes(items: readonly PreviewItem[]): number[] {
  return items.flatMap((item, index) => (isNew(item) ? [index] : []));
}

/**
 * Several scanned accounts pick none by themselves; the only one beside codes of something else is meant, and of a file
 * everything that is new and in no trash.
 */
export function preselected(
  items: readonly PreviewItem[],
  isAll: boolean,
  trashed: ReadonlySet<number>,
): ReadonlySet<number> {
  const isOnly = items.filter(({ kind }) => kind !== 'other').length === 1;
  const meant = isAll ? newOnes(items).filter((index) => !trashed.has(index)) : [];
  return new Set(isOnly ? newOnes(items) : meant);
}

export function toggled(chosen: ReadonlySet<number>, index: number): ReadonlySet<number> {
  const next = new Set(chosen);
  if (!next.delete(index)) next.add(index);
  return next;
}

/** What is written over an item; one that came without any name asks for it. */
function renameOf(item: PreviewItem, rename: Rename | undefined): Rename | undefined {
  const isUnnamed = item.kind === 'refused' && item.code === 'name-missing';
  return rename ?? (isUnnamed ? { issuer: '', name: '' } : undefined);
}

export function ConfirmMany(props: Props) {
  const { items, numbers, trashed, chosen, onChosen, replacing, onReplacing } = props;
  const { renames, onRename, pins, onPin } = props;
  const fresh = newOnes(items);
  const drawn = useGrowing(items.length);
  const latest = useRef(chosen);
  latest.current = chosen;
  const toggle = useCallback((position: number) => onChosen(toggled(latest.current, position)), [onChosen]);
  const isAll = fresh.length > 0 && fresh.every((index) => chosen.has(index));
  return (
    <div>
      {!items.some(isAddable) && items.some((item) => item.kind === 'account') && (
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
        {items.slice(0, drawn).map((item, index) => {
          const rename = renameOf(item, renames.get(index));
          const number = numbers?.[index];
          const refusal = renames.has(index) ? refusalOf(item) : null;
          const isPinAsked = pins.has(index) || isPinMissing(item);
          const isTold = isAboutName(refusal) || (isPinAsked && isForPin(item));
          return (
            <li key={index}>
              {item.kind === 'account' && (
                <PickRow
                  item={item}
                  number={number}
                  isChosen={chosen.has(index)}
                  isReplacing={replacing.has(index)}
                  isTrashed={trashed.has(index)}
                  position={index}
                  onToggle={toggle}
                  rename={rename}
                  onRename={onRename}
                />
              )}
              {hasNamesake(item) && chosen.has(index) && (
                <div class="pick-replace">
                  <CheckBox
                    label={t('replaceNamesake')}
                    checked={replacing.has(index)}
                    onInput={() => onReplacing(toggled(replacing, index))}
                  />
                </div>
              )}
              {item.kind !== 'account' && number !== undefined && <PictureNumber number={number} />}
              {item.kind === 'other' && <NoAccount text={item.text} />}
              {item.kind === 'refused' && (item.title || !isTold) && (
                <p class="pick-refused">
                  {item.title && (
                    <b>
                      <OutsideText text={item.title} />
                    </b>
                  )}
                  {!isTold && refusalText(item)}
                </p>
              )}
              {isPinAsked && (
                <div class="pick-rename">
                  <PinField
                    item={item}
                    pin={pins.get(index) ?? ''}
                    onPin={(pin) => onPin(index, pin)}
                    autoFocus={false}
                  />
                </div>
              )}
              {/* The fields stay while what is written in them is refused (a name must not be empty). */}
              {rename && (
                <div class="pick-rename">
                  <RenameFields
                    rename={rename}
                    autoFocus={renames.has(index)}
                    onRename={(written) => onRename(index, written)}
                    error={refusal}
                  />
                </div>
              )}
            </li>
          );
        })}
      </ul>
    </div>
  );
}
