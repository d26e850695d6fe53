import { isBackupDue, isBackupStuck } from '../../core/backup-health';
import { integer, shape } from '../../core/check';
import type { Command } from '../../core/command-types';
import { UserError } from '../../core/errors';
import { type Comparison, compare, losesValue, merge } from '../../core/merge';
import type { Policy } from '../../core/policy';
import { readSettings } from '../../core/settings';
import { withoutSync, withTold } from '../../core/sync/sync-settings';
import { chosenAccounts, listedAccounts } from '../../core/vault-accounts';
import { readOutsideContent, type VaultContent } from '../../core/vault-content';
import * as vaultFile from '../../core/vault-file';
import type { Arguments, BackupHealth, Credential, Replies, VaultSide } from '../../messages';
import type { Host } from '../../platform/host';
import { tryCredential } from '../lock/wrong-tries';
import { policyOf } from '../policy';
import { keepInHistory } from '../store/vault-history';
import { mirrorState } from '../store/vault-store';
import { meetAtFolder } from './at-folder';
import { authenticated } from './authenticate';
import { withCredential } from './credential';
import { requireLength } from './unlocking';
import { changeOpen, changeVault, type OpenVault, openCurrent } from './vault';

/** Sealed files out and in. */
const REMIND_AFTER_MILLISECONDS = 7 * 24 * 60 * 60 * 1000;

/** The date in the file's name is the person's own, so that today's backup says today. */
function backupName(now: number, isPart: boolean): string {
  const date = new Date(now);
  const two = (part: number) => String(part).padStart(2, '0');
  const part = isPart ? 'part-' : '';
  return `counterfoil-${part}${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}.counterfoil`;
}

/** Without what is bound to this browser: the PIN, security keys, and its part in a sync. */
const portable = (content: VaultContent): VaultContent => withoutSync(withoutPin(content));

function withoutPin(content: VaultContent): VaultContent {
  const { pin: _pin, ...settings } = content.settings;
  return { ...content, settings };
}

async function sealFor({ content, stored, key }: OpenVault, passphrase?: string): Promise<string> {
  const kept = portable(content);
  if (passphrase === undefined) return vaultFile.sealBackup(stored.file, key.vaultKey, kept);
  const { vaultId } = key;
  return (await vaultFile.createVault(kept, passphrase, { vaultId, rev: stored.rev })).text;
}

/** The vault as if it had these accounts alone. @throws UserError account-gone */
function partOf(open: OpenVault, ids: readonly string[]): OpenVault {
  const accounts = chosenAccounts(open.content, ids);
  return { ...open, content: { ...open.content, accounts } };
}

/** A full disk must not stand between a person and the backup. */
async function noteBackup(host: Host, open: OpenVault): Promise<void> {
  try {
    const { changes } = open.content.backups;
    await changeOpen(host, open, { opId: crypto.randomUUID(), command: { type: 'backed-up', changes } });
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
  }
}

/**
 * The vault, or chosen accounts, as a file that opens anywhere: under its own passphrase and recovery key, or under
 * another passphrase.
 * @throws UserError passphrase-too-short, account-gone, those of `authenticated`, last-passphrase
 */
export async function exportBackup(
  host: Host,
  { credential, passphrase, ids }: Arguments<'exportBackup'>,
): Promise<Replies['exportBackup']> {
  if (passphrase !== undefined) requireLength(passphrase);
  return authenticated(host, credential, async (open) => {
    const isPart = ids !== undefined;
    const file = await sealFor(isPart ? partOf(open, ids) : open, passphrase);
    if (!isPart) await noteBackup(host, open);
    return { file, name: backupName(host.now(), isPart) };
  });
}

/** Where the organisation hides them they rest; what the person chose stays. */
export const isAutomatic = (content: VaultContent, { hideFeatures }: Policy): boolean =>
  readSettings(content).automaticBackups && !hideFeatures.includes('automatic-backups');

/** What has changed here is noted for the file to tell; a full disk must not stand between a person and the backup. */
async function toldToOthers(host: Host, open: OpenVault): Promise<OpenVault> {
  try {
    await meetAtFolder(host, open, { records: [] });
  } catch (error) {
    if (error instanceof UserError) return { ...open, content: portable(open.content) };
    throw error;
  }
  const noted = await openCurrent(host);
  return { ...noted, content: withTold(withoutPin(noted.content)) };
}

/** For the folder that a person chose; it takes no credential, because switching it on did. */
export async function automaticBackup(host: Host): Promise<Replies['automaticBackup']> {
  return host.exclusive(async () => {
    const open = await openCurrent(host);
    if (!isAutomatic(open.content, await policyOf(host))) return null;
    const { content, stored, key } = await toldToOthers(host, open);
    const file = await vaultFile.sealBackup(stored.file, key.vaultKey, content);
    return { file, vaultId: key.vaultId, rev: stored.rev, changes: content.backups.changes };
  });
}

export function healthOf(content: VaultContent, policy: Policy, now: number): Omit<BackupHealth, 'mirror'> {
  const { at, changes } = content.backups;
  const automatic = isAutomatic(content, policy);
  const stuck = automatic && isBackupStuck(content, now);
  return { at, changes, due: isBackupDue(content, now), automatic, stuck };
}

