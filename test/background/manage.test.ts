/** The trash, as pages see and empty it. */
import { describe, expect, it } from 'vitest';
import { purge, viewTrash } from '../../src/background/vault/trash';
import { readVault } from '../../src/background/vault/vault';
import { account, add, hostWith, own, refusal, withPassphrase } from './kit';

const trash = { type: 'trash', ids: ['a', 'b'] } as const;

describe('the trash', () => {
  it('is shown with the day on which each is gone, and without a secret', async () => {
    const host = await hostWith(add('a', 'b', 'c'), trash);
    const shown = await viewTrash(host);
    const day = 24 * 60 * 60 * 1000;
    expect(shown.map(({ account: { id }, goneAt }) => [id, goneAt])).toEqual([
      ['a', host.now() + 30 * day],
      ['b', host.now() + 30 * day],
    ]);
    expect(JSON.stringify(shown)).not.toContain(account('a').secret);
  });

  it('is emptied for nobody who does not show a credential', async () => {
    const host = await hostWith(add('a', 'b', 'c'), trash);
    const destroy = (credential: typeof own, ids: string[]) =>
      refusal(purge(host, { opId: crypto.randomUUID(), credential, ids }));
    expect(await destroy(withPassphrase('not the passphrase'), ['a'])).toBe('E_UNLOCK');
    expect((await readVault(host)).accounts).toHaveLength(3);
    expect(await destroy(own, ['a', 'c'])).toBe('not-in-trash');
    expect(await destroy(own, ['a', 'b'])).toBe('accepted');
    expect((await readVault(host)).accounts.map(({ id }) => id)).toEqual(['c']);
  });
});
