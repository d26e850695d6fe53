import { UserError } from '../core/errors';
import type { PreviewItem } from '../messages';
import { CodeText } from './code-text';
import type { PreviewAccount } from './confirm-preview';
import { Field } from './field';
import { Notice } from './notice';
import { OutsideText } from './outside-text';
import { isAboutName, type Rename, RenameFields } from './rename-fields';
import { errorText, t } from './text';
import { Fact, Ticket } from './ticket';
import { kindText } from './ticket-kind';

interface Props {
  readonly item: PreviewItem;
  /** What the person writes over issuer and name; null before "Edit first". */
  readonly rename: Rename | null;
  readonly onRename: (rename: Rename) => void;
  /** What the person gives for an account whose text has no PIN; null where nobody is asked. */
  readonly pin: string | null;
  readonly onPin: (pin: string) => void;
  /** It takes the place of a saved account. */
  readonly isReplacing: boolean;
}

function secretText({ secretBits, warnings }: PreviewAccount): string {
  return warnings.includes('short-secret') ? t('secretShort', secretBits) : t('secretGood', secretBits);
}

type Refused = Extract<PreviewItem, { kind: 'refused' }>;

/** Null for what is not refused. */
export const refusalOf = (item: PreviewItem): UserError | null =>
  item.kind === 'refused' ? new UserError(item.code, item.details) : null;

export function refusalText(item: Refused): string {
  return item.code === 'pin-missing' ? t('reasonPin') : errorText(refusalOf(item));
}

/** Everything is there but the PIN, which key URIs mostly do not have. */
export const isPinMissing = (item: PreviewItem): boolean =>
  item.kind === 'refused' && item.code === 'pin-missing';

interface PinProps {
  readonly item: PreviewItem;
  readonly pin: string;
  readonly onPin: (pin: string) => void;
  /** Not in a list, where several would take the focus from each other. */
  readonly autoFocus: boolean;
}

const isPinWrong = (item: PreviewItem): item is Refused => item.kind === 'refused' && item.code === 'bad-pin';

/** Whether all that is wrong with it stands at the field for its PIN. */
export const isForPin = (item: PreviewItem): boolean => isPinMissing(item) || isPinWrong(item);

export function PinField({ item, pin, onPin, autoFocus }: PinProps) {
  return (
    <Field
      label={t('accountPin')}
      type="password"
      value={pin}
      onInput={onPin}
      hint={t('accountPinHint')}
      error={isPinWrong(item) ? refusalText(item) : undefined}
      autoFocus={autoFocus}
    />
  );
}

/** A text of a QR code that is no account: shown as it is, never as a link. */
export function NoAccount({ text }: { readonly text: string }) {
  if (text === '') return <p>{t('qrUnreadable')}</p>;
  return (
    <div class="confirm-other">
      <p>{t('qrNoAccount')}</p>
      <div class="confirm-other-text">
        <OutsideText text={text} />
      </div>
    </div>
  );
}

function Warnings({ item, isReplacing }: { readonly item: PreviewAccount; readonly isReplacing: boolean }) {
  return (
    <>
      {item.verdict === 'saved' && <Notice kind="info">{t('verdictSaved')}</Notice>}
      {item.verdict === 'changed' && <Notice kind="info">{t('verdictChanged', item.savedAs)}</Notice>}
      {item.verdict === 'same-name' && !isReplacing && <Notice kind="info">{t('verdictSameName')}</Notice>}
      {item.warnings.includes('issuer-differs') && <Notice kind="warning">{t('warnIssuerDiffers')}</Notice>}
      {item.warnings.includes('short-secret') && <Notice kind="warning">{t('warnShortSecret')}</Notice>}
    </>
  );
}

function AccountTicket({ item, rename }: { readonly item: PreviewAccount; readonly rename: Rename | null }) {
  return (
    <Ticket issuer={rename?.issuer ?? item.issuer} name={rename?.name ?? item.name} icon={item.icon}>
      <Fact label={t('codeNow')}>
        {item.code ? <CodeText code={item.code.code} size="large" /> : t('codeAfterSaving')}
      </Fact>
      <Fact label={t('kind')}>{kindText(item)}</Fact>
      <Fact label={t('secret')}>{secretText(item)}</Fact>
      {item.hosts.length > 0 && (
        <Fact label={t('fillsOn')}>
          <OutsideText text={item.hosts.join(', ')} />
        </Fact>
      )}
    </Ticket>
  );
}

/** The fields stay while what is written in them is refused (a name must not be empty). */
export function ConfirmOne({ item, rename, onRename, pin, onPin, isReplacing }: Props) {
  const refusal = refusalOf(item);
  const isTold = (pin !== null && isForPin(item)) || (rename !== null && isAboutName(refusal));
  return (
    <>
      {item.kind === 'account' && <AccountTicket item={item} rename={rename} />}
      {item.kind === 'other' && <NoAccount text={item.text} />}
      {rename && <RenameFields rename={rename} onRename={onRename} error={refusal} />}
      {item.kind === 'account' && <Warnings item={item} isReplacing={isReplacing} />}
      {pin !== null && <PinField item={item} pin={pin} onPin={onPin} autoFocus />}
      {item.kind === 'refused' && !isTold && <Notice kind="error">{refusalText(item)}</Notice>}
    </>
  );
}
