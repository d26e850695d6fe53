import { useEffect, useState } from 'preact/hooks';
import type { Credential, Replies } from '../messages';
import { ask } from '../ui/ask';
import { Button } from '../ui/button';
import { CredentialForm } from '../ui/credential-form';
import { Notice } from '../ui/notice';
import { OutsideText } from '../ui/outside-text';
import { QrCode } from '../ui/qr-code';
import { t, tn } from '../ui/text';
import './export-codes.css';

/** Long enough to scan every part with a phone, in milliseconds. */
const SHOWN_FOR_MS = 600_000;

type Export = Replies['exportCodes'];

/** All accounts as QR codes that Google Authenticator, and whatever imports from it, scans. */
export function ExportCodes() {
  const [isAsking, setAsking] = useState(false);
  const [shown, setShown] = useState<Export | null>(null);

  useEffect(() => {
    if (!shown) return;
    const timer = setTimeout(() => setShown(null), SHOWN_FOR_MS);
    return () => clearTimeout(timer);
  }, [shown]);

  const read = async (credential: Credential) => {
    setShown(await ask('exportCodes', { credential }));
    setAsking(false);
  };
  if (shown) return <Parts {...shown} onDone={() => setShown(null)} />;
  if (isAsking)
    return <CredentialForm why={t('exportCodesWhy')} onCredential={read} onCancel={() => setAsking(false)} />;
  return (
    <>
      <p class="muted">{t('exportCodesWhat')}</p>
      <Button onClick={() => setAsking(true)}>{t('exportCodes')}</Button>
    </>
  );
}

function Parts({ parts, leftOut, onDone }: Export & { readonly onDone: () => void }) {
  const [at, setAt] = useState(0);
  const part = parts[at];
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
