import { useContext, useEffect, useMemo, useState } from 'preact/hooks';
import type { AccountSummary } from '../core/account';
import { UserError } from '../core/errors';
import type { Loss } from '../core/exporters';
import type { Credential, Replies } from '../messages';
import { ask } from '../ui/ask';
import { sealMove } from '../ui/ask-move';
import { Button } from '../ui/button';
import { CredentialForm } from '../ui/credential-form';
import { download } from '../ui/download';
import { Select } from '../ui/field';
import { Notice } from '../ui/notice';
import { judgeNew, type Least, passphraseFault } from '../ui/passphrase-rule';
import { usePolicy } from '../ui/policy';
import { showStatus } from '../ui/status';
import { t } from '../ui/text';
import { useAction } from '../ui/use-action';
import { ExportChoice } from './export-choice';
import { ExportCodes } from './export-codes';
import './export-accounts.css';
import { fileOf, keyUrisOf, lossesIn } from './export-files';
import { isSealed, type Way, waysUnder, wayText } from './export-formats';
import { ExportLosses } from './export-losses';
import { ExportPaper } from './export-paper';
import { MoveSend } from './move-send';
import { NO_OTHER, type OtherPassphrase, OtherPassphraseFields } from './other-passphrase';
import { OverScreen } from './over-screen';

/** The fields themselves say what is wrong. */
async function isFit({ passphrase, repeated }: OtherPassphrase, least: Least): Promise<boolean> {
  if (passphraseFault(passphrase, null, least) !== undefined || passphrase !== repeated) return false;
  try {
    await judgeNew(passphrase, least);
    return true;
  } catch (failure) {
    if (failure instanceof UserError) return false;
    throw failure;
  }
}

/** Said before anything is shown or saved that everybody can read. */
function warningOf({ kind }: Way): string {
  if (kind === 'codes') return t('exportCodesWarning');
  return t(kind === 'paper' ? 'exportPaperKeep' : 'exportPlainWarning');
}

function hintOf({ kind }: Way, isPlainForbidden: boolean): string {
  const hints = [
    kind === 'backup' && t('exportBackupHint'),
    kind === 'move' && t('exportMoveHint'),
    isPlainForbidden && t('exportSealedOnly'),
  ];
  return hints.filter(Boolean).join(' ');
}

/**
 * Takes accounts along, into a sealed backup or to another app: which, as what, what stays behind, and then only for
 * the person.
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
  const [other, setOther] = useState(NO_OTHER);
  const [refusals, setRefusals] = useState(0);
  const [losses, setLosses] = useState<readonly Loss[]>([]);
  const [isAsking, setAsking] = useState(false);
  const [codes, setCodes] = useState<Replies['exportCodes'] | null>(null);
  const { run, error, fail } = useAction();
  const picked = useMemo(
    () => accounts?.filter(({ id }) => chosen === null || chosen.has(id)) ?? [],
    [accounts, chosen],
  );

  useEffect(() => {
    ask('accounts', {}).then(setAccounts, fail);
  }, []);
  useEffect(() => {
    let isCurrent = true;
    setLosses([]);
    if (!way || way.kind === 'backup' || picked.length === 0) return;
    lossesIn(way.id, picked).then((found) => isCurrent && setLosses(found), fail);
    return () => {
      isCurrent = false;
    };
  }, [way?.id, picked]);

  if (!accounts || !way) return error === undefined ? null : <Notice kind="error">{error}</Notice>;
  if (codes) return <ExportCodes {...codes} onDone={() => setCodes(null)} />;

  const ids = picked.map(({ id }) => id);
  const hasOwnPassphrase = way.kind === 'file' && way.isSealed;
  const leftOut = losses.filter(({ what }) => what === 'left-out').length;
  const canGo = picked.length > leftOut;

  /** A passphrase that will not do takes the focus, and no credential is asked for. */
  const start = () =>
    run(async () => {
      if (!hasOwnPassphrase || (await isFit(other, least))) setAsking(true);
      else setRefusals(refusals + 1);
    });

  async function take(credential: Credential): Promise<void> {
    if (way?.kind === 'codes') setCodes(await ask('exportCodes', { credential, ids }));
    else if (way?.kind === 'backup') await takeBackup(credential);
    else await takeAccounts(credential);
    setAsking(false);
    setOther(NO_OTHER);
    setRefusals(0);
  }

  async function takeBackup(credential: Credential): Promise<void> {
    const { name, file } = await ask('exportBackup', { credential, ...(chosen === null ? {} : { ids }) });
    download(name, file);
    showStatus(t('exportSaved', name));
  }

  async function takeAccounts(credential: Credential): Promise<void> {
    if (!way) return;
    const { accounts: whole } = await ask('exportAccounts', { credential, ids, sealed: isSealed(way) });
    if (way.kind === 'move') {
      const move = await sealMove(whole);
      return over.show(<MoveSend move={move} onDone={() => over.close()} />);
    }
    if (way.kind === 'paper') {
      const uris = await keyUrisOf(whole);
      return over.show(<ExportPaper accounts={whole} uris={uris} onDone={() => over.close()} />);
    }
    if (way.kind !== 'file') return;
    const file = await fileOf(way.id, whole, hasOwnPassphrase ? other.passphrase : undefined);
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
        if (canGo) start();
      }}
    >
      <p class="muted">{t('exportWhat')}</p>
      <ExportChoice accounts={accounts} chosen={chosen} onChosen={setChosen} />
      <Select
        label={t('exportAs')}
        value={way.id}
        options={ways.map((one) => ({ value: one.id, label: wayText(one) }))}
        hint={hintOf(way, forbidPlainExport) || undefined}
        onInput={(id) => setWay(ways.find((one) => one.id === id))}
      />
      {hasOwnPassphrase && (
        <OtherPassphraseFields
          other={other}
          hint={t('exportPassphraseHint')}
          onInput={setOther}
          refusals={refusals}
        />
      )}
      {!isSealed(way) && <Notice kind="warning">{warningOf(way)}</Notice>}
      {way.id === '2fas-sealed' && picked.some(({ tags = [] }) => tags.length > 0) && (
        <Notice kind="info">{t('exportGroupsInClear')}</Notice>
      )}
      <ExportLosses losses={losses} />
      {error && <Notice kind="error">{error}</Notice>}
      <Button kind="primary" type="submit" disabled={!canGo}>
        {t(way.kind === 'file' || way.kind === 'backup' ? 'exportFile' : 'exportShow')}
      </Button>
    </form>
  );
}
