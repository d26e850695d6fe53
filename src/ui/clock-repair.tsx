import { useEffect, useState } from 'preact/hooks';
import type { AccountSummary } from '../core/account';
import { UserError } from '../core/errors';
import type { Credential, FillTarget } from '../messages';
import { ask } from './ask';
import { Button } from './button';
import './clock-repair.css';
import { ClockFromDevice } from './clock-from-device';
import { ClockFromSite } from './clock-from-site';
import { correctClock } from './correct-clock';
import { CredentialForm } from './credential-form';
import { Notice } from './notice';
import { durationText, offsetText } from './offset-text';
import { Page } from './page';
import { t } from './text';
import { useAction } from './use-action';

/** The page in front; `host` for people. */
export interface ClockSite {
  readonly target: FillTarget;
  readonly host: string;
}

/** What was found, in seconds, and who says so. */
export interface ClockFinding {
  readonly offset: number;
  readonly within: number;
  readonly by: { readonly site: string } | 'device';
}

interface Props {
  /** Chosen beforehand, where the person came from an account. */
  readonly id?: string | undefined;
  readonly site?: ClockSite | undefined;
  readonly onDone: () => void;
  readonly onBack: () => void;
}

interface Loaded {
  /** The correction in force. */
  readonly offset: number;
  /** Those whose codes go by time. */
  readonly accounts: readonly AccountSummary[];
}

/** Both at once: nothing moves under the pointer afterwards. */
async function load(): Promise<Loaded> {
  const [{ offset }, accounts] = await Promise.all([ask('clock', {}), ask('accounts', {})]);
  return { offset, accounts: accounts.filter(({ type }) => type !== 'hotp') };
}

/** "Codes are refused?": finds the error of the clock, shows it, and takes it into account once the person says so. */
export function ClockRepair({ id, site, onDone, onBack }: Props) {
  const [loaded, setLoaded] = useState<Loaded | null>(null);
  const [finding, setFinding] = useState<ClockFinding | null>(null);
  const { run, error } = useAction();
  useEffect(() => run(async () => setLoaded(await load())), []);
  /** A correction that needs a credential. */
  const [guarded, setGuarded] = useState<number | null>(null);
  const use = (chosen: number, before: number) =>
    run(async () => {
      try {
        await correctClock(chosen, before);
      } catch (failure) {
        if (failure instanceof UserError && failure.code === 'credential-required') return setGuarded(chosen);
        throw failure;
      }
      onDone();
    });
  if (!loaded)
    return (
      <Page title={t('clockTitle')} onBack={onBack}>
        {error && <Notice kind="error">{error}</Notice>}
      </Page>
    );
  const { offset, accounts } = loaded;
  if (guarded !== null) {
    const confirm = async (credential: Credential) => {
      await correctClock(guarded, offset, credential);
      onDone();
    };
    const leave = () => setGuarded(null);
    return (
      <Page title={t('clockTitle')} onBack={leave}>
        <CredentialForm why={t('clockGuard')} onCredential={confirm} onCancel={leave} />
      </Page>
    );
  }
  if (finding && !isSettled(finding, offset)) {
    const leave = () => setFinding(null);
    return (
      <Proposal
        finding={finding}
        offset={offset}
        error={error}
        onUse={() => use(finding.offset, offset)}
        onBack={leave}
      />
    );
  }
  return (
    <Page title={t('clockTitle')} onBack={onBack}>
      <p>{t('clockLead')}</p>
      {offset !== 0 && (
        <div class="clock-now">
          <p>{t('clockCorrected', offsetText(offset))}</p>
          <Button onClick={() => use(0, offset)}>{t('clockReset')}</Button>
        </div>
      )}
      <div role="status">{finding && <Notice kind="info">{settledText(finding, offset)}</Notice>}</div>
      {error && <Notice kind="error">{error}</Notice>}
      {site && <ClockFromSite site={site} onFound={setFinding} />}
      <ClockFromDevice accounts={accounts} id={id} onFound={setFinding} />
      {!site && <ClockFromSite site={site} onFound={setFinding} />}
    </Page>
  );
}

/** Nothing is to be changed: the clock is right, or its correction is. */
const isSettled = ({ offset: found, within }: ClockFinding, offset: number): boolean =>
  found === offset || (offset !== 0 && found !== 0 && Math.abs(found - offset) <= within);

const sourceText = ({ by }: ClockFinding): string => (by === 'device' ? t('clockOtherDevice') : by.site);

const settledText = (finding: ClockFinding, offset: number): string =>
  t(offset === 0 ? 'clockAgrees' : 'clockHolds', sourceText(finding));

function differenceText(finding: ClockFinding): string {
  const behind = finding.offset > 0;
  return t(behind ? 'clockBehind' : 'clockAhead', durationText(finding.offset), sourceText(finding));
}

interface ProposalProps {
  readonly finding: ClockFinding;
  /** The correction in force. */
  readonly offset: number;
  readonly error: string | undefined;
  readonly onUse: () => void;
  readonly onBack: () => void;
}

/** What would be changed, and by whose word. */
function Proposal({ finding, offset, error, onUse, onBack }: ProposalProps) {
  const isRight = finding.offset === 0;
  const actions = (
    <>
      <Button kind="primary" onClick={onUse}>
        {t(isRight ? 'clockReset' : 'clockUse')}
      </Button>
      <Button onClick={onBack}>{t('cancel')}</Button>
    </>
  );
  return (
    <Page title={t('clockTitle')} onBack={onBack} actions={actions}>
      <div role="status">
        <p class="clock-found">
          {isRight ? t('clockRight', sourceText(finding), offsetText(offset)) : differenceText(finding)}
        </p>
        {!isRight && <p>{t('clockWould', offsetText(finding.offset))}</p>}
      </div>
      <p class="muted">{t('clockWithin', durationText(finding.within))}</p>
      {finding.by !== 'device' && <p class="muted">{t('clockSiteMayLie')}</p>}
      {error && <Notice kind="error">{error}</Notice>}
    </Page>
  );
}
