import { language, t } from './text';

/** An instant (Unix milliseconds) as date and time for people; 0 is one that nobody knows. */
export function dateText(instant: number): string {
  if (instant === 0) return t('dateUnknown');
  return new Intl.DateTimeFormat(language(), { dateStyle: 'medium', timeStyle: 'short' }).format(instant);
}

/** An instant (Unix milliseconds) as a day for people. */
export function dayText(instant: number): string {
  return new Intl.DateTimeFormat(language(), { dateStyle: 'medium' }).format(instant);
}
