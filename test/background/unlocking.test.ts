import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { nextHotpCode } from '../../src/background/hotp';
import { lock } from '../../src/background/lock/session-key';
import { writeStored } from '../../src/background/store/vault-store';
import { exportBackup } from '../../src/background/vault/backups';
import { exportRaw, history } from '../../src/background/vault/on-disk';
import { findNotice } from '../../src/background/vault/recovery';
import { setPin } from '../../src/background/vault/settings';
import { changePassphrase, issueRecoveryKey } from '../../src/background/vault/slots';
import { createVault, restoreVault, unlock } from '../../src/background/vault/unlocking';
import { changeVault, openCurrent, readVault } from '../../src/background/vault/vault';
import { EMPTY_CONTENT } from '../../src/core/vault-content';
import * as vaultFile from '../../src/core/vault-file';
import { positive, vectors } from '../core/vault-file-kit';
import { FakeHost } from '../fakes/fake-host';
import { add, addHotp, hostWith, own, PASSPHRASE, refusal, withPassphrase } from './kit';

vi.mock('hash-wasm', async (importOriginal) => (await import('./argon2-once')).argon2Once(importOriginal));

const names = async (host: FakeHost) => (await readVault(host)).accounts.map(({ name }) => name);

/** A vault with one account, made once: deriving a key for every test would take minutes. */
let made: FakeHost;
let host: FakeHost;

beforeAll(async () => {
  made = await hostWith(add('a'));
});
beforeEach(() => {
  host = made.copy();
});

describe('createVault', () => {
  it('refuses a passphrase of fewer than ten characters, and saves nothing', async () => {
    const empty = new FakeHost();
    expect(await refusal(createVault(empty, 'nine char'))).toBe('passphrase-too-short');
    expect(empty.local.items.size).toBe(0);
  });

  it('refuses where a vault exists, readable or not', async () => {
    expect(await refusal(createVault(host, PASSPHRASE))).toBe('vault-exists');
    const damaged = new FakeHost();
    damaged.local.items.set('vault.a', '"{"');
    expect(await refusal(createVault(damaged, PASSPHRASE))).toBe('vault-exists');
  });

  it.each(['reject', 'drop', 'truncate'] as const)(
    'says "not saved" where storage does %s, and stays locked',
    async (fault) => {
      const empty = new FakeHost();
      empty.local.failNextSet(fault);
      expect(await refusal(createVault(empty, PASSPHRASE))).toBe('not-saved');
      expect(await refusal(readVault(empty))).toBe('locked');
    },
  );

  it('puts no secret, issuer, name or passphrase on the disk in the clear', () => {
    const everything = [...host.local.items.values(), ...host.archive.items.values()].join('\n');
    for (const canary of ['JBSWY3DP', 'ACME', PASSPHRASE, Buffer.from(PASSPHRASE).toString('base64')]) {
      expect(everything).not.toContain(canary);
    }
  });
});

describe('unlock', () => {
  it('opens with the passphrase after a restart, and with no other', async () => {
    host.restart();
    expect(await refusal(readVault(host))).toBe('locked');
    expect(await refusal(unlock(host, withPassphrase('another passphrase')))).toBe('E_UNLOCK');
    await unlock(host, own);
    expect(await names(host)).toEqual(['a']);
  });

  it('keeps nothing unlocked where memory storage fails', async () => {
    host.restart();
    host.session.fail(1, 'reject');
    expect(await refusal(unlock(host, own))).toBe('storage-failed');
    expect(host.session.items.has('unlocked')).toBe(false);
  });

  it('says that there is no vault where there is none, and that storage failed where it does', async () => {
    expect(await refusal(unlock(new FakeHost(), own))).toBe('no-vault');
    host.local.fail(0, 'reject');
    expect(await refusal(unlock(host, own))).toBe('storage-failed');
  });

  it('wraps a slot of an older cost anew in one revision, under the same vault key', async () => {
    host = await weakHost();
    const before = await openCurrent(host);
    host.restart();
    await unlock(host, weakPassphrase);
    const after = await openCurrent(host);
    expect(after.stored.rev).toBe(before.stored.rev + 1);
    expect(after.key.vaultKey).toBe(before.key.vaultKey);
    const found = await vaultFile.inspectVault(after.stored.file);
    expect(found.ok && found.slots.some(({ weakKdf }) => weakKdf)).toBe(false);
    host.restart();
    await unlock(host, weakPassphrase);
    expect((await openCurrent(host)).stored.rev).toBe(after.stored.rev);
  });

  it('opens all the same where the better slot cannot be saved', async () => {
    host = await weakHost();
    const before = await readVault(host);
    host.restart();
    host.local.failNextSet('reject');
    await unlock(host, weakPassphrase);
    expect(await readVault(host)).toEqual(before);
  });
});

