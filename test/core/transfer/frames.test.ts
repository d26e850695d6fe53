/** Pictures of a move: lost, repeated, in any order, damaged, hostile – and never a wrong result. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Collector, isFrameText } from '../../../src/core/transfer/frames/collect';
import { filmOf } from '../../../src/core/transfer/frames/film';
import {
  BLOCK_BYTES,
  blocksIn,
  idOf,
  MOST_BLOCKS,
  MOST_BYTES,
  readFrame,
  writeFrame,
} from '../../../src/core/transfer/frames/frame';
import { mixOf } from '../../../src/core/transfer/frames/mix';
import { bytesOf, seeded } from './kit';

const anyMoved = fc
  .record({ length: fc.integer({ min: 1, max: 40 * BLOCK_BYTES }), seed: fc.nat() })
  .map(({ length, seed }) => bytesOf(length, seed));

/** Shows pictures from `start` on until the other side has all, and loses some. @returns how many were shown */
function show(moved: Uint8Array<ArrayBuffer>, start: number, isLost: () => boolean, most: number): number {
  const film = filmOf(moved);
  const collector = new Collector();
  for (let shown = 0; shown < most; shown += 1) {
    if (!isLost()) collector.take(film.frame(start + shown));
    if (collector.whole === null) continue;
    expect(collector.whole).toEqual(moved);
    return shown + 1;
  }
  return Number.POSITIVE_INFINITY;
}

const numbers = fc.nat({ max: 2 ** 32 - 1 });
const anyFrame = fc
  .record({
    id: fc.uint8Array({ minLength: 8, maxLength: 8 }).map((bytes) => Buffer.from(bytes).toString('hex')),
    length: fc.integer({ min: 1, max: MOST_BYTES }),
    number: numbers,
    block: fc.uint8Array({ minLength: BLOCK_BYTES, maxLength: BLOCK_BYTES }),
  })
  .map((frame) => ({ ...frame, block: Uint8Array.from(frame.block) }));

describe('a picture', () => {
  it('is read as it was written, in letters that a QR code packs', () => {
    fc.assert(
      fc.property(anyFrame, (frame) => {
        const text = writeFrame(frame);
        expect(text).toMatch(/^COUNTERFOIL-MOVE:[A-Z2-7]{341}$/);
        expect(isFrameText(text)).toBe(true);
        expect([readFrame(text), readFrame(text.toLowerCase())]).toEqual([frame, frame]);
      }),
    );
  });

  it('that is damaged in one letter is none', () => {
    const text = writeFrame({ id: '0011223344556677', length: 500, number: 1, block: bytesOf(192, 1) });
    fc.assert(
      fc.property(fc.integer({ min: 17, max: text.length - 1 }), fc.constantFrom(...'AZ27'), (at, letter) => {
        const damaged = text.slice(0, at) + letter + text.slice(at + 1);
        const read = readFrame(damaged);
        // The last letter has a bit that carries nothing.
        expect(damaged === text || read === null || at === text.length - 1).toBe(true);
      }),
    );
  });

  it.each([
    '',
    'COUNTERFOIL-MOVE:',
    'COUNTERFOIL-MOVE:AAAA',
    `COUNTERFOIL-MOVE:${'A'.repeat(341)}`,
    `COUNTERFOIL-MOVE:${'8'.repeat(341)}`,
    `COUNTERFOIL-MOVE:${'A'.repeat(1_000_000)}`,
    'otpauth://totp/a?secret=AAAA',
  ])('is not %.40s', (text) => expect(readFrame(text)).toBeNull());

  it('claims no more than a move may have', () => {
    const frame = { id: '0011223344556677', number: 1, block: bytesOf(192, 1) };
    expect(readFrame(writeFrame({ ...frame, length: 0 }))).toBeNull();
    expect(readFrame(writeFrame({ ...frame, length: MOST_BYTES + 1 }))).toBeNull();
    expect(readFrame(writeFrame({ ...frame, length: MOST_BYTES }))).not.toBeNull();
  });

  it('of a number is the same sum of blocks on both sides', () => {
    expect([...mixOf('00', 2, 40)]).toEqual([4, 0]);
    expect([...mixOf('00', 40, 40)]).toEqual([...mixOf('00', 40, 40)]);
    fc.assert(
      fc.property(numbers, fc.integer({ min: 1, max: 100 }), (number, count) => {
        const row = mixOf('0011223344556677', number, count);
        const ones = Array.from(
          { length: row.length * 32 },
          (_, at) => ((row[at >>> 5] ?? 0) >>> (at & 31)) & 1,
        );
        expect(ones.slice(0, count)).toContain(1);
        expect(ones.slice(count)).not.toContain(1);
      }),
    );
  });
});

