import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openKey, openOrMakeKey } from './key-file.ts';

const passphrase = 'lantern gravel oboe';
let folder: string;
let database: string;

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'mfa-key-'));
  database = path.join(folder, 'mfa.sqlite');
});
afterEach(() => rmSync(folder, { recursive: true }));

/** Opens the key with these answers, in their order. */
function keyWith(...answers: string[]): Promise<Buffer> {
  return openOrMakeKey(database, async () => answers.shift() ?? '');
}

describe('the key beside the database', () => {
  it('is made under a passphrase, and opens with that one', async () => {
    const key = await keyWith(passphrase, passphrase);
    expect(key).toHaveLength(32);
    expect(await keyWith(passphrase)).toEqual(key);
    expect(await openKey(database, async () => passphrase)).toEqual(key);
    await expect(keyWith('lantern gravel lute')).rejects.toThrow(/does not open the key/);
    expect(statSync(`${database}.key`).mode & 0o777).toBe(0o600);
    expect(readFileSync(`${database}.key`, 'utf8')).toMatch(/^scrypt\$32768\$8\$3\$/);
  });

  it('is not made under a short passphrase, or one that was mistyped', async () => {
    await expect(keyWith('short')).rejects.toThrow(/at least 12/);
    await expect(keyWith(passphrase, 'another one entirely')).rejects.toThrow(/not the same/);
    expect(await keyWith(passphrase, passphrase)).toHaveLength(32);
  });

  it('is not made anew for a database that has one elsewhere', async () => {
    writeFileSync(database, '');
    await expect(keyWith(passphrase, passphrase)).rejects.toThrow(/give it in MFA_KEY/);
  });
});
