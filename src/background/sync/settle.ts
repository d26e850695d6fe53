import { countChange } from '../../core/backup-health';
import { text } from '../../core/check';
import { UserError } from '../../core/errors';
import { checkSettled, type Settled, settleConflict, unsettleConflict } from '../../core/sync/take-lost';
import type { VaultContent } from '../../core/vault-content';
import { openNote, sealNote } from '../../core/vault-file';
import type { Arguments } from '../../messages';
import type { Host } from '../../platform/host';
import { liveKey } from '../lock/session-key';
import { openCurrent, saveOpen } from '../vault/vault';
import { syncNow } from './engine';

/**
 * What was settled last, for who takes it back at once: in memory only, and sealed, as an account is in it. Nobody can
 * read it after locking.
 */
const SETTLED = 'settled';
const checkNote = text(512 * 1024, 1);

async function keep(host: Host, settled: Settled): Promise<void> {
  const { vaultKey } = await liveKey(host);
  await host.session.set({ [SETTLED]: await sealNote(vaultKey, JSON.stringify(settled)) });
}

/** It is undone once. @throws UserError undo-late: there is none, or another one */
async function takeKept(host: Host, { id, field, at }: Arguments<'unsettleConflict'>): Promise<Settled> {
  const { vaultKey } = await liveKey(host);
  const kept = (await host.session.get([SETTLED]))[SETTLED];
  await host.session.remove([SETTLED]);
  const note = kept === undefined ? null : await openNote(vaultKey, checkNote(kept));
  const settled = note === null ? null : checkSettled(JSON.parse(note));
  const isMeant =
    settled?.conflict.id === id && settled.conflict.field === field && settled.conflict.at === at;
  if (!settled || !isMeant) throw new UserError('undo-late');
  return settled;
}

/** Where an account has changed, the last backup does not have it. */
const counted = (content: VaultContent, { taken }: Settled): VaultContent =>
  taken ? countChange(content) : content;

/** @throws UserError locked, and those of saving */
export async function settle(host: Host, { take, ...of }: Arguments<'settleConflict'>): Promise<null> {
  await host.exclusive(async () => {
    let settled = null as Settled | null;
    await saveOpen(host, await openCurrent(host), (content) => {
      const done = settleConflict(content, of, take, host.now());
      settled = done?.settled ?? null;
      return done ? counted(done.content, done.settled) : content;
    });
    if (settled) await keep(host, settled);
  });
  await syncNow(host);
  return null;
}

/** @throws UserError undo-late, locked, and those of saving */
export async function unsettle(host: Host, of: Arguments<'unsettleConflict'>): Promise<null> {
  await host.exclusive(async () => {
    const settled = await takeKept(host, of);
    await saveOpen(host, await openCurrent(host), (content) =>
      counted(unsettleConflict(content, settled, host.now()), settled),
    );
  });
  await syncNow(host);
  return null;
}
