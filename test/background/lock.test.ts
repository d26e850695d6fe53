import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { loadDraft, saveDraft } from '../../src/background/draft';
import { dropOldQuickWay } from '../../src/background/lock/pin';
import {
  findKey,
  keepLockPrompt,
  LOCK_ALARM,
  lock,
  noteUse,
  onIdleState,
} from '../../src/background/lock/session-key';
import { onUpdateAvailable } from '../../src/background/lock/update';
import { isUse } from '../../src/background/lock/use';
import { readRequest } from '../../src/background/requests';
import { readBackup } from '../../src/background/vault/backups';
import { changeSettings, setPin } from '../../src/background/vault/settings';
import { unlock } from '../../src/background/vault/unlocking';
import { changeVault, openCurrent, readVault } from '../../src/background/vault/vault';
import type { Credential, LockPolicy } from '../../src/messages';
import type { FakeHost } from '../fakes/fake-host';
import { add, HOUR, hostWith, MINUTE, names, own, refusal, withPassphrase } from './kit';

vi.mock('hash-wasm', async (importOriginal) => (await import('./argon2-once')).argon2Once(importOriginal));

const DEFAULTS: LockPolicy = { afterMinutes: null, onSystemLock: false, maxHours: 12 };
const settings = (
  change: Partial<typeof DEFAULTS & { afterMinutes: number | null; maxHours: number | null }>,
) => changeSettings(host, { opId: crypto.randomUUID(), lock: { ...DEFAULTS, ...change } });

let made: FakeHost;
let host: FakeHost;
beforeAll(async () => {
  made = await hostWith(add('a'));
});
beforeEach(() => {
  host = made.copy();
});

describe('the lock', () => {
  it('closes on demand and tells the pages', async () => {
    await lock(host, 'quick');
    expect(await refusal(readVault(host))).toBe('locked');
    expect(host.announced).toContainEqual({ type: 'locked' });
  });

  it('tells the pages to clear themselves although memory could not be cleared, and says so', async () => {
    host.session.fail(1, 'reject');
    expect(await refusal(lock(host, 'quick'))).toBe('storage-failed');
    expect(host.announced).toContainEqual({ type: 'locked' });
  });

  it('refuses the first use after 12 hours, whether an alarm came or not', async () => {
    host.time += 12 * HOUR - 1;
    expect(await names(host)).toEqual(['a']);
    host.time += 1;
    expect(await refusal(readVault(host))).toBe('locked');
    expect(host.session.items.has('unlocked')).toBe(false);
  });

  it('closes when the clock was set back by more than two minutes', async () => {
    host.time += HOUR;
    await readVault(host);
    host.time -= 119_000;
    expect(await names(host)).toEqual(['a']);
    host.time -= 2_000;
    expect(await refusal(readVault(host))).toBe('locked');
  });

  it('sets the alarm again when the worker starts and it is gone', async () => {
    host.alarms.clear();
    await keepLockPrompt(host);
    expect(host.alarms.get(LOCK_ALARM)).toBe(host.time + 12 * HOUR);
  });

  it('stays closed when a use of the key was just noting the time', async () => {
    host.time += 60_000;
    const uses = [keepLockPrompt(host), noteUse(host), lock(host, 'quick'), readVault(host)];
    await Promise.allSettled(uses);
    expect(host.session.items.has('unlocked')).toBe(false);
    expect(await refusal(readVault(host))).toBe('locked');
  });

  it('lets a save that is running finish, and keeps the key from coming back', async () => {
    const save = changeVault(host, 'running', add('b'));
    await lock(host, 'quick');
    const outcome = await refusal(save);
    expect(await refusal(readVault(host))).toBe('locked');
    await unlock(host, own);
    expect(await names(host)).toEqual(outcome === 'accepted' ? ['a', 'b'] : ['a']);
  });

  it('leaves a draft that only the vault key opens', async () => {
    await saveDraft(host, 'add', 'JBSWY3DPEHPK3PXP');
    await lock(host, 'quick');
    expect([...host.session.items.values()].join()).not.toContain('JBSWY3DP');
    expect(await refusal(loadDraft(host, 'add'))).toBe('locked');
    await unlock(host, own);
    expect(await loadDraft(host, 'add')).toBe('JBSWY3DPEHPK3PXP');
  });

  it('leaves one of the longest, in any script', async () => {
    const draft = '鍵'.repeat(65_536);
    await saveDraft(host, 'edit', draft);
    expect(await loadDraft(host, 'edit')).toBe(draft);
  });
});

