/** What an organisation settles is obeyed by the background, whatever a page asks for. */
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { previewCandidate, readCandidate } from '../../src/background/candidates';
import { findKey, keepLockPrompt, lock, onIdleState } from '../../src/background/lock/session-key';
import { hasWeakPassphrase, policyOf, refuseByPolicy } from '../../src/background/policy';
import { readRequest } from '../../src/background/requests';
import { automaticBackup, backupHealth, exportBackup } from '../../src/background/vault/backups';
import { viewHealth } from '../../src/background/vault/health';
import { exportAccounts } from '../../src/background/vault/secret';
import { changeSettings, setAutomaticBackups } from '../../src/background/vault/settings';
import { changePassphrase, notePassphrase, viewSecurity } from '../../src/background/vault/slots';
import { createVault, unlock } from '../../src/background/vault/unlocking';
import { changeVault, readVault } from '../../src/background/vault/vault';
import { readSettings } from '../../src/core/settings';
import type { RequestName } from '../../src/messages';
import { FakeHost } from '../fakes/fake-host';
import { account, add, HOUR, hostWith, MINUTE, own, PASSPHRASE, refusal } from './kit';

vi.mock('hash-wasm', async (importOriginal) => (await import('./argon2-once')).argon2Once(importOriginal));

let host: FakeHost;
beforeEach(async () => {
  host = await hostWith(add('a', 'b'));
});

const NEW = 'another lantern of gravel';
const ACME = 'https://acme.example';

/** What the policy says to a request as it comes from a page. */
async function verdict(name: RequestName, args: object): Promise<string> {
  const request = readRequest({ name, args });
  if (!request) throw new Error(`${name} is no request with ${JSON.stringify(args)}`);
  return refusal(refuseByPolicy(host, request));
}

const bytes = 'A'.repeat(43);
const key = { credential: own, label: '', credentialId: bytes, prfSalt: bytes, secret: bytes };
const rest = { algorithm: 'SHA1', digits: '6', period: '30', counter: '' };
const typed = { ...{ type: 'totp', issuer: 'ACME', name: 'c', secret: account('c').secret }, ...rest };
const codes = (...all: string[]) => all.map((code) => ({ code }));

const REFUSED: readonly (readonly [RequestName, object, object])[] = [
  ['secret', { forbidPlainExport: true }, { id: 'a', credential: own }],
  ['exportCodes', { forbidPlainExport: true }, { ids: ['a'], credential: own }],
  ['exportAccounts', { forbidPlainExport: true }, { ids: ['a'], credential: own, sealed: false }],
  ['setPin', { hideFeatures: ['pin'] }, { pin: '271828', credential: own }],
  ['addSecurityKey', { hideFeatures: ['security-keys'] }, key],
  ['setAutomaticBackups', { hideFeatures: ['automatic-backups'] }, { opId: 'x', credential: own }],
  ['expectGrant', { hideFeatures: ['automatic-fill'] }, { id: 'a', origin: ACME }],
  ['turnOnAutomatic', { hideFeatures: ['automatic-fill'] }, { opId: 't', id: 'a', origin: ACME }],
  ['findRecoveryCodes', { hideFeatures: ['recovery-codes'] }, { text: 'a1b2c-d3e4f' }],
  ['takeSelection', { hideFeatures: ['recovery-codes'] }, {}],
  [
    'changeRecoveryCodes',
    { hideFeatures: ['recovery-codes'] },
    { opId: 'r', id: 'a', base: [], codes: codes('a1b2c-d3e4f') },
  ],
  ['add', { hideFeatures: ['add-by-hand'] }, { opId: 'm', source: 'manual', candidates: [{ typed }] }],
];

