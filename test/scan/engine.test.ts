import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { UserError } from '../../src/core/errors';
import { decodeQrCodes } from '../../src/scan/decode';
import { readCode } from '../../src/scan/engine';

const view = { values: new Uint8ClampedArray(64 * 64), width: 64, height: 64 };

/** A worker that says what a test tells it to, and keeps what it was told. */
class EngineStandIn extends EventTarget {
  static opened: EngineStandIn[] = [];
  readonly told: { id: number; type: string; data: unknown }[] = [];
  ended = false;

  constructor() {
    super();
    EngineStandIn.opened.push(this);
  }

  postMessage(message: { id: number; type: string; data: unknown }): void {
    this.told.push(message);
  }

  answer(data: string | null): void {
    const cornerPoints = [{ x: 1, y: 2 }];
    this.dispatchEvent(
      new MessageEvent('message', { data: { id: this.told.at(-1)?.id, data, cornerPoints } }),
    );
  }

  terminate(): void {
    this.ended = true;
  }
}

function lastOpened(): EngineStandIn {
  const last = EngineStandIn.opened.at(-1);
  if (last === undefined) throw new Error('no engine was opened');
  return last;
}

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('Worker', EngineStandIn);
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

describe('readCode', () => {
  it('asks for both polarities before anything else, and keeps the engine', async () => {
    for (const text of ['one', 'two']) {
      const reading = readCode(view, performance.now() + 100);
      lastOpened().answer(text);
      expect(await reading).toEqual({ text, corners: [{ x: 1, y: 2 }] });
    }
    expect(EngineStandIn.opened).toHaveLength(1);
    expect(lastOpened().told.map(({ type }) => type)).toEqual(['inversionMode', 'decode', 'decode']);
    expect(lastOpened().told[0]?.data).toBe('both');
  });

  it('is null where the engine read nothing', async () => {
    const reading = readCode(view, performance.now() + 100);
    lastOpened().answer(null);
    expect(await reading).toBeNull();
  });

  it('ends the engine at the deadline and opens another next time', async () => {
    const slow = expect(readCode(view, performance.now() + 100)).rejects.toEqual(
      new UserError('decode-timeout'),
    );
    const first = lastOpened();
    await vi.advanceTimersByTimeAsync(100);
    await slow;
    expect(first.ended).toBe(true);
    const reading = readCode(view, performance.now() + 100);
    expect(lastOpened()).not.toBe(first);
    lastOpened().answer(null);
    await reading;
  });

  it('asks nothing after the deadline', async () => {
    const before = EngineStandIn.opened.reduce((sum, { told }) => sum + told.length, 0);
    await expect(readCode(view, performance.now())).rejects.toEqual(new UserError('decode-timeout'));
    expect(EngineStandIn.opened.reduce((sum, { told }) => sum + told.length, 0)).toBe(before);
  });

  it('is a bug of ours where the engine fails', async () => {
    const reading = expect(readCode(view, performance.now() + 100)).rejects.toThrow('The QR engine failed');
    lastOpened().dispatchEvent(new Event('error'));
    await reading;
    expect(lastOpened().ended).toBe(true);
  });
});

describe('decodeQrCodes', () => {
  /** Two squares with the texture of a code. */
  function twoSquares(): ImageData {
    const data = new Uint8ClampedArray(400 * 200 * 4).fill(255);
    for (let i = 0; i < 400 * 200; i++) {
      const [x, y] = [i % 400, Math.floor(i / 400)];
      const isInside = y > 40 && y < 160 && x % 200 > 40 && x % 200 < 160;
      if (isInside && ((x >> 2) * 7 + (y >> 2) * 5) % 3 === 0) data.fill(0, 4 * i, 4 * i + 3);
    }
    return { data, width: 400, height: 200, colorSpace: 'srgb' } as ImageData;
  }

  it('gives up after three seconds', async () => {
    const decoded = expect(decodeQrCodes(twoSquares())).rejects.toEqual(new UserError('decode-timeout'));
    await vi.advanceTimersByTimeAsync(3000);
    await decoded;
    expect(lastOpened().ended).toBe(true);
  });

  it('keeps what it found before it gave up', async () => {
    const decoded = decodeQrCodes(twoSquares());
    lastOpened().answer('found');
    await vi.advanceTimersByTimeAsync(3000);
    expect(await decoded).toEqual(['found']);
  });
});