describe('locking when unused', () => {
  it('is refused at once by a policy that was changed while unlocked, without any alarm', async () => {
    await settings({ afterMinutes: 1 });
    host.alarms.clear();
    host.time += MINUTE;
    expect(await refusal(readVault(host))).toBe('locked');
  });

  it('begins anew with each thing that a person does, but not with a use of the key alone', async () => {
    await settings({ afterMinutes: 5 });
    host.time += 4 * MINUTE;
    await noteUse(host);
    host.time += 4 * MINUTE;
    expect(await names(host)).toEqual(['a']);
    host.time += MINUTE;
    expect(await refusal(readVault(host))).toBe('locked');
  });

  it.each([
    ['opens a page', { name: 'open', args: { first: 20, takesFailure: true } }, true],
    ['comes to another page', { name: 'open', args: { first: 20 } }, true],
    ['has a page that is told of a change', { name: 'open', args: { first: 20, again: true } }, false],
    ['has settings that are told of a change', { name: 'security', args: {} }, false],
    ['has rows in sight', { name: 'codes', args: { ids: ['a'] } }, false],
  ] as const)('begins anew or not with who %s', (_who, message, isIt) => {
    const request = readRequest(message);
    expect(request && isUse(request)).toBe(isIt);
  });

  it('refuses the first request after a sleep of eight hours', async () => {
    await settings({ afterMinutes: 30 });
    host.time += 8 * HOUR;
    expect(await findKey(host)).toBeNull();
  });

  it('sets the alarm to the earliest moment and moves it on', async () => {
    await settings({ afterMinutes: 5 });
    expect(host.alarms.get(LOCK_ALARM)).toBe(host.time + 5 * MINUTE);
    host.time += 4 * MINUTE;
    await noteUse(host);
    host.time += MINUTE;
    await keepLockPrompt(host);
    expect(host.alarms.get(LOCK_ALARM)).toBe(host.time + 4 * MINUTE);
    expect(await names(host)).toEqual(['a']);
  });
});

describe('a locked computer', () => {
  it('locks the vault where the person wants it so, and not otherwise', async () => {
    await onIdleState(host, 'locked');
    expect(await names(host)).toEqual(['a']);
    await settings({ onSystemLock: true });
    await onIdleState(host, 'idle');
    expect(await names(host)).toEqual(['a']);
    await onIdleState(host, 'locked');
    expect(host.session.items.has('unlocked')).toBe(false);
    expect(host.announced.at(-1)).toEqual({ type: 'locked' });
  });
});

describe('weaker locking', () => {
  it.each([
    ['no longest time', { maxHours: null }],
    ['a longer one', { maxHours: 24 }],
  ])('%s asks for a credential', async (_name, change) => {
    expect(await refusal(settings(change))).toBe('credential-required');
    const policy = { ...DEFAULTS, ...change };
    const args = { opId: 'weaker', lock: policy };
    const wrong = withPassphrase('not the passphrase');
    expect(await refusal(changeSettings(host, { ...args, credential: wrong }))).toBe('E_UNLOCK');
    await changeSettings(host, { ...args, credential: own });
    host.time += 13 * HOUR;
    expect(await names(host)).toEqual(['a']);
  });

  it('is not stronger locking, which asks for none', async () => {
    expect(await refusal(settings({ afterMinutes: 5, onSystemLock: true }))).toBe('accepted');
    expect(await refusal(settings({ afterMinutes: 15, onSystemLock: true }))).toBe('credential-required');
  });
});

