/**
 * Names of automatic backups. They sort by time, and they tell the revision; the letters before it keep two browsers
 * apart that save the same revision in the same minute. Any other name in the folder is not ours and is never touched.
 */
const NAME = /^counterfoil-\d{4}-\d{2}-\d{2}-\d{4}-(?:[0-9a-f]{6}-)?(\d{1,16})\.counterfoil$/u;
const UNIQUE_BYTES = 3;

const two = (part: number): string => String(part).padStart(2, '0');

/** Six digits of base 16, by chance. */
export function uniquePart(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(UNIQUE_BYTES));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** `counterfoil-YYYY-MM-DD-HHMM-<unique>-<revision>.counterfoil`, on the clock of the person. */
export function backupName(at: Date, rev: number, unique: string): string {
  const day = `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
  return `counterfoil-${day}-${two(at.getHours())}${two(at.getMinutes())}-${unique}-${rev}.counterfoil`;
}

/** Null for a name that is none of ours. */
export function revOf(name: string): number | null {
  const digits = NAME.exec(name)?.[1];
  return digits === undefined ? null : Number(digits);
}
