import { ask } from './ask';

const PATIENCE_MS = 1000;

/** A popup that has just opened gets the focus a moment later, and no clipboard before. */
async function focused(): Promise<void> {
  if (document.hasFocus()) return;
  await new Promise((resolve) => {
    window.addEventListener('focus', resolve, { once: true });
    setTimeout(resolve, PATIENCE_MS);
  });
}

/** `id`: whose code it is, if it is one. Copies, and lets the background know, which overwrites the clipboard after a while where the person wants it. */
export async function copyCode(text: string, id?: string): Promise<void> {
  await focused();
  await navigator.clipboard.writeText(text);
  // It is copied, whatever becomes of the clearing.
  ask('codeCopied', id === undefined ? {} : { id }).catch(() => {});
}

/** A picture of a secret, as a PNG; the clipboard is cleared of it as of a code. */
export async function copyPicture(png: Blob): Promise<void> {
  await navigator.clipboard.write([new ClipboardItem({ 'image/png': png })]);
  ask('codeCopied', {}).catch(() => {});
}
