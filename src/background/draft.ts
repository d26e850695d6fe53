import { text } from '../core/check';
import { openNote, sealNote } from '../core/vault-file';
import type { DraftForm } from '../messages';
import type { Host } from '../platform/host';
import { liveKey } from './lock/session-key';

/**
 * What a person was typing when the popup closed. It may hold a secret, so it is sealed under the vault key, in
 * memory only; after locking nobody can read it, and after unlocking it is there again.
 */
const keyOf = (form: DraftForm) => `draft.${form}`;
/** A draft of 65,536 characters has three bytes for each at most, and is written in Base64. */
const checkDraft = text(4 * 65_536 + 1_024, 1);

/** @throws UserError locked */
export async function saveDraft(host: Host, form: DraftForm, draft: string): Promise<void> {
  await host.exclusive(async () => {
    const { vaultKey } = await liveKey(host);
    await host.session.set({ [keyOf(form)]: await sealNote(vaultKey, draft) });
  });
}

/** @returns null when there is none, or one of another vault @throws UserError locked */
export async function loadDraft(host: Host, form: DraftForm): Promise<string | null> {
  const { vaultKey } = await liveKey(host);
  const kept = (await host.session.get([keyOf(form)]))[keyOf(form)];
  return kept === undefined ? null : openNote(vaultKey, checkDraft(kept));
}

/** In its turn: a draft that is still being sealed would come back after it was dropped. */
export async function dropDraft(host: Host, form: DraftForm): Promise<void> {
  await host.exclusive(() => host.session.remove([keyOf(form)]));
}
