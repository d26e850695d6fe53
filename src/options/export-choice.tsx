import { useMemo, useState } from 'preact/hooks';
import type { AccountSummary } from '../core/account';
import { CheckBox, Field } from '../ui/field';
import { OutsideText } from '../ui/outside-text';
import { t } from '../ui/text';
import { useGrowing } from '../ui/use-growing';
import { searchAccounts } from './account-search';

interface Props {
  readonly accounts: readonly AccountSummary[];
  /** Ids; null for all of them. */
  readonly chosen: ReadonlySet<string> | null;
  readonly onChosen: (chosen: ReadonlySet<string> | null) => void;
}

/** From this number on a list is searched, not read. */
const LONG = 12;

const nameOf = ({ issuer, name }: AccountSummary): string => [issuer, name].filter(Boolean).join(', ');

/** Which accounts go along: all, unless the person picks some. */
export function ExportChoice({ accounts, chosen, onChosen }: Props) {
  return (
    <div class="export-choice">
      <CheckBox
        label={t('exportAll', accounts.length)}
        checked={chosen === null}
        onInput={(isAll) => onChosen(isAll ? null : new Set())}
      />
      {chosen !== null && <ExportPicks accounts={accounts} chosen={chosen} onChosen={onChosen} />}
    </div>
  );
}

interface PicksProps extends Props {
  readonly chosen: ReadonlySet<string>;
}

function ExportPicks({ accounts, chosen, onChosen }: PicksProps) {
  const [query, setQuery] = useState('');
  const search = useMemo(() => searchAccounts(accounts), [accounts]);
  const shown = search(query);
  const drawn = useGrowing(shown.length, query);
  const toggle = (id: string): void => {
    const next = new Set(chosen);
    if (!next.delete(id)) next.add(id);
    onChosen(next);
  };
  return (
    <>
      {accounts.length >= LONG && <Field label={t('search')} value={query} onInput={setQuery} />}
      <ul class="export-picks">
        {shown.slice(0, drawn).map((account) => (
          <li key={account.id}>
            <CheckBox
              label={<OutsideText text={nameOf(account)} />}
              checked={chosen.has(account.id)}
              onInput={() => toggle(account.id)}
            />
          </li>
        ))}
      </ul>
      <p class="small muted" aria-live="polite">
        {t('chosenOf', chosen.size, accounts.length)}
      </p>
    </>
  );
}
