import { browser } from '../platform/browser';
import { t } from '../ui/text';
import { Section } from './section';

export function AboutSection() {
  return (
    <Section id="about" title={t('aboutTitle')}>
      <p>{t('aboutVersion', browser.runtime.getManifest().version)}</p>
      <p class="muted">{t('aboutNetwork')}</p>
      <p class="muted">{t('aboutLicence')}</p>
    </Section>
  );
}
