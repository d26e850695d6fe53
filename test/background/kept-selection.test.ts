import { describe, expect, it } from 'vitest';
import { lock } from '../../src/background/lock/session-key';
import {
  dropSelected,
  keepSelected,
  SELECTION_ALARM,
  takeSelected,
} from '../../src/background/site/kept-selection';
import { FakeHost } from '../fakes/fake-host';
import { add, HOUR, hostWith, MINUTE } from './kit';

const selection = { text: 'a1b2c-d3e4f\n99999-fffff', origin: 'https://example.com' };
const inMemory = (host: FakeHost) => [...host.session.items.values()].join();

describe('a text that was selected to keep codes from', () => {
  it('is handed over once', async () => {
    const host = new FakeHost();
    await keepSelected(host, selection);
    const taken = await Promise.all([takeSelected(host), takeSelected(host)]);
    expect(taken).toEqual([selection, null]);
  });

  it('is not handed over after two minutes, nor where the clock was set back', async () => {
    const host = new FakeHost();
    for (const [later, expected] of [
      [2 * MINUTE - 1, selection],
      [2 * MINUTE, null],
      [-1, null],
    ] as const) {
      await keepSelected(host, selection);
      host.time += later;
      expect(await takeSelected(host)).toEqual(expected);
    }
  });

  it('is taken out of memory after two minutes, although nobody came for it', async () => {
    const host = new FakeHost();
    await keepSelected(host, selection);
    expect(host.alarms.get(SELECTION_ALARM)).toBe(host.time + 2 * MINUTE);
    await dropSelected(host);
    expect(inMemory(host)).not.toContain('a1b2c');
  });

  it.each(['full', 'quick'] as const)('goes with a %s lock', async (kind) => {
    const host = await hostWith(add('a'));
    await keepSelected(host, selection);
    expect(inMemory(host)).toContain('a1b2c');
    await lock(host, kind);
    expect(inMemory(host)).not.toContain('a1b2c');
  });

  it('outlives a lock that was due before it was selected', async () => {
    const host = await hostWith(add('a'));
    host.time += 12 * HOUR;
    await keepSelected(host, selection);
    expect(host.announced).toContainEqual({ type: 'locked' });
    expect(await takeSelected(host)).toEqual(selection);
  });
});
