import { useLayoutEffect, useRef } from 'preact/hooks';
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
  /** None may be added, nor removed. */
  readonly isHeld: boolean;
}

/** Those that are left and those that are used, in the order of the site. */
export function RecoveryList({ codes, deeds, isHeld }: Props) {
  const before = useRef(codes.length);
  // The button that removed a code went with it: the screen is read on from its heading.
  useLayoutEffect(() => {
    const isLost = codes.length < before.current && document.activeElement === document.body;
    if (isLost) document.querySelector<HTMLElement>('h1')?.focus();
    before.current = codes.length;
  }, [codes.length]);
  const left = codes.filter(({ usedAt }) => usedAt === undefined).length;
  return (
    <>
      <p class="recovery-left" role="status">
        {tn('recoveryLeft', left)}
      </p>
      {left <= FEW && !isHeld && <Notice kind="warning">{t('recoveryFew')}</Notice>}
      {codes.length > 0 && (
        <ul class="card recovery-list" aria-label={t('recoveryCodes')}>
          {codes.map((one) => (
            <li key={one.code}>
              <Code {...one} />
              <Deeds one={one} deeds={deeds} isHeld={isHeld} />
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

/** The buttons stay in their places, so that the focus does. */
function Deeds({ one, deeds, isHeld }: Omit<Props, 'codes'> & { readonly one: RecoveryCode }) {
  const isLeft = one.usedAt === undefined;
  return (
    <span class="recovery-deeds">
      <IconButton
        icon="copy"
        label={t(isLeft ? 'recoveryCopyOne' : 'recoveryCopyAgain', one.code)}
        onClick={() => deeds.copy(one)}
      />
      <IconButton
        icon={isLeft ? 'check' : 'undo'}
        label={t(isLeft ? 'recoveryMarkUsed' : 'recoveryMarkUnused', one.code)}
        onClick={() => (isLeft ? deeds.strike(one) : deeds.unstrike(one))}
      />
      {!isHeld && (
        <IconButton icon="trash" label={t('recoveryRemoveOne', one.code)} onClick={() => deeds.remove(one)} />
      )}
    </span>
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
