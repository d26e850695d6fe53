import { isInput } from './dom.ts';

/** How long a page may take to put back, reformat or take a code that it was given. */
const SETTLE_MS = 50;

const contentOf = (field: HTMLElement): string => (isInput(field) ? field.value : (field.textContent ?? ''));

/** Without gaps, hyphens and masks. */
export const bareCode = (text: string): string => text.replace(/[^0-9A-Za-z]/g, '');

/** What was typed, without the mask: "123 456" reads 123456. */
export const readCode = (field: HTMLElement): string => bareCode(contentOf(field));

/** Empty, a mask, or an old code: anything else is not ours to overwrite. */
export function isReplaceable(field: HTMLElement): boolean {
  return /^(\d{4,10})?$/.test(contentOf(field).replace(/[\s_\-–—.·•○]/g, ''));
}

/** `readonly` until somebody comes, to keep the browser's own filling away: `onfocus="this.removeAttribute('readonly')"`. */
export const opensOnFocus = (field: HTMLElement): boolean =>
  /readonly/i.test(field.getAttribute('onfocus') ?? '');

/** The page went on: the field is no longer there for anyone to type into. */
export const isGone = (field: HTMLElement): boolean =>
  !field.isConnected ||
  field.matches(':disabled') ||
  (isInput(field) && field.readOnly) ||
  !field.checkVisibility();

export const wait = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, milliseconds));

/**
 * Whether a code was taken. Looks twice: at once, and when the page has had time to put it back. A field that
 * read the code and is empty then was taken and cleared; to fill it again would send a code twice.
 */
export async function wasTaken(code: string, read: () => string, isOver: () => boolean): Promise<boolean> {
  await wait(0);
  const readAtOnce = read() === code;
  if (isOver()) return true;
  await wait(SETTLE_MS);
  return isOver() || read() === code || (readAtOnce && read() === '');
}
