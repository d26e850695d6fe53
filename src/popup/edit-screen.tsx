import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { Replies } from '../messages';
import { shownIcon } from '../ui/account-icon';
import { ask } from '../ui/ask';
import { Button } from '../ui/button';
import { DISPLAYS, displayText, isDisplay } from '../ui/code-display';
import { CodeFields } from '../ui/code-fields';
import { CheckBox, Field, Select } from '../ui/field';
import { fieldError, fieldOf, focusWrongField } from '../ui/field-errors';
import { Notice } from '../ui/notice';
import { Page } from '../ui/page';
import { SiteList } from '../ui/site-list';
import { showStatus } from '../ui/status';
import { errorText, t } from '../ui/text';
import { TextArea } from '../ui/text-area';
import { TicketNames } from '../ui/ticket';
import { asksPin } from '../ui/ticket-kind';
import { type Conflict, conflictOf } from './edit-conflict';
import { changes, type EditForm, type Editing, fromDraft, rebase, toDraft, toForm } from './edit-form';
import { conflictText, isAbout, isAdvancedField } from './field-errors';
import './forms.css';
import { IconScreen } from './icon-screen';
import { useDraft } from './use-draft';

interface Props {
  readonly id: string;
  /** The choice of the icon stands over the form at first. */
  readonly choosesIcon?: boolean;
  readonly onDone: (statusText?: string) => void;
  readonly onBack: () => void;
}

export function EditScreen({ id, ...rest }: Props) {
  const [account, setAccount] = useState<Replies['account'] | null>(null);
  const [error, setError] = useState<unknown>(null);

  useEffect(() => {
    ask('account', { id }).then(setAccount, setError);
  }, [id]);

  if (account) return <EditAccount loaded={account} {...rest} />;
  return (
    <Page title={t('editAccount')} onBack={rest.onBack}>
      {error !== null && <Notice kind="error">{errorText(error)}</Notice>}
    </Page>
  );
}

interface EditProps extends Omit<Props, 'id'> {
  readonly loaded: Replies['account'];
}

