import { useCallback, useMemo, useRef } from 'preact/hooks';
import type { PreviewItem } from '../messages';
import { CodeText } from './code-text';
import { isForPin, isPinMissing, NoAccount, PinField, refusalOf, refusalText } from './confirm-one';
import type { PreviewAccount } from './confirm-preview';
import { CheckBox } from './field';
import { IconButton } from './icon-button';
import { Notice } from './notice';
import { OutsideText } from './outside-text';
import { isAboutName, type Rename, RenameFields } from './rename-fields';
import { t } from './text';
import { TicketNames } from './ticket';
import { kindText } from './ticket-kind';
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

/** Its secret is in the vault with other details: it can take that account's place, but never by itself. */
export const isReplacing = (item: PreviewItem): boolean =>
  item.kind === 'account' && item.verdict === 'changed';

/** Another secret under the name of a single saved account: both are kept, or it takes that one's place. */
export const hasNamesake = (item: PreviewItem): boolean =>
  item.kind === 'account' && item.verdict === 'same-name' && item.savedAs !== '';

const isNew = (item: PreviewItem): boolean =>
  item.kind === 'account' && (item.verdict === 'new' || item.verdict === 'same-name');

/** What is in the vault as it is, is not added again. */
export const isAddable = (item: PreviewItem): boolean => isNew(item) || isReplacing(item);

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

function remarks({ item, isReplacing, isTrashed }: PickProps): string[] {
  return [
    ...(isTrashed ? [t('remarkInTrash')] : []),
    ...(item.verdict === 'saved' ? [t('remarkSaved')] : []),
    ...(item.verdict === 'changed' ? [t('remarkChanged', item.savedAs)] : []),
    ...(item.verdict === 'repeated' ? [t('remarkRepeated', item.savedAs)] : []),
    ...(item.verdict === 'same-name' && !isReplacing ? [t('remarkSameName')] : []),
    ...(item.warnings.includes('short-secret') ? [t('remarkShortSecret')] : []),
    ...(item.warnings.includes('issuer-differs') ? [t('remarkIssuerDiffers')] : []),
  ];
}

interface PickProps {
  readonly item: PreviewAccount;
  readonly number: number | undefined;
  readonly isChosen: boolean;
  /** It takes the place of the account of its name. */
  readonly isReplacing: boolean;
  readonly isTrashed: boolean;
  readonly position: number;
  readonly onToggle: (position: number) => void;
  /** Undefined until the person edits this one. */
  readonly rename: Rename | undefined;
  readonly onRename: Props['onRename'];
}

/** Drawn again only when something in it changes: a file may hold 2,000 of them. */
function PickRow(props: PickProps) {
  return useMemo(
    () => pick(props),
    [
      ...[props.item, props.number, props.isChosen, props.isReplacing, props.isTrashed, props.position],
      ...[props.onToggle, props.rename, props.onRename],
    ],
  );
}

function pick(props: PickProps) {
  const { item, number, isChosen, position, onToggle, rename, onRename } = props;
  const label = (
    <span class="pick">
      {number !== undefined && <PictureNumber number={number} />}
      <TicketNames
        issuer={rename?.issuer ?? item.issuer}
        name={rename?.name ?? item.name}
        icon={item.icon}
        size="small"
      />
      {item.code && <CodeText code={item.code.code} />}
    </span>
  );
  const hint = (
    <>
      {kindText(item)}
      {item.tags.length > 0 && (
        <span class="pick-hosts">
          {t('tags')}: <OutsideText text={item.tags.join(', ')} />
        </span>
      )}
      {item.hosts.length > 0 && (
        <span class="pick-hosts">
          {t('fillsOn')} <OutsideText text={item.hosts.join(', ')} />
        </span>
      )}
      {remarks(props).map((remark) => (
        <span class="pick-remark" key={remark}>
          {remark}
        </span>
      ))}
    </>
  );
  const canAdd = isAddable(item);
  const names = [item.issuer, item.name].filter(Boolean).join(', ');
  return (
    <div class="pick-line">
      <CheckBox
        label={label}
        hint={hint}
        checked={isChosen}
        disabled={!canAdd}
        onInput={() => onToggle(position)}
      />
      {canAdd && !rename && (
        <IconButton
          icon="edit"
          label={t('editNamed', names)}
          onClick={() => onRename(position, { issuer: item.issuer, name: item.name })}
        />
      )}
    </div>
  );
}

/** What is written over an item; one that came without any name asks for it. */
function renameOf(item: PreviewItem, rename: Rename | undefined): Rename | undefined {
  const isUnnamed = item.kind === 'refused' && item.code === 'name-missing';
  return rename ?? (isUnnamed ? { issuer: '', name: '' } : undefined);
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
