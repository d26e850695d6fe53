import { useState } from 'preact/hooks';
import { ask } from './ask';
import { Button } from './button';
import type { ClockFinding, ClockSite } from './clock-repair';
import { Notice } from './notice';
import { t } from './text';
import { useAction } from './use-action';

interface Props {
  readonly site: ClockSite | undefined;
  readonly onFound: (finding: ClockFinding) => void;
}

/** Has the page in front ask its own site for the time, on a press and once; what it says is only shown. */
export function ClockFromSite({ site, onFound }: Props) {
  const [busy, setBusy] = useState(false);
  const { run, error } = useAction();
  const askSite = async ({ target }: ClockSite) => {
    const { host, ...found } = await ask('siteClock', { target });
    onFound({ ...found, by: { site: host } });
  };
  const press = (asked: ClockSite) => {
    setBusy(true);
    run(() => askSite(asked).finally(() => setBusy(false)));
  };
  return (
    <section class="card clock-way" aria-labelledby="clock-site">
      <h2 id="clock-site">{t('clockFromSite')}</h2>
      <p class="muted">{site ? t('clockFromSiteHow', site.host) : t('clockNoSite')}</p>
      {site && (
        <Button busy={busy} onClick={() => press(site)}>
          {t('clockAskSite', site.host)}
        </Button>
      )}
      {error && <Notice kind="error">{error}</Notice>}
    </section>
  );
}
