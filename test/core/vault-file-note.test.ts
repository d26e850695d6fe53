import { describe, expect, it } from 'vitest';
import { openNote, sealNote } from '../../src/core/vault-file';

const KEY = Buffer.alloc(32, 7).toString('base64url');
const OTHER_KEY = Buffer.alloc(32, 8).toString('base64url');

describe('sealNote', () => {
  it('is opened by the same vault key and by no other', async () => {
    const note = await sealNote(KEY, 'otpauth://totp/ü?secret=JBSWY3DP');
    expect(note).not.toContain('JBSWY3DP');
    expect(await openNote(KEY, note)).toBe('otpauth://totp/ü?secret=JBSWY3DP');
    expect(await openNote(OTHER_KEY, note)).toBeNull();
  });

  it('gives another text each time, even for the same note', async () => {
    expect(await sealNote(KEY, 'x')).not.toBe(await sealNote(KEY, 'x'));
  });

  it.each(['', 'A', '!'.repeat(100), 'A'.repeat(100)])('opens nothing of %j', async (note) => {
    expect(await openNote(KEY, note)).toBeNull();
  });

  it('takes the longest draft that a page may send', async () => {
    const draft = 'ü'.repeat(16_384);
    expect(await openNote(KEY, await sealNote(KEY, draft))).toBe(draft);
  });
});
