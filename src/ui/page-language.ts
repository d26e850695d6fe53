import { t } from './text';

/** Names the language of the texts (not of the browser: it may have none of ours) and their direction. */
export function markPageLanguage(): void {
  document.documentElement.lang = t('textLanguage');
  document.documentElement.dir = t('textDirection');
}
