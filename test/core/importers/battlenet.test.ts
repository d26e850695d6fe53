import { describe, expect, it } from 'vitest';
import { preferences, read, refusal, SECRET } from './kit';

const MASK = Buffer.from(
  '398e27fc50276a656065b0e525f4c06c04c61075286b8e7aeda59da9813b5dd6c80d2fb38068773fa59ba47c17ca6c6479015c1d5b8b8f6b9a',
  'hex',
);
const mask = (text: string) =>
  Buffer.from(Array.from(Buffer.from(text), (byte, index) => byte ^ (MASK[index] ?? 0))).toString('hex');
const file = (strings: Record<string, string>) =>
  preferences(
    Object.fromEntries(
      Object.entries(strings).map(([name, text]) => [`com.blizzard.messenger.AUTHENTICATOR_${name}`, text]),
    ),
  ).replace('</map>', '<boolean name="x" value="false" />\n</map>');

const HEX = '48656c6c6f21deadbeef';

describe('Battle.net', () => {
  it('has one authenticator of eight digits', async () => {
    const { accounts } = await read(file({ SERIAL: mask('EU-1'), DEVICE_SECRET: mask(HEX).toUpperCase() }));
    const kind = { type: 'totp', digits: 8, period: 30, algorithm: 'SHA1' };
    expect(accounts).toMatchObject([{ issuer: 'Battle.net', name: 'EU-1', secret: SECRET, ...kind }]);
  });

  it('needs no serial number', async () => {
    const { accounts } = await read(file({ SERIAL: 'ffff', DEVICE_SECRET: mask(HEX) }));
    expect(accounts).toMatchObject([{ issuer: 'Battle.net', name: '', secret: SECRET }]);
  });

  it.each([
    ['no secret', { SERIAL: mask('EU-1') }, 'secret-missing'],
    ['a secret that is no hex', { SERIAL: mask('EU-1'), DEVICE_SECRET: 'no hex' }, 'bad-secret'],
    ['a secret behind another mask', { SERIAL: mask('EU-1'), DEVICE_SECRET: HEX }, 'bad-secret'],
    [
      'a secret longer than the mask',
      { SERIAL: mask('EU-1'), DEVICE_SECRET: mask('a'.repeat(60)) },
      'bad-secret',
    ],
  ])('is skipped with %s', async (_name, strings, reason) => {
    const { accounts, skipped } = await read(file(strings));
    expect(accounts).toEqual([]);
    expect(skipped).toEqual([{ name: 'Battle.net EU-1', reason }]);
  });

  it('is refused without an authenticator, and cut off', async () => {
    expect(await refusal(read(file({ BGS_REGION_CODE: 'EU' })))).toBe('no-entries');
    expect(await refusal(read(file({ SERIAL: mask('EU-1') }).slice(0, -10)))).toBe('bad-content');
  });
});
