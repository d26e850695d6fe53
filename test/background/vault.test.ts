import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { nextHotpCode } from '../../src/background/hotp';
import { readPatch } from '../../src/background/patch';
import { keepLockPrompt, LOCK_ALARM, lock } from '../../src/background/session-key';
import {
  changeVault,
  createVault,
  readSealed,
  readVault,
  restoreVault,
  unlock,
} from '../../src/background/vault';
import { readStored } from '../../src/background/vault-store';
import { type AddedAccount, type Command, findAccount } from '../../src/core/commands';
import { UserError } from '../../src/core/errors';
import { FakeHost } from '../fakes/fake-host';

const PASSPHRASE = 'lantern gravel oboe mistral';
const HOUR = 60 * 60 * 1000;

function account(name: string): AddedAccount {
  const base = {
    type: 'totp',
    issuer: 'ACME',
    algorithm: 'SHA1',
    digits: 6,
    period: 30,
    sites: [],
    pinned: false,
  } as const;
  return { ...base, name, id: name, secret: `JBSWY3DP${name.toUpperCase()}` };
}
const add = (...names: string[]): Command => ({
  type: 'add',
  accounts: names.map(account),
  source: 'manual',
});
const names = async (host: FakeHost) => (await readVault(host)).accounts.map(({ name }) => name);

async function refusal(promise: Promise<unknown>): Promise<string> {
  return promise.then(
    () => 'accepted',
    (error: unknown) => {
      if (error instanceof UserError) return error.code;
      throw error;
    },
  );
}

/** A vault with one account on disk, made once: deriving a key for every test would take minutes. */
let disk: Map<string, string>;
let session: Map<string, string>;
let host: FakeHost;

beforeAll(async () => {
  const first = new FakeHost();
  await createVault(first, PASSPHRASE);
  await changeVault(first, 'setup', add('a'));
  disk = new Map(first.local.items);
  session = new Map(first.session.items);
});

beforeEach(() => {
  host = new FakeHost();
  for (const [key, value] of disk) host.local.items.set(key, value);
  for (const [key, value] of session) host.session.items.set(key, value);
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
      empty.local.fail(1, fault);
      expect(await refusal(createVault(empty, PASSPHRASE))).toBe('not-saved');
      expect(await refusal(readVault(empty))).toBe('locked');
    },
  );

  it('puts no secret, issuer, name or passphrase on the disk in the clear', () => {
    const everything = [...disk.values()].join('\n');
    for (const canary of ['JBSWY3DP', 'ACME', PASSPHRASE, Buffer.from(PASSPHRASE).toString('base64')]) {
      expect(everything).not.toContain(canary);
    }
  });
});

describe('unlock', () => {
  it('opens with the passphrase after a restart, and with no other', async () => {
    host.restart();
    expect(await refusal(readVault(host))).toBe('locked');
    expect(await refusal(unlock(host, 'another passphrase'))).toBe('E_UNLOCK');
    await unlock(host, PASSPHRASE);
    expect(await names(host)).toEqual(['a']);
  });

  it('keeps nothing unlocked where memory storage fails', async () => {
    host.restart();
    host.session.fail(0, 'reject');
    expect(await refusal(unlock(host, PASSPHRASE))).toBe('storage-failed');
    expect(host.session.items.size).toBe(0);
  });

  it('says that there is no vault where there is none, and that storage failed where it does', async () => {
    expect(await refusal(unlock(new FakeHost(), PASSPHRASE))).toBe('no-vault');
    host.local.fail(0, 'reject');
    expect(await refusal(unlock(host, PASSPHRASE))).toBe('storage-failed');
  });
});

describe('changeVault', () => {
  it('saves in turns to two generations, so that the one before is always whole', async () => {
    const before = host.local.items.get('vault.b');
    await changeVault(host, 'one', add('b'));
    expect(host.local.items.get('vault.b')).toBe(before);
    await changeVault(host, 'two', add('c'));
    expect(host.local.items.get('vault.b')).not.toBe(before);
    expect(await names(host)).toEqual(['a', 'b', 'c']);
  });

  it.each(
    [0, 1, 2, 3].flatMap((call) =>
      (['reject', 'drop', 'truncate'] as const).map((fault) => ({ call, fault })),
    ),
  )(
    'leaves the state before or after, never a third, when storage call $call does $fault',
    async ({ call, fault }) => {
      host.local.fail(call, fault);
      const outcome = await refusal(changeVault(host, 'op', add('b')));
      expect(host.local.calls).toBeGreaterThan(call);
      host.restart();
      await unlock(host, PASSPHRASE);
      const after = await names(host);
      expect(outcome === 'accepted' ? [['a', 'b']] : [['a'], ['a', 'b']]).toContainEqual(after);
      expect((await readStored(host)).state).toBe('present');
    },
  );

  it('loses none of 60 commands given at once', async () => {
    const wanted = Array.from({ length: 60 }, (_, index) => `n${index}`);
    await Promise.all(wanted.map((name) => changeVault(host, name, add(name))));
    expect((await names(host)).sort()).toEqual(['a', ...wanted].sort());
  });

  it('carries out the same opId once', async () => {
    const [first, again] = [await changeVault(host, 'op', add('b')), await changeVault(host, 'op', add('b'))];
    expect(again).toEqual(first);
    expect(await names(host)).toEqual(['a', 'b']);
  });
});

