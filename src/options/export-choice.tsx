import { useMemo, useState } from 'preact/hooks';
import type { AccountSummary } from '../core/account';
import { CheckBox, Field } from '../ui/field';
import { OutsideText } from '../ui/outside-text';
import { t } from '../ui/text';
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
  const [query, setQuery] = useState('');
  const search = useMemo(() => searchAccounts(accounts), [accounts]);
  const shown = search(query);
  const toggle = (id: string): void => {
    const next = new Set(chosen);
    if (!next.delete(id)) next.add(id);
    onChosen(next);
  };
  return (
    <div class="export-choice">
      <CheckBox
        label={t('exportAll', accounts.length)}
        checked={chosen === null}
        onInput={(isAll) => onChosen(isAll ? null : new Set())}
      />
      {chosen !== null && (
        <>
          {accounts.length >= LONG && <Field label={t('search')} value={query} onInput={setQuery} />}
          <ul class="export-picks">
            {shown.map((account) => (
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
      )}
    </div>
  );
}
