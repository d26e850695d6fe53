import type { AccountSummary } from '../core/account';
import { t } from '../ui/text';

/** What a person calls an account, in one line. */
export const titleOf = ({ issuer, name }: Pick<AccountSummary, 'issuer' | 'name'>): string =>
  [issuer, name].filter(Boolean).join(', ') || t('unnamedAccount');