const weakPassphrase = withPassphrase(vectors.passphrase);
/** A vault whose slot costs less than we make today. */
async function weakHost(): Promise<FakeHost> {
  const weak = new FakeHost();
  await restoreVault(weak, positive('argon2id_owasp_minimum').file, weakPassphrase);
  return weak;
}

describe('recovery', () => {
  it('opens the other generation where the newest is damaged, and says what is missing', async () => {
    await changeVault(host, 'op', add('b'));
    host.local.items.set('vault.a', '"{\\"format\\":\\"counterfoil-vault\\""');
    host.archive.items.clear();
    host.restart();
    await unlock(host, own);
    expect(await names(host)).toEqual(['a']);
    expect(await findNotice(host)).toMatchObject({ kind: 'older', lostSaves: 1 });
  });

  it('opens the mirror where both generations are damaged, with nothing missing', async () => {
    await changeVault(host, 'op', add('b'));
    host.local.items.set('vault.a', '"x"');
    host.local.items.set('vault.b', '"y"');
    host.restart();
    await unlock(host, own);
    expect(await names(host)).toEqual(['a', 'b']);
    expect(await findNotice(host)).toMatchObject({ kind: 'damaged', lostSaves: 0 });
    await changeVault(host, 'next', add('c'));
    host.archive.items.clear();
    host.restart();
    await unlock(host, own);
    expect(await names(host)).toEqual(['a', 'b', 'c']);
  });

  it('falls back from a newest copy that is forged, and says so', async () => {
    const other = await vaultFile.createVault(EMPTY_CONTENT, 'the passphrase of a thief', { rev: 99 });
    host.local.items.set('vault.b', JSON.stringify(other.text));
    host.restart();
    await unlock(host, own);
    expect(await names(host)).toEqual(['a']);
    expect((await findNotice(host))?.kind).toBe('tampered');
  });

  it('falls back from a newest copy that is forged by the way of the PIN as well', async () => {
    await setPin(host, own, '271828');
    await changeVault(host, 'op', add('b'));
    const { vaultId } = (await openCurrent(host)).key;
    await lock(host, 'quick');
    const thief = 'the passphrase of a thief';
    const { text } = await vaultFile.createVault(EMPTY_CONTENT, thief, { vaultId, rev: 99 });
    const { cur } = JSON.parse(host.local.items.get('vault.head') ?? '');
    host.local.items.set(cur === 'a' ? 'vault.b' : 'vault.a', JSON.stringify(text));
    await unlock(host, { type: 'pin', pin: '271828' });
    expect(await names(host)).toEqual(['a', 'b']);
    expect((await findNotice(host))?.kind).toBe('tampered');
  });

  it('takes the highest revision where the pointer is missing, or names the older one', async () => {
    await changeVault(host, 'op', add('b'));
    const head = JSON.parse(host.local.items.get('vault.head') ?? '');
    host.local.items.delete('vault.head');
    host.restart();
    await unlock(host, own);
    expect(await names(host)).toEqual(['a', 'b']);
    host.local.items.set('vault.head', JSON.stringify({ ...head, cur: head.cur === 'a' ? 'b' : 'a' }));
    host.restart();
    await unlock(host, own);
    expect(await names(host)).toEqual(['a', 'b']);
  });

  it('skips as many HOTP codes as saves were lost, so that none is shown twice', async () => {
    await changeVault(host, 'h', addHotp);
    await nextHotpCode(host, 'one', 'h');
    const older = new Map(host.local.items);
    const shown = await nextHotpCode(host, 'two', 'h');
    host.local.items.clear();
    for (const [key, value] of older) host.local.items.set(key, value);
    host.archive.items.delete('mirror/vault');
    host.restart();
    await unlock(host, own);
    expect((await findNotice(host))?.lostSaves).toBe(1);
    const next = await nextHotpCode(host, 'three', 'h');
    expect(next).not.toBe(shown);
    expect(next).toBe('359152');
  });
});

