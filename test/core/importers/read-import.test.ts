import { readFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { applyCommand } from '../../../src/core/commands';
import { UserError } from '../../../src/core/errors';
import { readImport } from '../../../src/core/importers';
import { EMPTY_CONTENT } from '../../../src/core/vault-content';
import { createVault } from '../../../src/core/vault-file';
import { OWN } from './samples';

const PASSPHRASE = 'lantern gravel oboe mistral';
const SECRET = 'JBSWY3DPEHPK3PXP';
const bytes = (text: string) => new TextEncoder().encode(text);

async function refusal(promise: Promise<unknown>): Promise<string> {
  return promise.then(
    () => 'accepted',
    (error: unknown) => {
      if (error instanceof UserError) return error.code;
      throw error;
    },
  );
}

describe('a list of key URIs', () => {
  it('gives every account and names the broken lines', async () => {
    const lines = Array.from({ length: 500 }, (_, index) => `otpauth://totp/S:a${index}?secret=${SECRET}`);
    lines[9] = 'otpauth://totp/x?secret=ABC1';
    lines[19] = `otpauth://totp/x?secret=${SECRET}&digits=12`;
    lines[29] = 'no key URI at all';
    const { format, accounts, skipped } = await readImport(bytes(lines.join('\r\n')));
    expect(format).toBe('uri-list');
    expect(accounts).toHaveLength(497);
    expect(skipped).toEqual([
      { name: '10', reason: 'bad-secret' },
      { name: '20', reason: 'bad-digits' },
      { name: '30', reason: 'bad-uri' },
    ]);
  });

  it('is taken with a byte order mark and empty lines', async () => {
    const lines = `\uFEFF\n\notpauth://totp/a?secret=${SECRET}\n\notpauth://broken\n`;
    const { accounts, skipped } = await readImport(bytes(lines));
    expect(accounts).toMatchObject([{ name: 'a', secret: SECRET }]);
    expect(skipped).toMatchObject([{ name: '5' }]);
  });
});

describe('a text of Windows, in UTF-16', () => {
  const uri = `otpauth://totp/Änne?secret=${SECRET}`;

  it.each([
    ['a list', uri],
    ['a table', `name,otpauth\r\nÄnne,"${uri}"`],
    ['JSON', JSON.stringify([{ issuer: '', account: 'Änne', secret: SECRET, kind: 'TOTP', timer: '30' }])],
  ])('is read as %s, in either order of bytes', async (_what, text) => {
    const little = Buffer.from(`\uFEFF${text}`, 'utf16le');
    const big = Buffer.from(little).swap16();
    for (const file of [little, big])
      expect((await readImport(file)).accounts).toMatchObject([{ name: 'Änne', secret: SECRET }]);
  });

  it('that ends within a character is refused', async () => {
    const file = Buffer.from(`\uFEFF${uri}`, 'utf16le').subarray(0, -1);
    expect(await refusal(readImport(file))).not.toBe('accepted');
  });
});

describe('a sealed backup of ours', () => {
  let file: string;

  beforeAll(async () => {
    const base = {
      type: 'totp',
      issuer: 'ACME',
      algorithm: 'SHA1',
      digits: 6,
      period: 30,
      pinned: true,
    } as const;
    const sites = [{ origin: 'https://acme.example', subdomains: true }];
    const accounts = ['a', 'b', 'c'].map((id) => ({
      ...base,
      id,
      name: id,
      sites,
      secret: `${SECRET}${id.toUpperCase()}AAAAAAA`,
    }));
    const added = applyCommand(EMPTY_CONTENT, 'add', { type: 'add', accounts, source: 'manual' }, 1).content;
    const moved = applyCommand(added, 'reorder', { type: 'reorder', ids: ['c', 'a'] }, 2).content;
    const { content } = applyCommand(moved, 'trash', { type: 'trash', ids: ['b'] }, 3);
    file = (await createVault(content, PASSPHRASE)).text;
  });

  it('gives the accounts with their sites, as they were arranged, without the trash', async () => {
    const { format, accounts } = await readImport(bytes(file), PASSPHRASE);
    expect(format).toBe('counterfoil');
    const sites = [{ origin: 'https://acme.example', subdomains: true }];
    expect(accounts).toMatchObject([
      { name: 'c', pinned: true, sites },
      { name: 'a', pinned: true, sites },
    ]);
  });

  it('asks for its passphrase, and says when it is wrong', async () => {
    expect(await refusal(readImport(bytes(file)))).toBe('password-required');
    expect(await refusal(readImport(bytes(file), 'another passphrase'))).toBe('wrong-password');
  });

  it('is not taken damaged', async () => {
    const damaged = file.replace(/"ct":"./, '"ct":"#');
    expect(await refusal(readImport(bytes(damaged), PASSPHRASE))).toBe('E_SUM');
    expect(await refusal(readImport(bytes(file.slice(0, -30)), PASSPHRASE))).toBe('E_FORMAT');
  });
});

describe('anything else', () => {
  it.each([
    ['bad-content', bytes('hello')],
    ['empty', bytes('')],
    ['empty', bytes('\uFEFF \n')],
    ['bad-content', bytes('{"otherFormat":true}')],
    ['bad-content', Uint8Array.of(0xff, 0xfe, 0x00, 0xc3)],
    ['bad-content', Uint8Array.from({ length: 20 }, (_, index) => 0xf0 + (index % 8))],
    ['not-utf8', readFileSync(path.join(OWN, 'negative/not-utf8.txt'))],
    ['not-utf8', Buffer.from(`name,username,totp\r\nBüro,jürgen,${SECRET}\r\n`, 'latin1')],
    ['too-big', new Uint8Array(8 * 1024 * 1024 + 1)],
    ['archive-too-big', bytes('PK\u0003\u0004'.padEnd(8 * 1024 * 1024 + 1))],
  ])('is refused with %s', async (code, content) => expect(await refusal(readImport(content))).toBe(code));
});
