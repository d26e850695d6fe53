/** Firefox reads the file after the click has returned; a minute is enough for any disk. */
const REVOKE_AFTER_MS = 60_000;

/** Saves a file into the person's downloads. Not from the toolbar popup: with it the browser drops the file. */
export function download(
  name: string,
  content: string | Uint8Array<ArrayBuffer>,
  type = 'application/json',
): void {
  const url = URL.createObjectURL(new Blob([content], { type }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), REVOKE_AFTER_MS);
}