describe('HOTP codes of saves that were lost', () => {
  const counterIn = async (of: FakeHost) =>
    (await readVault(of)).accounts.flatMap((one) => (one.type === 'hotp' ? [one.counter] : []));

  /** The browser has gone back to the files of one save before, and only IndexedDB knows of the later one. */
  async function rolledBack(): Promise<FakeHost> {
    await changeVault(host, 'h', addHotp);
    await nextHotpCode(host, 'one', 'h');
    const older = new Map(host.local.items);
    await nextHotpCode(host, 'two', 'h');
    host.local.items.clear();
    for (const [key, value] of older) host.local.items.set(key, value);
    host.archive.items.delete('mirror/vault');
    host.restart();
    return host;
  }

  it('are skipped although the browser ends again before anything else is saved', async () => {
    await rolledBack();
    await unlock(host, own);
    host.restart();
    await unlock(host, own);
    expect(await counterIn(host)).toEqual([2]);
    await changeVault(host, 'next', add('c'));
    expect(await counterIn(host)).toEqual([2]);
  });

  it('stay due where they cannot be skipped at once', async () => {
    await rolledBack();
    host.local.failNextSet('reject');
    await unlock(host, own);
    expect(await counterIn(host)).toEqual([1]);
    host.restart();
    await unlock(host, own);
    expect(await counterIn(host)).toEqual([2]);
  });

  it('are skipped before ways in change, which is saved in another way', async () => {
    await rolledBack();
    host.local.failNextSet('reject');
    await unlock(host, own);
    await issueRecoveryKey(host, own);
    host.restart();
    await unlock(host, own);
    expect(await counterIn(host)).toEqual([2]);
    await changeVault(host, 'next', add('c'));
    expect(await counterIn(host)).toEqual([2]);
  });

  it('are skipped where a backup takes the place of a damaged vault', async () => {
    await changeVault(host, 'h', addHotp);
    const { file } = await exportBackup(host, { credential: own });
    for (const opId of ['one', 'two', 'three']) await nextHotpCode(host, opId, 'h');
    for (const key of ['vault.a', 'vault.b']) host.local.items.set(key, '"cut off"');
    host.archive.items.delete('mirror/vault');
    host.restart();
    await restoreVault(host, file, own);
    // Noting the backup was a save as well.
    expect(await counterIn(host)).toEqual([4]);
    host.restart();
    await unlock(host, own);
    expect(await counterIn(host)).toEqual([4]);
  });

  it('are not skipped in a backup of another vault', async () => {
    const other = await hostWith(addHotp);
    const { file } = await exportBackup(other, { credential: own });
    for (const key of ['vault.a', 'vault.b']) host.local.items.set(key, '"cut off"');
    host.archive.items.delete('mirror/vault');
    host.restart();
    await restoreVault(host, file, own);
    expect(await counterIn(host)).toEqual([0]);
  });
});

