import { describe, expect, it } from 'vitest';
import type { Account } from '../../src/core/account';
import {
  isPicture,
  knownIcon,
  PICTURE_LIMITS,
  pictureBase64,
  rowIcon,
  shownIcon,
  withinLimit,
} from '../../src/core/account-icon';
import { dataUrl, pictureOfSize, pngOf } from '../fakes/png';

const PICTURE = dataUrl(pngOf(64, 64));
const account = (icon?: string): Account => ({
  type: 'totp',
  period: 30,
  id: 'a',
  issuer: 'GitHub',
  name: 'octavia',
  secret: 'JBSWY3DPEHPK3PXP',
  algorithm: 'SHA1',
  digits: 6,
  sites: [],
  pinned: false,
  order: 0,
  createdAt: 1,
  updatedAt: 7,
  source: 'manual',
  ...(icon === undefined ? {} : { icon }),
});

describe('an own picture', () => {
  it.each([
    [64, 64],
    [1, 48],
  ])('is a PNG of %i by %i', (width, height) => expect(isPicture(dataUrl(pngOf(width, height)))).toBe(true));

  it.each([
    ['wider', dataUrl(pngOf(65, 8))],
    ['higher', dataUrl(pngOf(8, 65))],
    ['without any width', dataUrl(pngOf(0, 8))],
    ['of another kind', PICTURE.replace('image/png', 'image/svg+xml')],
    ['of another kind by its bytes', `data:image/png;base64,${btoa('<svg width="9"/>'.padEnd(90, ' '))}`],
    ['cut off in its header', PICTURE.slice(0, 50)],
    ['no base64', `${PICTURE.slice(0, -4)}<x/>`],
    ['an address', 'https://icons.example/github.png'],
    ['too long', pictureOfSize(PICTURE_LIMITS.characters + 8)],
  ])('is none that is %s', (_what, icon) => {
    expect(isPicture(icon)).toBe(false);
    expect(knownIcon(icon)).toBeNull();
  });

  it('is handed to a format as bare base64', () => {
    expect(pictureBase64({ icon: PICTURE })).toBe(PICTURE.slice('data:image/png;base64,'.length));
    expect(pictureBase64({ icon: 'letter' })).toBeNull();
    expect(pictureBase64({})).toBeNull();
  });
});

describe('what stands for an account', () => {
  it.each([
    [undefined, 'brand:github'],
    ['', 'brand:github'],
    ['brand:gitlab', 'brand:gitlab'],
    ['letter', undefined],
    [PICTURE, PICTURE],
    ['brand:of-a-later-version', 'brand:github'],
    ['brand:../icon-16', 'brand:github'],
    ['of a later version', 'brand:github'],
    ['https://icons.example/github.png', 'brand:github'],
  ])('with %j', (icon, shown) => expect(shownIcon(account(icon))).toBe(shown));

  it('is named by a row, which carries no picture', () => {
    expect(rowIcon(account(PICTURE))).toBe('picture:a:7');
    expect(rowIcon(account())).toBe('brand:github');
    expect(rowIcon(account('letter'))).toBeUndefined();
  });
});

describe('the pictures of a vault', () => {
  it('stay below their limit, the first of them kept', () => {
    const icon = pictureOfSize(8000);
    const fits = Math.floor(PICTURE_LIMITS.together / icon.length);
    const kept = withinLimit(
      Array.from({ length: fits + 3 }, () => ({ icon })),
      icon.length,
    );
    expect(kept.filter((one) => one.icon === icon)).toHaveLength(fits - 1);
    expect(withinLimit([{ icon }, { icon: 'letter' }, {}], PICTURE_LIMITS.together)).toEqual([
      { icon: '' },
      { icon: 'letter' },
      {},
    ]);
  });
});
