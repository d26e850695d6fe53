import { useHandedData } from '../ui/use-handed-data';
import { linksIn } from './add-form';

/** What is pasted or dropped: pictures, or a text with set-up links. */
export interface OutsideInput {
  readonly onPictures: (files: readonly File[]) => void;
  /** `others`: how many lines beside them are none. */
  readonly onLinks: (links: readonly string[], others: number) => void;
}

/** Where the focus is in a field, only what cannot be meant for it is taken: a picture, a set-up link. */
function take(data: DataTransfer, { onPictures, onLinks }: OutsideInput): boolean {
  if (data.files.length > 0) {
    onPictures([...data.files]);
    return true;
  }
  const { links, others } = linksIn(data.getData('text/plain'));
  if (links.length > 0) onLinks(links, others);
  return links.length > 0;
}

/** Takes pictures and set-up links that are pasted or dropped anywhere on the page; none while another screen does. */
export function useOutsideInput(input: OutsideInput | null): void {
  useHandedData(input && ((data) => take(data, input)));
}
