import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';
import type { BackupView } from '../messages';
import { OutsideText } from '../ui/outside-text';
import { t, tn } from '../ui/text';
import { AccountName } from './account-name';
import { type Choices, withChoice } from './backup-choices';
import { ChangedAccount } from './backup-difference';

type Comparison = BackupView['comparison'];
type Named = Comparison['deleted'][number];

interface Props {
  readonly comparison: Comparison;
  readonly choices: Choices;
  readonly onChoices: (choices: Choices) => void;
}

/** A longer list is one line until it is opened. */
const MOST_OPEN = 12;

interface FateProps {
  readonly title: string;
  readonly count: number;
  readonly children: ComponentChildren;
}

function Fate({ title, count, children }: FateProps) {
  const id = useId();
  if (count === 0) return null;
  if (count > MOST_OPEN) {
    return (
      <details class="fate">
        <summary>{title}</summary>
        <ul>{children}</ul>
      </details>
    );
  }
  return (
    <section class="fate" aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      <ul>{children}</ul>
    </section>
  );
}

const names = (accounts: readonly Named[]) =>
  accounts.map((account) => (
    <li key={account.id}>
      <AccountName {...account} />
    </li>
  ));

interface HostsProps {
  readonly label: string;
  readonly hosts: readonly string[];
}

/** Where a code is filled without a question from then on: the person sees it before it is so. */
function Hosts({ label, hosts }: HostsProps) {
  if (hosts.length === 0) return null;
  return (
    <div class="small">
      <span class="muted">{label}</span>
      <ul class="fate-hosts">
        {hosts.map((host) => (
          <li key={host}>
            <OutsideText text={host} />
          </li>
        ))}
      </ul>
    </div>
  );
}

/** What becomes of each account in a merge. */
export function CompareLists({ comparison, choices, onChoices }: Props) {
  const { added, changed, deleted, trashed, sameSecret, unchanged } = comparison;
  return (
    <>
      <Fate title={tn('compareAdded', added.length)} count={added.length}>
        {added.map((account) => (
          <li key={account.id}>
            <AccountName {...account} />
            <Hosts label={t('compareHosts')} hosts={account.hosts} />
          </li>
        ))}
      </Fate>
      <Fate title={tn('compareChanged', changed.length)} count={changed.length}>
        {changed.map((account) => (
          <li key={account.id}>
            <ChangedAccount
              account={account}
              choices={choices}
              onChoose={(difference, keep) => onChoices(withChoice(choices, account.id, difference, keep))}
            />
            <Hosts label={t('compareNewHosts')} hosts={account.newHosts} />
          </li>
        ))}
      </Fate>
      <Fate title={tn('compareTrashed', trashed.length)} count={trashed.length}>
        {names(trashed)}
      </Fate>
      <Fate title={tn('compareDeleted', deleted.length)} count={deleted.length}>
        {names(deleted)}
      </Fate>
      {sameSecret > 0 && <p class="muted">{tn('compareSameSecret', sameSecret)}</p>}
      {unchanged > 0 && <p class="muted">{tn('compareUnchanged', unchanged)}</p>}
    </>
  );
}
