import { describe, expect, it } from 'vitest';
import { keepPendingFill, pendingFill, takePendingFill } from '../../src/background/site/pending';
import { FakeHost } from '../fakes/fake-host';
import { MINUTE } from './kit';

const on = (documentId: string) => ({ tabId: 1, documentId, origin: 'https://bank.example' });

describe('a fill that was asked for', () => {
  it('is taken once, and on its own document alone', async () => {
    const host = new FakeHost();
    await keepPendingFill(host, on('here'));
    expect(await takePendingFill(host, on('elsewhere'))).toBe(false);
    const taken = await Promise.all([takePendingFill(host, on('here')), takePendingFill(host, on('here'))]);
    expect(taken).toEqual([true, false]);
    expect(await pendingFill(host)).toBeNull();
  });

  it('stays while the one before is taken away', async () => {
    const host = new FakeHost();
    await keepPendingFill(host, on('before'));
    // Memory answers, and before what it says is acted upon the next is asked for.
    const { session } = host;
    const get = session.get.bind(session);
    let asking: Promise<void> | undefined;
    session.get = async (keys) => {
      const items = await get(keys);
      asking ??= keepPendingFill(host, on('after'));
      return items;
    };
    expect(await takePendingFill(host, on('before'))).toBe(true);
    await asking;
    expect(await pendingFill(host)).toEqual(on('after'));
  });

  it('is forgotten after two minutes, and where the clock was set back', async () => {
    const host = new FakeHost();
    await keepPendingFill(host, on('here'));
    host.time += 2 * MINUTE - 1;
    expect(await pendingFill(host)).toEqual(on('here'));
    host.time += 1;
    expect(await pendingFill(host)).toBeNull();
    host.time -= 3 * MINUTE;
    expect(await pendingFill(host)).toBeNull();
  });
});
