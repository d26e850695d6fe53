/** Why an entry or a file of an archive was not taken. */
import { afterEach, beforeEach, expect, it, vi } from 'vitest';

const api = {
  runtime: { id: 'counterfoil@test' },
  i18n: { getMessage: (key: string) => (key === 'textLanguage' ? 'en' : key), getUILanguage: () => 'en' },
};

beforeEach(() => {
  vi.stubGlobal('browser', api);
  vi.stubGlobal('chrome', api);
});
afterEach(() => vi.unstubAllGlobals());

it.each([
  ['pgp-encrypted', 'error_pgp_encrypted'],
  ['unsupported-version', 'error_unsupported_version'],
  ['too-little-memory', 'error_too_little_memory'],
  ['unsupported-cipher', 'reasonSealed'],
  ['bad-secret', 'reasonSecret'],
  ['bad-content', 'reasonOther'],
])('of %s is told with %s', async (reason, sentence) => {
  const { reasonText } = await import('../src/options/left-out');
  expect(reasonText(reason)).toBe(sentence);
});