function EditAccount({ loaded, choosesIcon = false, onDone, onBack }: EditProps) {
  const { id, type } = loaded;
  const [editing, setEditing] = useState<Editing>(() => ({ form: toForm(loaded), base: toForm(loaded) }));
  const [conflict, setConflict] = useState<Conflict>({});
  const [error, setError] = useState<unknown>(null);
  const [busy, setBusy] = useState<'save' | 'delete' | null>(null);
  const [isAdvanced, setAdvanced] = useState(false);
  const [isChoosing, setChoosing] = useState(choosesIcon);
  /** It lies in the trash by now, so there is nothing to save into before it is restored. */
  const [isDeleted, setDeleted] = useState(false);
  const formElement = useRef<HTMLFormElement>(null);
  const saveId = useMemo(() => crypto.randomUUID(), [editing]);
  const restoreId = useMemo(() => crypto.randomUUID(), [error]);
  const trashId = useMemo(() => crypto.randomUUID(), []);
  const { form } = editing;
  const dropDraft = useDraft('edit', toDraft(id, editing), (draft) =>
    setEditing(fromDraft(draft, id, toForm(loaded)) ?? editing),
  );

  useEffect(() => focusWrongField(formElement.current, error), [error]);

  /** The newer account under what was typed; the next Save is made against it. */
  async function reload(failure: unknown): Promise<void> {
    const fresh = toForm(await ask('account', { id }));
    const met = conflictOf(failure, fresh);
    setEditing(rebase(editing, fresh));
    setConflict(met);
    if (Object.keys(met).some(isAdvancedField)) setAdvanced(true);
  }

  async function act(name: 'save' | 'delete', action: () => Promise<void>): Promise<void> {
    setBusy(name);
    setError(null);
    setConflict({});
    try {
      await action();
    } catch (failure) {
      setError(failure);
      setDeleted(isAbout(failure, 'account-deleted'));
      if (isAdvancedField(fieldOf(failure))) setAdvanced(true);
      if (isAbout(failure, 'conflict')) await reload(failure).catch(setError);
    } finally {
      setBusy(null);
    }
  }

  async function save(): Promise<void> {
    await ask('patch', { opId: saveId, id, ...changes(editing) });
    dropDraft();
    onDone(t('statusSaved'));
  }

  async function restoreAndSave(): Promise<void> {
    await ask('restore', { opId: restoreId, ids: [id] });
    await save();
  }

  async function trash(): Promise<void> {
    await ask('trash', { opId: trashId, ids: [id] });
    dropDraft();
    onDone();
    showStatus(t('statusDeleted'), { label: t('undo'), run: () => void undo(id) });
  }

  function leave(): void {
    dropDraft();
    onBack();
  }

  const change = (part: Partial<EditForm>): void => setEditing({ ...editing, form: { ...form, ...part } });
  const errorOf = (field: keyof Conflict | 'pin') =>
    fieldError(error, field) ?? (field === 'pin' ? undefined : conflictText(conflict, field));
  if (isChoosing) {
    return (
      <IconScreen
        {...form}
        id={id}
        automaticIcon={loaded.automaticIcon}
        onChoose={(icon) => {
          change({ icon });
          setChoosing(false);
        }}
        onBack={() => setChoosing(false)}
      />
    );
  }
  return (
    <Page title={t('editAccount')} onBack={leave} onEscape={onBack}>
      <form
        ref={formElement}
        class="form"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void act('save', isDeleted ? restoreAndSave : save);
        }}
      >
        <div>
          <div class="edit-head">
            <TicketNames
              issuer={form.issuer}
              name={form.name}
              icon={shownIcon({ ...loaded, icon: form.icon })}
            />
            <Button onClick={() => setChoosing(true)}>{t('changeIcon')}</Button>
          </div>
          <Elsewhere text={errorOf('icon')} />
        </div>
        <Field
          label={t('issuer')}
          name="issuer"
          value={form.issuer}
          onInput={(issuer) => change({ issuer })}
          error={errorOf('issuer')}
        />
        <Field
          label={t('accountName')}
          name="name"
          value={form.name}
          onInput={(name) => change({ name })}
          error={errorOf('name')}
        />
        <Field
          label={t('tags')}
          name="tags"
          value={form.tags}
          hint={t('tagsHint')}
          onInput={(tags) => change({ tags })}
          error={errorOf('tags')}
        />
        <TextArea
          label={t('note')}
          name="note"
          value={form.note}
          onInput={(note) => change({ note })}
          error={errorOf('note')}
        />
        <div>
          <SiteList sites={form.sites} onInput={(sites) => change({ sites })} />
          <Elsewhere text={errorOf('sites')} />
        </div>
        <div>
          <CheckBox
            label={t('submitsAfterFill')}
            checked={form.submits}
            onInput={(submits) => change({ submits })}
          />
          <Elsewhere text={errorOf('submits')} />
        </div>
        <details
          class="form-more"
          open={isAdvanced}
          onToggle={(event) => setAdvanced(event.currentTarget.open)}
        >
          <summary>{t('advanced')}</summary>
          <div class="form-part">
            <div>
              <Select
                label={t('codeDisplay')}
                value={form.display}
                options={DISPLAYS.map((value) => ({ value, label: displayText(value) }))}
                onInput={(display) => isDisplay(display) && change({ display })}
              />
              <Elsewhere text={errorOf('display')} />
            </div>
            {type !== 'steam' && !asksPin(type) && <Notice kind="warning">{t('editCodesWarning')}</Notice>}
            <Elsewhere text={errorOf('algorithm')} />
            <CodeFields type={type} form={form} onInput={change} errorOf={errorOf} hasPinAlready />
          </div>
        </details>
        {error !== null && fieldOf(error) === null && <Notice kind="error">{errorText(error)}</Notice>}
        <div class="page-actions">
          <Button kind="primary" type="submit" busy={busy === 'save'}>
            {t(isDeleted ? 'restoreAndSave' : 'save')}
          </Button>
          {!isDeleted && (
            <Button kind="danger" busy={busy === 'delete'} onClick={() => void act('delete', trash)}>
              {t('delete')}
            </Button>
          )}
        </div>
      </form>
    </Page>
  );
}

/** For what has no place of its own to say it. */
function Elsewhere({ text }: { readonly text: string | undefined }) {
  return text === undefined ? null : (
    <p class="field-error" role="alert">
      {text}
    </p>
  );
}

async function undo(id: string): Promise<void> {
  try {
    await ask('restore', { opId: crypto.randomUUID(), ids: [id] });
    showStatus(t('statusRestored'));
  } catch (error) {
    showStatus(errorText(error));
  }
}
