import type { VaultContent } from './vault-content';

const CHANGES_DUE = 10;
const DAY_MILLISECONDS = 24 * 60 * 60 * 1000;
const DUE_MILLISECONDS = 30 * DAY_MILLISECONDS;

/**
 * Whether the last backup lacks much: none was ever made, or 10 changes or 30 days with a change have passed since.
 * @param now Unix milliseconds
 */
export const isBackupOld = ({ at, changes }: VaultContent['backups'], now: number): boolean =>
  at === null || changes >= CHANGES_DUE || (changes > 0 && now >= at + DUE_MILLISECONDS);

/** Whether nobody is to be reminded now: there is nothing to keep, or the person put it off. */
const isQuiet = ({ accounts, backups }: VaultContent, now: number): boolean =>
  now < backups.remindAt || accounts.every(({ trashedAt }) => trashedAt !== undefined);

/**
 * Whether it is time to remind of a backup: there are accounts, it is old, and nobody has put the reminder off.
 * @param now Unix milliseconds
 */
export const isBackupDue = (content: VaultContent, now: number): boolean =>
  !isQuiet(content, now) && isBackupOld(content.backups, now);

/**
 * Whether backups that are to come about by themselves seem not to: a change waits for more than a day. Nobody has put
 * the reminder off.
 * @param now Unix milliseconds
 */
export function isBackupStuck(content: VaultContent, now: number): boolean {
  const { at, changes } = content.backups;
  return !isQuiet(content, now) && changes > 0 && (at === null || now >= at + DAY_MILLISECONDS);
}

/** One more change that the last backup does not have. */
export function countChange(content: VaultContent): VaultContent {
  return { ...content, backups: { ...content.backups, changes: content.backups.changes + 1 } };
}

/**
 * A backup reached its place. What was changed while it was on its way still waits for the next one.
 * @param covered how many of the counted changes it holds: `backups.changes` of the content that was sealed for it
 * @param now Unix milliseconds
 */
export function backedUp(content: VaultContent, covered: number, now: number): VaultContent {
  const changes = Math.max(0, content.backups.changes - covered);
  return { ...content, backups: { ...content.backups, at: now, changes, remindAt: 0 } };
}
