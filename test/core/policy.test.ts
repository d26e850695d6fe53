import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  heldLock,
  isLockForbidden,
  isStrongEnough,
  NO_POLICY,
  POLICY_KEYS,
  presetSitesOf,
  readPolicy,
} from '../../src/core/policy';
import type { Settings } from '../../src/core/settings';

const AS_LIKED: Settings['lock'] = { afterMinutes: null, onSystemLock: false, maxHours: 12 };

describe('readPolicy', () => {
  it('reads every key', () => {
    const policy = readPolicy({
      lockAfterMinutes: 15,
      lockAfterHours: 8,
      lockWithComputer: true,
      forbidPlainExport: true,
      minimumPassphraseStrength: 'good',
      hideFeatures: ['camera', 'pin'],
      presetSites: [{ issuer: 'ACME', hosts: ['login.acme.example', 'id.acme.example:8443'] }],
    });
    expect(policy).toEqual({
      lockAfterMinutes: 15,
      lockAfterHours: 8,
      lockWithComputer: true,
      forbidPlainExport: true,
      minimumPassphraseStrength: 'good',
      hideFeatures: ['camera', 'pin'],
      presetSites: [
        {
          issuer: 'ACME',
          sites: [
            { origin: 'https://login.acme.example', subdomains: false },
            { origin: 'https://id.acme.example:8443', subdomains: false },
          ],
        },
      ],
      unreadable: [],
    });
  });

  it('is no policy where there is none, and leaves unknown keys alone', () => {
    expect(readPolicy({})).toEqual(NO_POLICY);
    expect(readPolicy({ somethingNew: 7 })).toEqual(NO_POLICY);
  });

  it.each([
    ['lockAfterMinutes', '15', null],
    ['lockAfterMinutes', null, null],
    ['lockAfterMinutes', 0, 1],
    ['lockAfterMinutes', -5, 1],
    ['lockAfterMinutes', 7.9, 7],
    ['lockAfterMinutes', 1e9, 1440],
    ['lockAfterHours', [], null],
    ['lockAfterHours', 1e9, 744],
    ['lockWithComputer', 'yes', true],
    ['forbidPlainExport', 'true', true],
    ['forbidPlainExport', null, true],
    ['forbidPlainExport', 0, true],
    ['minimumPassphraseStrength', 'weak', null],
    ['minimumPassphraseStrength', 3, null],
    ['hideFeatures', 'camera', []],
    ['hideFeatures', ['camera', 'flying', 7], ['camera']],
    ['presetSites', { issuer: 'ACME' }, []],
    ['presetSites', [{ issuer: 'ACME', hosts: [] }, { issuer: 'ACME' }, null], []],
    ['presetSites', [{ issuer: 'ACME', hosts: ['https://acme.example/login'] }], []],
    ['presetSites', [{ issuer: 'ACME', hosts: ['acme.example', 'two words'] }], []],
  ] as const)('reads %s of %j as %j, and names it', (key, given, read) => {
    const policy = readPolicy({ [key]: given, somethingElse: {}, hideFeatures2: 1 });
    expect(policy).toEqual({ ...NO_POLICY, [key]: read, unreadable: [key] });
  });

  it('lets no wrong key take another one along', () => {
    const policy = readPolicy({ hideFeatures: 7, lockAfterHours: 8, forbidPlainExport: 'x' });
    expect(policy).toMatchObject({ lockAfterHours: 8, forbidPlainExport: true, hideFeatures: [] });
    expect(policy.unreadable).toEqual(['forbidPlainExport', 'hideFeatures']);
  });

  it('ends with a policy whatever is given', () => {
    const anything = fc.dictionary(fc.constantFrom(...POLICY_KEYS), fc.anything());
    fc.assert(
      fc.property(anything, (managed) => {
        const policy = readPolicy(managed);
        expect(Object.keys(policy).sort()).toEqual(Object.keys(NO_POLICY).sort());
        expect(policy.lockAfterMinutes ?? 1).toBeGreaterThanOrEqual(1);
      }),
    );
  });
});

describe('heldLock', () => {
  const held = (managed: Record<string, unknown>, lock = AS_LIKED) => heldLock(readPolicy(managed), lock);

  it('is as the person likes it without a policy', () => expect(held({})).toEqual(AS_LIKED));

  it('is the shorter of two spans, and never longer than the person wants', () => {
    expect(held({ lockAfterMinutes: 15, lockAfterHours: 8, lockWithComputer: true })).toEqual({
      afterMinutes: 15,
      onSystemLock: true,
      maxHours: 8,
    });
    const strict = { afterMinutes: 1, onSystemLock: true, maxHours: 2 };
    expect(held({ lockAfterMinutes: 15, lockAfterHours: 8, lockWithComputer: false }, strict)).toEqual(
      strict,
    );
    expect(held({ lockAfterHours: 8 }, { ...AS_LIKED, maxHours: null }).maxHours).toBe(8);
  });

  it('forbids a change that it would not let be, and none that was there before', () => {
    const policy = readPolicy({ lockAfterMinutes: 15 });
    const change = (afterMinutes: number | null) =>
      isLockForbidden(policy, { ...AS_LIKED, afterMinutes: 60 }, { ...AS_LIKED, afterMinutes });
    expect([change(null), change(30), change(15), change(1), change(60)]).toEqual([
      true,
      true,
      false,
      false,
      false,
    ]);
  });
});

describe('isStrongEnough', () => {
  it('asks for the level and for a judgement', () => {
    const good = readPolicy({ minimumPassphraseStrength: 'good' });
    expect(
      (['weak', 'fair', 'good', 'strong', undefined] as const).map((one) => isStrongEnough(good, one)),
    ).toEqual([false, false, true, true, false]);
    expect(isStrongEnough(NO_POLICY, undefined)).toBe(true);
  });
});

describe('presetSitesOf', () => {
  const policy = readPolicy({ presetSites: [{ issuer: ' Acme ', hosts: ['login.acme.example'] }] });
  it('knows the issuer in any case, and no other', () => {
    expect(presetSitesOf(policy, 'ACME').map(({ origin }) => origin)).toEqual(['https://login.acme.example']);
    expect(presetSitesOf(policy, 'ACME Labs')).toEqual([]);
    expect(presetSitesOf(policy, '')).toEqual([]);
  });
});
