/** Making a vault and changing its passphrase, struck at every storage call like the flows of `faults.test.ts`. */
import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { readStored } from '../../src/background/store/vault-store';
import { findNotice } from '../../src/background/vault/recovery';
import { changePassphrase } from '../../src/background/vault/slots';
import { createVault, restoreVault, unlock } from '../../src/background/vault/unlocking';
import { changeVault, openCurrent } from '../../src/background/vault/vault';
import * as vaultFile from '../../src/core/vault-file';
import { positive, vectors } from '../core/vault-file-kit';
import { FakeHost } from '../fakes/fake-host';
import { add, names, withPassphrase } from './kit';
import { type Flow, isDone, opensWith, STRIKES } from './strikes';

vi.mock('hash-wasm', async (importOriginal) => (await import('./argon2-once')).argon2Once(importOriginal));

const PASSPHRASE = vectors.passphrase;
const own = withPassphrase(PASSPHRASE);
const NEW_PASSPHRASE = 'six brand new silver spoons';

/** How many times random bytes were drawn since the flow began. */
let draws = 0;

/** The nth bytes of a flow are the same in each of its runs; no two draws of a run are. */
function drawAgain<T extends ArrayBufferView | null>(view: T): T {
  if (view === null) return view;
  const bytes = new Uint8Array(view.buffer, view.byteOffset, view.byteLength);
  const drawn = createHash('shake256', { outputLength: bytes.length }).update(`draw ${draws}`);
  bytes.set(drawn.digest());
  draws += 1;
  return view;
}

/**
 * The flow, with the same random bytes in each run: then it asks for the same keys under each strike, which are derived
 * once (`argon2-once.ts`). With a salt of its own each run would pay two or three real derivations for itself.
 */
const withSameDraws =
  (flow: Flow): Flow =>
  (host) => {
    draws = 0;
    return flow(host);
  };

let made: FakeHost;
beforeAll(async () => {
  made = new FakeHost();
  await restoreVault(made, positive('argon2id_owasp_minimum').file, own);
  await changeVault(made, 'add', add('a'));
  // Only now, so that nothing in the vault that is changed was drawn alike.
  vi.spyOn(crypto, 'getRandomValues').mockImplementation(drawAgain);
});
afterAll(() => vi.restoreAllMocks());

describe('changing the passphrase', () => {
  const change = withSameDraws((host) =>
    changePassphrase(host, { credential: own, passphrase: NEW_PASSPHRASE, keys: [], recoveryKey: false }),
  );

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

  it('leaves the vault open for who reads meanwhile, whenever that begins', async () => {
    const control = made.copy();
    await change(control);
    const there = await names(made.copy());
    for (let call = 0; call < control.power.calls; call += 1) {
      const host = made.copy();
      const reads: Promise<string[]>[] = [];
      host.before(call, () => void reads.push(names(host)));
      await change(host);
      expect(await Promise.all(reads), `call ${call}`).toEqual([there]);
      expect(await names(host)).toEqual(there);
      expect(await findNotice(host), `call ${call}`).toBeNull();
    }
  }, 120_000);

  it('lets who reads wait until the new key is there, however long the earlier copies take to go', async () => {
    const host = made.copy();
    const there = await names(made.copy());
    const waiting = new Promise<void>((resolve) => {
      const inTurn = host.inTurn.bind(host);
      const begun = new Set<string>();
      host.inTurn = (name, task) => {
        if (begun.has(name)) resolve();
        begun.add(name);
        return inTurn(name, task);
      };
    });
    const write = host.archive.write.bind(host.archive);
    let read: Promise<string[]> | undefined;
    host.archive.write = async (changes) => {
      read ??= names(host);
      await Promise.race([waiting, read.catch(() => undefined)]);
      return write(changes);
    };
    await change(host);
    expect(await read).toEqual(there);
    expect(await names(host)).toEqual(there);
  });

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
  const make = withSameDraws((host) => createVault(host, PASSPHRASE));

  it.each(STRIKES)(
    'leaves none, or one that opens, where a storage call %s',
    async (_what, strike) => {
      const control = new FakeHost();
      await make(control);
      for (let call = 0; call < control.power.calls; call += 1) {
        const host = new FakeHost();
        strike(host, call);
        const done = await isDone(make(host));
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
