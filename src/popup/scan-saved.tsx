import { useEffect, useMemo, useState } from 'preact/hooks';
import type { FillTarget, LiveCode, Replies } from '../messages';
import { shownIcon } from '../ui/account-icon';
import { ask } from '../ui/ask';
import { Button } from '../ui/button';
import { CodeText } from '../ui/code-text';
import { Notice } from '../ui/notice';
import { Page } from '../ui/page';
import { errorText, t, tn } from '../ui/text';
import { Fact, Ticket } from '../ui/ticket';
import { kindText } from '../ui/ticket-kind';
import { ConfirmAtSite } from './confirm-at-site';
import { askNextCode } from './use-row-actions';

interface Props {
  readonly added: Pick<Replies['add'], 'ids' | 'replaced'>;
  readonly text: string;
  /** The page that was scanned, where its confirmation field can be filled. */
  readonly target: FillTarget | null;
  /** What was added is in the trash. */
  readonly onUndone: () => void;
  readonly onDone: () => void;
}

type Codes = Readonly<Record<string, LiveCode>>;

/** No site asks for the codes of more than a few at once, and what was added of a whole export is only counted. */
const MOST_TICKETS = 20;

/** A timer that wakes early would ask for the old code again. */
const AFTER_EXPIRY_MS = 50;

/** The kept tickets. The site often asks for the first code now, so it stands here, current. */
export function ScanSaved({ added, text, target, onUndone, onDone }: Props) {
  const { ids, replaced } = added;
  const isMany = ids.length > MOST_TICKETS;
  const [accounts, setAccounts] = useState<readonly Replies['account'][]>([]);
  const [codes, setCodes] = useState<Codes>({});
  const [error, setError] = useState<unknown>(null);
  const [isVerified, setVerified] = useState(false);
  const undoId = useMemo(() => crypto.randomUUID(), []);

  useEffect(() => {
    if (isMany) return;
    const load = async (): Promise<void> =>
      setAccounts(await Promise.all(ids.map((id) => ask('account', { id }))));
    load().catch(setError);
  }, [ids]);

  useEffect(() => {
    if (isMany) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let isCurrent = true;
    const load = async (): Promise<void> => {
      const reply = await ask('codes', { ids: [...ids] });
      if (!isCurrent) return;
      setCodes(reply.codes);
      const ends = Object.values(reply.codes).map((code) => code.expiresAt - reply.now);
      if (ends.length > 0) timer = setTimeout(run, Math.max(0, Math.min(...ends)) + AFTER_EXPIRY_MS);
    };
    const run = (): void => {
      load().catch(setError);
    };
    run();
    return () => {
      isCurrent = false;
      clearTimeout(timer);
    };
  }, [ids]);

  const only = accounts.length === 1 ? accounts[0] : undefined;
  const asksForCode = only?.verifiedAt === undefined && !isVerified;
  const undo = async (): Promise<void> => {
    await ask('trash', { opId: undoId, ids: [...ids], restore: [...replaced] });
    onUndone();
  };
  const done = (
    <>
      <Button kind="primary" onClick={onDone}>
        {t('done')}
      </Button>
      {ids.length > 0 && <Button onClick={() => void undo().catch(setError)}>{t('undo')}</Button>}
    </>
  );
  return (
    <Page title={text} actions={done}>
      {isMany && <p>{t('importSavedWhat')}</p>}
      {accounts.map((account) => {
        const live = codes[account.id];
        return (
          <Ticket key={account.id} issuer={account.issuer} name={account.name} icon={shownIcon(account)}>
            {live && (
              <Fact label={t('codeNow')}>
                <CodeText code={live.code} size="large" />
              </Fact>
            )}
            {account.type === 'hotp' && <CountedCode id={account.id} onError={setError} />}
            <Fact label={t('kind')}>{kindText(account)}</Fact>
          </Ticket>
        );
      })}
      {only && codes[only.id] && asksForCode && <p class="muted">{t('savedNext')}</p>}
      {only && target && (
        <ConfirmAtSite account={only} target={target} onVerified={() => setVerified(true)} />
      )}
      {replaced.length > 0 && <p class="muted">{tn('accountsReplaced', replaced.length)}</p>}
      {error !== null && <Notice kind="error">{errorText(error)}</Notice>}
    </Page>
  );
}

/** Each code is used up by being shown, so that none comes without a press. */
function CountedCode({ id, onError }: { readonly id: string; readonly onError: (error: unknown) => void }) {
  const [code, setCode] = useState<string>();
  return (
    <Fact label={t('codeNow')}>
      {code && <CodeText code={code} size="large" />}
      <Button onClick={() => void askNextCode({ id }).then(setCode, onError)}>{t('nextCode')}</Button>
    </Fact>
  );
}
