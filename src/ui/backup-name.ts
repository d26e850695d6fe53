/**
 * Names of automatic backups. They sort by time, and they tell the revision, so that a newer backup is seen without
 * a passphrase. Any other name in the folder is not ours and is never touched.
 */
const NAME = /^counterfoil-\d{4}-\d{2}-\d{2}-\d{4}-(\d{1,16})\.counterfoil$/u;

const two = (part: number): string => String(part).padStart(2, '0');

/** `counterfoil-YYYY-MM-DD-HHMM-<revision>.counterfoil`, on the clock of the person. */
export function backupName(at: Date, rev: number): string {
  const day = `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
  return `counterfoil-${day}-${two(at.getHours())}${two(at.getMinutes())}-${rev}.counterfoil`;
}

/** Null for a name that is none of ours. */
export function revOf(name: string): number | null {
  const digits = NAME.exec(name)?.[1];
  return digits === undefined ? null : Number(digits);
}
