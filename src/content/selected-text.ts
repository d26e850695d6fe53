import { focusedIn, isHtml, isInput } from './dom.ts';

/** A longer selection is no list of codes. */
const LONGEST = 100_000;

/** What the person marked, with its line ends and columns; in a box of several lines as well, in a password never. */
export function selectedText(document: Document): string {
  return (selectedInBox(focusedIn(document)) ?? document.getSelection()?.toString() ?? '').slice(0, LONGEST);
}

function selectedInBox(focused: Element | null): string | null {
  const isBox = isInput(focused) ? focused.type !== 'password' : isTextArea(focused);
  if (!isBox || !(isInput(focused) || isTextArea(focused))) return null;
  const { selectionStart, selectionEnd, value } = focused;
  return selectionStart === null || selectionStart === selectionEnd
    ? null
    : value.slice(selectionStart, selectionEnd ?? undefined);
}

const isTextArea = (element: Element | null): element is HTMLTextAreaElement =>
  isHtml(element) && element.localName === 'textarea';
