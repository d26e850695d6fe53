import { useContext, useEffect, useState } from 'preact/hooks';
import type { Replies } from '../messages';
import { editAddress } from '../platform/surfaces';
import { onAnnouncement } from '../ui/announcements';
import { ask } from '../ui/ask';
import { Button } from '../ui/button';
import { Icon } from '../ui/icon';
import { More } from '../ui/more';
import { Notice } from '../ui/notice';
import { t, tn } from '../ui/text';
import { useAction } from '../ui/use-action';
import { useGrowing } from '../ui/use-growing';
import { AccountName } from './account-name';
import { titleOf } from './account-title';
import './health-section.css';
import { ManageAccounts } from './manage-accounts';
import { OverScreen } from './over-screen';
import { Section } from './section';

type Found = Replies['health']['found'][number];

/** What stands in the way, what to do about it, and where on this page that is done. */
const VAULT_TEXTS = {
  'no-backup': { title: 'healthNoBackup', what: 'healthNoBackupWhat', link: 'backup', to: 'backupTitle' },
  'old-backup': { title: 'healthOldBackup', what: 'healthOldBackupWhat', link: 'backup', to: 'backupTitle' },
  'passphrase-below-policy': {
    title: 'healthWeakPassphrase',
    what: 'healthWeakPassphraseWhat',
    link: 'security',
    to: 'securityTitle',
  },
  'weak-passphrase': {
    title: 'healthEasyPassphrase',
    what: 'healthEasyPassphraseWhat',
    link: 'security',
    to: 'securityTitle',
  },
  'nearly-full': { title: 'healthNearlyFull', what: 'healthNearlyFullWhat', link: 'manage', to: 'accounts' },
  'sync-stopped': { title: 'healthSync', what: 'healthSyncWhat', link: 'sync', to: 'syncTitle' },
  'sync-conflicts': { title: 'healthConflicts', what: 'healthConflictsWhat', link: 'sync', to: 'syncTitle' },
  'one-way-in': { title: 'healthOneWay', what: 'healthOneWayWhat', link: 'security', to: 'securityTitle' },
  'unused-grant': {
    title: 'healthUnusedGrant',
    what: 'healthUnusedGrantWhat',
    link: 'automatic',
    to: 'automaticTitle',
  },
} as const;
/** `way`: each account's own form or site, the list with them chosen, or the duplicates, where they are merged. */
const ACCOUNT_TEXTS = {
  'same-secret': { title: 'healthSameSecret', what: 'healthSameSecretWhat', way: 'duplicates' },
  'short-secret': { title: 'healthShortSecret', what: 'healthShortSecretWhat', way: 'site' },
  'no-site': { title: 'healthNoSite', what: 'healthNoSiteWhat', way: 'form' },
  unused: { title: 'healthUnused', what: 'healthUnusedWhat', way: 'list' },
} as const;

const isOfVault = (kind: Found['kind']): kind is keyof typeof VAULT_TEXTS => Object.hasOwn(VAULT_TEXTS, kind);

function Line({ found: { kind, accounts } }: { readonly found: Found }) {
  const over = useContext(OverScreen);
  if (isOfVault(kind)) {
    const { title, what, link, to } = VAULT_TEXTS[kind];
    return (
      <>
        <b>{t(title)}</b>
        <p class="small muted">{t(what)}</p>
        <a href={`#${link}-title`}>{t(to)}</a>
      </>
    );
  }
  const { title, what, way } = ACCOUNT_TEXTS[kind];
  return (
    <>
      <b>{tn(title, accounts.length)}</b>
      <p class="small muted">{t(what)}</p>
      <More summary={t('healthWhich')}>
        <Concerned accounts={accounts} way={way} />
        {way === 'duplicates' && (
          <Button onClick={() => over.show(<ManageAccounts first="duplicates" />)}>
            {t('healthDuplicates')}
          </Button>
        )}
        {way === 'list' && (
          <Button
            onClick={() => over.show(<ManageAccounts chosen={new Set(accounts.map(({ id }) => id))} />)}
          >
            {t('healthChoose')}
          </Button>
        )}
      </More>
    </>
  );
}

type WayKind = (typeof ACCOUNT_TEXTS)[keyof typeof ACCOUNT_TEXTS]['way'];

/** Where an account whose site is not known is put right in its form, by saying which site it is. */
const IN_FORM: ReadonlySet<WayKind> = new Set(['form', 'site']);

interface ConcernedProps {
  readonly accounts: Found['accounts'];
  readonly way: WayKind;
}

/** The accounts of one finding, each with what leads to where it is put right, if that is a place of its own. */
function Concerned({ accounts, way }: ConcernedProps) {
  const drawn = useGrowing(accounts.length);
  return (
    <ul class="health-accounts small">
      {accounts.slice(0, drawn).map((account) => (
        <li key={account.id}>
          <AccountName {...account} />
          {way === 'site' && account.site ? (
            <WayTo account={account} label={t('healthOpenSite')} address={account.site} />
          ) : (
            IN_FORM.has(way) && (
              <WayTo account={account} label={t('edit')} address={editAddress(account.id)} />
            )
          )}
        </li>
      ))}
    </ul>
  );
}

interface WayProps {
  readonly account: Found['accounts'][number];
  readonly label: string;
  readonly address: string;
}

/** In a tab of its own, so that the next account of the list is one step away. */
function WayTo({ account, label, address }: WayProps) {
  return (
    <a href={address} target="_blank" aria-label={`${label}: ${titleOf(account)}`} rel="noopener noreferrer">
      {label}
    </a>
  );
}

/** The sentence of each version, the newest first. */
const NEWS = [{ version: '0.1.0', text: 'newsFirst' }] as const;

/** Here for whoever looks, and nowhere else: nobody is stopped on the way to a code. */
function News() {
  return (
    <More summary={t('newsTitle')}>
      <dl class="small">
        {NEWS.map(({ version, text }) => (
          <div key={version}>
            <dt>{version}</dt>
            <dd>{t(text)}</dd>
          </div>
        ))}
      </dl>
    </More>
  );
}

/** Says honestly what could be better, and nothing where nothing could. */
export function HealthSection() {
  const [health, setHealth] = useState<Replies['health'] | null>(null);
  const over = useContext(OverScreen);
  const { run, error } = useAction();
  const learn = () =>
    run(async () => {
      const { LearnScreen } = await import('./learn-screen');
      over.show(<LearnScreen onBack={() => over.close()} />);
    });
  useEffect(() => {
    const load = () => run(async () => setHealth(await ask('health', {})));
    load();
    return onAnnouncement(({ type }) => {
      if (type === 'changed' || type === 'policy' || type === 'synced') load();
    });
  }, []);
  return (
    <Section id="health" title={t('healthTitle')}>
      {health?.found.length === 0 && <p>{t(health.isEmpty ? 'healthGoodEmpty' : 'healthGood')}</p>}
      <ul class="health">
        {health?.found.map((one) => (
          <li key={one.kind}>
            <Icon name={one.kind === 'no-backup' ? 'warning' : 'next'} />
            <div>
              <Line found={one} />
            </div>
          </li>
        ))}
      </ul>
      {health && health.grants > 0 && (
        <p class="small">
          {tn('healthGrants', health.grants)} · <a href="#automatic-title">{t('automaticTitle')}</a>
        </p>
      )}
      {health && !health.isPassphraseJudged && <p class="small muted">{t('healthPassphraseUnknown')}</p>}
      <Button onClick={learn}>{t('learnTitle')}</Button>
      {error && <Notice kind="error">{error}</Notice>}
      <News />
    </Section>
  );
}
