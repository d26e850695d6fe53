import type { ComponentChildren } from 'preact';
import type { NewAccount } from '../core/account';
import { offsetText } from '../ui/offset-text';
import { t } from '../ui/text';
import { useSeconds } from './use-seconds';

/** `2026-01-31 12:00:00 UTC`, as logs of servers have it. */
export function utcText(seconds: number): string {
  return `${new Date(seconds * 1000).toISOString().slice(0, 19).replace('T', ' ')} UTC`;
}

interface Props {
  readonly account: NewAccount;
  /** What is added to the clock of this computer, in seconds. */
  readonly offset: number;
  /** The next counter of HOTP. */
  readonly expected: number;
}

/** What a verifier goes by: the time and the step that it is in, or the counter. Nobody is told of each second. */
export function BuilderClock({ account, offset, expected }: Props) {
  const seconds = useSeconds() + offset;
  return (
    <dl class="builder-clock">
      <Line label={offset === 0 ? t('clockTime') : t('clockCorrected', offsetText(offset))}>
        {utcText(seconds)}
      </Line>
      <Line label={t('clockUnix')}>{seconds}</Line>
      {account.type === 'hotp' ? (
        <Line label={t('clockCounter')}>{expected}</Line>
      ) : (
        <>
          <Line label={t('clockStep')}>{Math.floor(seconds / account.period)}</Line>
          <Line label={t('clockLeft')}>{account.period - (seconds % account.period)}</Line>
        </>
      )}
    </dl>
  );
}

function Line({ label, children }: { readonly label: string; readonly children: ComponentChildren }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>
        <bdi dir="ltr">{children}</bdi>
      </dd>
    </div>
  );
}
