import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { AccountSummary } from '../core/account';
import { UserError } from '../core/errors';
import { ask } from '../ui/ask';
import { Button } from '../ui/button';
import { Field } from '../ui/field';
import { Notice } from '../ui/notice';
import { Page } from '../ui/page';
import { SiteList } from '../ui/site-list';
import { showStatus } from '../ui/status';
import { errorText, t } from '../ui/text';
import { TicketNames } from '../ui/ticket';
import { CodeFields } from './code-fields';
import { changes, type EditForm, fromDraft, rebase, toDraft, toForm } from './edit-form';
import { fieldError, fieldOf, focusWrongField, isAdvancedField } from './field-errors';
import './forms.css';
import { useDraft } from './use-draft';

interface Props {
  readonly id: string;
  readonly onDone: (statusText?: string) => void;
  readonly onBack: () => void;
}

export function EditScreen({ id, onDone, onBack }: Props) {
  const [account, setAccount] = useState<AccountSummary | null>(null);
  const [error, setError] = useState<unknown>(null);

  useEffect(() => {
    ask('account', { id }).then(setAccount, setError);
  }, [id]);

  if (account) return <EditAccount loaded={account} onDone={onDone} onBack={onBack} />;
  return (
    <Page title={t('editAccount')} onBack={onBack}>
      {error !== null && <Notice kind="error">{errorText(error)}</Notice>}
    </Page>
  );
}

interface EditProps extends Omit<Props, 'id'> {
  readonly loaded: AccountSummary;
}

function EditAccount({ loaded, onDone, onBack }: EditProps) {
  const [account, setAccount] = useState(loaded);
  const [form, setForm] = useState(() => toForm(loaded));
  const [error, setError] = useState<unknown>(null);
  const [busy, setBusy] = useState<'save' | 'delete' | null>(null);
  const [isAdvanced, setAdvanced] = useState(false);
  const formElement = useRef<HTMLFormElement>(null);
  const base = useMemo(() => toForm(account), [account]);
  const saveId = useMemo(() => crypto.randomUUID(), [form, account]);
  const trashId = useMemo(() => crypto.randomUUID(), []);
  const { id } = account;
  const dropDraft = useDraft('edit', toDraft(id, form, base), (draft) =>
    setForm(fromDraft(draft, id, base) ?? form),
  );

  useEffect(() => focusWrongField(formElement.current, error), [error]);

  /** The newer account under what was typed; the next Save is made against it. */
  async function reload(): Promise<void> {
    const fresh = await ask('account', { id });
    setForm(rebase(form, base, toForm(fresh)));
    setAccount(fresh);
  }

  async function act(name: 'save' | 'delete', action: () => Promise<void>): Promise<void> {
    setBusy(name);
    setError(null);
    try {
      await action();
    } catch (failure) {
      setError(failure);
      if (isAdvancedField(fieldOf(failure))) setAdvanced(true);
      if (failure instanceof UserError && failure.code === 'conflict') await reload().catch(setError);
    } finally {
      setBusy(null);
    }
  }

  async function save(): Promise<void> {
    const fields = changes(form, base);
    await ask('patch', { opId: saveId, id, ifUpdatedAt: account.updatedAt, fields });
    dropDraft();
    onDone(t('statusSaved'));
  }

  async function trash(): Promise<void> {
    await ask('trash', { opId: trashId, id });
    dropDraft();
    onDone();
    showStatus(t('statusDeleted'), { label: t('undo'), run: () => void undo(id) });
  }

  function leave(): void {
    dropDraft();
    onBack();
  }

  const change = (part: Partial<EditForm>): void => setForm({ ...form, ...part });
  return (
    <Page title={t('editAccount')} onBack={leave}>
      <form
        ref={formElement}
        class="form"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void act('save', save);
        }}
      >
        <TicketNames issuer={form.issuer} name={form.name} />
        <Field
          label={t('issuer')}
          name="issuer"
          value={form.issuer}
          onInput={(issuer) => change({ issuer })}
          error={fieldError(error, 'issuer')}
        />
        <Field label={t('accountName')} name="name" value={form.name} onInput={(name) => change({ name })} />
        <SiteList sites={form.sites} onInput={(sites) => change({ sites })} />
        <details
          class="form-more"
          open={isAdvanced}
          onToggle={(event) => setAdvanced(event.currentTarget.open)}
        >
          <summary>{t('advanced')}</summary>
          <div class="form-part">
            {account.type !== 'steam' && <Notice kind="warning">{t('editCodesWarning')}</Notice>}
            <CodeFields
              type={account.type}
              form={form}
              onInput={change}
              errorOf={(field) => fieldError(error, field)}
            />
          </div>
        </details>
        {error !== null && fieldOf(error) === null && <Notice kind="error">{errorText(error)}</Notice>}
        <div class="page-actions">
          <Button kind="primary" type="submit" busy={busy === 'save'}>
            {t('save')}
          </Button>
          <Button kind="danger" busy={busy === 'delete'} onClick={() => void act('delete', trash)}>
            {t('delete')}
          </Button>
        </div>
      </form>
    </Page>
  );
}

async function undo(id: string): Promise<void> {
  try {
    await ask('restore', { opId: crypto.randomUUID(), id });
    showStatus(t('statusRestored'));
  } catch (error) {
    showStatus(errorText(error));
  }
}
