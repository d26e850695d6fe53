import { text } from '../core/check';
import { openNote, sealNote } from '../core/vault-file';
import type { Host } from '../platform/host';
import { liveKey } from './session-key';

/**
 * What a person was typing when the popup closed. It may hold a secret, so it is sealed under the vault key, in
 * memory only; after locking nobody can read it, and after unlocking it is there again.
 */
const DRAFT = 'draft';
const checkDraft = text(65_536, 1);

/** @throws UserError locked */
export async function saveDraft(host: Host, draft: string): Promise<void> {
  await host.exclusive(async () => {
    const { vaultKey } = await liveKey(host);
    await host.session.set({ [DRAFT]: await sealNote(vaultKey, draft) });
  });
}

/** @returns null when there is none, or one of another vault @throws UserError locked */
export async function loadDraft(host: Host): Promise<string | null> {
  const { vaultKey } = await liveKey(host);
  const items = await host.session.get([DRAFT]);
  return items[DRAFT] === undefined ? null : openNote(vaultKey, checkDraft(items[DRAFT]));
}

/** In its turn: a draft that is still being sealed would come back after it was dropped. */
export async function dropDraft(host: Host): Promise<void> {
  await host.exclusive(() => host.session.remove([DRAFT]));
}
