import type { RecoveryCode } from '../core/account';
import { dateText } from '../ui/date-text';
import { IconButton } from '../ui/icon-button';
import { Notice } from '../ui/notice';
import { t, tn } from '../ui/text';
import type { RecoveryDeeds } from './use-recovery-codes';

/** From here on a person should think of new ones. */
const FEW = 2;

interface Props {
  readonly codes: readonly RecoveryCode[];
  readonly deeds: Pick<RecoveryDeeds, 'copy' | 'strike' | 'unstrike' | 'remove'>;
}

/** Those that are left and those that are used, in the order of the site. */
export function RecoveryList({ codes, deeds }: Props) {
  const left = codes.filter(({ usedAt }) => usedAt === undefined).length;
  return (
    <>
      <p class="recovery-left" role="status">
        {tn('recoveryLeft', left)}
      </p>
      {left <= FEW && <Notice kind="warning">{t('recoveryFew')}</Notice>}
      <ul class="card recovery-list" aria-label={t('recoveryCodes')}>
        {codes.map((one) => (
          <li key={one.code}>
            <Code {...one} />
            <span class="recovery-deeds">
              {one.usedAt === undefined ? (
                <>
                  <IconButton
                    icon="copy"
                    label={t('recoveryCopyOne', one.code)}
                    onClick={() => deeds.copy(one)}
                  />
                  <IconButton
                    icon="check"
                    label={t('recoveryMarkUsed', one.code)}
                    onClick={() => deeds.strike(one)}
                  />
                </>
              ) : (
                <IconButton
                  icon="back"
                  label={t('recoveryMarkUnused', one.code)}
                  onClick={() => deeds.unstrike(one)}
                />
              )}
              <IconButton
                icon="trash"
                label={t('recoveryRemoveOne', one.code)}
                onClick={() => deeds.remove(one)}
              />
            </span>
          </li>
        ))}
      </ul>
    </>
  );
}

function Code({ code, usedAt }: RecoveryCode) {
  if (usedAt === undefined) return <bdi class="recovery-code">{code}</bdi>;
  return (
    <span>
      <s class="recovery-code">
        <bdi>{code}</bdi>
      </s>
      <span class="small muted">{t('recoveryUsedAt', dateText(usedAt))}</span>
    </span>
  );
}
