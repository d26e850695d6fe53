import { createCipheriv, pbkdf2Sync } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { readServices } from '../../../src/core/importers/two-fas';
import { read, refusal, SECRET } from './kit';

const PASSPHRASE = 'lantern gravel oboe';
const service = (otp: unknown, more: object = {}) => ({ name: 'ACME', secret: SECRET, otp, ...more });

describe('a service', () => {
  it.each([
    [
      'nothing but a secret',
      service(null),
      { type: 'totp', digits: 6, period: 30, algorithm: 'SHA1', name: '' },
    ],
    ['members of null', service({ digits: null, tokenType: null, algorithm: 'null' }), { digits: 6 }],
    ['a counter and no period', service({ tokenType: 'HOTP', counter: 3 }), { type: 'hotp', counter: 3 }],
    ['the type in lower case', service({ tokenType: 'steam', digits: 5 }), { type: 'steam', digits: 5 }],
    ['a name of its own', service({ issuer: 'Old' }), { issuer: 'ACME' }],
    ['no name', service({ issuer: 'Old' }, { name: '' }), { issuer: 'Old' }],
    ['its account', service({ account: 'a', label: 'ACME:b' }), { name: 'a' }],
    ['its account in the label', service({ label: 'ACME:b' }), { name: 'b' }],
    [
      'its account in the link',
      service({ account: '', link: `otpauth://totp/ACME%3Ac?secret=${SECRET}` }),
      { name: 'c' },
    ],
    ['a link that is none', service({ link: 'otpauth://totp/a?digits=6&digits=7' }), { name: '' }],
    ['a secret in lower case', service({}, { secret: SECRET.toLowerCase() }), { secret: SECRET }],
  ])('is read with %s', (_what, given, expected) => {
    expect(readServices([given], {}).accounts).toMatchObject([expected]);
  });

  it.each([
    ['bad-algorithm', service({ algorithm: 'SHA224' })],
    ['bad-algorithm', service({ algorithm: 'SHA384' })],
    ['unsupported-type', service({ tokenType: 'MOTP' })],
    ['bad-secret', service({}, { secret: {} })],
  ])('is skipped as %s', (reason, given) => {
    expect(readServices([given], {}).skipped).toEqual([{ reason, name: 'ACME' }]);
  });

  it('that is none is skipped by its place', () => {
    expect(readServices([null, 5, 'x', []], {}).skipped.map(({ name }) => name)).toEqual([
      '1',
      '2',
      '3',
      '4',
    ]);
  });
});

it('keeps the order of the app, and groups by their ids', () => {
  const services = [
    service({}, { name: 'last' }),
    service({}, { name: 'b', order: { position: 1 }, groupId: 'g' }),
    service({}, { name: 'a', order: { position: 0 }, groupId: 'gone' }),
  ];
  const { accounts } = readServices(services, {
    groups: [null, { name: 'No id' }, { id: 'g', name: 'Work' }],
  });
  expect(accounts.map(({ issuer, tags }) => [issuer, tags])).toEqual([
    ['a', undefined],
    ['b', ['Work']],
    ['last', undefined],
  ]);
});

describe('an encrypted file', () => {
  function seal(content: unknown): string {
    const salt = Buffer.alloc(256, 1);
    const iv = Buffer.alloc(12, 2);
    const cipher = createCipheriv('aes-256-gcm', pbkdf2Sync(PASSPHRASE, salt, 10_000, 32, 'sha256'), iv);
    const sealed = Buffer.concat([
      cipher.update(JSON.stringify(content)),
      cipher.final(),
      cipher.getAuthTag(),
    ]);
    return [sealed, salt, iv].map((part) => part.toString('base64')).join(':');
  }
  const file = (servicesEncrypted: unknown) => ({
    schemaVersion: 4,
    services: [],
    reference: 'x',
    servicesEncrypted,
  });

  it('gives its services with the groups outside', async () => {
    const given = { ...file(seal([service({}, { groupId: 'g' })])), groups: [{ id: 'g', name: 'Work' }] };
    expect((await read(given, PASSPHRASE)).accounts).toMatchObject([{ secret: SECRET, tags: ['Work'] }]);
  });

  it.each([
    ['bad-content', file(seal({}))],
    ['bad-content', file('AAAA:AAAA')],
    ['bad-content', file('AAAA:AAAA:AAAA:AAAA')],
    ['bad-content', file('A:A:A')],
    ['bad-content', file(5)],
    ['bad-content', { ...file(''), schemaVersion: '4' }],
    ['no-entries', file(' ')],
  ])('is refused with %s', async (code, given) => {
    expect(await refusal(read(given, PASSPHRASE))).toBe(code);
  });
});
