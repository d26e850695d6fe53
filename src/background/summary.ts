import { type Account, type AccountSummary, summarize } from '../core/account';
import { automaticIcon } from '../core/account-icon';

/** What a page may know of an account, with the icon that stands for it where nothing is chosen. */
export function summaryOf(account: Account): AccountSummary {
  const icon = automaticIcon(account);
  return { ...summarize(account), ...(icon === undefined ? {} : { automaticIcon: icon }) };
}
