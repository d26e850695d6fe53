import { useId } from 'preact/hooks';
import { iconText } from '../ui/account-icon';
import { displayText } from '../ui/code-display';
import { OutsideText } from '../ui/outside-text';
import { language, t } from '../ui/text';
import { AccountName } from './account-name';
import { type Changed, type Choices, chosenSide, type Difference, type Side } from './backup-choices';

interface Props {
  readonly account: Changed;
  readonly choices: Choices;
  readonly onChoose: (difference: Difference, keep: Side) => void;
}

/** An account that is in both, and differs: for each field the person may say whose value stays. */
export function ChangedAccount({ account, choices, onChoose }: Props) {
  return (
    <>
      <AccountName {...account} />
      {account.fields.length === 0 && <p class="small muted">{t('compareComesAlong')}</p>}
      {account.fields.map((difference) => (
        <FieldChoice
          key={difference.field}
          difference={difference}
          chosen={chosenSide(choices, account.id, difference)}
          onChoose={(keep) => onChoose(difference, keep)}
        />
      ))}
    </>
  );
}

interface ChoiceProps {
  readonly difference: Difference;
  readonly chosen: Side;
  readonly onChoose: (keep: Side) => void;
}

function FieldChoice({ difference, chosen, onChoose }: ChoiceProps) {
  const group = useId();
  return (
    <fieldset class="difference">
      <legend>
        <FieldName field={difference.field} />
      </legend>
      {(['mine', 'theirs'] as const).map((side) => (
        <label key={side}>
          <input type="radio" name={group} checked={chosen === side} onInput={() => onChoose(side)} />
          <span>
            {t(side === 'mine' ? 'compareHere' : 'compareThere')}
            <FieldValue field={difference.field} text={difference[side]} />
          </span>
        </label>
      ))}
    </fieldset>
  );
}

/** A field of a later version has no name in any language but its own. */
export function FieldName({ field }: { readonly field: string }) {
  switch (field) {
    case 'issuer':
      return <>{t('issuer')}</>;
    case 'name':
      return <>{t('accountName')}</>;
    case 'secret':
      return <>{t('secret')}</>;
    case 'algorithm':
      return <>{t('algorithm')}</>;
    case 'digits':
      return <>{t('digitsField')}</>;
    case 'kind':
      return <>{t('kind')}</>;
    case 'pinned':
      return <>{t('sectionPinned')}</>;
    case 'submits':
      return <>{t('submitsAfterFill')}</>;
    case 'display':
      return <>{t('codeDisplay')}</>;
    case 'tags':
      return <>{t('tags')}</>;
    case 'note':
      return <>{t('note')}</>;
    case 'icon':
      return <>{t('iconField')}</>;
    case 'trashedAt':
      return <>{t('compareInTrash')}</>;
    default:
      return <OutsideText text={field} />;
  }
}

/** A day of ISO 8601, as people write it. */
function dayText(day: string): string {
  return new Intl.DateTimeFormat(language(), { dateStyle: 'medium', timeZone: 'UTC' }).format(new Date(day));
}

/** Of a secret, and of a field of a later version, there is no text: that the two differ is all there is to say. */
const SHOWN_WHEN_EMPTY = new Set(['issuer', 'name', 'icon', 'display', 'trashedAt']);

function shownText(field: string, text: string): string {
  if (field === 'algorithm') return text.replace('SHA', 'SHA-');
  if (field === 'icon') return iconText(text);
  if (field === 'display') return displayText(text);
  return field === 'trashedAt' && text !== '' ? dayText(text) : text;
}

function FieldValue({ field, text }: { readonly field: string; readonly text: string }) {
  if (text === '' && !SHOWN_WHEN_EMPTY.has(field)) return null;
  const shown = shownText(field, text);
  return (
    <span class="difference-value">
      <OutsideText text={shown || '–'} />
    </span>
  );
}
