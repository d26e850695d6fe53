/** A backup of an app that has no account is none that is damaged. */
import { zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { read, refusal } from './kit';

const encode = (json: unknown) => new TextEncoder().encode(JSON.stringify(json));

describe('a file without an entry', () => {
  it.each<[string, unknown]>([
    ['andOTP, Duo and Raivo', []],
    ['2FAS', { schemaVersion: 4, services: [], groups: [] }],
    ['Aegis', { version: 1, header: { slots: null, params: null }, db: { version: 3, entries: [] } }],
    ['Authy', { authenticator_tokens: [] }],
    ['Authy, decrypted', { decrypted_authenticator_tokens: [] }],
    ['Bitwarden', { encrypted: false, folders: [], items: [] }],
    ['CXF', { version: { major: 1, minor: 0 }, accounts: [] }],
    ['CXF of Apple', { id: 'a', items: [], collections: [] }],
    ['Enpass', { folders: [], items: [] }],
    ['Ente Auth', { items: [] }],
    ['FreeOTP+', { tokens: [], tokenOrder: [] }],
    ['Keeper', { shared_folders: [], records: [] }],
    ['LastPass', { version: 3, accounts: [], folders: [] }],
    ['1Password', zipSync({ 'export.data': encode({ accounts: [] }) })],
    ['Proton Authenticator', { version: 1, entries: [] }],
    ['Proton Pass', { userId: 'a', vaults: {} }],
    ['Raivo, packed', zipSync({ 'raivo-otp-export.json': encode([]) })],
    ['Steam', { accounts: {} }],
    ['Stratum', { Authenticators: [] }],
  ])('of %s', async (_app, file) => expect(await refusal(read(file))).toBe('no-entries'));

  it.each<[unknown]>([
    [{}],
    [{ other: [] }],
    [{ items: 5 }],
    [{ items: [{}] }],
    [[{}]],
    [{ accounts: { a: 1 } }],
  ])('is none of any app: %j', async (file) => expect(await refusal(read(file))).toBe('bad-content'));
});
