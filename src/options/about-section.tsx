import type { SecurityView } from '../messages';
import { browser } from '../platform/browser';
import { More } from '../ui/more';
import { t } from '../ui/text';
import { Managed } from './managed';
import { Section } from './section';

/** Why each is asked for, of the permissions that either browser knows; in the order of the README. */
const REASONS = {
  activeTab: 'permissionActiveTab',
  scripting: 'permissionScripting',
  contextMenus: 'permissionContextMenus',
  storage: 'permissionStorage',
  unlimitedStorage: 'permissionUnlimitedStorage',
  alarms: 'permissionAlarms',
  idle: 'permissionIdle',
  sidePanel: 'permissionSidePanel',
  offscreen: 'permissionOffscreen',
  clipboardWrite: 'permissionClipboardWrite',
} as const;

const isKnown = (name: string): name is keyof typeof REASONS => Object.hasOwn(REASONS, name);

export function AboutSection({ presetSites }: Pick<SecurityView, 'presetSites'>) {
  const { version, permissions = [], optional_permissions = [] } = browser.runtime.getManifest();
  return (
    <Section id="about" title={t('aboutTitle')}>
      <p>{t('aboutVersion', version)}</p>
      <p class="muted">
        {t('aboutNetwork')} {t('aboutClockRequest')} {t('aboutSync')}
      </p>
      <Managed presetSites={presetSites} />
      <More summary={t('permissionsTitle')}>
        <dl class="permissions small">
          {[...permissions, ...optional_permissions].filter(isKnown).map((name) => (
            <div key={name}>
              <dt>
                <code>{name}</code>
              </dt>
              <dd>{t(REASONS[name])}</dd>
            </div>
          ))}
        </dl>
        <p class="small muted">{t('permissionsSites')}</p>
        <p class="small muted">{t('verifyInstalled')}</p>
      </More>
      <p class="muted">{t('aboutLicence')}</p>
    </Section>
  );
}
