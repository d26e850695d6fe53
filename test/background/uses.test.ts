/** How often an account is used: counted beside the vault, sealed, and of no weight for anything else. */
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { liveKey, lock } from '../../src/background/lock/session-key';
import { noteUse, readUses } from '../../src/background/vault/uses';
import { openCurrent } from '../../src/background/vault/vault';
import { sealNote } from '../../src/core/vault-file';
import type { FakeHost } from '../fakes/fake-host';
import { add, hostWith, refusal } from './kit';

let made: FakeHost;
let host: FakeHost;
beforeAll(async () => {
  made = await hostWith(add('a', 'b', 'c'));
});
beforeEach(() => {
  host = made.copy();
});

const revision = async () => (await openCurrent(host)).stored.rev;
describe('the use of an account', () => {
  it('is counted with its time, and saves no vault', async () => {
    const before = await revision();
    const at = host.time;
    await noteUse(host, 'b');
    host.time += 1000;
    await noteUse(host, 'b');
    await noteUse(host, 'c');
    const now = host.time;
    expect(await readUses(host)).toEqual({ b: { count: 2, at: now }, c: { count: 1, at: now } });
    expect(at).toBeLessThan(now);
    expect(await revision()).toBe(before);
  });

  it('is kept over the end of the browser, and shows nothing on disk', async () => {
    await noteUse(host, 'b');
    const note = String(host.local.items.get('uses'));
    expect(Buffer.from(note, 'base64url').toString('latin1')).not.toMatch(/"b"|count/);
  });

  it('does not tell by the length of what is kept how many accounts are used', async () => {
    await noteUse(host, 'a');
    const length = () => Buffer.from(JSON.parse(host.local.items.get('uses') ?? ''), 'base64url').length;
    const one = length();
    for (let count = 0; count < 40; count += 1) await noteUse(host, `of the account ${count}`);
    expect(length()).toBe(one);
    await noteUse(host, 'and of many more '.repeat(199));
    expect(length()).toBe(one + 4096);
  });

  it('is read as it was kept before, without that', async () => {
    const { vaultKey } = await liveKey(host);
    const uses = { a: { count: 3, at: 7 } };
    host.local.items.set('uses', JSON.stringify(await sealNote(vaultKey, JSON.stringify(uses))));
    expect(await readUses(host)).toEqual(uses);
  });

  it('needs the open vault', async () => {
    await lock(host, 'full');
    expect(await refusal(noteUse(host, 'b'))).toBe('locked');
    expect(await refusal(readUses(host))).toBe('locked');
  });

  it.each([['"nothing"'], ['"AAAA"'], ['7'], ['null']])(
    'begins anew where %s lies there',
    async (damaged) => {
      host.local.items.set('uses', damaged);
      expect(await readUses(host)).toEqual({});
      await noteUse(host, 'a');
      expect(await readUses(host)).toMatchObject({ a: { count: 1 } });
    },
  );
});
