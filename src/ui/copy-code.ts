import { ask } from './ask';

/** `id`: whose code it is, if it is one. Copies, and lets the background know, which overwrites the clipboard after a while where the person wants it. */
export async function copyCode(text: string, id?: string): Promise<void> {
  await navigator.clipboard.writeText(text);
  // It is copied, whatever becomes of the clearing.
  ask('codeCopied', id === undefined ? {} : { id }).catch(() => {});
}

/** A picture of a secret, as a PNG; the clipboard is cleared of it as of a code. */
export async function copyPicture(png: Blob): Promise<void> {
  await navigator.clipboard.write([new ClipboardItem({ 'image/png': png })]);
  ask('codeCopied', {}).catch(() => {});
}
