import type { AccountSummary } from '../core/account';
import { t } from './text';

/** The icon of an account as a text, where no picture can stand. @param icon as the account has it, or `picture` */
export function iconText(icon: string): string {
  if (icon.startsWith('brand:')) return icon.slice(6);
  if (icon === 'letter') return t('iconLetter');
  return t(icon === '' ? 'iconAutomatic' : 'iconOwn');
}

/** What a tile shows: the choice, or what is there by itself; undefined for a letter. */
export function shownIcon({
  icon = '',
  automaticIcon,
}: Pick<AccountSummary, 'icon' | 'automaticIcon'>): string | undefined {
  if (icon === 'letter') return undefined;
  return icon === '' ? automaticIcon : icon;
}
