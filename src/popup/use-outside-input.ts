import { useEffect } from 'preact/hooks';
import { linksIn } from './add-form';

/** What is pasted or dropped: a picture, or a text with set-up links. */
export interface OutsideInput {
  readonly onPicture: (file: Blob) => void;
  readonly onLinks: (links: readonly string[]) => void;
}

/** Where the focus is in a field, only what cannot be meant for it is taken: a picture, a set-up link. */
function take(data: DataTransfer | null, { onPicture, onLinks }: OutsideInput): boolean {
  const [file] = data?.files ?? [];
  if (file) {
    onPicture(file);
    return true;
  }
  const links = linksIn(data?.getData('text/plain') ?? '');
  if (links.length > 0) onLinks(links);
  return links.length > 0;
}

/** Takes pictures and set-up links that are pasted or dropped anywhere on the page; none while another screen does. */
export function useOutsideInput(input: OutsideInput | null): void {
  useEffect(() => {
    if (!input) return;
    const paste = (event: ClipboardEvent): void => {
      if (take(event.clipboardData, input)) event.preventDefault();
    };
    const drop = (event: DragEvent): void => {
      if (take(event.dataTransfer, input)) event.preventDefault();
    };
    /** Without this the browser opens what is dropped. */
    const allow = (event: DragEvent): void => event.preventDefault();
    document.addEventListener('paste', paste);
    document.addEventListener('drop', drop);
    document.addEventListener('dragover', allow);
    return () => {
      document.removeEventListener('paste', paste);
      document.removeEventListener('drop', drop);
      document.removeEventListener('dragover', allow);
    };
  }, [input?.onPicture, input?.onLinks]);
}
