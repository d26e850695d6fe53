import { randomFillSync } from 'node:crypto';
import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { lock } from '../../src/background/lock/session-key';
import { listHistory } from '../../src/background/store/vault-history';
import { withCredential } from '../../src/background/vault/credential';
import {
  addSecurityKey,
  changePassphrase,
  issueRecoveryKey,
  removeSlot,
  securityKeys,
  viewSecurity,
} from '../../src/background/vault/slots';
import { unlock } from '../../src/background/vault/unlocking';
import { changeVault, openCurrent, readVault } from '../../src/background/vault/vault';
import { UserError } from '../../src/core/errors';
import { formatRecoveryKey, parseRecoveryKey } from '../../src/core/recovery-key';
import * as vaultFile from '../../src/core/vault-file';
import type { FakeHost } from '../fakes/fake-host';
import { add, hostWith, names, own, PASSPHRASE, refusal, withPassphrase } from './kit';

vi.mock('hash-wasm', async (importOriginal) => (await import('./argon2-once')).argon2Once(importOriginal));

const NEW_PASSPHRASE = 'six brand new silver spoons';
const bytes = (value: number, size: number) => Buffer.alloc(size, value).toString('base64url');
/** What a security key gives a page: its id, the salt that it was asked with, and 32 bytes. */
const key = (value: number) => ({
  credentialId: bytes(value, 32),
  prfSalt: bytes(value + 100, 32),
  secret: bytes(value + 50, 32),
});
const typesOf = async (of: FakeHost) => (await viewSecurity(of)).slots.map(({ type }) => type);

let made: FakeHost;
let host: FakeHost;
beforeAll(async () => {
  made = await hostWith(add('a'));
});
beforeEach(() => {
  host = made.copy();
});

async function keyAdded(value: number, label = `key ${value}`) {
  await addSecurityKey(host, { credential: own, label, ...key(value) });
  const found = (await securityKeys(host)).find(
    ({ credentialId }) => credentialId === key(value).credentialId,
  );
  if (!found) throw new Error('the key is not there');
  return { type: 'webauthn-prf', slotId: found.slotId, secret: key(value).secret } as const;
}

describe('a recovery key', () => {
  it('is given once, opens the vault, and replaces the one before', async () => {
    const first = await issueRecoveryKey(host, own);
    const second = await issueRecoveryKey(host, own);
    expect(await typesOf(host)).toEqual(['passphrase', 'recovery']);
    host.restart();
    expect(await refusal(unlock(host, { type: 'recovery', key: first.recoveryKey }))).toBe('E_UNLOCK');
    await unlock(host, { type: 'recovery', key: second.recoveryKey.toLowerCase() });
    expect(await names(host)).toEqual(['a']);
  });

  it('leaves no file behind that the old one opens', async () => {
    const { recoveryKey } = await issueRecoveryKey(host, own);
    await issueRecoveryKey(host, own);
    const files = [...host.local.items.values(), ...host.archive.items.values()].filter((text) =>
      text.includes('counterfoil-vault'),
    );
    expect(files.length).toBeGreaterThan(2);
    host.restart();
    expect(await refusal(unlock(host, { type: 'recovery', key: recoveryKey }))).toBe('E_UNLOCK');
  });
});

describe('the bytes of what opens the vault', () => {
  it.each([
    ['a security key', { type: 'webauthn-prf', slotId: 'slot', secret: key(1).secret }],
    ['a recovery key', { type: 'recovery', key: formatRecoveryKey(new Uint8Array(16).fill(7)) }],
  ] as const)('are overwritten after their task, whatever comes of it: %s', async (_what, credential) => {
    const seen: Uint8Array[] = [];
    const look = async (opener: vaultFile.Credential) => {
      if (opener.type !== 'passphrase') seen.push(opener.secret);
      expect(seen.at(-1)?.some((byte) => byte !== 0)).toBe(true);
    };
    await withCredential(credential, look);
    const failing = withCredential(credential, async (opener) => {
      await look(opener);
      throw new UserError('E_UNLOCK');
    });
    expect(await refusal(failing)).toBe('E_UNLOCK');
    expect(seen.map((bytes) => [...new Set(bytes)])).toEqual([[0], [0]]);
  });

  it('are overwritten where they are made: of a new recovery key nothing but its text is left', async () => {
    const made: Uint8Array[] = [];
    const random = vi.spyOn(crypto, 'getRandomValues').mockImplementation((array) => {
      const filled = randomFillSync(array as Uint8Array<ArrayBuffer>);
      made.push(filled);
      return filled as never;
    });
    const first = await issueRecoveryKey(host, own);
    const change = { credential: own, passphrase: NEW_PASSPHRASE, keys: [], recoveryKey: true };
    const second = await changePassphrase(host, change);
    random.mockRestore();
    const keys = [first.recoveryKey, second.recoveryKey ?? ''].map((text) => [...parseRecoveryKey(text)]);
    expect(made.length).toBeGreaterThan(10);
    for (const bytes of made) for (const key of keys) expect([...bytes]).not.toEqual(key);
  });
});

