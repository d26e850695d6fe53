import { t } from './text';

/** The icon of an account as a text, where no picture can stand. @param icon as the account has it, or `picture` */
export function iconText(icon: string): string {
  if (icon.startsWith('brand:')) return icon.slice(6);
  if (icon === 'letter') return t('iconLetter');
  return t(icon === '' ? 'iconAutomatic' : 'iconOwn');
}

/** What a tile shows for a choice. @param automatic what is there by itself; absent: a letter */
export function shownIcon(icon: string, automatic: string | undefined): string | undefined {
  if (icon === 'letter') return undefined;
  return icon === '' ? automatic : icon;
}
