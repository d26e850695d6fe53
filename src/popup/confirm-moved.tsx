import { useMemo } from 'preact/hooks';
import type { Moved } from '../core/transfer';
import type { Replies } from '../messages';
import { accountRequests } from '../messages/accounts';
import { ConfirmAccounts } from '../ui/confirm-accounts';
import { t } from '../ui/text';

interface Props {
  readonly moved: Moved;
  readonly onAdded: (added: Replies['add']) => void;
  readonly onCancel: () => void;
}

/** What came from another browser, to be confirmed as what comes from a file is. */
export function ConfirmMoved({ moved: { accounts, pictures }, onAdded, onCancel }: Props) {
  const candidates = useMemo(
    () =>
      accountRequests.preview({ candidates: accounts.map((imported) => ({ imported })), source: 'import' })
        .candidates,
    [accounts],
  );
  return (
    <ConfirmAccounts
      candidates={candidates}
      pageOrigin={null}
      pageHost=""
      source="import"
      lead={t('confirmLeadMove')}
      lost={{ icons: pictures, notes: 0, tags: 0 }}
      onAdded={onAdded}
      onCancel={onCancel}
      hasBack
    />
  );
}
