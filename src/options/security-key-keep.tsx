import { useState } from 'preact/hooks';
import type { Arguments } from '../messages';
import { Button } from '../ui/button';
import { OutsideText } from '../ui/outside-text';
import { readSecurityKey } from '../ui/security-key';
import { t } from '../ui/text';
import { useTries } from '../ui/unlock-tries';
import type { NamedKey } from './security-passphrase';
import './security.css';

interface Props {
  readonly securityKey: NamedKey;
  readonly onKept: (kept: Arguments<'changePassphrase'>['keys'][number]) => void;
}

/** A key opens the vault after the change only if it was touched for it; otherwise it goes. */
export function KeyToKeep({ securityKey, onKept }: Props) {
  const [isKept, setKept] = useState(false);
  const { busy, error, attempt } = useTries(() => undefined);
  const touch = () =>
    attempt('webauthn-prf', async () => {
      onKept(await readSecurityKey([securityKey]));
      setKept(true);
    });
  return (
    <li class="slot">
      <span class="slot-names">
        <b>
          <OutsideText text={securityKey.label} />
        </b>
        <span class="small muted" role="status">
          {t(isKept ? 'keyStays' : 'keyGoes')}
        </span>
        {error && (
          <span class="field-error" role="alert">
            {error}
          </span>
        )}
      </span>
      {!isKept && (
        <Button busy={busy} onClick={() => void touch()}>
          {t('touchToKeep')}
          <span class="hidden-text"> {securityKey.label}</span>
        </Button>
      )}
    </li>
  );
}
