import { useEffect, useState } from 'preact/hooks';
import { UserError } from '../core/errors';
import type { AccountRow, Credential, Replies } from '../messages';
import { showInTab } from '../platform/surfaces';
import { ask } from '../ui/ask';
import { Copyable } from '../ui/copyable';
import { CredentialForm } from '../ui/credential-form';
import { Notice } from '../ui/notice';
import { Page } from '../ui/page';
import { usePolicy } from '../ui/policy';
import { QrCode } from '../ui/qr-code';
import { errorText, t } from '../ui/text';
import { TicketNames } from '../ui/ticket';

/** Long enough to type it into another device, in milliseconds. */
const SHOWN_FOR_MS = 120_000;

type Shown = Replies['secret'];

interface Props {
  readonly row: AccountRow;
  readonly onBack: (status?: string) => void;
}

/** The secret of an account, for another device. It is gone with this screen, with a lock, and after two minutes. */
export function ShowSecret({ row, onBack }: Props) {
  const [shown, setShown] = useState<Shown | null>(null);

  useEffect(() => {
    if (!shown) return;
    const timer = setTimeout(() => onBack(t('secretHidden')), SHOWN_FOR_MS);
    return () => clearTimeout(timer);
  }, [shown]);

  const read = async (credential: Credential) => setShown(await ask('secret', { id: row.id, credential }));
  // A policy may come while this stands open; with one, no menu leads here.
  const isForbidden = usePolicy().forbidPlainExport;
  const leave = () => onBack();
  return (
    <Page title={t('showSecret')} onBack={leave}>
      <TicketNames issuer={row.issuer} name={row.name} icon={row.icon} />
      {isForbidden ? (
        <Notice kind="info">{errorText(new UserError('set-by-organisation'))}</Notice>
      ) : shown ? (
        <Secret shown={shown} />
      ) : (
        <CredentialForm
          why={t('showSecretWhy')}
          onCredential={read}
          onCancel={leave}
          showInTab={() => showInTab('secret', row.id)}
        />
      )}
    </Page>
  );
}

function Secret({ shown: { secret, uri, pin } }: { readonly shown: Shown }) {
  return (
    <>
      <Notice kind="warning">{t('secretWarning')}</Notice>
      <section class="card secret">
        <h2>{t('forPhone')}</h2>
        <QrCode text={uri} label={t('setUpCode')} />
      </section>
      <Copyable label={t('secret')} text={secret} copyLabel={t('copySecret')}>
        {secret.match(/.{1,4}/gu)?.join(' ')}
      </Copyable>
      {pin !== undefined && (
        <Copyable label={t('accountPin')} text={pin} copyLabel={t('copyPin')}>
          {pin}
        </Copyable>
      )}
      <Copyable label={t('keyUri')} text={uri} copyLabel={t('copyKeyUri')}>
        {uri}
      </Copyable>
      <p class="small muted">{t('secretClipboard')}</p>
    </>
  );
}
