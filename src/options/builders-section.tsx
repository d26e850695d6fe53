import { useContext } from 'preact/hooks';
import { Button } from '../ui/button';
import { Notice } from '../ui/notice';
import { t } from '../ui/text';
import { useAction } from '../ui/use-action';
import { OverScreen } from './over-screen';
import { Section } from './section';

/** The way to the tools of those who build the other side; few need them, so they are loaded when they are opened. */
export function BuildersSection() {
  const over = useContext(OverScreen);
  const { run, error } = useAction();
  const show = () =>
    run(async () => {
      const { BuilderScreen } = await import('./builder-screen');
      over.show(<BuilderScreen />);
    });
  return (
    <Section id="builders" title={t('buildersTitle')}>
      <p class="muted">{t('buildersWhat')}</p>
      <Button onClick={show}>{t('buildersOpen')}</Button>
      {error && <Notice kind="error">{error}</Notice>}
    </Section>
  );
}
