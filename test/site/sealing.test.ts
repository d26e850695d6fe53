import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDatabase } from './database.ts';
import { keyFor, SealError, sealingWith } from './sealing.ts';

describe('a sealed text', () => {
  const { seal, open } = sealingWith(randomBytes(32));

  it('opens again, and never looks the same twice', () => {
    const sealed = [seal('JBSWY3DP', 'totp 1'), seal('JBSWY3DP', 'totp 1')];
    expect(sealed.map((text) => open(text, 'totp 1'))).toEqual(['JBSWY3DP', 'JBSWY3DP']);
    expect(new Set(sealed).size).toBe(2);
    expect(sealed[0]).not.toContain('JBSWY3DP');
  });

  it('does not open when it was moved, changed, cut, or sealed under another key', () => {
    const sealed = seal('JBSWY3DP', 'totp 1');
    const changed = Buffer.from(sealed, 'base64url');
    changed.writeUInt8(changed.readUInt8(14) ^ 1, 14);
    expect(() => open(sealed, 'totp 2')).toThrow(SealError);
    expect(() => open(changed.toString('base64url'), 'totp 1')).toThrow(SealError);
    expect(() => open(sealed.slice(0, 20), 'totp 1')).toThrow(SealError);
    expect(() => sealingWith(randomBytes(32)).open(sealed, 'totp 1')).toThrow(SealError);
  });
});

describe('the key', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'practice-site-'));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  it('lies beside the database for its owner only, and is made once', () => {
    const path = join(folder, 'first.sqlite');
    const key = keyFor(path, undefined);
    expect(keyFor(path, undefined)).toEqual(key);
    expect(statSync(`${path}.key`).mode & 0o777).toBe(0o600);
  });

  it('comes from the environment in base64 or hex, and nothing else', () => {
    const key = randomBytes(32);
    expect(keyFor(undefined, key.toString('base64'))).toEqual(key);
    expect(keyFor(undefined, key.toString('hex'))).toEqual(key);
    expect(() => keyFor(undefined, 'secret')).toThrow(/32 random bytes/);
  });

  it('is missed when the database is opened, not when somebody needs a factor', async () => {
    const path = join(folder, 'second.sqlite');
    (await openDatabase(path, randomBytes(32))).close();
    await expect(openDatabase(path, randomBytes(32))).rejects.toThrow(/another key/);
  });
});
