/** The pictures for the stores, painted in one language: all of them, in exactly the sizes that the stores take. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { paintStore } from '../tools/store-scenes.ts';

const scratch = mkdtempSync(path.join(tmpdir(), 'counterfoil-store-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

/** Width and height stand at a fixed place of every PNG (its first chunk, IHDR). */
function sizeOf(file: string): string {
  const bytes = readFileSync(file);
  expect(bytes.toString('latin1', 12, 16)).toBe('IHDR');
  return `${bytes.readUInt32BE(16)}x${bytes.readUInt32BE(20)}`;
}

it('are five, each in 1280×800 and in 2400×1500, and the two tiles, no two the same', async () => {
  const files = await paintStore({ locale: 'de', into: scratch });
  const screens = Array.from({ length: 5 }, () => ['1280x800', '2400x1500']).flat();
  expect(files.map(sizeOf)).toEqual([...screens, '440x280', '1400x560']);
  for (const file of files) expect(path.basename(file)).toContain(`-${sizeOf(file)}.png`);
  expect(new Set(files.map((file) => readFileSync(file, 'base64'))).size).toBe(12);
}, 180_000);
