import type { CodeDisplay } from '../core/account';
import { t } from './text';

const TEXTS = {
  '': 'displayAsSet',
  hidden: 'displayHidden',
  shown: 'displayShown',
} as const satisfies Record<CodeDisplay | '', string>;

/** `''`: as it is set for all. */
export const isDisplay = (value: string): value is CodeDisplay | '' => Object.hasOwn(TEXTS, value);
export const DISPLAYS = Object.keys(TEXTS).filter(isDisplay);

/** How the code of one account shows, in words; what this version does not know is as it is set for all. */
export const displayText = (display: string): string => t(TEXTS[isDisplay(display) ? display : '']);
