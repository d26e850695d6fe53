import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { lock } from '../../src/background/lock/session-key';
import {
  automaticBackup,
  backupHealth,
  exportBackup,
  mergeBackup,
  readBackup,
  remindLater,
  replaceByBackup,
} from '../../src/background/vault/backups';
import { exportRaw, history, readHistoryFile, startOver } from '../../src/background/vault/on-disk';
import { showSecret } from '../../src/background/vault/secret';
import { setAutomaticBackups, setPin } from '../../src/background/vault/settings';
import { addSecurityKey, issueRecoveryKey } from '../../src/background/vault/slots';
import { createVault, restoreVault, unlock } from '../../src/background/vault/unlocking';
import { changeVault, openCurrent, readVault } from '../../src/background/vault/vault';
import type { Account } from '../../src/core/account';
import { parseKeyUri } from '../../src/core/key-uri';
import { readContent } from '../../src/core/vault-content';
import * as vaultFile from '../../src/core/vault-file';
import { FakeHost } from '../fakes/fake-host';
import { add, hostWith, names, own, PASSPHRASE, refusal, withPassphrase } from './kit';

vi.mock('hash-wasm', async (importOriginal) => (await import('./argon2-once')).argon2Once(importOriginal));

const DAY = 24 * 60 * 60 * 1000;
const wrong = withPassphrase('not the passphrase');

let made: FakeHost;
let host: FakeHost;
beforeAll(async () => {
  made = await hostWith(add('a'));
});
beforeEach(() => {
  host = made.copy();
});

describe('exportBackup', () => {
  it('asks for a credential again, and a wrong one changes nothing', async () => {
    const disk = new Map(host.local.items);
    expect(await refusal(exportBackup(host, { credential: wrong }))).toBe('E_UNLOCK');
    expect(host.local.items).toEqual(disk);
  });

  it('opens by passphrase and recovery key in another browser, without security keys and the PIN', async () => {
    const { recoveryKey } = await issueRecoveryKey(host, own);
    const bytes = (size: number) => Buffer.alloc(size, 7).toString('base64url');
    const key = { credentialId: bytes(32), prfSalt: bytes(32), secret: bytes(32) };
    await addSecurityKey(host, { credential: own, label: 'key', ...key });
    await setPin(host, own, '271828');
    const { file, name } = await exportBackup(host, { credential: own });
    expect(name).toMatch(/^counterfoil-\d{4}-\d\d-\d\d\.counterfoil$/);
    const found = await vaultFile.inspectVault(file);
    expect(found.ok && found.slots.map(({ type }) => type)).toEqual(['passphrase', 'recovery']);
    const fresh = new FakeHost();
    await restoreVault(fresh, file, { type: 'recovery', key: recoveryKey });
    expect(await names(fresh)).toEqual(['a']);
    expect((await readVault(fresh)).settings).not.toHaveProperty('pin');
  });

  it('is sealed under another passphrase where the person wants it so, and still says which vault it is', async () => {
    const other = 'a passphrase for paper';
    const { stored } = await openCurrent(host);
    const { file } = await exportBackup(host, { credential: own, passphrase: other });
    expect(await refusal(vaultFile.openVault(file, { type: 'passphrase', passphrase: PASSPHRASE }))).toBe(
      'E_UNLOCK',
    );
    const opened = await vaultFile.openVault(file, { type: 'passphrase', passphrase: other });
    const { key } = await openCurrent(host);
    expect([opened.vaultId, opened.rev]).toEqual([key.vaultId, stored.rev]);
    expect(opened.vaultKey).not.toBe(key.vaultKey);
    expect(await refusal(exportBackup(host, { credential: own, passphrase: 'short' }))).toBe(
      'passphrase-too-short',
    );
  });

  it('of chosen accounts holds those, says so in its name, and is no backup of the vault', async () => {
    await changeVault(host, 'b', add('b'));
    const [, second] = (await readVault(host)).accounts;
    const { file, name } = await exportBackup(host, { credential: own, ids: [second?.id ?? ''] });
    expect(name).toMatch(/^counterfoil-part-\d{4}-\d\d-\d\d\.counterfoil$/);
    const { content } = await vaultFile.openVault(file, { type: 'passphrase', passphrase: PASSPHRASE });
    expect(readContent(content).accounts).toMatchObject([{ name: 'b' }]);
    expect(await backupHealth(host)).toMatchObject({ at: null, changes: 2 });
    expect(await refusal(exportBackup(host, { credential: own, ids: ['gone'] }))).toBe('account-gone');
  });

  it('is handed out from memory where the disk is full', async () => {
    host.local.failNextSet('full');
    const { file } = await exportBackup(host, { credential: own });
    const { content } = await vaultFile.openVault(file, { type: 'passphrase', passphrase: PASSPHRASE });
    expect(readContent(content).accounts).toHaveLength(1);
  });
});

