import { describe, expect, it } from 'vitest';
import { hashPassword, isPassword } from './password.ts';

describe('a password', () => {
  it('is kept as a salted scrypt hash with its costs: 16 MiB, five times', async () => {
    const [first, second] = [await hashPassword('correct horse'), await hashPassword('correct horse')];
    expect(first).toMatch(/^scrypt\$16384\$8\$5\$[\w-]{22}\$[\w-]{43}$/);
    expect(second).not.toBe(first);
    expect(await isPassword('correct horse', first)).toBe(true);
    expect(await isPassword('correct horse ', first)).toBe(false);
  });
});
