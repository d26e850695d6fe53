import { describe, expect, it } from 'vitest';
import { forgetFill, isSpent, noteFill } from '../../src/background/site/fill-log';
import { FakeHost } from '../fakes/fake-host';
import { MINUTE } from './kit';

const entry = (code: number, over = {}) => ({ tabId: 1, id: 'a', expiresAt: code * 30_000, ...over });

describe('what is filled by itself', () => {
  it('is no code that the tab had before, whoever asked for it', async () => {
    const host = new FakeHost();
    expect(await isSpent(host, entry(1))).toBe(false);
    await noteFill(host, entry(1));
    expect(await isSpent(host, entry(1))).toBe(true);
    expect(await isSpent(host, entry(2))).toBe(false);
    expect(await isSpent(host, entry(1, { tabId: 2 }))).toBe(false);
    expect(await isSpent(host, entry(1, { id: 'b' }))).toBe(false);
  });

  it('is three codes in five minutes and tab at most', async () => {
    const host = new FakeHost();
    for (const code of [1, 2, 3]) await noteFill(host, entry(code));
    expect(await isSpent(host, entry(4))).toBe(true);
    host.time += 5 * MINUTE;
    expect(await isSpent(host, entry(4))).toBe(false);
  });

  it('may be tried again where nothing went out after all', async () => {
    const host = new FakeHost();
    await noteFill(host, entry(1));
    await noteFill(host, entry(2));
    await forgetFill(host, entry(1));
    expect(await isSpent(host, entry(1))).toBe(false);
    expect(await isSpent(host, entry(2))).toBe(true);
  });

  it('stays within its bounds over a lock and the end of the worker: it lies in memory, not in a variable', async () => {
    const host = new FakeHost();
    await noteFill(host, entry(1));
    expect(await isSpent(host.copy(), entry(1))).toBe(true);
  });
});
