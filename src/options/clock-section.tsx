import { useContext, useEffect, useState } from 'preact/hooks';
import { onAnnouncement } from '../ui/announcements';
import { ask } from '../ui/ask';
import { Button } from '../ui/button';
import { ClockRepair } from '../ui/clock-repair';
import { correctClock } from '../ui/correct-clock';
import { Notice } from '../ui/notice';
import { offsetText } from '../ui/offset-text';
import { t } from '../ui/text';
import { useAction } from '../ui/use-action';
import { OverScreen } from './over-screen';
import { Section } from './section';

/** Which clock the codes go by, and the way to put it right. */
export function ClockSection() {
  const over = useContext(OverScreen);
  const [offset, setOffset] = useState<number | null>(null);
  const { run, error } = useAction();
  useEffect(() => {
    const load = () => run(async () => setOffset((await ask('clock', {})).offset));
    load();
    return onAnnouncement(({ type }) => {
      if (type === 'changed') load();
    });
  }, []);
  const leave = () => over.close();
  const repair = () => over.show(<ClockRepair onDone={leave} onBack={leave} />);
  return (
    <Section id="clock" title={t('clockSection')}>
      {offset !== null && <p>{offset === 0 ? t('clockSystem') : t('clockCorrected', offsetText(offset))}</p>}
      <Button onClick={repair}>{t('clockTitle')}</Button>
      {offset !== null && offset !== 0 && (
        <Button onClick={() => run(() => correctClock(0, offset))}>{t('clockReset')}</Button>
      )}
      {error && <Notice kind="error">{error}</Notice>}
    </Section>
  );
}
