import { describe, expect, it } from 'vitest';
import { UserError } from '../../../src/core/errors';
import { readForeignUri } from '../../../src/core/importers/reading/foreign-uri';

const SECRET = 'JBSWY3DPEHPK3PXP';
const read = (type: string, more = '') =>
  readForeignUri(`otpauth://${type}/ACME:a?secret=${SECRET}${more}`).account;

function refusal(type: string, more: string): string {
  try {
    read(type, more);
  } catch (error) {
    if (error instanceof UserError) return error.code;
    throw error;
  }
  return 'taken';
}

describe('a URI of Steam', () => {
  const spellings: readonly (readonly [type: string, more: string])[] = [
    ['steam', ''],
    ['totp', '&encoder=steam'],
    ['totp', '&steam'],
    ['totp', '&otp_type=steam'],
  ];
  const steam = { type: 'steam', digits: 5, period: 30, algorithm: 'SHA1' };

  it.each(spellings)('%s%s may say what Steam has, or the six digits of an app without it', (type, more) => {
    for (const said of ['', '&digits=5', '&digits=6', '&digits=null', '&period=30&algorithm=sha1&digits=5'])
      expect(read(type, more + said)).toMatchObject(steam);
  });

  it.each(spellings)('%s%s is skipped where it says anything else', (type, more) => {
    expect(refusal(type, `${more}&digits=8`)).toBe('bad-digits');
    expect(refusal(type, `${more}&digits=7`)).toBe('bad-digits');
    expect(refusal(type, `${more}&period=60`)).toBe('bad-period');
    expect(refusal(type, `${more}&algorithm=SHA256`)).toBe('bad-algorithm');
    expect(refusal(type, `${more}&algorithm=MD5`)).toBe('bad-algorithm');
  });

  it('is none where another type is said as well', () => {
    expect(read('hotp', '&steam&counter=7')).toMatchObject({ type: 'hotp', counter: 7, digits: 6 });
    expect(read('hotp', '&otp_type=steam')).toMatchObject({ type: 'hotp' });
    expect(refusal('yaotp', '&steam')).toBe('bad-yandex-secret');
  });
});

describe('a parameter that repeats', () => {
  it.each([
    ['totp', '&secret=ABCDEFGH'],
    ['totp', '&issuer=A&issuer=B'],
    ['totp', '&algorithm=SHA1&algorithm=SHA256'],
    ['totp', '&digits=6&DIGITS=8'],
    ['totp', '&period=30&period=60'],
    ['hotp', '&counter=1&counter=2'],
    ['totp', '&encoder=steam&encoder=none'],
  ])('is refused where it decides codes or names: %s%s', (type, more) =>
    expect(refusal(type, more)).toBe('duplicate-parameter'),
  );

  it('may say the same again', () => expect(read('totp', '&digits=8&digits=8')).toMatchObject({ digits: 8 }));

  it('counts the first time where it decides neither', () => {
    const uri = `otpauth://totp/a?secret=${SECRET}&icon=one&Icon=two&digits=8`;
    const { account, parameters } = readForeignUri(uri);
    expect(account.digits).toBe(8);
    expect(parameters.get('icon')).toBe('one');
  });

  it('gives all tags', () =>
    expect(readForeignUri(`otpauth://totp/a?secret=${SECRET}&tags=Work&tags=At+home`).tags).toEqual([
      'Work',
      'At home',
    ]));
});

it('has a fragment behind its query, and a label with a sign for it', () => {
  const { account } = readForeignUri(`otpauth://totp/a#1?secret=${SECRET}&issuer=A%23B#frag`);
  expect(account).toMatchObject({ issuer: 'A#B', name: 'a#1' });
});
