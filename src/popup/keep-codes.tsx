import { useEffect, useState } from 'preact/hooks';
import type { AccountSummary } from '../core/account';
import type { SelectedCodes } from '../messages';
import { ask } from '../ui/ask';
import { Button } from '../ui/button';
import { Select } from '../ui/field';
import { Notice } from '../ui/notice';
import { Page } from '../ui/page';
import { errorText, t, tn } from '../ui/text';
import { TicketNames } from '../ui/ticket';
import { useAction } from '../ui/use-action';
import { RecoveryForm } from './recovery-form';

interface Loaded {
  readonly selected: SelectedCodes;
  /** Those of the page first. */
  readonly accounts: readonly AccountSummary[];
}

interface Kept {
  readonly account: AccountSummary;
  /** Those that were not with the account before. */
  readonly codes: readonly string[];
}

async function load(): Promise<Loaded> {
  const [selected, accounts] = await Promise.all([ask('takeSelection', {}), ask('accounts', {})]);
  const here = new Set(selected.here);
  return {
    selected,
    accounts: [...accounts.filter(({ id }) => here.has(id)), ...accounts.filter(({ id }) => !here.has(id))],
  };
}

const nameOf = ({ issuer, name }: AccountSummary): string =>
  [issuer, name].filter(Boolean).join(', ') || t('unnamedAccount');

/** In a window of its own: codes that were selected on a page come to an account, once the person has checked both. */
export function KeepCodes({ onDone }: { readonly onDone: () => void }) {
  const [loaded, setLoaded] = useState<Loaded | null>(null);
  const [id, setId] = useState('');
  const [kept, setKept] = useState<Kept | null>(null);
  const [error, setError] = useState<unknown>(null);

  useEffect(() => {
    load().then((read) => {
      setLoaded(read);
      const [only, second] = read.selected.here;
      if (only !== undefined && second === undefined) setId(only);
    }, setError);
  }, []);

  if (error !== null || loaded?.accounts.length === 0)
    return (
      <Page title={t('recoveryKeep')} actions={<Button onClick={onDone}>{t('close')}</Button>}>
        <Notice kind="error">{error === null ? t('recoveryNoAccount') : errorText(error)}</Notice>
      </Page>
    );
  if (!loaded) return null;
  if (kept) return <KeptCodes kept={kept} onDone={onDone} />;

  const { selected, accounts } = loaded;
  const account = accounts.find((one) => one.id === id);
  const keep = async (typed: readonly string[]) => {
    if (!account) return;
    const codes = typed.map((code) => ({ code }));
    const { added } = await ask('changeRecoveryCodes', { opId: crypto.randomUUID(), id, base: [], codes });
    setKept({ account, codes: added });
  };
  const options = accounts.map((one) => ({ value: one.id, label: nameOf(one) }));
  return (
    <RecoveryForm
      title={t('recoveryKeep')}
      above={
        <>
          {selected.pageHost && <p class="muted">{t('recoveryFrom', selected.pageHost)}</p>}
          <Select
            label={t('recoveryAccount')}
            value={id}
            options={id === '' ? [{ value: '', label: t('recoveryChoose') }, ...options] : options}
            onInput={setId}
          />
        </>
      }
      found={selected}
      canKeep={account !== undefined}
      onKeep={keep}
    />
  );
}

function KeptCodes({
  kept: { account, codes },
  onDone,
}: {
  readonly kept: Kept;
  readonly onDone: () => void;
}) {
  const { run, error } = useAction();
  const undo = () =>
    run(async () => {
      const base = codes.map((code) => ({ code }));
      await ask('changeRecoveryCodes', { opId: crypto.randomUUID(), id: account.id, base, codes: [] });
      onDone();
    });
  const actions = (
    <>
      <Button kind="primary" onClick={onDone}>
        {t('done')}
      </Button>
      {codes.length > 0 && <Button onClick={undo}>{t('undo')}</Button>}
    </>
  );
  return (
    <Page title={t('statusSaved')} actions={actions}>
      <TicketNames issuer={account.issuer} name={account.name} />
      <p role="status">{codes.length > 0 ? tn('recoveryKept', codes.length) : t('recoveryKeptBefore')}</p>
      {error && <Notice kind="error">{error}</Notice>}
    </Page>
  );
}