describe('a way in that goes while IndexedDB does not answer', () => {
  const change = { credential: own, passphrase: NEW_PASSPHRASE, keys: [], recoveryKey: false };

  it('is answered with the word that earlier copies are still there', async () => {
    await issueRecoveryKey(host, own);
    const one = await keyAdded(1);
    host.archive.fail(0, 'off');
    expect(await removeSlot(host, own, one.slotId)).toEqual({ earlierLeft: true });
    expect(await issueRecoveryKey(host, own)).toMatchObject({ earlierLeft: true });
    expect(await changePassphrase(host, change)).toMatchObject({ earlierLeft: true });
  });

  it('is answered without it where it went for good, or where none went', async () => {
    expect(await issueRecoveryKey(host, own)).toMatchObject({ earlierLeft: false });
    const one = await keyAdded(1);
    expect(await removeSlot(host, own, one.slotId)).toEqual({ earlierLeft: false });
    expect(await changePassphrase(host, change)).toMatchObject({ earlierLeft: false });
  });
});

describe('a new way in', () => {
  it('leaves the earlier versions where they are, and one that goes takes them along', async () => {
    await changeVault(host, 'b', add('b'));
    const before = (await listHistory(host)).length;
    expect(before).toBeGreaterThan(0);
    await issueRecoveryKey(host, own);
    expect((await listHistory(host)).length).toBeGreaterThanOrEqual(before);
    await issueRecoveryKey(host, own);
    expect(await listHistory(host)).toEqual([]);
  });
});

describe('a security key', () => {
  it('opens the vault beside others, each by itself', async () => {
    const [one, two] = [await keyAdded(1), await keyAdded(2)];
    for (const credential of [one, two, own]) {
      host.restart();
      await unlock(host, credential);
      expect(await names(host)).toEqual(['a']);
    }
    host.restart();
    expect(await refusal(unlock(host, { ...one, secret: two.secret }))).toBe('E_UNLOCK');
  });

  it('is shown by its name and date, and can be taken away', async () => {
    const one = await keyAdded(1, 'Blue\u202e key');
    const { slots } = await viewSecurity(host);
    expect(slots[1]).toEqual({
      slotId: one.slotId,
      type: 'webauthn-prf',
      label: 'Blue key',
      createdAt: host.time,
      isElsewhere: false,
    });
    await removeSlot(host, own, one.slotId);
    expect(await typesOf(host)).toEqual(['passphrase']);
    expect((await readVault(host)).slotsInfo).toHaveLength(1);
    host.restart();
    expect(await refusal(unlock(host, one))).toBe('E_UNLOCK');
  });
});

describe('a security key of another browser', () => {
  it('is marked as such, is no error at unlocking, and can be taken away', async () => {
    const one = await keyAdded(1);
    host.origin = 'chrome-extension://another-browser';
    host.restart();
    await unlock(host, own);
    const { slots } = await viewSecurity(host);
    expect(slots.map(({ isElsewhere }) => isElsewhere)).toEqual([false, true]);
    await removeSlot(host, own, one.slotId);
    expect(await typesOf(host)).toEqual(['passphrase']);
  });
});

