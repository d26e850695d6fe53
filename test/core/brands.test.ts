import { describe, expect, it } from 'vitest';
import { brandNotice, packagedIcon, tileColours } from '../../src/build/brand-icons-plugin';
import { allBrands, brandOf, brandOfText, isBrand } from '../../src/core/brands';
import { BRANDS_TABLE } from '../../src/core/brands-table';
import { allServices } from '../../src/core/services';

const site = (host: string) => ({ origin: `https://${host}`, subdomains: false });
const twice = (keys: readonly string[]) => keys.filter((key, at) => keys.indexOf(key) !== at);

describe('the table of icons', () => {
  it('knows at least 500, each of which the package has', () => {
    expect(allBrands().length).toBeGreaterThanOrEqual(500);
    for (const name of allBrands()) expect(packagedIcon(name).path.length, name).toBeGreaterThan(10);
  });

  it('has no spelling twice, and all of them folded', () => {
    const spellings = BRANDS_TABLE.split(/[;\s]+/u).filter(Boolean);
    expect(twice(spellings)).toEqual([]);
    expect(spellings.filter((spelling) => !/^[a-z0-9]+$/u.test(spelling))).toEqual([]);
  });

  it('has an icon for each spelling of a service that has one for its name', () => {
    const known = allServices().filter(({ name }) => brandOfText(name) !== null);
    expect(known.length).toBeGreaterThanOrEqual(400);
    const lost = known.flatMap(({ issuers }) => issuers.filter((issuer) => brandOfText(issuer) === null));
    expect(lost).toEqual([]);
  });

  it('takes icons under free licences only', () => {
    const licences = allBrands().flatMap((name) => packagedIcon(name).license?.type ?? []);
    expect(licences.filter((type) => !/^(?:CC0|MIT|Apache|CC-BY-\d|CC-BY-SA-)/u.test(type))).toEqual([]);
    expect(brandNotice()).toContain('trademarks of their owners');
    expect(brandNotice()).toContain('Debian (CC-BY-SA-3.0)');
  });
});

describe('the icon of an account', () => {
  it.each([
    ['GitHub', [], 'github'],
    ['github.com', [], 'github'],
    ['  GITHUB ', [], 'github'],
    ['Google', [], 'google'],
    ['Gmail', [], 'gmail'],
    ['Nextcloud', [], 'nextcloud'],
    ['GitHub:octo@acme.example', [], 'github'],
    ['Work', [site('github.com')], 'github'],
    ['', [site('acme.example'), site('accounts.google.com')], 'google'],
  ])('%s at %j is %s', (issuer, sites, brand) => expect(brandOf(issuer, sites)).toBe(brand));

  it.each([
    ['Acme', []],
    ['', []],
    ['GitHub Enterprise of Acme', []],
    ['Acme', [site('github.com.acme.example')]],
    ['Acme', [{ origin: 'no address', subdomains: false }]],
    ['constructor', []],
    ['Гитхаб', []],
  ])('%s at %j has none', (issuer, sites) => expect(brandOf(issuer, sites)).toBeNull());

  it('is told apart from what is not bundled', () => {
    expect(isBrand('github')).toBe(true);
    expect(isBrand('githubcom')).toBe(false);
    expect(isBrand('../icon-16')).toBe(false);
  });
});

describe('the colours of a tile', () => {
  it.each([
    ['181717', '#181717', '#ffffff'],
    ['FFFC00', '#fffc00', '#1b2027'],
  ])('%s is shown as %s under %s', (hex, tile, glyph) => expect(tileColours(hex)).toEqual({ tile, glyph }));

  it('are darkened where white would not stand out', () => {
    const { tile, glyph } = tileColours('F38020');
    expect(glyph).toBe('#ffffff');
    expect(tile).not.toBe('#f38020');
  });
});
