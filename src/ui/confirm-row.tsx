import { useMemo } from 'preact/hooks';
import type { PreviewItem } from '../messages';
import { CodeText } from './code-text';
import type { PreviewAccount } from './confirm-preview';
import { CheckBox } from './field';
import { IconButton } from './icon-button';
import { OutsideText } from './outside-text';
import type { Rename } from './rename-fields';
import { t } from './text';
import { TicketNames } from './ticket';
import { kindText } from './ticket-kind';

/** Its secret is in the vault with other details: it can take that account's place, but never by itself. */
export const isReplacing = (item: PreviewItem): boolean =>
  item.kind === 'account' && item.verdict === 'changed';

/** Another secret under the name of a single saved account: both are kept, or it takes that one's place. */
export const hasNamesake = (item: PreviewItem): boolean =>
  item.kind === 'account' && item.verdict === 'same-name' && item.savedAs !== '';

export const isNew = (item: PreviewItem): boolean =>
  item.kind === 'account' && (item.verdict === 'new' || item.verdict === 'same-name');

/** What is in the vault as it is, is not added again. */
export const isAddable = (item: PreviewItem): boolean => isNew(item) || isReplacing(item);

/** Which code of the picture this is. */
export function PictureNumber({ number }: { readonly number: number }) {
  return (
    <b class="picture-number">
      <span class="hidden-text">{t('codeInPicture', number)}</span>
      <span aria-hidden="true">{number}</span>
    </b>
  );
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
  readonly onRename: (position: number, rename: Rename) => void;
}

/** Drawn again only when something in it changes: a file may hold 2,000 of them. */
export function PickRow(props: PickProps) {
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