describe('recovery', () => {
  it('opens the other generation where the newest is damaged', async () => {
    await changeVault(host, 'op', add('b'));
    host.local.items.set('vault.a', '"{\\"format\\":\\"counterfoil-vault\\""');
    expect(await names(host)).toEqual(['a']);
    host.restart();
    await unlock(host, PASSPHRASE);
    expect(await names(host)).toEqual(['a']);
  });

  it('takes the highest revision where the pointer is missing', async () => {
    await changeVault(host, 'op', add('b'));
    host.local.items.delete('vault.head');
    host.restart();
    await unlock(host, PASSPHRASE);
    expect(await names(host)).toEqual(['a', 'b']);
  });

  it('is damaged, never empty, where nothing readable is left', async () => {
    host.local.items.set('vault.a', '"x"');
    host.local.items.set('vault.b', '"y"');
    expect((await readStored(host)).state).toBe('damaged');
    host.local.items.delete('vault.a');
    host.local.items.delete('vault.b');
    expect((await readStored(host)).state).toBe('damaged');
    host.local.items.delete('vault.head');
    expect((await readStored(host)).state).toBe('empty');
  });
});

describe('lock policy', () => {
  it('locks on demand and tells the pages', async () => {
    await lock(host);
    expect(await refusal(readVault(host))).toBe('locked');
    expect(host.announced).toContainEqual({ type: 'locked' });
  });

  it('refuses the first use after 12 hours, whether an alarm came or not', async () => {
    host.time += 12 * HOUR - 1;
    expect(await names(host)).toEqual(['a']);
    host.time += 1;
    expect(await refusal(readVault(host))).toBe('locked');
    expect(host.session.items.has('unlocked')).toBe(false);
  });

  it('locks when the clock was set back by more than two minutes', async () => {
    host.time += HOUR;
    await readVault(host);
    host.time -= 119_000;
    expect(await names(host)).toEqual(['a']);
    host.time -= 2_000;
    expect(await refusal(readVault(host))).toBe('locked');
  });

  it('sets the alarm again when the worker starts and it is gone', async () => {
    await keepLockPrompt(host);
    expect(host.alarms.get(LOCK_ALARM)).toBe(host.time + 12 * HOUR);
  });
});

describe('lock in the middle', () => {
  it('stays locked when a use of the key was just noting the time', async () => {
    host.time += 60_000;
    await Promise.all([keepLockPrompt(host), lock(host), readVault(host).catch(() => undefined)]);
    expect(host.session.items.has('unlocked')).toBe(false);
    expect(await refusal(readVault(host))).toBe('locked');
  });
});

describe('a vault of a newer version', () => {
  const newer = (file: string | undefined) => (file ?? '').replace('\\"v\\":1', '\\"v\\":2');

  it.each(['vault.a', 'vault.b'])('is refused and never touched: %s', async (key) => {
    await changeVault(host, 'op', add('b'));
    host.local.items.set(key, newer(host.local.items.get(key)));
    const before = new Map(host.local.items);
    host.restart();
    expect((await readStored(host)).state).toBe('newer');
    expect(await refusal(unlock(host, PASSPHRASE))).toBe('E_NEWER');
    expect(await refusal(createVault(host, PASSPHRASE))).toBe('vault-exists');
    expect(host.local.items).toEqual(before);
  });
});

describe('restoreVault', () => {
  it('takes a sealed backup over where there is no vault', async () => {
    const file = await readSealed(host);
    const fresh = new FakeHost();
    expect(await restoreVault(fresh, file, PASSPHRASE)).toEqual({ accounts: 1 });
    expect(await names(fresh)).toEqual(['a']);
  });

  it('saves nothing that does not open, and nothing over a vault', async () => {
    const file = await readSealed(host);
    const fresh = new FakeHost();
    expect(await refusal(restoreVault(fresh, file, 'another passphrase'))).toBe('E_UNLOCK');
    expect(await refusal(restoreVault(fresh, file.slice(0, -10), PASSPHRASE))).toBe('E_FORMAT');
    expect(fresh.local.items.size).toBe(0);
    expect(await refusal(restoreVault(host, file, PASSPHRASE))).toBe('vault-exists');
  });
});

describe('nextHotpCode', () => {
  const hotp: Command = {
    type: 'add',
    source: 'manual',
    accounts: [
      {
        id: 'h',
        type: 'hotp',
        counter: 0,
        issuer: 'H',
        name: 'h',
        algorithm: 'SHA1',
        digits: 6,
        sites: [],
        pinned: false,
        secret: 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ',
      },
    ],
  };

  it('gives the codes of RFC 4226 in order, the counter on disk always one ahead', async () => {
    await changeVault(host, 'add', hotp);
    expect(await nextHotpCode(host, 'one', 'h')).toBe('755224');
    expect(await nextHotpCode(host, 'two', 'h')).toBe('287082');
    expect((await readVault(host)).accounts.find(({ id }) => id === 'h')).toMatchObject({ counter: 2 });
  });

  it('is not set back by an edit that was read before it', async () => {
    await changeVault(host, 'add', hotp);
    const { updatedAt } = findAccount(await readVault(host), 'h');
    const pin: Command = {
      type: 'patch',
      id: 'h',
      ifUpdatedAt: updatedAt,
      fields: readPatch('hotp', { pinned: true }),
    };
    const [first] = await Promise.all([nextHotpCode(host, 'one', 'h'), changeVault(host, 'pin', pin)]);
    expect(first).toBe('755224');
    expect(await nextHotpCode(host, 'two', 'h')).toBe('287082');
    expect(findAccount(await readVault(host), 'h')).toMatchObject({ pinned: true, counter: 2 });
  });

  it('shows no code where the counter could not be saved', async () => {
    await changeVault(host, 'add', hotp);
    host.local.fail(2, 'reject');
    expect(await refusal(nextHotpCode(host, 'one', 'h'))).toBe('not-saved');
    expect(await nextHotpCode(host, 'two', 'h')).toBe('755224');
  });
});