describe('a change of the passphrase that was cut short', () => {
  it('tells whoever types the old passphrase that it was changed, and is finished by the new one', async () => {
    const fresh = 'six brand new silver spoons';
    const change = { credential: own, passphrase: fresh, keys: [], recoveryKey: false };
    host.archive.fail(0, 'off');
    await changePassphrase(host, change);
    host.restart();
    expect(await refusal(unlock(host, own))).toBe('passphrase-changed');
    host.archive.fail(0, 'none');
    await unlock(host, withPassphrase(fresh));
    host.restart();
    expect(await refusal(unlock(host, own))).toBe('E_UNLOCK');
  });
});

describe('restoreVault', () => {
  const backupOf = async (of: FakeHost) => (await openCurrent(of)).stored.file;

  it('takes a sealed backup over where there is no vault', async () => {
    const fresh = new FakeHost();
    expect(await restoreVault(fresh, await backupOf(host), own)).toEqual({ accounts: 1 });
    expect(await names(fresh)).toEqual(['a']);
  });

  it('saves nothing that does not open, and nothing over a vault', async () => {
    const file = await backupOf(host);
    const fresh = new FakeHost();
    expect(await refusal(restoreVault(fresh, file, withPassphrase('another passphrase')))).toBe('E_UNLOCK');
    expect(await refusal(restoreVault(fresh, file.slice(0, -10), own))).toBe('E_FORMAT');
    expect(fresh.local.items.size).toBe(0);
    expect(await refusal(restoreVault(host, file, own))).toBe('vault-exists');
  });

  it('takes the place of a damaged vault, which is kept aside', async () => {
    const file = await backupOf(host);
    for (const key of ['vault.a', 'vault.b']) host.local.items.set(key, '"cut off"');
    host.archive.items.set('mirror/vault', '"gone as well"');
    await restoreVault(host, file, own);
    expect(await names(host)).toEqual(['a']);
    expect([...host.archive.items.values()].join()).toContain('cut off');
  });
});

describe('a vault with content of a newer version', () => {
  let later: FakeHost;
  beforeEach(async () => {
    later = host.copy();
    const { content, stored, key } = await openCurrent(later);
    const { text } = await vaultFile.sealVault(stored.file, key.vaultKey, { ...content, schema: 3 });
    await writeStored(later, stored, text);
    await lock(later, 'quick');
  });

  it('can be taken along, sealed, by whom it was opened by, and is not written', async () => {
    const before = new Map(later.local.items);
    expect(await refusal(exportRaw(later))).toBe('locked');
    expect(await refusal(unlock(later, withPassphrase('another passphrase')))).toBe('E_UNLOCK');
    expect(await refusal(exportRaw(later))).toBe('locked');
    expect(await refusal(unlock(later, own))).toBe('E_NEWER');
    const { file } = await exportRaw(later);
    for (const key of ['vault.a', 'vault.b']) expect(file).toContain(later.local.items.get(key));
    expect(later.announced.at(-1)).toEqual({ type: 'locked' });
    expect(await refusal(history(later))).toBe('locked');
    expect(later.local.items).toEqual(before);
  });

  it('is a secret again after a restart', async () => {
    await unlock(later, own).catch(() => undefined);
    later.restart();
    expect(await refusal(exportRaw(later))).toBe('locked');
  });
});

describe('a vault of a newer version', () => {
  const newer = (file: string | undefined) => (file ?? '').replace('\\"v\\":1', '\\"v\\":2');

  it.each(['vault.a', 'vault.b'])('is refused and never touched: %s', async (key) => {
    await changeVault(host, 'op', add('b'));
    host.local.items.set(key, newer(host.local.items.get(key)));
    const before = new Map(host.local.items);
    host.restart();
    expect(await refusal(unlock(host, own))).toBe('E_NEWER');
    expect(await refusal(createVault(host, PASSPHRASE))).toBe('vault-exists');
    expect(await refusal(restoreVault(host, await backupOf(made), own))).toBe('vault-exists');
    expect(host.local.items).toEqual(before);
  });
  const backupOf = async (of: FakeHost) => (await openCurrent(of)).stored.file;
});
