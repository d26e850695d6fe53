import { useEffect, useState } from 'preact/hooks';
import type { GrantView } from '../messages';
import { onAnnouncement } from '../ui/announcements';
import { ask } from '../ui/ask';
import { IconButton } from '../ui/icon-button';
import { Notice } from '../ui/notice';
import { OutsideText } from '../ui/outside-text';
import { usePolicy } from '../ui/policy';
import { t } from '../ui/text';
import { useAction } from '../ui/use-action';
import { Section } from './section';

/** "https://github.com/*" as people read it; plain http is said. */
const hostOfPattern = (pattern: string): string => pattern.replace(/^https:\/\//u, '').replace(/\/\*$/u, '');

const titleOf = ({ issuer, name }: GrantView['accounts'][number]): string =>
  [issuer, name].filter(Boolean).join(', ') || t('unnamedAccount');

interface LineProps {
  readonly grant: GrantView;
  readonly onRemove: () => void;
}

function GrantLine({ grant, onRemove }: LineProps) {
  const host = hostOfPattern(grant.pattern);
  return (
    <li class="grant">
      <div>
        <bdi class="grant-host">{host}</bdi>
        <p class="small muted">
          {grant.accounts.length === 0 ? t('grantUnused') : null}
          {grant.accounts.map((account) => (
            <span key={account.id} class="grant-account">
              <OutsideText text={titleOf(account)} />
            </span>
          ))}
        </p>
      </div>
      <IconButton icon="trash" label={t('grantRemove', host)} onClick={onRemove} />
    </li>
  );
}

/** Every site that the browser lets Counterfoil look at by itself, and the way to take each back. */
export function GrantsSection() {
  const [grants, setGrants] = useState<readonly GrantView[]>([]);
  const { run, error } = useAction();
  const isHeld = usePolicy().hideFeatures.includes('automatic-fill');
  const load = () => run(async () => setGrants(await ask('grants', {})));
  useEffect(() => {
    load();
    // A grant can be taken back in the browser's own pages, and is seen here on the way back.
    addEventListener('focus', load);
    const stop = onAnnouncement(({ type }) => type === 'changed' && load());
    return () => {
      removeEventListener('focus', load);
      stop();
    };
  }, []);
  const remove = (pattern: string) =>
    run(async () => {
      await ask('removeGrant', { pattern });
      setGrants(await ask('grants', {}));
    });
  return (
    <Section id="automatic" title={t('automaticTitle')}>
      {isHeld && <p>{t('grantsHeld')}</p>}
      <p class="muted">{t(grants.length === 0 ? 'grantsNone' : 'grantsLead')}</p>
      {grants.length > 0 && (
        <ul class="grants">
          {grants.map((grant) => (
            <GrantLine key={grant.pattern} grant={grant} onRemove={() => remove(grant.pattern)} />
          ))}
        </ul>
      )}
      {error && <Notice kind="error">{error}</Notice>}
    </Section>
  );
}
