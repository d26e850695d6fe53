import { useMemo } from 'preact/hooks';
import type { AccountRow } from '../messages';
import { CodeText, codeInText } from '../ui/code-text';
import { Notice } from '../ui/notice';
import { OutsideText } from '../ui/outside-text';
import { Page } from '../ui/page';
import { t } from '../ui/text';
import { useAction } from '../ui/use-action';
import './large-code.css';
import { rowName } from './account-row';
import { COMMON_PERIOD_SECONDS, TimeBar, TimeRing } from './time-left';
import { useLiveCodes } from './use-live-codes';

interface Props {
  readonly row: AccountRow;
  readonly onBack: () => void;
}

/** Made here: the background gives the codes with its clock. */
const NONE = { codes: {}, clockOffset: 0 };

/** One code as large as the window allows, to be read to a phone across the desk. */
export function LargeCode({ row, onBack }: Props) {
  const action = useAction();
  const rows = useMemo(() => [row], [row]);
  const codes = useLiveCodes(NONE, rows, action.fail);
  const shown = codes.shown(row);
  return (
    <Page title={row.issuer || rowName(row)} onBack={onBack}>
      <div class="large-code">
        {row.issuer && row.name && (
          <p class="muted">
            <OutsideText text={row.name} />
          </p>
        )}
        <p class="large-code-line">{shown && <CodeText code={shown.code} />}</p>
        {row.period === COMMON_PERIOD_SECONDS && <TimeBar now={codes.now} />}
        {row.period !== undefined && row.period !== COMMON_PERIOD_SECONDS && shown && (
          <TimeRing expiresAt={shown.expiresAt} periodSeconds={row.period} now={codes.now} />
        )}
        <p class="muted" aria-live="polite">
          {shown?.next ? t('thenCode', codeInText(shown.next)) : ''}
        </p>
        {action.error && <Notice kind="error">{action.error}</Notice>}
      </div>
    </Page>
  );
}
