/** The write travels beside the closing: on a busy computer a page that closes at once may take it along unwritten. */
const STANDS_FOR_MILLISECONDS = 1000;

/**
 * Writes an empty text over the clipboard from a document that nobody sees: without the focus only the old command
 * works, and it copies what the listener lays down.
 */
function write(event: ClipboardEvent): void {
  event.preventDefault();
  event.clipboardData?.setData('text/plain', '');
}

export function clearClipboard(): void {
  document.addEventListener('copy', write);
  document.execCommand('copy');
  setTimeout(() => window.close(), STANDS_FOR_MILLISECONDS);
}
