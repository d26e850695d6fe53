import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  codeTime,
  dropJump,
  findOffset,
  setOffset,
  viewClock,
  watchedClock,
} from '../../src/background/clock';
import { findKey, lock } from '../../src/background/lock/session-key';
import { readVault } from '../../src/background/vault/vault';
import { generateCode } from '../../src/core/otp';
import { findAccount } from '../../src/core/vault-accounts';
import type { FakeHost } from '../fakes/fake-host';
import { add, hostWith, MINUTE, own, refusal, withPassphrase } from './kit';

let host: FakeHost;
let made: FakeHost;
beforeAll(async () => {
  made = await hostWith(add('one'));
});
beforeEach(() => {
  host = made.copy();
});

/** What the popup is told as it opens, when what it leaves to be written is written. */
async function opened(of = host) {
  const { offset, jump } = await watchedClock(of);
  await of.inTurn('clock', async () => undefined);
  return { offset, jump };
}

describe('the correction of the clock', () => {
  it('is added to the time of the codes, outlives a restart, and is announced', async () => {
    const before = host.announced.length;
    await setOffset(host, { offset: -45 });
    expect(host.announced.slice(before)).toEqual([{ type: 'changed' }]);
    host.restart();
    expect(await codeTime(host)).toBe(host.time - 45_000);
    expect(await watchedClock(host)).toEqual({ offset: -45, jump: 0, now: host.time - 45_000 });
  });

  it('leaves the system its clock for everything else', async () => {
    await setOffset(host, { offset: -86_400 });
    expect(await findKey(host)).not.toBeNull();
    await setOffset(host, { offset: 86_400, credential: own });
    expect(await findKey(host)).not.toBeNull();
  });

  it('goes no further ahead than ten minutes without a credential, for who finds the vault open', async () => {
    await setOffset(host, { offset: 600 });
    expect(await refusal(setOffset(host, { offset: 601 }))).toBe('credential-required');
    const wrong = { offset: 601, credential: withPassphrase('not this one') };
    expect(await refusal(setOffset(host, wrong))).toBe('E_UNLOCK');
    expect((await viewClock(host)).offset).toBe(600);
  });

  it.each([
    ['damaged', '"torn"'],
    ['further off than a day', '{"offset":90000,"jump":"x","seenAt":-1}'],
  ])('is none where it is %s on the disk', async (_what, stored) => {
    host.local.items.set('clock', stored);
    expect(await codeTime(host)).toBe(host.time);
    expect(await opened()).toEqual({ offset: 0, jump: 0 });
  });

  it('is said not to be saved where it was not, and not to be read where the disk fails', async () => {
    host.local.failNextSet('reject');
    expect(await refusal(setOffset(host, { offset: 60 }))).toBe('storage-failed');
    expect(await codeTime(host)).toBe(host.time);
    host.local.fail(0, 'reject');
    expect(await refusal(codeTime(host))).toBe('storage-failed');
  });

  it('is nobody’s business while locked', async () => {
    await lock(host, 'full');
    const all = [
      setOffset(host, { offset: 60 }),
      viewClock(host),
      dropJump(host),
      findOffset(host, { id: 'one', readings: [] }),
    ];
    expect(await Promise.all(all.map(refusal))).toEqual(all.map(() => 'locked'));
  });
});

describe('the search of the correction', () => {
  const typed = async (offset: number) => {
    const at = Math.floor(host.time / 30_000) * 30_000 + 3_000;
    const account = findAccount(await readVault(host), 'one');
    return { code: generateCode(account, at).code, at: at - offset * 1000 };
  };

  it('answers with the offset alone, and keeps nothing', async () => {
    const found = await findOffset(host, { id: 'one', readings: [await typed(300)] });
    expect(found).toEqual({ status: 'found', offset: 300, within: 30 });
    expect(await codeTime(host)).toBe(host.time);
  });

  it('measures the clock of the computer, whatever is corrected already', async () => {
    await setOffset(host, { offset: 300 });
    expect(await findOffset(host, { id: 'one', readings: [await typed(0)] })).toMatchObject({ offset: 0 });
  });

  it('refuses an account that is gone', async () => {
    expect(await refusal(findOffset(host, { id: 'gone', readings: [] }))).toBe('account-gone');
  });
});

describe('a clock that was set back', () => {
  it('is told at the next opening, until the person has read it', async () => {
    await opened();
    host.time -= MINUTE;
    expect((await opened()).jump).toBe(-60);
    host.time += 10 * MINUTE;
    expect((await opened()).jump).toBe(-60);
    await dropJump(host);
    expect((await opened()).jump).toBe(0);
  });

  it('is told after a restart as well, and adds up', async () => {
    await opened();
    host.restart();
    host.time -= 30 * MINUTE;
    expect((await opened()).jump).toBe(-1_800);
    host.time -= MINUTE;
    expect((await opened()).jump).toBe(-1_860);
  });

  it('is told once more where it could not be written down', async () => {
    await opened();
    host.time -= MINUTE;
    host.local.failNextSet('reject');
    expect((await opened()).jump).toBe(-60);
    expect((await opened()).jump).toBe(-60);
  });

  it('is settled by a correction', async () => {
    await opened();
    host.time -= MINUTE;
    await opened();
    await setOffset(host, { offset: 60 });
    expect(await opened()).toEqual({ offset: 60, jump: 0 });
  });

  it.each([
    ['the network setting it by a few seconds', -9_000],
    ['a computer that slept eight hours', 8 * 60 * MINUTE],
  ])('is not seen in %s', async (_what, milliseconds) => {
    await opened();
    host.time += milliseconds;
    expect((await opened()).jump).toBe(0);
  });
});
