import { fold } from '../ui/fold';

/**
 * Filters the settings by the words that stand on the screen, so that there is no second list of words to keep. A
 * section whose title has all of them is shown whole; of another, only the rows are that have them all.
 * @returns how many sections are left
 */
export function filterSettings(page: HTMLElement, query: string): number {
  const words = fold(query).split(/\s+/u).filter(Boolean);
  const sections = [...page.querySelectorAll<HTMLElement>('.section')];
  return sections.filter((section) => filterSection(section, words)).length;
}

const hasAll = (element: Element | null, words: readonly string[], more = ''): boolean => {
  const text = fold(`${more} ${element?.textContent ?? ''}`);
  return words.every((word) => text.includes(word));
};

/** What says that something went wrong is no setting, and stays where it can be seen. */
const isRow = (element: Element): boolean => !element.matches('h2, [role=alert]');

function filterSection(section: HTMLElement, words: readonly string[]): boolean {
  const heading = section.querySelector('h2');
  const isWhole = hasAll(heading, words);
  const rows = [...section.children].filter(isRow);
  // A word of the title helps: "lock hours" means the row with the hours, of the section that is about locking.
  const found = rows.filter((row) => hasAll(row, words, heading?.textContent ?? '') && hasSome(row, words));
  for (const row of rows) mark(row, isWhole || found.includes(row));
  mark(section, isWhole || found.length > 0);
  return isWhole || found.length > 0;
}

const hasSome = (element: Element, words: readonly string[]): boolean =>
  words.some((word) => hasAll(element, [word]));

/** Not `hidden`: that is the affair of who renders the element. */
const mark = (element: Element, isFound: boolean): void => {
  element.toggleAttribute('data-not-found', !isFound);
};
