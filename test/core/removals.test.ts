import { describe, expect, it } from 'vitest';
import type { Account } from '../../src/core/account';
import type { Command } from '../../src/core/command-types';
import { applyCommand } from '../../src/core/commands';
import { losesValue, merge } from '../../src/core/merge';
import { readContent, type VaultContent } from '../../src/core/vault-content';

const NOW = Date.UTC(2026, 0, 1);
const MINUTE = 60_000;

const site = (host: string) => ({ origin: `https://${host}.example`, subdomains: false });
const BASE = { type: 'totp', issuer: 'ACME', algorithm: 'SHA1', digits: 6, period: 30, updatedAt: 100 };
const vault = (fields: Record<string, unknown>) =>
  readContent({
    schema: 1,
    accounts: [{ ...BASE, id: 'a', name: 'a', secret: 'JBSWY3DPEHPK3PXP', ...fields }],
  });
const only = ({ accounts }: VaultContent): Account => {
  const [account] = accounts;
  if (!account) throw new Error('no account');
  return account;
};
const run = (content: VaultContent, command: Command, now = NOW) =>
  applyCommand(content, crypto.randomUUID(), command, now).content;
const setSites = (from: readonly string[], to: readonly string[]): Command => ({
  type: 'patch',
  id: 'a',
  base: { sites: from.map(site) },
  fields: { sites: to.map(site) },
});
const hosts = (content: VaultContent) => only(content).sites.map(({ origin }) => origin.slice(8, -8));

const before = vault({ sites: ['one', 'two'].map(site), recoveryCodes: [{ code: 'r1' }, { code: 'r2' }] });
const without = run(before, setSites(['one', 'two'], ['two']));

describe('what was taken away from an account', () => {
  it('leaves a trace that does not tell what it was', () => {
    expect(only(without).removals).toEqual([{ trace: expect.stringMatching(/^\w{5,16}$/), at: NOW }]);
    expect(JSON.stringify(only(without).removals)).not.toContain('one');
  });

  it('does not come back from a vault that still has it, from either side', () => {
    expect(hosts(merge(without, before, {}, NOW + 1))).toEqual(['two']);
    expect(hosts(merge(before, without, {}, NOW + 1))).toEqual(['two']);
  });

  it('counts as lost where a merge takes it from here, a site or a code, and not where one comes', () => {
    const codes = { base: [{ code: 'r1' }, { code: 'r2' }], codes: [{ code: 'r2' }] };
    const fewer = run(before, { type: 'recovery-codes', id: 'a', ...codes });
    for (const other of [without, fewer]) {
      expect(losesValue(before, merge(before, other, {}, NOW + 1))).toBe(true);
      expect(losesValue(other, merge(other, before, {}, NOW + 1))).toBe(false);
    }
    const more = run(before, setSites(['one', 'two'], ['one', 'two', 'three']));
    expect(losesValue(before, merge(before, more, {}, NOW + 1))).toBe(false);
  });

  it('comes back where the account was changed there since', () => {
    const since = run(before, { type: 'pin', ids: ['a'], pinned: true }, NOW + MINUTE);
    const merged = merge(without, since, {}, NOW + 2 * MINUTE);
    expect(hosts(merged).sort()).toEqual(['one', 'two']);
    expect(only(merged)).not.toHaveProperty('removals');
  });

  it('is brought again by the person, without a trace, and stays', () => {
    const again = run(without, setSites(['two'], ['two', 'one']), NOW + MINUTE);
    expect(only(again)).not.toHaveProperty('removals');
    expect(hosts(merge(without, again, {}, NOW + 2 * MINUTE)).sort()).toEqual(['one', 'two']);
  });

  it('is known to a third browser that heard of it from the second', () => {
    const second = merge(before, without, {}, NOW + 1);
    expect(hosts(merge(before, second, {}, NOW + 2))).toEqual(['two']);
    expect(only(second).removals).toEqual(only(without).removals);
  });

  it('may be a recovery code; the others of both stay', () => {
    const edit = {
      type: 'recovery-codes',
      id: 'a',
      base: [{ code: 'r1' }],
      codes: [{ code: 'r3' }],
    } as const;
    const edited = run(before, edit);
    expect(only(merge(edited, before, {}, NOW + 1)).recoveryCodes).toEqual([{ code: 'r2' }, { code: 'r3' }]);
    const all = run(before, { ...edit, base: [{ code: 'r1' }, { code: 'r2' }], codes: [] });
    expect(only(merge(before, all, {}, NOW + 1))).not.toHaveProperty('recoveryCodes');
  });

  it('leaves no trace where another vault takes its place, and a merge none of its own', () => {
    const other = vault({ sites: [site('three')] });
    expect(only(run(before, { type: 'replace', theirs: other }))).not.toHaveProperty('removals');
    expect(only(run(before, { type: 'merge', theirs: other, choices: {} }))).not.toHaveProperty('removals');
  });

  it('is forgotten where it is more than an account remembers, the oldest first', () => {
    const names = Array.from({ length: 70 }, (_, index) => `host${index}`);
    const left = names.reduce((content, name, index) => {
      const added = run(content, setSites([], [name]), NOW + 2 * index * MINUTE);
      return run(added, setSites([name], []), NOW + (2 * index + 1) * MINUTE);
    }, vault({}));
    const { removals = [] } = only(left);
    expect(removals).toHaveLength(64);
    expect(removals[0]?.at).toBe(NOW + 13 * MINUTE);
  });
});
