/** Icons that formats know by a name: the bundled one, where somebody chose it. */
import { describe, expect, it } from 'vitest';
import { read, SECRET } from './kit';

const uri = (more: string, issuer = 'Work') =>
  `otpauth://totp/${issuer}:a?secret=${SECRET}&issuer=${issuer}${more}`;
const display = (value: object) => `&codeDisplay=${encodeURIComponent(JSON.stringify(value))}`;
const service = (type: string) => ({
  schemaVersion: 1,
  services: [{ name: 'Work', secret: SECRET, type, otp: { account: 'a' } }],
});
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

describe('the icon of an account from another app', () => {
  it.each<[app: string, file: unknown, icon: string | undefined]>([
    ['Ente Auth', uri(display({ iconSrc: 'simpleIcon', iconID: 'GitHub' })), 'brand:github'],
    ['Ente Auth, of the issuer itself', uri(display({ iconID: 'GitHub' }), 'GitHub'), undefined],
    ['Ente Auth, not known here', uri(display({ iconID: 'Nobody knows it' })), undefined],
    ['Ente Auth, of another shape', uri(display({ iconID: { evil: true } })), undefined],
    ['a list with names', uri('&icon=gitlab'), 'brand:gitlab'],
    ['a list with addresses', uri('&image=https://icons.example/github.png'), undefined],
    ['2FAS', service('GITHUB'), 'brand:github'],
    ['andOTP', andOtp('BitBucket'), 'brand:bitbucket'],
    ['andOTP, its default', andOtp('Default'), undefined],
  ])('%s', async (_app, file, icon) => {
    const { accounts } = await read(file);
    expect(accounts).toHaveLength(1);
    expect(accounts[0]?.icon).toBe(icon);
  });
});
