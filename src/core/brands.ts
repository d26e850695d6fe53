import type { Site } from './account';
import { BRANDS_TABLE } from './brands-table.ts';
import { serviceOfHost } from './services.ts';

/** ASCII but letters and digits, and accents. (Classes like `\p{L}` cost a cold background milliseconds.) */
const NO_LETTERS = /[^a-z0-9\u0080-\uffff]+|[\u0300-\u036f]+/g;

/** Case, spaces, punctuation and accents are no part of a spelling. Letters that are not Latin stay. */
const fold = (text: string): string => text.normalize('NFKD').toLowerCase().replace(NO_LETTERS, '');

function once<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => {
    made ??= make();
    return made;
  };
}

const rows = once(() => BRANDS_TABLE.split(';').map((row) => row.trim().split(' ')));

/** Spelling to name. A spelling that is the name of another icon never takes it away. */
const bySpelling = once(() => {
  const names = new Map<string, string>();
  for (const [name = '', ...spellings] of rows())
    for (const one of [name, ...spellings]) names.set(one, name);
  return names;
});

/** The names of all bundled icons: `github` is the file `icons/brands/github.svg` of the package. */
export function allBrands(): string[] {
  return rows().map(([name = '']) => name);
}

const names = once(() => new Set(allBrands()));

/** Whether an icon of that name is bundled. A vault of another version may name one that is not. */
export function isBrand(name: string): boolean {
  return names().has(name);
}

/**
 * The bundled icon that a text names as a whole: an issuer, or what another app calls the icon.
 * @returns null where there is none
 */
export function brandOfText(text: string): string | null {
  return bySpelling().get(fold(text)) ?? null;
}

/** The table of services is asked about hosts with a name in them: it takes long for all hosts of a large vault. */
function brandOfSite({ origin }: Site): string | null {
  const host = origin.slice(origin.indexOf('//') + 2);
  if (!host.split('.').some((label) => bySpelling().has(label))) return null;
  const service = serviceOfHost(host);
  return service && brandOfText(service.name);
}

/**
 * The bundled icon for an account: that of its issuer (or of what stands in front of a colon there), or else of the
 * service that one of its sites belongs to.
 * @returns null where there is none: a letter stands for it
 */
export function brandOf(issuer: string, sites: readonly Site[]): string | null {
  const colon = issuer.indexOf(':');
  const named = brandOfText(issuer) ?? (colon > 0 ? brandOfText(issuer.slice(0, colon)) : null);
  if (named !== null) return named;
  for (const site of sites) {
    const brand = brandOfSite(site);
    if (brand !== null) return brand;
  }
  return null;
}
