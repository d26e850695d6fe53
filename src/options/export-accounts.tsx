import { useContext, useEffect, useMemo, useState } from 'preact/hooks';
import type { AccountSummary } from '../core/account';
import type { Loss } from '../core/exporters';
import type { Credential, Replies } from '../messages';
import { ask } from '../ui/ask';
import { Button } from '../ui/button';
import { CredentialForm } from '../ui/credential-form';
import { download } from '../ui/download';
import { Field, Select } from '../ui/field';
import { Notice } from '../ui/notice';
import { judgeNew } from '../ui/passphrase-rule';
import { usePolicy } from '../ui/policy';
import { showStatus } from '../ui/status';
import { errorText, t } from '../ui/text';
import { ExportChoice } from './export-choice';
import { ExportCodes } from './export-codes';
import './export-accounts.css';
import { fileOf, keyUrisOf, lossesIn } from './export-files';
import { type Way, waysUnder, wayText } from './export-formats';
import { ExportLosses } from './export-losses';
import { ExportPaper } from './export-paper';
import { OverScreen } from './over-screen';

/**
 * Takes accounts to another app: which, as what, what stays behind, and then only for the person.
 * `first`: ids of those that are chosen from the start; null for all.
 */
export function ExportAccounts({ first = null }: { readonly first?: ReadonlySet<string> | null }) {
  const over = useContext(OverScreen);
  const [accounts, setAccounts] = useState<readonly AccountSummary[] | null>(null);
  const [chosen, setChosen] = useState(first);
  const { forbidPlainExport, minimumPassphraseStrength: least } = usePolicy();
  const ways = waysUnder(forbidPlainExport);
  const [wanted, setWay] = useState<Way>();
  const way = ways.find(({ id }) => id === wanted?.id) ?? ways[0];
  const [passphrase, setPassphrase] = useState({ first: '', again: '' });
  const [losses, setLosses] = useState<readonly Loss[]>([]);
  const [isAsking, setAsking] = useState(false);
  const [codes, setCodes] = useState<Replies['exportCodes'] | null>(null);
  const [error, setError] = useState<unknown>(null);
  const picked = useMemo(
    () => accounts?.filter(({ id }) => chosen === null || chosen.has(id)) ?? [],
    [accounts, chosen],
  );

  useEffect(() => {
    ask('accounts', {}).then(setAccounts, setError);
  }, []);
  useEffect(() => {
    let isCurrent = true;
    setLosses([]);
    if (way?.kind !== 'file' || picked.length === 0) return;
    lossesIn(way.id, picked).then((found) => isCurrent && setLosses(found), setError);
    return () => {
      isCurrent = false;
    };
  }, [way?.id, picked]);

  if (!accounts || !way) return error === null ? null : <Notice kind="error">{errorText(error)}</Notice>;
  if (codes) return <ExportCodes {...codes} onDone={() => setCodes(null)} />;

  const ids = picked.map(({ id }) => id);
  const isSealed = way.kind === 'file' && way.isSealed;
  const leftOut = losses.filter(({ what }) => what === 'left-out').length;
  const isRepeated = passphrase.first !== '' && passphrase.first === passphrase.again;
  const canGo = picked.length > leftOut && (!isSealed || isRepeated);

  async function take(credential: Credential): Promise<void> {
    if (way?.kind === 'codes') setCodes(await ask('exportCodes', { credential, ids }));
    else await takeAccounts(credential);
    setAsking(false);
    setPassphrase({ first: '', again: '' });
  }

  async function takeAccounts(credential: Credential): Promise<void> {
    if (isSealed && least !== null) await judgeNew(passphrase.first, least);
    const { accounts: whole } = await ask('exportAccounts', { credential, ids, sealed: isSealed });
    if (way?.kind === 'paper') {
      const uris = await keyUrisOf(whole);
      return over.show(<ExportPaper accounts={whole} uris={uris} onDone={() => over.close()} />);
    }
    if (way?.kind !== 'file') return;
    const file = await fileOf(way.id, whole, isSealed ? passphrase.first : undefined);
    download(file.fileName, file.bytes, file.mimeType);
    showStatus(t('exportSaved', file.fileName));
  }

  if (isAsking)
    return <CredentialForm why={t('exportWhy')} onCredential={take} onCancel={() => setAsking(false)} />;
  return (
    <form
      class="section-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (canGo) setAsking(true);
      }}
    >
      <p class="muted">{t('exportWhat')}</p>
      <ExportChoice accounts={accounts} chosen={chosen} onChosen={setChosen} />
      <Select
        label={t('exportAs')}
        value={way.id}
        options={ways.map((one) => ({ value: one.id, label: wayText(one) }))}
        hint={forbidPlainExport ? t('exportSealedOnly') : undefined}
        onInput={(id) => setWay(ways.find((one) => one.id === id))}
      />
      {isSealed && <NewPassphrase typed={passphrase} onTyped={setPassphrase} />}
      {way.kind === 'file' && !isSealed && <Notice kind="warning">{t('exportPlainWarning')}</Notice>}
      {way.id === '2fas-sealed' && picked.some(({ tags = [] }) => tags.length > 0) && (
        <Notice kind="info">{t('exportGroupsInClear')}</Notice>
      )}
      <ExportLosses losses={losses} />
      {error !== null && <Notice kind="error">{errorText(error)}</Notice>}
      <Button type="submit" disabled={!canGo}>
        {t(way.kind === 'file' ? 'exportFile' : 'exportShow')}
      </Button>
    </form>
  );
}

interface Typed {
  readonly first: string;
  readonly again: string;
}

/** The other app will ask for it; it has nothing to do with the vault's. */
function NewPassphrase({
  typed,
  onTyped,
}: {
  readonly typed: Typed;
  readonly onTyped: (typed: Typed) => void;
}) {
  const differs = typed.again !== '' && typed.again !== typed.first;
  return (
    <>
      <Field
        label={t('exportPassphrase')}
        type="password"
        autocomplete="new-password"
        hint={t('exportPassphraseHint')}
        value={typed.first}
        onInput={(first) => onTyped({ ...typed, first })}
      />
      <Field
        label={t('repeatPassphrase')}
        type="password"
        autocomplete="new-password"
        error={differs ? t('passphrasesDiffer') : undefined}
        value={typed.again}
        onInput={(again) => onTyped({ ...typed, again })}
      />
    </>
  );
}
