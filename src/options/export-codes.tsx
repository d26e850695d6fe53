import { useState } from 'preact/hooks';
import type { Replies } from '../messages';
import { Button } from '../ui/button';
import { Notice } from '../ui/notice';
import { OutsideText } from '../ui/outside-text';
import { QrCode } from '../ui/qr-code';
import { t, tn } from '../ui/text';
import './export-codes.css';
import { useShownFor } from '../ui/use-shown-for';

type Export = Replies['exportCodes'];

/** Accounts as QR codes that Google Authenticator, and whatever imports from it, scans. They are gone after a while. */
export function ExportCodes({ parts, leftOut, onDone }: Export & { readonly onDone: () => void }) {
  const [at, setAt] = useState(0);
  const part = parts[at];

  useShownFor(onDone);

  return (
    <div class="export-codes">
      {part !== undefined && (
        <>
          <Notice kind="warning">{t('exportCodesWarning')}</Notice>
          <h3 aria-live="polite">{t('exportPart', at + 1, parts.length)}</h3>
          <QrCode text={part} label={t('exportPart', at + 1, parts.length)} />
        </>
      )}
      {leftOut.length > 0 && (
        <Notice kind="info">
          {tn('exportLeftOut', leftOut.length)}
          <ul>
            {leftOut.map((name, index) => (
              <li key={index}>
                <OutsideText text={name} />
              </li>
            ))}
          </ul>
        </Notice>
      )}
      <div class="export-codes-actions">
        {parts.length > 1 && (
          <>
            <Button disabled={at === 0} onClick={() => setAt(at - 1)}>
              {t('previousPart')}
            </Button>
            <Button disabled={at === parts.length - 1} onClick={() => setAt(at + 1)}>
              {t('nextPart')}
            </Button>
          </>
        )}
        <Button onClick={onDone}>{t('done')}</Button>
      </div>
    </div>
  );
}
