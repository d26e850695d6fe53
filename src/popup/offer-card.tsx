import { useEffect, useState } from 'preact/hooks';
import { ask } from '../ui/ask';
import { turnOnAutomaticFill } from '../ui/automatic-fill';
import { Button } from '../ui/button';
import { hostOf } from '../ui/site-address';
import { showStatus } from '../ui/status';
import { t } from '../ui/text';
import type { Action } from '../ui/use-action';

export interface Offer {
  readonly id: string;
  readonly origin: string;
}

interface Props {
  readonly offer: Offer;
  readonly action: Action;
  readonly onDone: () => void;
}

/** After the first fill on a site, once: the next one may happen by itself. */
export function OfferCard({ offer, action, onDone }: Props) {
  const [opId] = useState(() => crypto.randomUUID());
  const { id, origin } = offer;
  useEffect(() => {
    // Not told, it would be offered once more; that is all.
    ask('offerSeen', { opId, id, origin }).catch(() => undefined);
  }, [opId, id, origin]);
  const accept = () =>
    action.run(async () => {
      if (await turnOnAutomaticFill(id, origin)) showStatus(t('statusAutomatic', hostOf(origin)));
      onDone();
    });
  return (
    <aside class="offer" aria-label={t('automaticTitle')}>
      <p>{t('automaticOffer')}</p>
      <div class="offer-buttons">
        <Button onClick={accept}>{t('automaticYes', hostOf(origin))}</Button>
        <Button onClick={onDone}>{t('automaticNo')}</Button>
      </div>
    </aside>
  );
}