describe('backup health', () => {
  it('says never, then today with no changes, then how many changes', async () => {
    expect(await backupHealth(host)).toMatchObject({ at: null, changes: 1, due: true, mirror: 'in-step' });
    await exportBackup(host, { credential: own });
    expect(await backupHealth(host)).toMatchObject({ at: host.time, changes: 0, due: false });
    await changeVault(host, 'b', add('b'));
    expect(await backupHealth(host)).toMatchObject({ changes: 1, due: false });
    host.time += 30 * DAY;
    await unlock(host, own);
    expect(await backupHealth(host)).toMatchObject({ changes: 1, due: true });
    await remindLater(host, 'later');
    expect(await backupHealth(host)).toMatchObject({ due: false });
  });

  it('says that the second copy is off where the browser has no place for it, and saves all the same', async () => {
    host.archive.fail(0, 'off');
    await changeVault(host, 'b', add('b'));
    expect(await names(host)).toEqual(['a', 'b']);
    expect((await backupHealth(host)).mirror).toBe('off');
  });
});

describe('automaticBackup', () => {
  it('gives nothing until a person has switched it on with a credential', async () => {
    expect(await automaticBackup(host)).toBeNull();
    expect(await refusal(setAutomaticBackups(host, { opId: 'on', credential: wrong }))).toBe('E_UNLOCK');
    await setAutomaticBackups(host, { opId: 'on', credential: own });
    const given = await automaticBackup(host);
    const opened = await vaultFile.openVault(given?.file ?? '', {
      type: 'passphrase',
      passphrase: PASSPHRASE,
    });
    expect(opened.rev).toBe(given?.rev);
    await setAutomaticBackups(host, { opId: 'off' });
    expect(await automaticBackup(host)).toBeNull();
  });

  it('gives nothing while locked', async () => {
    await setAutomaticBackups(host, { opId: 'on', credential: own });
    await lock(host, 'quick');
    expect(await refusal(automaticBackup(host))).toBe('locked');
  });
});

describe('a backup that was on its way', () => {
  it('covers what is in it, and not what was changed meanwhile', async () => {
    await setAutomaticBackups(host, { opId: 'on', credential: own });
    const { changes = 0 } = (await automaticBackup(host)) ?? {};
    await changeVault(host, 'b', add('b'));
    await changeVault(host, 'done', { type: 'backed-up', changes });
    expect(await backupHealth(host)).toMatchObject({ at: host.time, changes: 1 });
  });
});