describe('changing the passphrase', () => {
  it('makes a new vault key: nothing of before opens what comes after', async () => {
    const before = await openCurrent(host);
    await changePassphrase(host, {
      credential: own,
      passphrase: NEW_PASSPHRASE,
      keys: [],
      recoveryKey: false,
    });
    const after = await openCurrent(host);
    expect(after.content.accounts).toEqual(before.content.accounts);
    expect(await refusal(vaultFile.openWithKey(after.stored.file, before.key.vaultKey))).toBe('E_TAMPERED');
    host.restart();
    expect(await refusal(unlock(host, own))).toBe('E_UNLOCK');
    await unlock(host, withPassphrase(NEW_PASSPHRASE));
    expect(await names(host)).toEqual(['a']);
  });

  it('leaves no earlier file in any place of ours', async () => {
    await changePassphrase(host, {
      credential: own,
      passphrase: NEW_PASSPHRASE,
      keys: [],
      recoveryKey: false,
    });
    const files = [...host.local.items.values(), ...host.archive.items.values()]
      .flatMap((text) => text.match(/\{\\"format.*?\\"\}|\{\\\\"format.*?\\\\"\}/g) ?? [])
      .map((text) => text.replaceAll(/\\+"/g, '"'));
    expect(files.length).toBeGreaterThan(1);
    for (const file of files) {
      const opened = vaultFile.openVault(file, { type: 'passphrase', passphrase: PASSPHRASE });
      expect(await refusal(opened)).toBe('E_UNLOCK');
    }
  });

  it('keeps the security keys that were touched, drops the others, and issues the recovery key anew', async () => {
    const [one, two] = [await keyAdded(1), await keyAdded(2)];
    const old = await issueRecoveryKey(host, own);
    const { recoveryKey } = await changePassphrase(host, {
      credential: own,
      passphrase: NEW_PASSPHRASE,
      keys: [{ slotId: one.slotId, secret: one.secret }],
      recoveryKey: true,
    });
    const { slots } = await viewSecurity(host);
    expect(slots.map(({ type, label }) => [type, label])).toEqual([
      ['passphrase', ''],
      ['webauthn-prf', 'key 1'],
      ['recovery', ''],
    ]);
    const kept = (await securityKeys(host))[0];
    host.restart();
    expect(await refusal(unlock(host, two))).toBe('E_UNLOCK');
    expect(await refusal(unlock(host, { type: 'recovery', key: old.recoveryKey }))).toBe('E_UNLOCK');
    await unlock(host, { ...one, slotId: kept?.slotId ?? '' });
    host.restart();
    await unlock(host, { type: 'recovery', key: recoveryKey ?? '' });
    expect(await names(host)).toEqual(['a']);
  });

  it('changes nothing for a touched key that is none of the vault, or a wrong old passphrase', async () => {
    const one = await keyAdded(1);
    const disk = new Map(host.local.items);
    const change = { passphrase: NEW_PASSPHRASE, recoveryKey: false, credential: own };
    const wrong = [{ slotId: one.slotId, secret: bytes(9, 32) }];
    expect(await refusal(changePassphrase(host, { ...change, keys: wrong }))).toBe('E_UNLOCK');
    const stranger = [{ slotId: bytes(9, 16), secret: one.secret }];
    expect(await refusal(changePassphrase(host, { ...change, keys: stranger }))).toBe('slot-gone');
    const other = withPassphrase('not the passphrase');
    expect(await refusal(changePassphrase(host, { ...change, keys: [], credential: other }))).toBe(
      'E_UNLOCK',
    );
    const short = { ...change, keys: [], passphrase: 'short' };
    expect(await refusal(changePassphrase(host, short))).toBe('passphrase-too-short');
    expect(host.local.items).toEqual(disk);
  });
});

describe('every change of the ways in', () => {
  it('asks for a credential again, and a wrong one changes nothing', async () => {
    const { slots } = await viewSecurity(host);
    const disk = new Map(host.local.items);
    const wrong = withPassphrase('not the passphrase');
    expect(await refusal(issueRecoveryKey(host, wrong))).toBe('E_UNLOCK');
    expect(await refusal(addSecurityKey(host, { credential: wrong, label: '', ...key(1) }))).toBe('E_UNLOCK');
    expect(await refusal(removeSlot(host, wrong, slots[0]?.slotId ?? ''))).toBe('E_UNLOCK');
    expect(host.local.items).toEqual(disk);
  });

  it('never takes the last passphrase away', async () => {
    await issueRecoveryKey(host, own);
    const { slots } = await viewSecurity(host);
    expect(await refusal(removeSlot(host, own, slots[0]?.slotId ?? ''))).toBe('last-passphrase');
  });
});

describe('a lock while the passphrase is being changed', () => {
  it('holds, whenever it comes, and the vault opens with the one or the other', async () => {
    const control = host.copy();
    const change = { credential: own, passphrase: NEW_PASSPHRASE, keys: [], recoveryKey: false };
    await changePassphrase(control, change);
    for (let call = 0; call < control.power.calls; call += 2) {
      const busy = host.copy();
      busy.before(call, () => lock(busy, 'quick'));
      await changePassphrase(busy, change).catch((error) => expect(error.code).toBe('locked'));
      expect(busy.session.items.has('unlocked'), `call ${call}`).toBe(false);
    }
  }, 60_000);
});