describe('a policy', () => {
  it.each(REFUSED)('refuses %s under %j, and nothing without it', async (name, settled, args) => {
    expect(await verdict(name, args)).toBe('accepted');
    host.policy = { ...settled };
    expect(await verdict(name, args)).toBe('set-by-organisation');
  });

  it('lets sealed files out, and what is there be taken away', async () => {
    host.policy = { forbidPlainExport: true, hideFeatures: ['pin', 'automatic-backups', 'add-by-hand'] };
    const sealed = { credential: own, ids: ['a'], sealed: true };
    expect(await verdict('exportBackup', { credential: own })).toBe('accepted');
    expect(await verdict('exportAccounts', sealed)).toBe('accepted');
    expect(await verdict('setPin', { pin: null, credential: own })).toBe('accepted');
    expect(await verdict('setAutomaticBackups', { opId: 'off' })).toBe('accepted');
    expect(await verdict('add', { opId: 'i', source: 'import', candidates: [{ typed }] })).toBe('accepted');
    expect(await exportBackup(host, { credential: own })).toHaveProperty('file');
    expect(await exportAccounts(host, sealed)).toHaveProperty('accounts');
  });

  it('lets automatic backups rest, and gives them back', async () => {
    await setAutomaticBackups(host, { opId: 'on', credential: own });
    host.policy = { hideFeatures: ['automatic-backups'] };
    expect(await automaticBackup(host)).toBeNull();
    expect(await backupHealth(host)).toMatchObject({ automatic: false });
    host.policy = {};
    expect(await automaticBackup(host)).not.toBeNull();
  });

  it('leaves recovery codes that are there to be seen and struck, and none to be lost', async () => {
    host.policy = { hideFeatures: ['recovery-codes'] };
    const both = codes('a1b2c-d3e4f', '1234 5678');
    const struck = both.map((code) => ({ ...code, usedAt: 3 }));
    const change = (after: object[]) =>
      verdict('changeRecoveryCodes', { opId: 'r', id: 'a', base: both, codes: after });
    expect(await change(both.slice(1))).toBe('set-by-organisation');
    expect(await change(struck)).toBe('accepted');
    expect(await verdict('recoveryCodes', { id: 'a', credential: own })).toBe('accepted');
  });

  it('asks for the passphrase where the PIN is switched off', async () => {
    host.policy = { hideFeatures: ['pin'] };
    expect(await verdict('unlock', { credential: { type: 'pin', pin: '271828' } })).toBe('pin-gone');
    expect(await verdict('unlock', { credential: own })).toBe('accepted');
  });
});

describe('the lock under a policy', () => {
  const asLiked = { afterMinutes: null, onSystemLock: false, maxHours: null };
  beforeEach(() => changeSettings(host, { opId: 'liked', lock: asLiked, credential: own }));

  it('comes after the minutes and hours of the organisation, from the moment that they are settled', async () => {
    host.time += HOUR;
    expect(await findKey(host)).not.toBeNull();
    host.policy = { lockAfterMinutes: 15 };
    await keepLockPrompt(host);
    expect(host.announced.at(-1)).toEqual({ type: 'locked' });
    expect(await findKey(host)).toBeNull();
    await unlock(host, own);
    host.policy = { lockAfterHours: 2 };
    host.time += 2 * HOUR - MINUTE;
    expect(await findKey(host)).not.toBeNull();
    host.time += MINUTE;
    expect(await findKey(host)).toBeNull();
  });

  it('sets the alarm for it, and comes with the computer', async () => {
    await lock(host, 'full');
    host.policy = { lockAfterHours: 2, lockWithComputer: true };
    host.alarms.clear();
    await unlock(host, own);
    expect(host.alarms.get('lock')).toBe(host.now() + 2 * HOUR);
    await onIdleState(host, 'locked');
    expect(await findKey(host)).toBeNull();
  });

  it('cannot be made looser, and can be made stricter; what was chosen before lies under it', async () => {
    host.policy = { lockAfterMinutes: 15 };
    const change = (afterMinutes: number | null) =>
      refusal(
        changeSettings(host, {
          opId: crypto.randomUUID(),
          lock: { ...asLiked, afterMinutes },
          credential: own,
        }),
      );
    expect(await change(30)).toBe('set-by-organisation');
    expect(await change(null)).toBe('accepted');
    expect(await viewSecurity(host)).toMatchObject({ lock: asLiked, heldLock: { afterMinutes: 15 } });
    expect(await change(5)).toBe('accepted');
    expect(readSettings(await readVault(host)).lock.afterMinutes).toBe(5);
    expect(await change(null)).toBe('set-by-organisation');
  });
});