export async function backupHealth(host: Host): Promise<BackupHealth> {
  const { content, stored } = await openCurrent(host);
  return { ...healthOf(content, await policyOf(host), host.now()), mirror: await mirrorState(host, stored) };
}

export async function remindLater(host: Host, opId: string): Promise<void> {
  await changeVault(host, opId, { type: 'remind-later', until: host.now() + REMIND_AFTER_MILLISECONDS });
}

interface OpenedFile {
  readonly content: VaultContent;
  readonly rev: number;
  readonly vaultId: string;
}

/** A file of the history opens with what opens the vault, so that a wrong try here counts as one there. */
async function openFile(host: Host, file: string, credential: Credential): Promise<OpenedFile> {
  const { content, rev, vaultId } = await withCredential(credential, (own) =>
    host.exclusive(() => tryCredential(host, () => vaultFile.openVault(file, own))),
  );
  return { content: readOutsideContent(content), rev, vaultId };
}

const sideOf = (content: VaultContent, rev: number): VaultSide => ({
  rev,
  savedAt: content.savedAt,
  accounts: listedAccounts(content).length,
});

/** What decides the codes of an account; half of one and half of another would be wrong ones. */
const CODE_FIELDS: ReadonlySet<string> = new Set(['secret', 'algorithm', 'digits', 'kind']);

/**
 * What a file would change here. Where it has another secret, what makes the codes stays as it is here unless the person
 * says otherwise: the date in a file is nobody's word, and a swapped secret locks them out.
 */
function comparisonWith(mine: VaultContent, theirs: VaultContent): Comparison {
  const comparison = compare(mine, theirs);
  const changed = comparison.changed.map(({ fields, ...account }) => {
    const isOther = fields.some(({ field }) => field === 'secret');
    const cautious = fields.map((one) =>
      isOther && CODE_FIELDS.has(one.field) ? { ...one, suggested: 'mine' as const } : one,
    );
    return { ...account, fields: cautious };
  });
  return { ...comparison, changed };
}

/** What a backup would change here. Nothing is changed. @throws UserError the codes of `openVault`, locked */
export async function readBackup(
  host: Host,
  { file, credential }: Arguments<'readBackup'>,
): Promise<Replies['readBackup']> {
  const theirs = await openFile(host, file, credential);
  const { content, stored, key } = await openCurrent(host);
  return {
    sameVault: theirs.vaultId === key.vaultId,
    mine: sideOf(content, stored.rev),
    theirs: sideOf(theirs.content, theirs.rev),
    comparison: comparisonWith(content, theirs.content),
  };
}

const many = integer(0, Number.MAX_SAFE_INTEGER);
const checkMerged = shape({ added: many, changed: many });

type Choices = Extract<Command, { type: 'merge' }>['choices'];

/** Of each field that differs what the person chose, or else what was suggested. */
function readChoices({ changed }: Comparison, choices: Arguments<'mergeBackup'>['choices']): Choices {
  const chosen = new Map(choices.map(({ id, field, keep }) => [JSON.stringify([id, field]), keep]));
  const sides = ({ id, fields }: Comparison['changed'][number]) =>
    fields.map(
      ({ field, suggested }) => [field, chosen.get(JSON.stringify([id, field])) ?? suggested] as const,
    );
  return Object.fromEntries(changed.map((one) => [one.id, Object.fromEntries(sides(one))]));
}

/**
 * Where something of what is here gives way, the vault as it was stays in the history.
 * @throws UserError as `readBackup`; too-many-accounts, name-missing, storage-failed, not-saved
 */
export async function mergeBackup(
  host: Host,
  args: Arguments<'mergeBackup'>,
): Promise<Replies['mergeBackup']> {
  const theirs = await openFile(host, args.file, args.credential);
  return host.exclusive(async () => {
    const open = await openCurrent(host);
    const { content, stored } = open;
    const choices = readChoices(comparisonWith(content, theirs.content), args.choices);
    if (losesValue(content, merge(content, theirs.content, choices, host.now())))
      await keepInHistory(host, stored.file, 'before-restore');
    const command = { type: 'merge', theirs: theirs.content, choices } as const;
    // Later than both, so that the other browser sees that there is something to take over.
    const leastRev = theirs.vaultId === open.key.vaultId ? theirs.rev + 1 : 1;
    return checkMerged(await changeOpen(host, open, { opId: args.opId, command, leastRev }));
  });
}

/** What was here stays in the history. @throws UserError as `mergeBackup`, those of `authenticated`, storage-failed */
export async function replaceByBackup(
  host: Host,
  { opId, file, credential, own }: Arguments<'replaceByBackup'>,
): Promise<Replies['replaceByBackup']> {
  const theirs = await openFile(host, file, credential);
  return authenticated(host, own, async (open) => {
    await keepInHistory(host, open.stored.file, 'before-restore');
    await changeOpen(host, open, { opId, command: { type: 'replace', theirs: theirs.content } });
    return { accounts: listedAccounts(theirs.content).length };
  });
}
