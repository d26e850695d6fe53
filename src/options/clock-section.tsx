import { useContext } from 'preact/hooks';
import { Button } from '../ui/button';
import { ClockRepair } from '../ui/clock-repair';
import { correctClock } from '../ui/correct-clock';
import { Notice } from '../ui/notice';
import { offsetText } from '../ui/offset-text';
import { t } from '../ui/text';
import { useAction } from '../ui/use-action';
import { OverScreen } from './over-screen';
import { Section } from './section';
import { useClockOffset } from './use-clock-offset';

/** Which clock the codes go by, and the way to put it right. */
export function ClockSection() {
  const over = useContext(OverScreen);
  const { run, error, fail } = useAction();
  const offset = useClockOffset(fail);
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
