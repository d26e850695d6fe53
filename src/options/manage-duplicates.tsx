import { useMemo } from 'preact/hooks';
import type { AccountSummary } from '../core/account';
import { shownIcon } from '../ui/account-icon';
import { Button } from '../ui/button';
import { dayText } from '../ui/date-text';
import { Notice } from '../ui/notice';
import { OutsideText } from '../ui/outside-text';
import { hostOf } from '../ui/site-address';
import { t, tn } from '../ui/text';
import { TicketNames } from '../ui/ticket';
import { kindText } from '../ui/ticket-kind';
import { useGrowing } from '../ui/use-growing';
import { titleOf } from './account-title';
import { trashing, uniting } from './manage-deeds';
import type { Acts } from './use-acts';
import type { Managed } from './use-managed';

interface Props {
  readonly managed: Managed;
  readonly acts: Acts;
}

interface Group {
  /** `overfull`: of one secret, but more than one account holds. */
  readonly kind: 'secret' | 'overfull' | 'name';
  readonly accounts: readonly AccountSummary[];
}

/** Without the counter, which is the higher one of them afterwards. */
const codesOf = (account: AccountSummary): string =>
  kindText(account.type === 'hotp' ? { ...account, counter: 0 } : account);
const giveOneCode = ({ accounts: [first, ...rest] }: Group): boolean =>
  first !== undefined && rest.every((one) => codesOf(one) === codesOf(first));

/** The one that is kept where the person leaves it to us: proved at a site, or pinned, or the first of the list. */
const suggested = ({ accounts }: Group): AccountSummary | undefined =>
  accounts.find(({ verifiedAt }) => verifiedAt !== undefined) ??
  accounts.find(({ pinned }) => pinned) ??
  accounts[0];

const unitedBy = ({ accounts }: Group, keep: string) => ({
  keep,
  others: accounts.map(({ id }) => id).filter((id) => id !== keep),
});

function groupsOf({ accounts, duplicates }: Managed): Group[] {
  const byId = new Map(accounts.map((account) => [account.id, account]));
  const groupOf = (kind: Group['kind']) => (ids: readonly string[]) => ({
    kind,
    accounts: ids.flatMap((id) => byId.get(id) ?? []),
  });
  const groups = [
    ...duplicates.sameSecret.map(groupOf('secret')),
    ...duplicates.overfull.map(groupOf('overfull')),
    ...duplicates.sameName.map(groupOf('name')),
  ];
  return groups.filter((group) => group.accounts.length > 1);
}

/** What is there twice: one secret under several accounts, or several secrets under one name. */
export function ManageDuplicates({ managed, acts }: Props) {
  const groups = useMemo(() => groupsOf(managed), [managed]);
  const drawn = useGrowing(groups.length);
  const whole = groups.filter((group) => group.kind === 'secret' && giveOneCode(group));
  const mergeAll = () =>
    acts.perform(uniting(whole.flatMap((group) => unitedBy(group, suggested(group)?.id ?? ''))));
  if (groups.length === 0) return <p class="muted">{t('duplicatesNone')}</p>;
  return (
    <>
      {acts.error && <Notice kind="error">{acts.error}</Notice>}
      {groups.some(({ kind }) => kind === 'secret') && <p class="muted">{t('sameSecretWhat')}</p>}
      {whole.length > 0 && (
        <div class="manage-how">
          <p class="muted">{t('mergeAllWhat')}</p>
          <Button busy={acts.isBusy} onClick={mergeAll}>
            {tn('mergeAll', whole.length)}
          </Button>
        </div>
      )}
      {groups.slice(0, drawn).map((group) => (
        <GroupCard key={group.kind + group.accounts[0]?.id} group={group} acts={acts} />
      ))}
    </>
  );
}

function sentenceOf(group: Group): string | null {
  if (group.kind === 'name') return t('sameNameWhat');
  if (group.kind === 'overfull') return t('error_too_much_to_merge');
  return giveOneCode(group) ? null : t('sameSecretDiffer');
}

function GroupCard({ group, acts }: { readonly group: Group; readonly acts: Acts }) {
  const isMerged = group.kind === 'secret';
  const sentence = sentenceOf(group);
  const settle = (account: AccountSummary) =>
    acts.perform(isMerged ? uniting([unitedBy(group, account.id)]) : trashing([account]));
  return (
    <section class="card section">
      <h2>{t(group.kind === 'name' ? 'sameNameTitle' : 'sameSecretTitle')}</h2>
      {sentence && <p class="muted">{sentence}</p>}
      <ul class="manage-group">
        {group.accounts.map((account) => (
          <li key={account.id}>
            <div>
              <TicketNames
                issuer={account.issuer}
                name={account.name}
                icon={shownIcon(account)}
                size="small"
              />
              <Details account={account} />
            </div>
            <button
              class={isMerged ? 'button quiet' : 'button danger'}
              type="button"
              aria-label={`${t(isMerged ? 'keepThis' : 'delete')}: ${titleOf(account)}`}
              aria-busy={acts.isBusy}
              onClick={() => settle(account)}
            >
              {t(isMerged ? 'keepThis' : 'delete')}
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Details({ account }: { readonly account: AccountSummary }) {
  const { sites, tags = [], note = '', createdAt } = account;
  const texts = [sites.map(({ origin }) => hostOf(origin)).join(', '), tags.join(', '), note].filter(Boolean);
  return (
    <p class="small muted manage-details">
      <span>{kindText(account)}</span>
      {texts.map((text) => (
        <span key={text}>
          <OutsideText text={text} />
        </span>
      ))}
      {createdAt > 0 && <span>{t('addedOn', dayText(createdAt))}</span>}
    </p>
  );
}
