import { useState } from 'preact/hooks';
import type { NewAccount } from '../core/account';
import type { Verdict, Verifier } from '../core/verify-code';
import { Button } from '../ui/button';
import { Field } from '../ui/field';
import { Notice } from '../ui/notice';
import { t } from '../ui/text';
import { useAction } from '../ui/use-action';
import { askBuilder } from './ask-builder';
import { BuilderClock, utcText } from './builder-clock';
import { useClockOffset } from './use-clock-offset';
import { unixNow } from './use-seconds';
import { verdictText } from './verdict-text';

/** A site that looks farther makes guessing easy. */
const MOST_AROUND = 100;
/** RFC 6238 §5.2 recommends one step; a look-ahead is mostly some more (RFC 4226 §7.4). */
const USUAL = { totp: '1', hotp: '10' } as const;

interface Judged {
  readonly verdict: Verdict;
  /** Unix seconds. */
  readonly at: number;
  readonly turn: number;
}

interface Props {
  readonly account: NewAccount;
}

function wholeNumber(typed: string): number | null {
  const number = /^\d{1,3}$/u.test(typed.trim()) ? Number(typed) : Number.NaN;
  return number <= MOST_AROUND ? number : null;
}

/** Where a site of this account stands: the step of this second, or the counter that it expects. */
function verifierOf(account: NewAccount, seconds: number, tried: Tried, around: number): Verifier {
  const { used, expected } = tried;
  if (account.type === 'hotp') return { at: expected, behind: 0, ahead: around, used };
  return { at: Math.floor(seconds / account.period), behind: around, ahead: around, used };
}

interface Tried {
  readonly used: readonly number[];
  /** The next counter of HOTP. */
  readonly expected: number;
}

const untried = (account: NewAccount): Tried => ({
  used: [],
  expected: account.type === 'hotp' ? account.counter : 0,
});

/** Judges codes of the account above as a site should, and remembers those that it took until the account changes. */
export function BuilderVerify({ account }: Props) {
  const isCounted = account.type === 'hotp';
  const [code, setCode] = useState('');
  const [typedAround, setAround] = useState<string>(USUAL[isCounted ? 'hotp' : 'totp']);
  const [tried, setTried] = useState(() => untried(account));
  const [judged, setJudged] = useState<Judged | null>(null);
  const { run, error, fail } = useAction();
  const offset = useClockOffset(fail);
  const around = wholeNumber(typedAround);
  const isMalformed = judged?.verdict.verdict === 'malformed';

  /** By the clock that codes are made by, which the person may have corrected. */
  async function judge(most: number, corrected: number): Promise<void> {
    const at = unixNow() + corrected;
    const verifier = verifierOf(account, at, tried, most);
    const { verdict } = await askBuilder({ do: 'verify', account, code, verifier });
    setJudged({ verdict, at, turn: (judged?.turn ?? 0) + 1 });
    if (verdict.verdict === 'accepted')
      setTried({ used: [...tried.used, verdict.at], expected: verdict.at + 1 });
  }
  const forget = () => {
    setTried(untried(account));
    setJudged(null);
  };

  return (
    <section class="card section" aria-labelledby="builder-verify">
      <h2 id="builder-verify">{t('builderVerify')}</h2>
      {offset !== null && <BuilderClock account={account} offset={offset} expected={tried.expected} />}
      <form
        class="section-form"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          if (around !== null && offset !== null) run(() => judge(around, offset));
        }}
      >
        <Field
          label={t('builderCode')}
          value={code}
          onInput={setCode}
          inputMode="numeric"
          error={isMalformed ? t('verdictMalformed', account.digits) : undefined}
        />
        <Field
          label={t(isCounted ? 'builderLookAhead' : 'builderWindow')}
          type="number"
          inputMode="numeric"
          value={typedAround}
          onInput={setAround}
          hint={t(isCounted ? 'builderLookAheadHint' : 'builderWindowHint')}
          error={around === null ? t('builderAroundWrong', 0, MOST_AROUND) : undefined}
        />
        <Button type="submit">{t('builderCheck')}</Button>
      </form>
      <div class="builder-verdict" role="status">
        {judged && !isMalformed && <Said key={judged.turn} account={account} judged={judged} />}
      </div>
      {tried.used.length > 0 && <Button onClick={forget}>{t('builderForget')}</Button>}
      {error && <Notice kind="error">{error}</Notice>}
    </section>
  );
}

function Said({
  account,
  judged: { verdict, at },
}: {
  readonly account: NewAccount;
  readonly judged: Judged;
}) {
  return (
    <Notice kind={verdict.verdict === 'accepted' ? 'info' : 'warning'}>
      <strong>{verdictText(account.type === 'hotp', verdict)}</strong>
      <p class="small muted">{t('builderCheckedAt', utcText(at))}</p>
    </Notice>
  );
}
