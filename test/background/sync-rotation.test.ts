/** A new key while others write: whatever goes wrong, nothing is lost and the others find a way on. */
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { syncNow } from '../../src/background/sync/engine';
import { doorIn } from '../../src/background/sync/store';
import { leaveOthersOut, turnOnSync } from '../../src/background/sync/switch';
import { viewSync } from '../../src/background/sync/view';
import { changePassphrase } from '../../src/background/vault/slots';
import { restoreVault, unlock } from '../../src/background/vault/unlocking';
import { inspectVault } from '../../src/core/vault-file';
import { positive, vectors } from '../core/vault-file-kit';
import { FakeHost } from '../fakes/fake-host';
import { add, names, own, PASSPHRASE, withPassphrase } from './kit';
import { type Flow, isDone, STRIKES, type Strike } from './strikes';
import {
  type Browsers,
  carry,
  copyOf,
  introduce,
  NEW,
  OTHER,
  rename,
  run,
  settleAll,
  shapes,
  standing,
  twoBrowsers,
} from './sync-kit';

vi.mock('hash-wasm', async (importOriginal) => (await import('./argon2-once')).argon2Once(importOriginal));

/** The laptop has written what the desk has not looked at yet. */
let behind: () => Browsers;
beforeAll(async () => {
  const { desk, laptop } = (await twoBrowsers())();
  await rename(laptop, 'a', 'from the laptop');
  await syncNow(laptop);
  carry(laptop, desk);
  behind = () => ({ desk: copyOf(desk), laptop: copyOf(laptop) });
});

const leaveOut = (host: FakeHost) => leaveOthersOut(host, { credential: own });

/** The laptop takes part again, by the passphrase of the desk. */
async function comeBack(laptop: FakeHost, passphrase: string): Promise<void> {
  const args = { credential: withPassphrase(OTHER), name: 'Firefox, laptop' };
  await turnOnSync(laptop, { ...args, other: withPassphrase(passphrase) });
}

interface Attempt {
  readonly desk: FakeHost;
  readonly flow: Flow;
  readonly passphrase: string;
}

/** The flow on a desk for each storage call that it makes, with that one struck. */
async function underStrikes({ desk: made, flow, passphrase }: Attempt, strike: Strike): Promise<void> {
  const whole = copyOf(made);
  await flow(whole);
  for (let call = 0; call < whole.power.calls; call += 1) {
    const [desk, { laptop }] = [copyOf(made), behind()];
    strike(desk, call);
    await isDone(flow(desk));
    desk.revive();
    expect(desk.sync.items.has('door'), `call ${call}`).toBe(true);
    await settleAll(desk, laptop);
    expect(await standing(desk), `call ${call}`).toBe('on');
    if ((await standing(laptop)) !== 'on') {
      expect(await standing(laptop), `call ${call}`).toBe('rotated');
      await comeBack(laptop, passphrase);
    }
    await settleAll(laptop, desk);
    expect(await shapes(laptop), `call ${call}`).toEqual(await shapes(desk));
    expect(await names(desk)).toContain('from the laptop');
    expect((await viewSync(desk)).browsers).toHaveLength(2);
  }
}

describe('the door', () => {
  it('is made anew under the same key where a passphrase is wrapped at a higher cost', async () => {
    const host = new FakeHost();
    const weak = withPassphrase(vectors.passphrase);
    await restoreVault(host, positive('argon2id_owasp_minimum').file, weak);
    await turnOnSync(host, { credential: weak, name: 'old' });
    const { laptop } = behind();
    laptop.sync.items.clear();
    introduce(host, laptop);
    await turnOnSync(laptop, { credential: withPassphrase(OTHER), other: weak, name: 'Firefox, laptop' });
    const before = doorIn(await laptop.sync.all());
    host.restart();
    await unlock(host, weak);
    await settleAll(host, laptop);
    expect([await standing(host), await standing(laptop)]).toEqual(['on', 'on']);
    const after = doorIn(await laptop.sync.all());
    expect(after?.epoch).toBe(before?.epoch);
    const found = await inspectVault(after?.file ?? '');
    expect(found.ok && found.slots.some(({ weakKdf }) => weakKdf)).toBe(false);
    await comeBack(laptop, vectors.passphrase);
  });
});

describe('a new key', () => {
  it('takes in what the others wrote under the one before, and the door is there all the while', async () => {
    const { desk, laptop } = behind();
    await leaveOut(desk);
    expect(await names(desk)).toContain('from the laptop');
    expect(desk.sync.log).not.toContainEqual(['door', undefined]);
    expect([...desk.sync.items.keys()].filter((name) => name.startsWith('browser.'))).toHaveLength(1);
    await run(desk, add('secret'));
    await settleAll(desk, laptop);
    expect([await standing(laptop), (await names(laptop)).includes('secret')]).toEqual(['rotated', false]);
  });

  it.each(STRIKES)(
    'that leaves others out, where any storage call %s, comes to an end the next time or was never begun',
    (_what, strike) => underStrikes({ desk: behind().desk, flow: leaveOut, passphrase: PASSPHRASE }, strike),
    // Each time the door is sealed under a key of its own, which is derived anew.
    360_000,
  );

  it.each(STRIKES)(
    'for a new passphrase, where any storage call %s, comes to an end the next time',
    async (_what, strike) => {
      const { desk } = behind();
      await changePassphrase(desk, { credential: own, passphrase: NEW, keys: [], recoveryKey: false });
      await underStrikes({ desk, flow: syncNow, passphrase: NEW }, strike);
    },
    120_000,
  );
});
