import { useState } from 'preact/hooks';
import { ask } from '../ui/ask';
import { Button } from '../ui/button';
import { Notice } from '../ui/notice';
import { showStatus } from '../ui/status';
import { errorText, t } from '../ui/text';
import { Section } from './section';

/** Firefox reads the file after the click has returned; a minute is enough for any disk. */
const REVOKE_AFTER_MS = 60_000;

function download(name: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), REVOKE_AFTER_MS);
}

export function BackupSection() {
  const [isSaving, setSaving] = useState(false);
  const [error, setError] = useState<unknown>(null);

  async function save(): Promise<void> {
    setSaving(true);
    setError(null);
    try {
      const { name, file } = await ask('exportBackup', {});
      download(name, file);
      showStatus(t('backupSaved'));
    } catch (failure) {
      setError(failure);
    } finally {
      setSaving(false);
    }
  }

  return (
    <Section id="backup" title={t('backupTitle')}>
      <p class="muted">{t('backupWhat')}</p>
      {error !== null && <Notice kind="error">{errorText(error)}</Notice>}
      <Button busy={isSaving} onClick={() => void save()}>
        {t('saveBackup')}
      </Button>
    </Section>
  );
}
