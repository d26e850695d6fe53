import type { Feature, PolicyKey } from '../core/policy';
import type { SecurityView } from '../messages';
import { Notice } from '../ui/notice';
import { isolated } from '../ui/outside-text';
import { usePolicy } from '../ui/policy';
import { listText, t, tn } from '../ui/text';
import { minutesText } from './lock-minutes';
import './managed.css';

const FEATURE_TEXTS = {
  'add-by-hand': 'featureAddByHand',
  'automatic-backups': 'featureAutomaticBackups',
  'automatic-fill': 'featureAutomaticFill',
  camera: 'featureCamera',
  pin: 'featurePin',
  'recovery-codes': 'featureRecoveryCodes',
  screen: 'featureScreen',
  'security-keys': 'featureSecurityKeys',
  sync: 'featureSync',
} as const satisfies Record<Feature, string>;

const STRENGTH_TEXTS = { fair: 'levelFair', good: 'levelGood', strong: 'levelStrong' } as const;

/** A switch that cannot be read counts as on, and anything else as absent. */
const SWITCHES: readonly PolicyKey[] = ['lockWithComputer', 'forbidPlainExport'];

function usePolicyLines(): string[] {
  const policy = usePolicy();
  const { lockAfterMinutes: minutes, lockAfterHours: hours, minimumPassphraseStrength: least } = policy;
  return [
    ...(minutes === null ? [] : [t('policyLockUnused', minutesText(minutes))]),
    ...(hours === null ? [] : [t('policyLockHours', tn('hours', hours))]),
    ...(policy.lockWithComputer ? [t('policyLockComputer')] : []),
    ...(policy.forbidPlainExport ? [t('policyPlainExport')] : []),
    ...(least === null ? [] : [t('policyStrength', t(STRENGTH_TEXTS[least]))]),
    ...(policy.hideFeatures.length === 0
      ? []
      : [t('policyHidden', listText(policy.hideFeatures.map((one) => t(FEATURE_TEXTS[one]))))]),
  ];
}

/** All that the organisation has settled, and what of it could not be read; nothing where nobody has settled anything. */
export function Managed({ presetSites }: Pick<SecurityView, 'presetSites'>) {
  const { unreadable } = usePolicy();
  const lines = usePolicyLines();
  if (lines.length === 0 && presetSites.length === 0 && unreadable.length === 0) return null;
  return (
    <div class="managed">
      <h3>{t('managedTitle')}</h3>
      <p class="muted">{t('managedWhat')}</p>
      <ul>
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
        {presetSites.map(({ issuer, hosts }, index) => (
          <li key={index}>{t('policySitesOf', isolated(issuer), isolated(listText(hosts)))}</li>
        ))}
      </ul>
      {unreadable.map((key) => (
        <Notice key={key} kind="warning">
          {t(SWITCHES.includes(key) ? 'policyUnreadableOn' : 'policyUnreadable', key)}
        </Notice>
      ))}
    </div>
  );
}
