/** Icons of other apps: by a name, as a picture, or as what cannot be taken along, which is said and never silent. */
import { Secret } from 'otpauth/bare';
import { describe, expect, it } from 'vitest';
import type { ImportedAccount } from '../../../src/core/importers';
import { dataUrl, pngOf } from '../../fakes/png';
import { KEY, preferences, read, SECRET, signed } from './kit';

const PNG = pngOf(16, 16, (x, y) => [x * 16, y * 16, 90]);
const BASE64 = Buffer.from(PNG).toString('base64');
const BASE32 = new Secret({ buffer: PNG.buffer }).base32;

const uri = (more: string, issuer = 'Work') =>
  `otpauth://totp/${issuer}:a?secret=${SECRET}&issuer=${issuer}${more}`;
const display = (value: object) => `&codeDisplay=${encodeURIComponent(JSON.stringify(value))}`;
const service = (more: object) => ({
  schemaVersion: 4,
  services: [{ name: 'Work', secret: SECRET, otp: { account: 'a' }, ...more }],
});
const collection = (id: string) => service({ icon: { selected: 'IconCollection', iconCollection: { id } } });
const andOtp = (thumbnail: string) => [
  {
    secret: SECRET,
    label: 'a',
    issuer: 'Work',
    type: 'TOTP',
    algorithm: 'SHA1',
    digits: 6,
    period: 30,
    thumbnail,
  },
];
const raivo = (iconValue: string, issuer = 'Work') => [
  {
    kind: 'TOTP',
    issuer,
    account: 'a',
    secret: SECRET,
    timer: '30',
    iconType: 'raivo_repository',
    iconValue,
  },
];
const token = (more: object) => ({
  issuerExt: 'Work',
  label: 'a',
  secret: signed(KEY),
  type: 'TOTP',
  ...more,
});
const freeOtpPlus = (more: object) => ({ tokens: [token(more)], tokenOrder: [] });
const freeOtp = (more: object) => preferences({ 'Work:a': JSON.stringify(token(more)) });

/** What came of the icon, in a word. */
function outcome({ icon, picture }: ImportedAccount): string | undefined {
  if (picture === null) return 'lost';
  return picture === undefined ? icon : `${Buffer.from(picture).equals(PNG) ? 'the picture' : 'another'}`;
}

describe('the icon of an account from another app', () => {
  it.each<[app: string, file: unknown, icon: string | undefined]>([
    ['Ente Auth', uri(display({ iconSrc: 'simpleIcon', iconID: 'GitHub' })), 'brand:github'],
    ['Ente Auth, of the issuer itself', uri(display({ iconID: 'GitHub' }), 'GitHub'), undefined],
    ['Ente Auth, not known here', uri(display({ iconID: 'Nobody knows it' })), 'lost'],
    [
      'Ente Auth, not known here, where the issuer has one',
      uri(display({ iconID: 'n' }), 'GitHub'),
      undefined,
    ],
    ['Ente Auth, of another shape', uri(display({ iconID: { evil: true } })), undefined],
    ['a list with names', uri('&icon=gitlab'), 'brand:gitlab'],
    [
      'a list with names and addresses',
      uri('&icon=gitlab&image=https://icons.example/n.png'),
      'brand:gitlab',
    ],
    ['a list with addresses', uri('&image=https://icons.example/github.png'), 'lost'],
    ['a list with empty ones', uri('&icon=&image='), undefined],
    ['WinAuth', uri(`&icon=base64%3a${BASE32}`), 'the picture'],
    ['WinAuth, its own icon', uri('&icon=WinAuth'), undefined],
    ['WinAuth, damaged', uri('&icon=base64%3a!!'), 'lost'],
    ['a list with pictures', uri(`&image=${encodeURIComponent(dataUrl(PNG))}`), 'the picture'],
    ['a list with pictures, not encoded', uri(`&icon=${dataUrl(PNG)}`), 'the picture'],
    ['2FAS', service({ type: 'GITHUB' }), 'brand:github'],
    ['2FAS, added by hand', service({ type: 'ManuallyAdded' }), undefined],
    ['2FAS, by number', collection('4FA01E55-0000-4000-8000-000000000001'), 'lost'],
    ['2FAS, its default', collection('A5B3FB65-4EC5-43E6-8EC1-49E24CA9E7AD'), undefined],
    ['andOTP', andOtp('BitBucket'), 'brand:bitbucket'],
    ['andOTP, its default', andOtp('Default'), undefined],
    ['Raivo', raivo('g/GitHub.png'), 'brand:github'],
    ['Raivo, not known here', raivo('n/nobody.png'), 'lost'],
    ['Raivo, without', raivo(''), undefined],
    ['FreeOTP', freeOtp({ image: dataUrl(PNG) }), 'the picture'],
    ['FreeOTP+', freeOtpPlus({ image: dataUrl(PNG) }), 'the picture'],
    [
      'FreeOTP+, chosen',
      freeOtpPlus({ image: 'https://icons.example/', imageAlt: dataUrl(PNG) }),
      'the picture',
    ],
    ['FreeOTP+, on the phone', freeOtpPlus({ imageAlt: 'content://media/external/images/1' }), 'lost'],
    ['FreeOTP+, elsewhere', freeOtpPlus({ image: 'https://icons.example/github.png' }), 'lost'],
    ['FreeOTP+, without', freeOtpPlus({ image: null, imageAlt: '' }), undefined],
  ])('%s', async (_app, file, icon) => {
    const { accounts } = await read(file);
    expect(accounts.map(outcome)).toEqual([icon]);
  });

  it('costs no account, however large it is', async () => {
    const large = (bytes: number) =>
      read(uri(`&image=data:image/png;base64,${Buffer.alloc(bytes).toString('base64')}`));
    expect((await large(200_000)).accounts[0]?.picture).toHaveLength(200_000);
    expect((await large(300_000)).accounts.map(outcome)).toEqual(['lost']);
  });

  it('is one object where a list has it twice', async () => {
    const one = uri(`&image=${encodeURIComponent(`data:image/png;base64,${BASE64}`)}`);
    const { accounts } = await read(`${one}\n${one.replace(SECRET, 'AAAABBBB')}`);
    expect(accounts).toHaveLength(2);
    expect(accounts[0]?.picture).toBe(accounts[1]?.picture);
  });
});
