import type { LockPolicy } from '../messages';
import { t, tn } from '../ui/text';

type Minutes = LockPolicy['afterMinutes'];

const HOUR = 60;
const OFFERED: readonly Minutes[] = [null, 1, 5, 15, 30, HOUR, 4 * HOUR];

/** The choices up to what an organisation lets be, with the one in force, which another version may have written. */
export function offeredMinutes(current: Minutes, most: Minutes): readonly Minutes[] {
  const offered = OFFERED.filter((minutes) => most === null || (minutes !== null && minutes <= most));
  if (offered.includes(current)) return offered;
  return [...offered, current].sort((a, b) => (a ?? 0) - (b ?? 0));
}

export function minutesText(minutes: Minutes): string {
  if (minutes === null) return t('lockNever');
  return minutes % HOUR === 0 ? tn('hours', minutes / HOUR) : tn('minutes', minutes);
}
