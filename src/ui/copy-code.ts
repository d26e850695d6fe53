import { ask } from './ask';

/** Copies, and lets the background know, which overwrites the clipboard after a while where the person wants it. */
export async function copyCode(text: string): Promise<void> {
  await navigator.clipboard.writeText(text);
  // It is copied, whatever becomes of the clearing.
  ask('codeCopied', {}).catch(() => {});
}
