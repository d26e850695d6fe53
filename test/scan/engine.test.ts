import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { UserError } from '../../src/core/errors';
import { decodeQrCodes } from '../../src/scan/decode';
import { EngineFailure } from '../../src/scan/engine';
import { readByQrScanner } from '../../src/scan/qr-scanner-engine';
import { readByZxing } from '../../src/scan/zxing-engine';

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

  /** Answers the last question. */
  say(answer: object): void {
    this.dispatchEvent(new MessageEvent('message', { data: { id: this.told.at(-1)?.id, ...answer } }));
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
  vi.stubGlobal('location', new URL('http://localhost/'));
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

const corners = [{ x: 1, y: 2 }];

describe('readByQrScanner', () => {
  const say = (data: string | null) => lastOpened().say({ data, cornerPoints: corners });

  it('asks for both polarities before anything else, and keeps the engine', async () => {
    for (const text of ['one', 'two']) {
      const reading = readByQrScanner(view, performance.now() + 100);
      say(text);
      expect(await reading).toEqual([{ text, corners }]);
    }
    expect(EngineStandIn.opened).toHaveLength(1);
    expect(lastOpened().told.map(({ type }) => type)).toEqual(['inversionMode', 'decode', 'decode']);
    expect(lastOpened().told[0]?.data).toBe('both');
  });

  it('is empty where the engine read nothing', async () => {
    const reading = readByQrScanner(view, performance.now() + 100);
    say(null);
    expect(await reading).toEqual([]);
  });
});

describe.each([
  { name: 'readByQrScanner', read: readByQrScanner },
  { name: 'readByZxing', read: readByZxing },
])('$name', ({ read }) => {
  it('ends the engine at the deadline and opens another next time', async () => {
    const slow = expect(read(view, performance.now() + 100)).rejects.toEqual(new UserError('decode-timeout'));
    const first = lastOpened();
    await vi.advanceTimersByTimeAsync(100);
    await slow;
    expect(first.ended).toBe(true);
    const next = expect(read(view, performance.now() + 100)).rejects.toThrow(EngineFailure);
    expect(lastOpened()).not.toBe(first);
    lastOpened().dispatchEvent(new Event('error'));
    await next;
  });

  it('asks nothing after the deadline', async () => {
    const asked = () => EngineStandIn.opened.reduce((sum, { told }) => sum + told.length, 0);
    const before = asked();
    await expect(read(view, performance.now())).rejects.toEqual(new UserError('decode-timeout'));
    expect(asked()).toBe(before);
  });

  it('says where the engine fails, and ends it', async () => {
    const reading = expect(read(view, performance.now() + 100)).rejects.toThrow(EngineFailure);
    lastOpened().dispatchEvent(new Event('error'));
    await reading;
    expect(lastOpened().ended).toBe(true);
  });
});

describe('readByZxing', () => {
  it('gives all that the engine read', async () => {
    const readings = ['one', 'two'].map((text) => ({ text, corners }));
    const reading = readByZxing(view, performance.now() + 100);
    lastOpened().say({ readings });
    expect(await reading).toEqual(readings);
  });

  it('says where the engine does not start', async () => {
    const reading = expect(readByZxing(view, performance.now() + 100)).rejects.toThrow(EngineFailure);
    lastOpened().say({ readings: null });
    await reading;
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
    lastOpened().say({ readings: [{ text: 'found', corners }] });
    await vi.advanceTimersByTimeAsync(3000);
    expect(await decoded).toEqual(['found']);
  });

  it('asks the other engine where the first cannot run', async () => {
    const decoded = decodeQrCodes(twoSquares());
    lastOpened().say({ readings: null });
    await vi.waitFor(() => expect(lastOpened().told.at(-1)?.type).toBe('decode'));
    lastOpened().say({ data: 'found', cornerPoints: corners });
    await vi.advanceTimersByTimeAsync(3000);
    expect(await decoded).toEqual(['found']);
  });
});
