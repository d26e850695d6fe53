import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { version as current } from '../../package.json';
import { isRecord } from '../../src/core/check';
import { readContent } from '../../src/core/vault-content';
import { openVault, sealVault } from '../../src/core/vault-file';
import { takeApart } from './vault-file-kit';

interface Expected {
  readonly passphrase: string;
  readonly rev: number;
  /** The very text of a slot that no version knows. */
  readonly foreignSlot: string;
  readonly content: Readonly<Record<string, unknown>> & { readonly accounts: readonly object[] };
}

const folder = new URL('../fixtures/vaults/', import.meta.url);
const versions = readdirSync(folder, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name);

function read(version: string): { readonly text: string; readonly expected: Expected } {
  const file = (name: string) => readFileSync(new URL(`${version}/${name}`, folder), 'utf8');
  return { text: file('vault.counterfoil'), expected: JSON.parse(file('expected.json')) };
}

/** Only what the old version wrote: a later one may add members with defaults, and changes none. */
function membersOf(old: object, value: unknown): unknown {
  if (!isRecord(value)) return value;
  return Object.fromEntries(Object.keys(old).map((name) => [name, value[name]]));
}

function asWritten(old: Expected['content'], payload: unknown): unknown {
  const content = readContent(payload);
  const accounts = content.accounts.map((account, index) => membersOf(old.accounts[index] ?? {}, account));
  const settings = membersOf(isRecord(old.settings) ? old.settings : {}, content.settings);
  return membersOf(old, { ...content, accounts, settings });
}

describe('the frozen vaults', () => {
  it('have one of this version', () => expect(versions).toContain(current));
});

describe.each(versions)('the frozen vault of %s', (version) => {
  const { text, expected } = read(version);
  const { passphrase, rev, foreignSlot, content } = expected;
  const open = (file: string) => openVault(file, { type: 'passphrase', passphrase });

  it('opens with everything in it, and what is unknown word for word', async () => {
    const opened = await open(text);
    expect(opened.rev).toBe(rev);
    expect(asWritten(content, opened.content)).toEqual(content);
  });

  it('comes through a save of this version with its content and its unknown slot', async () => {
    const { vaultKey, content: payload } = await open(text);
    const saved = await sealVault(text, vaultKey, readContent(payload));
    expect(asWritten(content, (await open(saved.text)).content)).toEqual(content);
    expect(takeApart(saved.text).header.toString()).toContain(foreignSlot);
  });
});
