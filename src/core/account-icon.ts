import type { Account, NewAccount, Site } from './account';
import { brandOf, isBrand } from './brands';

/**
 * What stands for an account in a list, as the vault keeps it in `icon`: `letter`; `brand:` with the name of a bundled
 * icon; a picture of the person's own, as a data URL. Absent, '' and whatever this version does not know: by itself, a
 * bundled icon where there is one for its issuer or site, or else a letter.
 */
export const LETTER = 'letter';
const BRAND = 'brand:';
const PICTURE = 'data:image/png;base64,';

/** Of own pictures. `together`: in one vault, as every opening reads all of it; room for some two hundred. */
export const PICTURE_LIMITS = {
  pixels: 64,
  bytes: 6 * 1024,
  characters: PICTURE.length + 8 * 1024,
  together: 512 * 1024,
} as const;

const BASE64 = /^[A-Za-z0-9+/]+={0,2}$/;
/** Signature, length and name of the first chunk, width and height (PNG 2nd edition, §5.2 and §11.2.2). */
const HEADER_BYTES = 24;
const HEADER_START = '\x89PNG\r\n\x1a\n\0\0\0\rIHDR';

/** Width and height, from 1; a picture of few bytes could fill the memory otherwise. */
function isSmall(base64: string): boolean {
  const header = atob(base64.slice(0, HEADER_BYTES * (4 / 3)));
  const numberAt = (at: number) =>
    [0, 1, 2, 3].reduce((sum, more) => sum * 256 + header.charCodeAt(at + more), 0);
  const fits = (size: number) => size >= 1 && size <= PICTURE_LIMITS.pixels;
  return header.startsWith(HEADER_START) && fits(numberAt(16)) && fits(numberAt(20));
}

/** Whether an icon is a picture as `scan/small-picture.ts` makes them, a small PNG: what came another way may be none. */
export function isPicture(icon: string): boolean {
  if (!icon.startsWith(PICTURE) || icon.length > PICTURE_LIMITS.characters) return false;
  const base64 = icon.slice(PICTURE.length);
  return base64.length >= 64 && base64.length % 4 === 0 && BASE64.test(base64) && isSmall(base64);
}

/** The characters of an own picture; 0 for every other icon. */
export const pictureSize = ({ icon = '' }: { readonly icon?: string | undefined }): number =>
  icon.startsWith('data:') ? icon.length : 0;

/** The picture itself, for a format that holds it. @returns base64 of a PNG; null for every other icon */
export function pictureBase64({ icon = '' }: { readonly icon?: string | undefined }): string | null {
  return isPicture(icon) ? icon.slice(PICTURE.length) : null;
}

/** @returns the icon if it is one of those that this version knows; null for what is none */
export function knownIcon(icon: string): string | null {
  if (icon === LETTER || isPicture(icon)) return icon;
  return icon.startsWith(BRAND) && isBrand(icon.slice(BRAND.length)) ? icon : null;
}

interface Shown extends Pick<NewAccount, 'issuer'> {
  readonly sites: readonly Site[];
  readonly icon?: string | undefined;
}

/** The bundled icon of an account for which nothing was chosen; undefined where a letter stands for it. */
export function automaticIcon({ issuer, sites }: Pick<Shown, 'issuer' | 'sites'>): string | undefined {
  const brand = brandOf(issuer, sites);
  return brand === null ? undefined : BRAND + brand;
}

/** What stands for an account; undefined for a letter. */
export function shownIcon(account: Shown): string | undefined {
  const chosen = account.icon === undefined ? null : knownIcon(account.icon);
  return chosen === LETTER ? undefined : (chosen ?? automaticIcon(account));
}

/**
 * `shownIcon` for a row of a list: a picture is named (`picture:` with what it changes with) and not carried along, so
 * that a thousand rows stay small.
 */
export function rowIcon(account: Account): string | undefined {
  const icon = shownIcon(account);
  return icon?.startsWith('data:') ? `picture:${account.id}:${account.updatedAt}` : icon;
}

/**
 * Takes away the pictures with which all together would be too many for a vault: a letter, or a bundled icon, stands
 * there again.
 * @param used characters of the pictures that are in the vault already
 */
export function withinLimit<A extends { readonly icon?: string }>(accounts: readonly A[], used: number): A[] {
  let sum = used;
  return accounts.map((account) => {
    const size = pictureSize(account);
    if (size > 0 && sum + size > PICTURE_LIMITS.together) return { ...account, icon: '' };
    sum += size;
    return account;
  });
}
