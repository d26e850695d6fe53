/**
 * Every flow that writes, struck at every storage call it makes: a call that is refused, one that says yes and stores
 * nothing, and a worker that ends. What is on disk afterwards is the vault before or the vault after, never a third
 * thing, never nothing; and where the flow said that it was done, it is the vault after.
 */
import { beforeAll, describe, expect, it } from 'vitest';
import { nextHotpCode } from '../../src/background/hotp';
import { readStored } from '../../src/background/store/vault-store';
import { exportBackup, mergeBackup, replaceByBackup } from '../../src/background/vault/backups';
import { startOver } from '../../src/background/vault/on-disk';
import { changeSettings } from '../../src/background/vault/settings';
import { addSecurityKey, changePassphrase, issueRecoveryKey } from '../../src/background/vault/slots';
import { createVault, restoreVault, unlock } from '../../src/background/vault/unlocking';
import { changeVault, openCurrent } from '../../src/background/vault/vault';
import { UserError } from '../../src/core/errors';
import { readContent, type VaultContent } from '../../src/core/vault-content';
import * as vaultFile from '../../src/core/vault-file';
import { FakeHost } from '../fakes/fake-host';
import { add, addHotp, hostWith, own, PASSPHRASE } from './kit';

const NEW_PASSPHRASE = 'six brand new silver spoons';
const bytes = (size: number) => Buffer.alloc(size, 7).toString('base64url');

let made: FakeHost;
let backup: string;
beforeAll(async () => {
  made = await hostWith(add('a'), addHotp);
  const other = made.copy();
  await changeVault(other, 'b', add('b'));
  backup = (await exportBackup(other, { credential: own })).file;
});

type Flow = (host: FakeHost) => Promise<unknown>;
type Strike = (host: FakeHost, call: number) => void;

const STRIKES: readonly [string, Strike][] = [
  ['is refused', (host, call) => host.strike(call, 'reject')],
  ['stores nothing', (host, call) => host.strike(call, 'drop')],
  ['is the last of its worker', (host, call) => host.dieAfter(call)],
];

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

/** Whether the flow said that it was done. */
const isDone = (flow: Promise<unknown>): Promise<boolean> =>
  flow.then(
    () => true,
    () => false,
  );

const FLOWS: readonly [string, Flow][] = [
  ['adding', (host) => changeVault(host, 'op', add('c'))],
  ['deleting', (host) => changeVault(host, 'op', { type: 'trash', id: 'a' })],
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

/** Which of the passphrases opens the vault that the next start finds, with what is in it. */
async function opensWith(host: FakeHost, passphrases: readonly string[]): Promise<string[]> {
  host.revive();
  const opening: string[] = [];
  for (const passphrase of passphrases) {
    const next = host.copy();
    next.restart();
    if (await isDone(unlock(next, { type: 'passphrase', passphrase }))) opening.push(passphrase);
  }
  return opening;
}

describe('changing the passphrase', () => {
  const change: Flow = (host) =>
    changePassphrase(host, { credential: own, passphrase: NEW_PASSPHRASE, keys: [], recoveryKey: false });

  it.each(STRIKES)(
    'leaves a vault that opens with the old or the new one alone where a call %s',
    async (_what, strike) => {
      const control = made.copy();
      await change(control);
      for (let call = 0; call < control.power.calls; call += 1) {
        const host = made.copy();
        strike(host, call);
        const done = await isDone(change(host));
        const opening = await opensWith(host, [PASSPHRASE, NEW_PASSPHRASE]);
        expect(opening, `call ${call}`).toHaveLength(1);
        if (done) expect(opening).toEqual([NEW_PASSPHRASE]);
      }
    },
    120_000,
  );

  it('is finished by the next unlocking: then no copy opens with the old one', async () => {
    const control = made.copy();
    await change(control);
    for (let call = 0; call < control.power.calls; call += 1) {
      const host = made.copy();
      host.dieAfter(call);
      await isDone(change(host));
      host.revive();
      host.restart();
      if (!(await isDone(unlock(host, { type: 'passphrase', passphrase: NEW_PASSPHRASE })))) continue;
      const texts = [...host.local.items.values(), ...host.archive.items.values()];
      const oldKey = (await openCurrent(made.copy())).key.vaultKey;
      const files = texts.flatMap((text) => text.match(/\{\\"format.*?\\"\}/g) ?? []);
      expect(files.length).toBeGreaterThan(1);
      for (const file of files) {
        const opened = vaultFile.openWithKey(file.replaceAll('\\"', '"'), oldKey);
        expect(await isDone(opened), `call ${call}`).toBe(false);
      }
    }
  }, 120_000);
});

describe('making a vault', () => {
  it.each(STRIKES)(
    'leaves none, or one that opens, where a storage call %s',
    async (_what, strike) => {
      const control = new FakeHost();
      await createVault(control, PASSPHRASE);
      for (let call = 0; call < control.power.calls; call += 1) {
        const host = new FakeHost();
        strike(host, call);
        const done = await isDone(createVault(host, PASSPHRASE));
        host.revive();
        host.restart();
        const { state } = await readStored(host);
        expect(done ? ['present'] : ['empty', 'present'], `call ${call}`).toContain(state);
        if (state === 'present') expect(await opensWith(host, [PASSPHRASE])).toEqual([PASSPHRASE]);
      }
    },
    120_000,
  );
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