describe('a PIN', () => {
  const pin = { type: 'pin', pin: '271828' } as const;

  it('needs six digits', async () => {
    expect(await refusal(setPin(host, own, '12345'))).toBe('pin-too-short');
    expect(await refusal(setPin(host, own, 'abcdef'))).toBe('pin-too-short');
  });

  it('opens after a quick lock, and never reaches the disk nor memory in the clear', async () => {
    await setPin(host, own, pin.pin);
    const before = JSON.parse(host.session.items.get('unlocked') ?? '{}');
    await lock(host, 'quick');
    const kept = [
      ...host.session.items.values(),
      ...host.local.items.values(),
      ...host.archive.items.values(),
    ];
    expect(kept.join()).not.toContain(before.vaultKey);
    expect(kept.join()).not.toContain(pin.pin);
    await unlock(host, pin);
    expect(await names(host)).toEqual(['a']);
  });

  it('is gone with the browser, and there again once the passphrase was given', async () => {
    await setPin(host, own, pin.pin);
    host.restart();
    expect(await refusal(unlock(host, pin))).toBe('pin-gone');
    await unlock(host, own);
    await lock(host, 'quick');
    await unlock(host, pin);
    expect(await names(host)).toEqual(['a']);
  });

  it('is dropped after five wrong tries, over as many workers', async () => {
    await setPin(host, own, pin.pin);
    await lock(host, 'quick');
    const wrong = { type: 'pin', pin: '999999' } as const;
    const outcomes: string[] = [];
    for (let tries = 0; tries < 5; tries += 1) outcomes.push(await refusal(unlock(host, wrong)));
    expect(outcomes).toEqual(['wrong-pin', 'wrong-pin', 'wrong-pin', 'wrong-pin', 'pin-gone']);
    expect(await refusal(unlock(host, pin))).toBe('pin-gone');
  });

  it('does not lengthen the longest time, and is gone after it', async () => {
    await setPin(host, own, pin.pin);
    host.time += 11 * HOUR;
    await lock(host, 'quick');
    await unlock(host, pin);
    host.time += HOUR;
    expect(await refusal(readVault(host))).toBe('locked');
    expect(await refusal(unlock(host, pin))).toBe('pin-gone');
  });

  it('opens nothing when the longest time passed while it was locked', async () => {
    await setPin(host, own, pin.pin);
    await lock(host, 'quick');
    host.time += 12 * HOUR;
    expect(await refusal(unlock(host, pin))).toBe('pin-gone');
    expect(host.session.items.has('quick')).toBe(false);
  });

  it('is gone at the end of the longest time, and no clock brings it back', async () => {
    await setPin(host, own, pin.pin);
    host.time += HOUR;
    await readVault(host);
    await lock(host, 'quick');
    const asleep = host.copy();
    asleep.time -= 30 * MINUTE;
    expect(await refusal(unlock(asleep, pin))).toBe('pin-gone');
    host.time += 11 * HOUR;
    await dropOldQuickWay(host);
    expect(host.session.items.has('quick')).toBe(false);
  });

  it('can be taken away', async () => {
    await setPin(host, own, pin.pin);
    await setPin(host, own, null);
    await lock(host, 'quick');
    expect(await refusal(unlock(host, pin))).toBe('pin-gone');
  });
});

describe('wrong passphrases', () => {
  const wrong = withPassphrase('not the passphrase');
  /** How many seconds are said, by a try on a copy that is thrown away. */
  const waitOf = (credential: Credential): Promise<number> =>
    unlock(host.copy(), credential).then(
      () => 0,
      (error) => (error.code === 'wait' ? error.details.seconds : 0),
    );

  it('wait 1, 2, 4 … 60 seconds from the fifth on, over the end of the worker, until the browser closes', async () => {
    await lock(host, 'quick');
    const waits: number[] = [];
    for (let tries = 1; tries <= 12; tries += 1) {
      const before = await waitOf(wrong);
      host.time += before * 1000;
      expect(await refusal(unlock(host, wrong))).toBe('E_UNLOCK');
      waits.push(before);
    }
    expect(waits).toEqual([0, 0, 0, 0, 0, 1, 2, 4, 8, 16, 32, 60]);
    host.time += 59_999;
    expect(await refusal(unlock(host, own))).toBe('wait');
    host.time += 1;
    await unlock(host, own);
    expect(host.session.items.has('wrong')).toBe(false);
  });

  it('derive nothing while they wait', async () => {
    await lock(host, 'quick');
    host.session.items.set('wrong', JSON.stringify({ count: 9, since: host.time - 6_000 }));
    const details = await unlock(host, own).then(
      () => null,
      (error) => error.details,
    );
    expect(details).toEqual({ seconds: 10 });
  });

  it('wait no longer than they would have when the clock was set back', async () => {
    await lock(host, 'quick');
    host.session.items.set('wrong', JSON.stringify({ count: 11, since: host.time }));
    host.time -= 99 * HOUR;
    expect(await waitOf(own)).toBe(60);
    expect(await refusal(unlock(host, own))).toBe('wait');
    host.time += 60_000;
    expect(await refusal(unlock(host, own))).toBe('accepted');
  });

  it('count as well where a file of the history is tried with them', async () => {
    const { file } = (await openCurrent(host)).stored;
    for (let tries = 0; tries < 5; tries += 1)
      expect(await refusal(readBackup(host, { file, credential: wrong }))).toBe('E_UNLOCK');
    expect(await refusal(readBackup(host, { file, credential: own }))).toBe('wait');
  });
});

describe('a lock while somebody is opening the vault', () => {
  it('holds', async () => {
    await lock(host, 'quick');
    const opening = refusal(unlock(host, own));
    await onIdleState(host, 'locked');
    expect(await opening).toBe('locked');
    expect(await refusal(readVault(host))).toBe('locked');
  });
});

describe('a new version of Counterfoil', () => {
  it('waits while the vault is open and is loaded when it locks', async () => {
    await onUpdateAvailable(host, (await findKey(host)) === null);
    expect(host.reloads).toBe(0);
    await lock(host, 'quick');
    expect(host.reloads).toBe(1);
  });

  it('is loaded at once while it is locked', async () => {
    await lock(host, 'quick');
    await onUpdateAvailable(host, (await findKey(host)) === null);
    expect(host.reloads).toBe(1);
  });
});
