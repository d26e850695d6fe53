import type { ComponentChildren } from 'preact';
import { useMemo, useState } from 'preact/hooks';
import type { AccountRow } from '../messages';
import { Button } from '../ui/button';
import { CodeText, NextCode } from '../ui/code-text';
import { Notice } from '../ui/notice';
import { OutsideText } from '../ui/outside-text';
import { Page } from '../ui/page';
import { t } from '../ui/text';
import { useAction } from '../ui/use-action';
import './large-code.css';
import { rowName } from './account-row';
import { COMMON_PERIOD_SECONDS, TimeBar, TimeRing } from './time-left';
import { useLiveCodes } from './use-live-codes';
import { askNextCode } from './use-row-actions';

interface RowProps {
  readonly row: AccountRow;
}

interface Props extends RowProps {
  /** Of a counter-based account, the code that its row shows; undefined before one was asked for. */
  readonly asked: string | undefined;
  readonly onBack: () => void;
}

/** Made here: the background gives the codes with its clock. */
const NONE = { codes: {}, clockOffset: 0 };

/** One code as large as the window allows, to be read to a phone across the desk. */
export function LargeCode({ row, asked, onBack }: Props) {
  return (
    <Page title={row.issuer || rowName(row)} onBack={onBack}>
      {row.type === 'hotp' ? <CountedCode row={row} asked={asked} /> : <TimedCode row={row} />}
    </Page>
  );
}

function TimedCode({ row }: RowProps) {
  const action = useAction();
  const rows = useMemo(() => [row], [row]);
  const codes = useLiveCodes(NONE, rows, action.fail);
  const shown = codes.shown(row);
  return (
    <Lines row={row} code={shown?.code} error={action.error}>
      {row.period === COMMON_PERIOD_SECONDS && <TimeBar now={codes.now} />}
      {row.period !== undefined && row.period !== COMMON_PERIOD_SECONDS && shown && (
        <TimeRing expiresAt={shown.expiresAt} periodSeconds={row.period} now={codes.now} />
      )}
      <p class="muted" aria-live="polite">
        {shown?.next && <NextCode code={shown.next} />}
      </p>
    </Lines>
  );
}

/** Each code is used up by being shown, so that none comes without a press. */
function CountedCode({ row, asked }: Omit<Props, 'onBack'>) {
  const [code, setCode] = useState(asked);
  const action = useAction();
  const next = () => action.run(async () => setCode(await askNextCode(row)));
  return (
    <Lines row={row} code={code} error={action.error}>
      <Button onClick={next}>{t('nextCode')}</Button>
    </Lines>
  );
}

interface LinesProps extends RowProps {
  readonly code: string | undefined;
  readonly error: string | undefined;
  /** What stands under the code. */
  readonly children: ComponentChildren;
}

function Lines({ row, code, error, children }: LinesProps) {
  return (
    <div class="large-code">
      {row.issuer && row.name && (
        <p class="muted">
          <OutsideText text={row.name} />
        </p>
      )}
      <p class="large-code-line" aria-live={row.type === 'hotp' ? 'polite' : 'off'}>
        {code && <CodeText code={code} />}
      </p>
      {children}
      {error && <Notice kind="error">{error}</Notice>}
    </div>
  );
}