describe('a series of pictures', () => {
  it('of which none is lost needs as many as there are blocks', () => {
    fc.assert(
      fc.property(anyMoved, (moved) => {
        expect(show(moved, 0, () => false, 1000)).toBe(blocksIn(moved.length));
      }),
      { numRuns: 50 },
    );
  });

  it('comes whole in any order, with repetitions, and from any place on', () => {
    fc.assert(
      fc.property(anyMoved, fc.nat({ max: 1_000_000 }), fc.nat(), (moved, start, seed) => {
        const film = filmOf(moved);
        const random = seeded(seed);
        const texts = Array.from({ length: film.blocks + 40 }, (_, at) => film.frame(start + at));
        const mixed = [...texts, ...texts].sort(() => random() - 0.5);
        const collector = new Collector();
        for (const text of mixed) collector.take(text);
        expect(collector.whole).toEqual(moved);
      }),
      { numRuns: 30 },
    );
  });

  it('of which one in five is lost needs few more than what is lost', () => {
    const random = seeded(7);
    const blocks = 50;
    const shown = Array.from({ length: 40 }, (_, run) =>
      show(bytesOf(blocks * BLOCK_BYTES, run), 0, () => random() < 0.2, 1000),
    );
    const mean = shown.reduce((sum, one) => sum + one, 0) / shown.length;
    expect(mean).toBeLessThan((blocks + 4) / 0.8);
  });

  it('says how far it is', () => {
    const film = filmOf(bytesOf(3 * BLOCK_BYTES, 1));
    const collector = new Collector();
    expect(collector.progress).toBeNull();
    collector.take('otpauth://totp/a?secret=AAAA');
    expect(collector.progress).toBeNull();
    collector.take(film.frame(0));
    collector.take(film.frame(0));
    collector.take(film.frame(1));
    expect(collector.progress).toEqual({ found: 2, of: 3 });
    expect(collector.whole).toBeNull();
    collector.take(film.frame(2));
    expect(collector.whole).not.toBeNull();
  });

  it('of the largest move comes whole too', { timeout: 60_000 }, () => {
    const moved = bytesOf(MOST_BYTES, 3);
    const film = filmOf(moved);
    const collector = new Collector();
    // All but the first hundred alone, and sums for those.
    for (let number = 100; number < MOST_BLOCKS + 120; number += 1) collector.take(film.frame(number));
    expect(collector.whole).toEqual(moved);
    expect(() => filmOf(bytesOf(MOST_BYTES + 1, 3))).toThrow('move-too-big');
  });
});

describe('pictures that do not belong', () => {
  it('of other moves, mixed in one by one, change nothing', () => {
    fc.assert(
      fc.property(anyMoved, anyMoved, fc.nat(), (moved, other, seed) => {
        const [film, strange] = [filmOf(moved), filmOf(other)];
        const random = seeded(seed);
        const collector = new Collector();
        for (let number = 0; number < 4 * film.blocks + 80 && collector.whole === null; number += 1)
          collector.take(random() < 0.5 ? film.frame(number) : strange.frame(number));
        expect([moved, other]).toContainEqual(collector.whole);
      }),
      { numRuns: 30 },
    );
  });

  it('made up one by one, each of a move of its own, push out each other alone', () => {
    fc.assert(
      fc.property(anyMoved, fc.array(anyFrame, { minLength: 60, maxLength: 60 }), (moved, strange) => {
        const film = filmOf(moved);
        const collector = new Collector();
        collector.take(film.frame(0));
        collector.take(film.frame(1));
        strange.forEach((frame, at) => {
          collector.take(writeFrame(frame));
          collector.take(film.frame(at + 2));
        });
        expect(collector.whole).toEqual(moved);
      }),
      { numRuns: 20 },
    );
  });

  it('with the name of the move and other blocks never make another result, and it begins again', () => {
    fc.assert(
      fc.property(
        anyMoved,
        fc.array(anyFrame, { minLength: 1, maxLength: 5 }),
        fc.nat(),
        (moved, lies, seed) => {
          const film = filmOf(moved);
          const random = seeded(seed);
          const collector = new Collector();
          const { length } = moved;
          const id = idOf(moved);
          for (let number = 0; number < 12 * film.blocks + 200; number += 1) {
            const lie = random() < 0.2 ? lies.pop() : undefined;
            if (lie) collector.take(writeFrame({ ...lie, id, length }));
            collector.take(film.frame(number));
            if (collector.whole !== null) break;
          }
          // A lie of the truth's own text is none; whatever else was said, this alone comes out.
          expect(collector.whole).toEqual(moved);
        },
      ),
      { numRuns: 50 },
    );
  });

  it('that claim huge moves take no more room than they have themselves', () => {
    const random = seeded(5);
    const before = process.memoryUsage();
    const collector = new Collector();
    for (let at = 0; at < 3000; at += 1) {
      const id = Math.floor(random() * 2 ** 48)
        .toString(16)
        .padStart(16, '0');
      collector.take(writeFrame({ id, length: MOST_BYTES, number: at, block: bytesOf(192, at) }));
    }
    const after = process.memoryUsage();
    expect(collector.progress).toEqual({ found: 1, of: MOST_BLOCKS });
    const grown = after.arrayBuffers - before.arrayBuffers + after.heapUsed - before.heapUsed;
    expect(grown).toBeLessThan(100 * 1024 * 1024);
  });
});
