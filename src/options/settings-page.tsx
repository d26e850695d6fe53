import { useState } from 'preact/hooks';
import { Notice } from '../ui/notice';
import { Page } from '../ui/page';
import { errorText, t } from '../ui/text';
import { AboutSection } from './about-section';
import { BackupSection } from './backup-section';
import { BuildersSection } from './builders-section';
import { ClockSection } from './clock-section';
import type { FoundAccounts } from './found-accounts';
import { GrantsSection } from './grants-section';
import { HealthSection } from './health-section';
import { ImportSection } from './import-section';
import { ListSection } from './list-section';
import { LockSection } from './lock-section';
import { ManageSection } from './manage-section';
import { SecuritySection } from './security-section';
import { useSecurity } from './security-view';
import { SettingsFinder } from './settings-finder';
import { ShortcutsSection } from './shortcuts-section';
import { SyncSection } from './sync-section';

export function SettingsPage({ onFound }: { readonly onFound: (found: FoundAccounts) => void }) {
  const [error, setError] = useState<unknown>(null);
  const security = useSecurity(setError);
  return (
    <Page title={t('settings')}>
      <SettingsFinder>
        <HealthSection />
        <ImportSection onFound={onFound} />
        <ManageSection />
        <BackupSection />
        <SyncSection />
        {error !== null && <Notice kind="error">{errorText(error)}</Notice>}
        {security && <SecuritySection security={security} />}
        {security && <LockSection security={security} />}
        {security && <ListSection security={security} />}
        <ClockSection />
        <GrantsSection />
        <ShortcutsSection />
        <BuildersSection />
        <AboutSection presetSites={security?.presetSites ?? []} />
      </SettingsFinder>
    </Page>
  );
}