describe('a passphrase under a policy', () => {
  const args = { credential: own, passphrase: NEW, keys: [], recoveryKey: false };

  it.each([
    ['createVault', { passphrase: NEW }],
    ['changePassphrase', args],
    ['exportBackup', { credential: own, passphrase: NEW }],
  ] as const)('must be strong enough for %s', async (name, given) => {
    host.policy = { minimumPassphraseStrength: 'good' };
    expect(await verdict(name, given)).toBe('passphrase-too-weak');
    expect(await verdict(name, { ...given, strength: 'fair' })).toBe('passphrase-too-weak');
    expect(await verdict(name, { ...given, strength: 'good' })).toBe('accepted');
    host.policy = {};
    expect(await verdict(name, given)).toBe('accepted');
  });

  const isTold = async () => {
    const kinds = (await viewHealth(host, [])).found.map(({ kind }) => kind);
    return [
      hasWeakPassphrase(await policyOf(host), await readVault(host)),
      kinds.includes('passphrase-below-policy'),
    ];
  };

  it('is not called good where nobody has judged it, and an empty vault not backed up', async () => {
    expect(await viewHealth(host, [])).toMatchObject({ isPassphraseJudged: false, isEmpty: false });
    await notePassphrase(host, 'fair');
    expect(await viewHealth(host, [])).toMatchObject({ isPassphraseJudged: true });
    await changeVault(host, 'all', { type: 'trash', ids: ['a', 'b'] });
    expect(await viewHealth(host, [])).toMatchObject({ isEmpty: true });
  });

  it('is told where it is known to be weaker, and locks nobody out', async () => {
    host.policy = { minimumPassphraseStrength: 'strong' };
    expect(await isTold()).toEqual([false, false]);
    await notePassphrase(host, 'fair');
    expect(await isTold()).toEqual([true, true]);
    await lock(host, 'full');
    expect(await verdict('unlock', { credential: { type: 'passphrase', passphrase: PASSPHRASE } })).toBe(
      'accepted',
    );
    await unlock(host, own);
    await changePassphrase(host, { ...args, strength: 'strong' });
    expect(await isTold()).toEqual([false, false]);
  });

  it('keeps the strength that it was made with', async () => {
    const fresh = new FakeHost();
    await createVault(fresh, PASSPHRASE, 'good');
    expect((await readVault(fresh)).slotsInfo[0]?.strength).toBe('good');
  });

  it('is judged again without a save where nothing is new', async () => {
    await notePassphrase(host, 'good');
    const saves = host.announced.length;
    await notePassphrase(host, 'good');
    expect(host.announced).toHaveLength(saves);
  });
});

describe('sites that an organisation names', () => {
  const text = `otpauth://totp/ACME:c?secret=${account('c').secret}&issuer=acme`;
  const hosts = ['login.acme.example', 'id.acme.example'];
  beforeEach(() => {
    host.policy = { presetSites: [{ issuer: 'ACME', hosts }] };
  });

  it('are saved with new accounts of the issuer, and shown before', async () => {
    const policy = await policyOf(host);
    const from = { now: host.now(), source: 'paste', policy } as const;
    expect(previewCandidate({ text }, await readVault(host), from)).toMatchObject({ hosts });
    for (const source of ['paste', 'picture'] as const)
      expect(readCandidate({ text }, source, policy).sites).toEqual(
        hosts.map((name) => ({ origin: `https://${name}`, subdomains: false })),
      );
  });

  it('leave an account alone that was scanned on its page, or brings its own sites', async () => {
    const policy = await policyOf(host);
    expect(readCandidate({ text }, 'scan', policy).sites).toEqual([]);
    const names = { type: 'totp', issuer: 'ACME', name: 'c', secret: account('c').secret } as const;
    const kind = { algorithm: 'SHA1', digits: 6, period: 30 } as const;
    const imported = { ...names, ...kind, sites: [{ origin: ACME, subdomains: false }] };
    const { sites } = readCandidate({ imported }, 'import', policy);
    expect(sites.map(({ origin }) => origin)).toEqual([ACME]);
  });
});
