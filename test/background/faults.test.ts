/**
 * Every flow that writes, struck at every storage call it makes: a call that is refused, one that says yes and stores
 * nothing, and a worker that ends. What is on disk afterwards is the vault before or the vault after, never a third
 * thing, never nothing; and where the flow said that it was done, it is the vault after.
 */
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { nextHotpCode } from '../../src/background/hotp';
import { readStored } from '../../src/background/store/vault-store';
import { exportBackup, mergeBackup, replaceByBackup } from '../../src/background/vault/backups';
import { startOver } from '../../src/background/vault/on-disk';
import { changeSettings } from '../../src/background/vault/settings';
import { addSecurityKey, issueRecoveryKey } from '../../src/background/vault/slots';
import { restoreVault } from '../../src/background/vault/unlocking';
import { changeVault, openCurrent } from '../../src/background/vault/vault';
import { UserError } from '../../src/core/errors';
import { readContent, type VaultContent } from '../../src/core/vault-content';
import * as vaultFile from '../../src/core/vault-file';
import { positive, vectors } from '../core/vault-file-kit';
import { FakeHost } from '../fakes/fake-host';
import { add, addHotp, withPassphrase } from './kit';
import { type Flow, isDone, STRIKES } from './strikes';

vi.mock('hash-wasm', async (importOriginal) => (await import('./argon2-once')).argon2Once(importOriginal));

const PASSPHRASE = vectors.passphrase;
const own = withPassphrase(PASSPHRASE);
const bytes = (size: number) => Buffer.alloc(size, 7).toString('base64url');

let made: FakeHost;
let backup: string;
beforeAll(async () => {
  // Its slot costs what is accepted at least: some hundred derivations follow.
  made = new FakeHost();
  await restoreVault(made, positive('argon2id_owasp_minimum').file, own);
  for (const command of [add('a'), addHotp])
    await changeVault(made, command.type + made.power.calls, command);
  const other = made.copy();
  await changeVault(other, 'b', add('b'));
  backup = (await exportBackup(other, { credential: own })).file;
});

/** What counts of a vault: everything but the moments and the list of commands. */
const essence = ({ accounts, settings, slotsInfo }: VaultContent) =>
  JSON.stringify([accounts.map(({ updatedAt: _updatedAt, ...rest }) => rest), settings, slotsInfo.length]);

/** The vault on disk as the next start of the browser finds it, opened with one of these; null where there is none. */
async function found(host: FakeHost, vaultKeys: readonly string[]): Promise<string | null> {
  host.revive();
  host.restart();
  const stored = await readStored(host);
  if (stored.state === 'empty') return null;
  if (stored.state !== 'present') return stored.state;
  const [newest] = stored.candidates;
  for (const key of vaultKeys) {
    try {
      return essence(readContent((await vaultFile.openWithKey(newest.file, key)).content));
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
    }
  }
  return 'opens with no key';
}

const FLOWS: readonly [string, Flow][] = [
  ['adding', (host) => changeVault(host, 'op', add('c'))],
  ['deleting', (host) => changeVault(host, 'op', { type: 'trash', ids: ['a'] })],
  [
    'editing',
    (host) => changeVault(host, 'op', { type: 'patch', id: 'a', base: { name: 'a' }, fields: { name: 'z' } }),
  ],
  ['counting an HOTP code', (host) => nextHotpCode(host, 'op', 'h')],
  [
    'changing the settings',
    (host) =>
      changeSettings(host, {
        opId: 'op',
        lock: { afterMinutes: 5, onSystemLock: true, maxHours: 12 },
      }),
  ],
  [
    'merging a backup',
    (host) => mergeBackup(host, { opId: 'op', file: backup, credential: own, choices: [] }),
  ],
  [
    'replacing by a backup',
    (host) => replaceByBackup(host, { opId: 'op', file: backup, credential: own, own }),
  ],
  ['issuing a recovery key', (host) => issueRecoveryKey(host, own)],
  [
    'adding a security key',
    (host) =>
      addSecurityKey(host, {
        credential: own,
        label: 'key',
        credentialId: bytes(32),
        prfSalt: bytes(32),
        secret: bytes(32),
      }),
  ],
];

describe.each(FLOWS)('%s', (_name, flow) => {
  it.each(STRIKES)('leaves the vault before or after it where a storage call %s', async (_what, strike) => {
    const control = made.copy();
    const { key, content } = await openCurrent(control);
    const before = essence(content);
    const calls = control.power.calls;
    await flow(control);
    const last = control.power.calls - calls;
    const after = essence((await openCurrent(control)).content);
    expect(after).not.toBe(before);
    expect(last).toBeGreaterThan(3);
    for (let call = 0; call < last; call += 1) {
      const host = made.copy();
      strike(host, call);
      const done = await isDone(flow(host));
      const left = await found(host, [key.vaultKey]);
      expect(done ? [after] : [before, after], `call ${call}`).toContain(left);
    }
  });
});

describe('restoring over a damaged vault', () => {
  const damaged = () => {
    const host = made.copy();
    for (const name of ['vault.a', 'vault.b']) host.local.items.set(name, '"cut off"');
    host.archive.items.delete('mirror/vault');
    host.restart();
    return host;
  };
  const restore: Flow = (host) => restoreVault(host, backup, own);
  const everything = (host: FakeHost) =>
    [...host.local.items.values(), ...host.archive.items.values()].join();

  it.each(STRIKES)(
    'leaves the damage as it was, or the backup, where a storage call %s',
    async (_what, strike) => {
      const control = damaged();
      const calls = control.power.calls;
      await restore(control);
      for (let call = 0; call < control.power.calls - calls; call += 1) {
        const host = damaged();
        strike(host, call);
        const done = await isDone(restore(host));
        host.revive();
        host.restart();
        const { state } = await readStored(host);
        expect(done ? ['present'] : ['damaged', 'present'], `call ${call}`).toContain(state);
        expect(everything(host), `call ${call}`).toContain('cut off');
      }
    },
    120_000,
  );

  it('may be begun again after a start over that was cut short', async () => {
    const control = damaged();
    const calls = control.power.calls;
    await startOver(control);
    for (let call = 0; call < control.power.calls - calls; call += 1) {
      const host = damaged();
      host.dieAfter(call);
      await isDone(startOver(host));
      host.revive();
      await startOver(host);
      expect((await readStored(host)).state).toBe('empty');
      expect(everything(host)).toContain('cut off');
    }
  });
});
