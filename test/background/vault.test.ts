import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { nextHotpCode } from '../../src/background/hotp';
import { readPatch } from '../../src/background/patch';
import { changeVault, openCurrent, readVault } from '../../src/background/vault/vault';
import { UserError } from '../../src/core/errors';
import { findAccount } from '../../src/core/vault-accounts';
import type { FakeHost } from '../fakes/fake-host';
import { add, addHotp, hostWith, names, refusal } from './kit';

const edit = (base: Parameters<typeof readPatch>[1], fields: Parameters<typeof readPatch>[1]) =>
  ({ type: 'patch', id: 'a', base: readPatch('totp', base), fields: readPatch('totp', fields) }) as const;

let made: FakeHost;
let host: FakeHost;
beforeAll(async () => {
  made = await hostWith(add('a'));
});
beforeEach(() => {
  host = made.copy();
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

  it('counts one revision for each command that changed something, over 400 given at once by two pages', async () => {
    const { rev } = (await openCurrent(host)).stored;
    const page = (name: string) => Array.from({ length: 200 }, (_, index) => `${name}${index}`);
    const wanted = [...page('n'), ...page('m')];
    await Promise.all(wanted.map((name) => changeVault(host, name, addNamed(name))));
    expect((await names(host)).sort()).toEqual(['a', ...wanted].sort());
    expect((await openCurrent(host)).stored.rev).toBe(rev + 400);
  });

  it('carries out the same opId once', async () => {
    const [first, again] = [await changeVault(host, 'op', add('b')), await changeVault(host, 'op', add('b'))];
    expect(again).toEqual(first);
    expect(await names(host)).toEqual(['a', 'b']);
  });

  it('takes an import of 500 and an account by hand at the same time, in two revisions', async () => {
    const { rev } = (await openCurrent(host)).stored;
    const many = Array.from({ length: 500 }, (_, index) => addNamed(`i${index}`).accounts[0]).filter(
      (one) => one !== undefined,
    );
    await Promise.all([
      changeVault(host, 'import', { type: 'add', accounts: many, source: 'import' }),
      changeVault(host, 'manual', addNamed('b')),
    ]);
    expect(await names(host)).toHaveLength(502);
    expect((await openCurrent(host)).stored.rev).toBe(rev + 2);
  });

  it('writes nothing that it could not read back', async () => {
    const before = new Map(host.local.items);
    const [bad] = add('b').type === 'add' ? addNamed('b').accounts : [];
    const broken = { type: 'add', accounts: [{ ...bad, digits: 99 }], source: 'manual' } as never;
    await expect(changeVault(host, 'op', broken)).rejects.toThrow();
    expect(host.local.items).toEqual(before);
  });
});

/** An account with a secret of its own: the same one twice is only added once. */
function addNamed(name: string) {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
  const secret = Array.from(name, (char) => {
    const code = char.charCodeAt(0);
    return `${alphabet[code >> 4]}${alphabet[code & 15]}`;
  }).join('');
  const [first] = (add(name) as Extract<ReturnType<typeof add>, { type: 'add' }>).accounts;
  if (!first) throw new Error('no account');
  return { type: 'add', accounts: [{ ...first, secret }], source: 'manual' } as const;
}

describe('two pages that edit one account', () => {
  it('both keep what they wrote, where they wrote in different fields', async () => {
    await Promise.all([
      changeVault(host, 'one', edit({ issuer: 'ACME' }, { issuer: 'Acme Ltd' })),
      changeVault(host, 'two', edit({ period: '30' }, { period: '60' })),
    ]);
    expect(findAccount(await readVault(host), 'a')).toMatchObject({ issuer: 'Acme Ltd', period: 60 });
  });

  it('hear which field was changed by the other, and change nothing then', async () => {
    await changeVault(host, 'one', edit({ issuer: 'ACME' }, { issuer: 'Acme Ltd' }));
    const second = edit({ issuer: 'ACME', name: 'a' }, { issuer: 'Acme Inc', name: 'b' });
    const error = await changeVault(host, 'two', second).catch((failure: unknown) => failure);
    expect(error).toBeInstanceOf(UserError);
    expect(error).toMatchObject({ code: 'conflict', details: { fields: 'issuer' } });
    expect(findAccount(await readVault(host), 'a')).toMatchObject({ issuer: 'Acme Ltd', name: 'a' });
  });

  it('lose nothing when the other deletes it: it is restored, and then saved', async () => {
    await changeVault(host, 'gone', { type: 'trash', ids: ['a'] });
    const late = edit({ issuer: 'ACME' }, { issuer: 'Acme Ltd' });
    expect(await refusal(changeVault(host, 'late', late))).toBe('account-deleted');
    await changeVault(host, 'back', { type: 'restore', ids: ['a'] });
    await changeVault(host, 'late', late);
    expect(findAccount(await readVault(host), 'a').issuer).toBe('Acme Ltd');
  });
});

describe('nextHotpCode', () => {
  beforeEach(async () => {
    await changeVault(host, 'add', addHotp);
  });

  it('gives the codes of RFC 4226 in order, the counter on disk always one ahead', async () => {
    expect(await nextHotpCode(host, 'one', 'h')).toBe('755224');
    expect(await nextHotpCode(host, 'two', 'h')).toBe('287082');
    expect(findAccount(await readVault(host), 'h')).toMatchObject({ counter: 2 });
  });

  it('is not set back by an edit that was read before it', async () => {
    const pin = {
      type: 'patch',
      id: 'h',
      base: readPatch('hotp', { pinned: false }),
      fields: readPatch('hotp', { pinned: true }),
    } as const;
    const [first] = await Promise.all([nextHotpCode(host, 'one', 'h'), changeVault(host, 'pin', pin)]);
    expect(first).toBe('755224');
    expect(await nextHotpCode(host, 'two', 'h')).toBe('287082');
    expect(findAccount(await readVault(host), 'h')).toMatchObject({ pinned: true, counter: 2 });
  });

  it('shows no code where the counter could not be saved', async () => {
    host.local.failNextSet('reject');
    expect(await refusal(nextHotpCode(host, 'one', 'h'))).toBe('not-saved');
    expect(await nextHotpCode(host, 'two', 'h')).toBe('755224');
  });

  it('shows no code twice, wherever between counting and showing the worker ends', async () => {
    const control = host.copy();
    await nextHotpCode(control, 'one', 'h');
    for (let call = 0; call < control.power.calls; call += 1) {
      const struck = host.copy();
      struck.dieAfter(call);
      const shown = await nextHotpCode(struck, 'one', 'h').catch(() => null);
      struck.revive();
      const { counter } = findAccount(await readVault(struck), 'h') as { counter?: number };
      if (shown !== null) expect(counter).toBe(1);
      // The page asks again with the same opId, and is answered with the code of that very count.
      expect(await nextHotpCode(struck, 'one', 'h')).toBe('755224');
      expect(await nextHotpCode(struck, 'two', 'h')).toBe('287082');
    }
  });
});
