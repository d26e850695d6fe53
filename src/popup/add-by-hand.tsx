import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { Replies, TypedAccount } from '../messages';
import { hasPanel, openPanel, windowOfPage } from '../platform/panel';
import { ask } from '../ui/ask';
import { Button } from '../ui/button';
import { CodeFields } from '../ui/code-fields';
import { Field, Select } from '../ui/field';
import { fieldError, fieldOf, focusWrongField } from '../ui/field-errors';
import { Notice } from '../ui/notice';
import { Page } from '../ui/page';
import { usePolicy } from '../ui/policy';
import { errorText, t } from '../ui/text';
import { typeText } from '../ui/ticket-kind';
import { closePopup } from '../ui/toolbar-popup';
import { isSetUpLink, withIssuer, withType } from './add-form';
import { isAdvancedField } from './field-errors';
import './forms.css';
import { useIsPopup } from './use-is-popup';

interface Props {
  readonly form: TypedAccount;
  readonly onInput: (form: TypedAccount) => void;
  /** A set-up link stands where the secret belongs. */
  readonly onLink: (uri: string) => void;
  readonly onSaved: (added: Replies['add']) => void;
  readonly onBack: () => void;
  /** Leaves what is typed as a draft. */
  readonly onEscape: () => void;
}

const TYPES = ['totp', 'hotp', 'steam', 'motp', 'yandex'] as const;

export function AddByHand({ form, onInput, onLink, onSaved, onBack, onEscape }: Props) {
  const [error, setError] = useState<unknown>(null);
  const [isSaving, setSaving] = useState(false);
  const [isAdvanced, setAdvanced] = useState(false);
  const formElement = useRef<HTMLFormElement>(null);
  const opId = useMemo(() => crypto.randomUUID(), [form]);
  useEffect(() => focusWrongField(formElement.current, error), [error]);

  async function save(): Promise<void> {
    if (isSetUpLink(form.secret)) return onLink(form.secret);
    setSaving(true);
    setError(null);
    try {
      onSaved(await ask('add', { opId, candidates: [{ typed: form }], source: 'manual' }));
    } catch (failure) {
      setError(failure);
      if (isAdvancedField(fieldOf(failure))) setAdvanced(true);
    } finally {
      setSaving(false);
    }
  }

  /** A link that arrives at once (pasted, dropped, filled in by a tool) is meant; one being typed waits for Save. */
  function typeSecret(secret: string): void {
    if (isSetUpLink(secret) && secret.length > form.secret.length + 1) onLink(secret);
    else onInput({ ...form, secret });
  }

  if (usePolicy().hideFeatures.includes('add-by-hand')) {
    return (
      <Page title={t('addAccount')} onBack={onBack}>
        <OtherWays onError={setError} />
        <p class="muted">{t('addByHandHeld')}</p>
        {error !== null && <Notice kind="error">{errorText(error)}</Notice>}
      </Page>
    );
  }
  const change = (part: Partial<TypedAccount>): void => onInput({ ...form, ...part });
  return (
    <Page title={t('addAccount')} onBack={onBack} onEscape={onEscape}>
      <form
        ref={formElement}
        class="form"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <OtherWays onError={setError} />
        <KeepOpen onError={setError} />
        <Field
          label={t('issuer')}
          name="issuer"
          value={form.issuer}
          onInput={(issuer) => onInput(withIssuer(form, issuer))}
          error={fieldError(error, 'issuer')}
          autoFocus
        />
        <Field
          label={t('accountName')}
          name="name"
          value={form.name}
          onInput={(name) => change({ name })}
          error={fieldError(error, 'name')}
        />
        <Field
          label={t('secret')}
          name="secret"
          value={form.secret}
          onInput={typeSecret}
          error={fieldError(error, 'secret')}
          hint={t(form.type === 'motp' ? 'secretHintHex' : 'secretHint')}
        />
        <details
          class="form-more"
          open={isAdvanced}
          onToggle={(event) => setAdvanced(event.currentTarget.open)}
        >
          <summary>{t('advanced')}</summary>
          <div class="form-part">
            <Select
              label={t('type')}
              value={form.type}
              options={TYPES.map((value) => ({ value, label: typeText(value) }))}
              onInput={(type) => onInput(withType(form, type))}
            />
            <CodeFields
              type={form.type}
              form={form}
              onInput={change}
              errorOf={(field) => fieldError(error, field)}
            />
          </div>
        </details>
        {error !== null && fieldOf(error) === null && <Notice kind="error">{errorText(error)}</Notice>}
        <div class="page-actions">
          <Button kind="primary" type="submit" busy={isSaving}>
            {t('save')}
          </Button>
        </div>
      </form>
    </Page>
  );
}

/** Scanning the page in front or another picture, and files of other apps. */
function OtherWays({ onError }: { readonly onError: (error: unknown) => void }) {
  const scan = (): void => {
    ask('scanPage', {}).catch(onError);
  };
  const scanOther = (): void => {
    ask('showPage', { page: 'sources' }).catch(onError);
  };
  const importFiles = (): void => {
    ask('showPage', { page: 'import' }).catch(onError);
  };
  return (
    <div class="form-pair form-ways">
      <Button onClick={scan}>{t('scanPage')}</Button>
      <Button onClick={scanOther}>{t('scanOther')}</Button>
      <Button onClick={importFiles}>{t('import')}</Button>
    </div>
  );
}

/** For who sets up one account after another: the popup would close at each look at the page. */
function KeepOpen({ onError }: { readonly onError: (error: unknown) => void }) {
  const isPopup = useIsPopup();
  const [here, setHere] = useState<number>();
  // Asked beforehand: the browser opens the panel only right after the press.
  useEffect(() => {
    windowOfPage().then(setHere, onError);
  }, []);
  if (!isPopup || !hasPanel() || here === undefined) return null;
  const open = (): void => {
    openPanel(here).then(closePopup).catch(onError);
  };
  return <Button onClick={open}>{t('keepOpen')}</Button>;
}
