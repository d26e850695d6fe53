/**
 * Makes one small file of each bundled icon, `icons/brands/<name>.svg`: the brand's glyph on a tile of its colour, as
 * the letter tiles are. Pages name the file and nothing else, so an icon is read when it is shown and costs no script.
 * The names for the picker are answered as `virtual:brand-names`, in the order of the alphabet.
 *
 * The icons are those of the package simple-icons, unchanged; the colours are its colours, darkened where the white
 * glyph would not stand out.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Plugin } from 'vite';
import { allBrands } from '../core/brands.ts';

const NAMES_MODULE = 'virtual:brand-names';
/** The glyph has 24 units; the tile leaves seven on each side, which keeps it off the notch. */
const TILE = { glyph: 24, margin: 7 } as const;
const DARK_INK = '#1b2027';
const WHITE = '#ffffff';
/** WCAG 2.2 §1.4.11: parts of graphics stand out by 3 to 1. */
const CONTRAST = 3;
/** Below this a colour is light by nature (yellow, mint): darkened, it would be another one. */
const LIGHT_BELOW = 2.2;

interface PackagedIcon {
  readonly title: string;
  readonly slug: string;
  readonly hex: string;
  readonly license?: { readonly type: string };
}

const require = createRequire(import.meta.url);
const PACKAGED: readonly PackagedIcon[] = JSON.parse(
  readFileSync(require.resolve('simple-icons/icons.json'), 'utf8'),
);
const bySlug = new Map(PACKAGED.map((icon) => [icon.slug, icon]));

/** @throws Error for a name that the package does not have (any more) */
export function packagedIcon(name: string): PackagedIcon & { readonly path: string } {
  const icon = bySlug.get(name);
  if (!icon) throw new Error(`simple-icons has no icon "${name}"`);
  const svg = readFileSync(require.resolve(`simple-icons/icons/${name}.svg`), 'utf8');
  const path = /<path d="([^"]+)"\/>/u.exec(svg)?.[1];
  if (!path) throw new Error(`simple-icons changed shape: no path in "${name}"`);
  return { ...icon, path };
}

type Colour = readonly number[];

const channels = (hex: string): Colour => [0, 2, 4].map((at) => Number.parseInt(hex.slice(at, at + 2), 16));
const hexOf = (colour: Colour) =>
  `#${colour.map((channel) => Math.round(channel).toString(16).padStart(2, '0')).join('')}`;

/** WCAG 2.2, relative luminance. */
function luminance(colour: Colour): number {
  const [red = 0, green = 0, blue = 0] = colour.map((channel) => {
    const part = channel / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

const contrastWithWhite = (colour: Colour) => 1.05 / (luminance(colour) + 0.05);

/** @param hex six digits, without the sign @returns colours of the tile and of the glyph, 3 to 1 apart at least */
export function tileColours(hex: string): { readonly tile: string; readonly glyph: string } {
  let colour = channels(hex);
  if (contrastWithWhite(colour) < LIGHT_BELOW) return { tile: hexOf(colour), glyph: DARK_INK };
  while (contrastWithWhite(colour) < CONTRAST) colour = colour.map((channel) => channel * 0.97);
  return { tile: hexOf(colour), glyph: WHITE };
}

function tileOf(name: string): string {
  const { hex, path } = packagedIcon(name);
  const { tile, glyph } = tileColours(hex);
  const { margin } = TILE;
  const size = TILE.glyph + 2 * margin;
  const box = `${-margin} ${-margin} ${size} ${size}`;
  const ground = `<path fill="${tile}" d="M${-margin}${-margin}h${size}v${size}h${-size}z"/>`;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${box}">${ground}<path fill="${glyph}" d="${path}"/></svg>\n`;
}

function namesForPicker(): readonly (readonly [name: string, title: string])[] {
  const named = allBrands().map((name) => [name, packagedIcon(name).title] as const);
  return named.sort(([, a], [, b]) => a.localeCompare(b, 'en'));
}

/** What the package asks its users to say, and the licences of single icons. */
export function brandNotice(): string {
  const licensed = allBrands()
    .map(packagedIcon)
    .flatMap(({ title, license }) => (license ? [`${title} (${license.type})`] : []));
  return `
## Brand icons, from simple-icons (CC0-1.0)

The files in icons/brands hold glyphs of the package simple-icons, unchanged, each on a tile of the brand's colour. The
package is released under CC0 1.0. Brand names and icons are trademarks of their owners; they stand here to tell a
person's accounts apart, and say nothing of a connection with the owners or of their consent. Single icons come under
licences of their own: ${licensed.join(', ')}.
`;
}

export function brandIcons(): Plugin {
  return {
    name: 'brand-icons',
    resolveId: (id) => (id === NAMES_MODULE ? `\0${NAMES_MODULE}` : null),
    load: (id) =>
      id === `\0${NAMES_MODULE}` ? `export const BRAND_NAMES = ${JSON.stringify(namesForPicker())};` : null,
    generateBundle() {
      for (const name of allBrands()) {
        this.emitFile({ type: 'asset', fileName: `icons/brands/${name}.svg`, source: tileOf(name) });
      }
    },
  };
}
