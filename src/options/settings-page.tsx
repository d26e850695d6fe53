import { Page } from '../ui/page';
import { t } from '../ui/text';
import { AboutSection } from './about-section';
import { BackupSection } from './backup-section';
import type { FoundAccounts } from './import-files';
import { ImportSection } from './import-section';
import { LockSection } from './lock-section';
import { ShortcutsSection } from './shortcuts-section';

export function SettingsPage({ onFound }: { readonly onFound: (found: FoundAccounts) => void }) {
  return (
    <Page title={t('settings')}>
      <ImportSection onFound={onFound} />
      <BackupSection />
      <LockSection />
      <ShortcutsSection />
      <AboutSection />
    </Page>
  );
}
