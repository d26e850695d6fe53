import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { read, refusal } from './kit';
import { OWN } from './samples';

/** hash-wasm keeps a module that it has compiled, so that this stands in a file of its own. */
beforeEach(() => {
  const refused = new WebAssembly.CompileError('Out of memory');
  vi.spyOn(WebAssembly, 'compile').mockRejectedValue(refused);
  vi.spyOn(WebAssembly, 'instantiate').mockRejectedValue(refused);
});
afterEach(() => vi.restoreAllMocks());

it.each([
  ['scrypt', () => readFileSync(path.join(OWN, 'aegis/aegis-encrypted.json'))],
  [
    'Argon2',
    () => JSON.stringify({ version: 1, salt: btoa('0123456789abcdef'), content: btoa('x'.repeat(28)) }),
  ],
])('a file whose key %s cannot derive for want of memory is not called wrong', async (_what, file) => {
  expect(await refusal(read(file(), 'test'))).toBe('too-little-memory');
});