describe('restoring into a vault', () => {
  /** A backup of when the vault held `a`; since then `b` came and `a` went to the trash. */
  async function divergedBackup(): Promise<string> {
    const { file } = await exportBackup(host, { credential: own });
    await changeVault(host, 'b', add('b'));
    return file;
  }

  /** A backup of this vault in which the account has other values. */
  async function backupWith(fields: Partial<Account>): Promise<string> {
    const { content, stored, key } = await openCurrent(host);
    const accounts = content.accounts.map((one) => ({ ...one, ...fields }));
    return vaultFile.sealBackup(stored.file, key.vaultKey, { ...content, accounts });
  }

  it('shows dates, revisions and accounts of both, and changes nothing', async () => {
    const file = await divergedBackup();
    host.time += DAY;
    await unlock(host, own);
    const disk = new Map(host.local.items);
    const view = await readBackup(host, { file, credential: own });
    expect(view).toMatchObject({
      sameVault: true,
      mine: { accounts: 2, savedAt: host.time - DAY },
      theirs: { accounts: 1 },
    });
    expect(view.mine.rev).toBeGreaterThan(view.theirs.rev);
    expect(JSON.stringify(view)).not.toContain('JBSWY3DP');
    expect(host.local.items).toEqual(disk);
  });

  it('answers how many accounts it changed: none where what is here is newer', async () => {
    const file = await divergedBackup();
    host.time += DAY;
    await unlock(host, own);
    const edit = { type: 'patch', id: 'a', base: { name: 'a' }, fields: { name: 'z' } } as const;
    await changeVault(host, 'edit', edit);
    const merge = { opId: 'merge', file, credential: own, choices: [] };
    expect(await mergeBackup(host, merge)).toEqual({ added: 0, changed: 0 });
    expect((await readVault(host)).accounts.map(({ name }) => name)).toEqual(['z', 'b']);
  });

  it('merges: what is only there comes, what is only here stays', async () => {
    const other = await hostWith(add('c'));
    const { file } = await exportBackup(other, { credential: own });
    const merge = { opId: 'merge', file, credential: own, choices: [] };
    expect(await mergeBackup(host, merge)).toEqual({ added: 1, changed: 0 });
    expect(await names(host)).toEqual(['a', 'c']);
    expect((await readBackup(host, { file, credential: own })).comparison.added).toEqual([]);
  });

  it('keeps the vault as it was in the history where a merge takes a value of it', async () => {
    const file = await backupWith({ name: 'theirs', updatedAt: host.time + DAY });
    await mergeBackup(host, { opId: 'merge', file, credential: own, choices: [] });
    expect(await names(host)).toEqual(['theirs']);
    const kept = (await history(host)).find(({ why }) => why === 'before-restore');
    const before = await readHistoryFile(host, kept?.key ?? '');
    const { content } = await vaultFile.openVault(before.file, {
      type: 'passphrase',
      passphrase: PASSPHRASE,
    });
    expect(readContent(content).accounts).toMatchObject([{ name: 'a' }]);
  });

  it('keeps nothing in the history where a merge takes nothing away', async () => {
    const file = await backupWith({ name: 'theirs', updatedAt: host.time + DAY });
    const choices = [{ id: 'a', field: 'name', keep: 'mine' }] as const;
    await mergeBackup(host, { opId: 'merge', file, credential: own, choices: [...choices] });
    expect(await names(host)).toEqual(['a']);
    expect((await history(host)).map(({ why }) => why)).not.toContain('before-restore');
  });

  it('lets no secret give way by its date alone, nor what makes its codes', async () => {
    const theirs = { secret: 'KRSXG5CTMVRXEZLU', digits: 8, period: 60, name: 'theirs' };
    const file = await backupWith({ ...theirs, updatedAt: host.time + DAY });
    const { comparison } = await readBackup(host, { file, credential: own });
    const suggestions = comparison.changed.flatMap(({ fields }) =>
      fields.map(({ field, suggested }) => [field, suggested]),
    );
    expect(suggestions).toEqual([
      ['name', 'theirs'],
      ['secret', 'mine'],
      ['digits', 'mine'],
      ['kind', 'mine'],
    ]);
    const other = host.copy();
    await mergeBackup(host, { opId: 'merge', file, credential: own, choices: [] });
    const [mine] = (await readVault(host)).accounts;
    expect(mine).toMatchObject({ name: 'theirs', secret: 'JBSWY3DPAAAAAAAA', digits: 6, period: 30 });
    const chosen = (['secret', 'digits', 'kind'] as const).map(
      (field) => ({ id: 'a', field, keep: 'theirs' }) as const,
    );
    await mergeBackup(other, { opId: 'merge', file, credential: own, choices: chosen });
    expect((await readVault(other)).accounts).toMatchObject([theirs]);
  });

  it('replaces after asking for a credential of this vault, and keeps the replaced one in the history', async () => {
    const file = await divergedBackup();
    const replace = { opId: 'replace', file, credential: own };
    expect(await refusal(replaceByBackup(host, { ...replace, own: wrong }))).toBe('E_UNLOCK');
    expect(await names(host)).toEqual(['a', 'b']);
    expect(await replaceByBackup(host, { ...replace, own })).toEqual({ accounts: 1 });
    expect(await names(host)).toEqual(['a']);
    const kept = (await history(host)).find(({ why }) => why === 'before-restore');
    const again = await readHistoryFile(host, kept?.key ?? '');
    const { comparison } = await readBackup(host, { file: again.file, credential: own });
    expect(comparison.added.map(({ name }) => name)).toEqual(['b']);
  });

  it('refuses a file that does not open, and changes nothing', async () => {
    const file = await divergedBackup();
    const disk = new Map(host.local.items);
    const args = { opId: 'merge', choices: [], credential: own };
    expect(await refusal(mergeBackup(host, { ...args, file: file.slice(0, -20) }))).toBe('E_FORMAT');
    expect(await refusal(mergeBackup(host, { ...args, file, credential: wrong }))).toBe('E_UNLOCK');
    expect(host.local.items).toEqual(disk);
  });
});

