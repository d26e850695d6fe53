import { createCipheriv, scryptSync } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { readAegisVault } from '../../../src/core/importers/aegis';
import { pngOf } from '../../fakes/png';
import { read, refusal, SECRET } from './kit';

const PASSPHRASE = 'lantern gravel oboe';

const entry = (more: object, info: object = {}) => ({
  type: 'totp',
  issuer: 'ACME',
  name: 'a@acme.example',
  info: { secret: SECRET, algo: 'SHA1', digits: 6, period: 30, ...info },
  ...more,
});
const vault = (entries: readonly object[], more: object = {}) => ({ version: 3, entries, ...more });

describe('an entry of a vault', () => {
  const groups = [
    { uuid: 'g1', name: 'Work' },
    { uuid: 'g2', name: 'Home' },
  ];

  it('has its groups by name, its note and its pin', () => {
    const more = { groups: ['g2', 'gone', 'g1'], group: 'Old', note: 'two\nlines', favorite: true };
    const { accounts } = readAegisVault(vault([entry(more)], { groups }));
    expect(accounts).toMatchObject([{ tags: ['Home', 'Work'], note: 'two\nlines', pinned: true }]);
  });

  it('has the one group of older versions, and none where it is null', () => {
    const entries = [entry({ group: 'Work' }), entry({ group: null })];
    const { accounts } = readAegisVault({ ...vault(entries), version: 1 });
    expect(accounts.map(({ tags }) => tags)).toEqual([['Work'], undefined]);
  });

  it('has its picture, equal ones once, and says where it is damaged or far too long', () => {
    const icon = Buffer.from(pngOf(128, 128)).toString('base64');
    const icons = [icon, icon, null, 'no base64!', 'A'.repeat(400_000)];
    const { accounts } = readAegisVault(
      vault(icons.map((one) => entry({ icon: one, icon_mime: 'image/png' }))),
    );
    const [first, second, ...others] = accounts.map(({ picture }) => picture);
    expect(first).toEqual(pngOf(128, 128));
    expect(second).toBe(first);
    expect(others).toEqual([undefined, null, null]);
  });

  it('is computed with SHA-1 where the app wrote MD5', () => {
    const { accounts } = readAegisVault(vault([entry({}, { algo: 'MD5' })]));
    expect(accounts).toMatchObject([{ algorithm: 'SHA1' }]);
  });

  const mobileOtp = { algo: 'MD5', digits: 6, period: 10 };
  const yandex = { algo: 'SHA256', digits: 8, secret: 'LA2V6KMCGYMWWVEW64RNP3JA3I' };

  it.each([
    ['motp', { ...mobileOtp, pin: '1234' }, { algorithm: 'MD5', period: 10, secret: SECRET, pin: '1234' }],
    ['yandex', { ...yandex, pin: '7586' }, { algorithm: 'SHA256', digits: 8, period: 30, pin: '7586' }],
  ])('of type %s has its PIN', (type, info, expected) => {
    const { accounts } = readAegisVault(vault([entry({ type }, info)]));
    expect(accounts).toMatchObject([{ type, ...expected }]);
  });

  it.each([
    ['motp', mobileOtp, 'pin-missing'],
    ['yandex', { ...yandex, pin: null }, 'pin-missing'],
    ['yandex', { ...yandex, pin: '75' }, 'bad-pin'],
    ['yandex', { ...yandex, pin: '7586', secret: SECRET }, 'bad-yandex-secret'],
    ['motp', { ...mobileOtp, pin: '1234', period: 30 }, 'bad-period'],
    ['md5otp', { pin: '1234' }, 'unsupported-type'],
  ])('of type %s is skipped where its codes could not be right: %o', (type, info, reason) => {
    const { skipped } = readAegisVault(vault([entry({ type }, info)]));
    expect(skipped).toEqual([{ reason, name: 'ACME: a@acme.example' }]);
  });
});

it.each([
  ['unsupported-version', vault([], { version: 4 })],
  ['bad-content', vault([], { version: '3' })],
  ['bad-content', { version: 3, entries: {} }],
  ['bad-content', null],
  ['no-entries', vault([])],
])('refuses a vault with %s', (code, content) => {
  expect(() => readAegisVault(content)).toThrow(expect.objectContaining({ code }));
});

describe('an encrypted file', () => {
  const MASTER = Buffer.alloc(32, 7);
  const salt = Buffer.alloc(32, 1);

  function seal(key: Buffer, text: Buffer | string) {
    const nonce = Buffer.alloc(12, 2);
    const cipher = createCipheriv('aes-256-gcm', key, nonce);
    const sealed = Buffer.concat([cipher.update(text), cipher.final()]);
    return { sealed, parameters: { nonce: nonce.toString('hex'), tag: cipher.getAuthTag().toString('hex') } };
  }
  function slot(passphrase: string, more: object = {}, master = MASTER) {
    const { sealed, parameters } = seal(scryptSync(passphrase, salt, 32, { N: 16, r: 8, p: 1 }), master);
    const costs = { n: 16, r: 8, p: 1, salt: salt.toString('hex') };
    return { type: 1, ...costs, key: sealed.toString('hex'), key_params: parameters, ...more };
  }
  function file(slots: readonly object[]) {
    const { sealed, parameters } = seal(MASTER, JSON.stringify(vault([entry({})])));
    return { version: 1, header: { slots, params: parameters }, db: sealed.toString('base64') };
  }

  it('opens by whichever slot the passphrase fits', async () => {
    const slots = [{ type: 2 }, { type: 9 }, slot('another'), slot(PASSPHRASE, { is_backup: true })];
    expect((await read(file(slots), PASSPHRASE)).accounts).toMatchObject([{ secret: SECRET }]);
    expect(await refusal(read(file(slots), 'neither'))).toBe('wrong-password');
  });

  it.each([
    ['damaged', { type: 1, key: 'zz' }],
    ['too costly', slot(PASSPHRASE, { n: 2 ** 30 })],
    ['of a key of another length', slot(PASSPHRASE, {}, MASTER.subarray(1))],
  ])('opens beside a slot that is %s', async (_what, odd) => {
    expect((await read(file([odd, slot(PASSPHRASE)]), PASSPHRASE)).accounts).toHaveLength(1);
  });

  it.each([
    ['wrong-password', [{ type: 1, key: 'zz' }, slot('another')]],
    ['kdf-limits', [slot('another'), slot(PASSPHRASE, { n: 2 ** 30 }), { type: 1 }]],
    ['bad-content', [{ type: 2 }]],
    ['bad-content', [slot(PASSPHRASE, { key_params: null })]],
    ['bad-content', [slot(PASSPHRASE, { salt: 'xy' })]],
    ['kdf-limits', [slot(PASSPHRASE, { r: 1e9 })]],
    ['kdf-limits', [slot(PASSPHRASE, { n: 17 })]],
    ['kdf-limits', Array.from({ length: 9 }, () => slot('another'))],
  ])('is refused with %s', async (code, slots) => {
    expect(await refusal(read(file(slots), PASSPHRASE))).toBe(code);
  });
});
