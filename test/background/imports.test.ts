/** From a file or a code that somebody else wrote into the vault: all of it in one save, nothing of what is there lost. */
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { previewCandidate, readCandidate } from '../../src/background/candidates';
import { changeVault, openCurrent, readVault } from '../../src/background/vault/vault';
import { readImport } from '../../src/core/importers';
import { cleanText } from '../../src/core/outside-text';
import type { Candidate } from '../../src/messages';
import type { FakeHost } from '../fakes/fake-host';
import { toBase32 } from '../fakes/reference-otp';
import { account, hostWith, refusal } from './kit';

const secretOf = (number: number) => toBase32(Buffer.from(`secret number ${number}`));
const uri = (name: string, secret: string) => `otpauth://totp/ACME:${name}?secret=${secret}&issuer=ACME`;
const MINE = {
  ...account('mine'),
  secret: secretOf(-1),
  pinned: true,
  sites: [{ origin: 'https://login.example.com', subdomains: true }],
};

let made: FakeHost;
let host: FakeHost;
beforeAll(async () => {
  made = await hostWith({ type: 'add', accounts: [account('first'), MINE], source: 'manual' });
});
beforeEach(() => {
  host = made.copy();
});

/** Adds what a person was shown and left as it was. */
async function addAll(candidates: readonly Candidate[]) {
  const accounts = candidates.map((candidate) => ({
    ...readCandidate(candidate, 'import'),
    id: crypto.randomUUID(),
  }));
  return changeVault(host, crypto.randomUUID(), { type: 'add', accounts, source: 'import' });
}

const revision = async () => (await openCurrent(host)).stored.rev;
const savedAs = async (name: string) => (await readVault(host)).accounts.filter((one) => one.name === name);

describe('an import', () => {
  it('of 500 lines, 3 of them broken, is shown as 497 and 3 with their numbers, and saved in one revision', async () => {
    const lines = Array.from({ length: 500 }, (_, index) => uri(`n${index}`, secretOf(index)));
    lines[6] = uri('short', 'ABC1');
    lines[249] = `${uri('long', secretOf(1))}&digits=12`;
    lines[499] = 'otpauth://';
    const { accounts, skipped } = await readImport(new TextEncoder().encode(lines.join('\n')));
    expect(skipped.map(({ name }) => name)).toEqual(['7', '250', '500']);
    const content = await readVault(host);
    const candidates = accounts.map(({ tags = [], recoveryCodes: _none, ...imported }) => ({
      imported: { ...imported, tags: [...tags], sites: [] },
    }));
    const shown = candidates.map((one) =>
      previewCandidate(one, content, { now: host.time, source: 'import' }),
    );
    expect(shown.filter((item) => item.kind === 'account' && item.verdict === 'new')).toHaveLength(497);
    const before = await revision();
    await addAll(candidates);
    expect(await revision()).toBe(before + 1);
    expect((await readVault(host)).accounts).toHaveLength(2 + 497);
  });

  it('skips a secret that is saved, and leaves that account word for word and in its place', async () => {
    const before = (await readVault(host)).accounts;
    const candidate = { text: uri('another name', MINE.secret), issuer: 'Other' };
    expect(
      previewCandidate(candidate, await readVault(host), { now: host.time, source: 'import' }),
    ).toMatchObject({ verdict: 'changed', savedAs: expect.stringContaining('mine') });
    expect(await addAll([candidate])).toEqual({ ids: [], alreadySaved: 1 });
    expect((await readVault(host)).accounts).toEqual(before);
  });

  it('adds an account with the issuer and name of a saved one beside it', async () => {
    const [before] = await savedAs('mine');
    await addAll([{ text: uri('mine', secretOf(7)) }]);
    expect(await savedAs('mine')).toEqual([before, expect.objectContaining({ secret: secretOf(7) })]);
  });

  it('stores nothing of what would be too many', async () => {
    const before = new Map(host.local.items);
    const many = Array.from({ length: 1999 }, (_, index) => ({ text: uri(`n${index}`, secretOf(index)) }));
    expect(await refusal(addAll(many))).toBe('too-many-accounts');
    expect(host.local.items).toEqual(before);
  });

  it('stores nothing at all where one of its accounts is wrong', async () => {
    const before = new Map(host.local.items);
    for (const [query, code] of [
      ['', 'secret-missing'],
      [`?secret=${'A'.repeat(207)}`, 'secret-too-long'],
      ['?secret=AB%3DCD1', 'bad-secret'],
      [`?secret=${MINE.secret}&secret=${secretOf(1)}`, 'duplicate-parameter'],
      [`?secret=${secretOf(1)}&digits=6e0`, 'bad-digits'],
      [`?secret=${secretOf(1)}&period=1`, 'bad-period'],
    ] as const) {
      const wrong = { text: `otpauth://totp/ACME:a${query}` };
      expect(await refusal(addAll([{ text: uri('good', secretOf(2)) }, wrong]))).toBe(code);
    }
    expect(host.local.items).toEqual(before);
  });

  it('stores a hostile name cleaned, and gives it back the same after each save', async () => {
    const hostile = ['Pay\u202Elap', 'zero\u200Bwidth', 'nul\u0000l', 'lone\uD800', 'x'.repeat(10_000)];
    const typed = { ...account('a'), type: 'totp', digits: '6', period: '30', counter: '0' } as const;
    await addAll(hostile.map((name, index) => ({ typed: { ...typed, name, secret: secretOf(index) } })));
    const stored = async () => (await readVault(host)).accounts.slice(2).map(({ name }) => name);
    expect(await stored()).toEqual(hostile.map((name) => cleanText(name)));
    expect(await stored()).toEqual(['Paylap', 'zerowidth', 'null', 'lone\uFFFD', 'x'.repeat(256)]);
    await addAll([{ text: uri('next', secretOf(99)) }]);
    expect((await stored()).slice(0, 5)).toEqual(hostile.map((name) => cleanText(name)));
  });
});