describe('a damaged vault', () => {
  beforeEach(() => {
    for (const key of ['vault.a', 'vault.b']) host.local.items.set(key, '"cut off"');
    host.archive.items.set('mirror/vault', '"this too"');
    host.restart();
  });

  it('gives all its bytes, and nothing is written', async () => {
    const disk = new Map(host.local.items);
    const { file } = await exportRaw(host);
    expect(file).toContain('cut off');
    expect(file).toContain('this too');
    expect(host.local.items).toEqual(disk);
  });

  it('is restored from its own history', async () => {
    const live = made.copy();
    await changeVault(live, 'b', add('b'));
    for (const key of ['vault.a', 'vault.b']) live.local.items.set(key, '"cut off"');
    live.archive.items.delete('mirror/vault');
    live.restart();
    const [newest] = await history(live);
    const { file } = await readHistoryFile(live, newest?.key ?? '');
    await restoreVault(live, file, own);
    expect(await names(live)).toEqual(['a']);
  });

  it('makes room for a new one when the person starts over, and is kept aside', async () => {
    await startOver(host);
    expect(host.local.items.has('vault.a')).toBe(false);
    expect([...host.archive.items.values()].join()).toContain('cut off');
    await createVault(host, PASSPHRASE);
    expect(await names(host)).toEqual([]);
  });
});

describe('a vault that opens', () => {
  it('is never started over, and shows its history to nobody while locked', async () => {
    expect(await refusal(startOver(host))).toBe('vault-exists');
    await lock(host, 'quick');
    expect(await refusal(history(host))).toBe('locked');
    expect(await refusal(exportRaw(host))).toBe('locked');
  });
});

describe('showSecret', () => {
  it('gives the secret and its key URI to whom shows a credential, and to nobody else', async () => {
    expect(await refusal(showSecret(host, { id: 'a', credential: wrong }))).toBe('E_UNLOCK');
    const { secret, uri } = await showSecret(host, { id: 'a', credential: own });
    expect(secret).toBe('JBSWY3DPAAAAAAAA');
    expect(uri).toContain('secret=JBSWY3DPAAAAAAAA');
  });

  it('gives a secret of Mobile-OTP as other devices ask for it, and its PIN', async () => {
    const motp = parseKeyUri('motp://ACME:m?secret=e3152afee62599c8', '1234');
    const accounts = [{ ...motp, id: 'm', sites: [], pinned: false }];
    await changeVault(host, 'motp', { type: 'add', accounts, source: 'manual' });
    expect(await showSecret(host, { id: 'm', credential: own })).toEqual({
      secret: 'e3152afee62599c8',
      pin: '1234',
      uri: 'motp://ACME:m?secret=e3152afee62599c8',
    });
  });
});
