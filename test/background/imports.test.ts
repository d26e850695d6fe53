/** From a file or a code that somebody else wrote into the vault: all of it in one save, nothing of what is there lost. */
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { previewCandidate } from '../../src/background/candidates';
import { addAccounts } from '../../src/background/vault/add';
import { changeVault, openCurrent, readVault } from '../../src/background/vault/vault';
import { type Account, LIMITS, portable } from '../../src/core/account';
import { list, open, text } from '../../src/core/check';
import { readImport } from '../../src/core/importers';
import { cleanText } from '../../src/core/outside-text';
import { type Candidate, type Credential, REQUESTS } from '../../src/messages';
import type { FakeHost } from '../fakes/fake-host';
import { toBase32 } from '../fakes/reference-otp';
import { account, hostWith, own, refusal, withPassphrase } from './kit';

const secretOf = (number: number) => toBase32(Buffer.from(`secret number ${number}`));
const uri = (name: string, secret: string) => `otpauth://totp/ACME:${name}?secret=${secret}&issuer=ACME`;
const MINE = {
  ...account('mine'),
  secret: secretOf(-1),
  pinned: true,
  icon: 'brand:gitlab',
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
const addAll = (candidates: readonly Candidate[], credential?: Credential) =>
  addAccounts(host, {
    opId: crypto.randomUUID(),
    candidates: [...candidates],
    source: 'import',
    ...(credential ? { credential } : {}),
  });

const checkAdded = open({ ids: list(text(64), 9), replaced: list(text(64), 9) });
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

  it('from another Counterfoil brings all that an account takes along, and nothing the second time', async () => {
    const range = Array.from({ length: LIMITS.sites + 14 }, (_, index) => index);
    const mine: Account = {
      ...{ ...account('moved'), order: 0, createdAt: 1, updatedAt: 2, source: 'manual' },
      ...{ secret: secretOf(7), pinned: true, submits: true, display: 'hidden' },
      note: `two\n${'x'.repeat(LIMITS.noteCodePoints)}`,
      sites: range.map((index) => ({
        origin: `https://a${index}.example`,
        subdomains: false,
        automatic: true,
      })),
      tags: range.map((index) => `tag ${index}`),
      recoveryCodes: [{ code: 'aaaa-bbbb', usedAt: 3 }],
    };
    const { candidates } = REQUESTS.preview({ candidates: [{ imported: portable(mine) }], source: 'import' });
    await addAll(candidates);
    const [saved] = await savedAs('moved');
    expect(portable(saved as Account)).toEqual(portable(mine));
    const content = await readVault(host);
    const again = candidates.map((one) =>
      previewCandidate(one, content, { now: host.time, source: 'import' }),
    );
    expect(again).toMatchObject([{ verdict: 'saved' }]);
  });

  it('skips a secret that is saved, and leaves that account word for word and in its place', async () => {
    const before = (await readVault(host)).accounts;
    const candidate = { text: uri('another name', MINE.secret), issuer: 'Other' };
    expect(
      previewCandidate(candidate, await readVault(host), { now: host.time, source: 'import' }),
    ).toMatchObject({ verdict: 'changed', savedAs: expect.stringContaining('mine') });
    expect(await addAll([candidate])).toEqual({ ids: [], alreadySaved: 1, replaced: [] });
    expect((await readVault(host)).accounts).toEqual(before);
  });

  it('puts a chosen one with a saved secret into its place, while the one before waits in the trash', async () => {
    const [before] = await savedAs('mine');
    const candidate = { text: `${uri('theirs', MINE.secret)}&digits=8&period=60`, replaces: true };
    const added = await addAll([candidate, candidate]);
    expect(added).toEqual({ ids: [expect.any(String)], alreadySaved: 1, replaced: [before?.id] });
    const [after] = await savedAs('theirs');
    expect(after).toMatchObject({
      ...{ issuer: 'ACME', digits: 8, period: 60, secret: MINE.secret },
      ...{ sites: MINE.sites, pinned: true, icon: MINE.icon, order: before?.order },
    });
    expect(await savedAs('mine')).toEqual([
      { ...before, trashedAt: host.time, updatedAt: expect.any(Number) },
    ]);
  });

  it('never sets a counter back where one takes the place of another', async () => {
    const hotp = (name: string, counter: number) =>
      `otpauth://hotp/ACME:${name}?secret=${secretOf(8)}&issuer=ACME&counter=${counter}`;
    await addAll([{ text: hotp('mine first', 41) }]);
    await addAll([{ text: hotp('theirs', 7), replaces: true }]);
    expect(await savedAs('theirs')).toMatchObject([{ counter: 41 }]);
    await addAll([{ text: uri('by time', secretOf(8)), replaces: true }]);
    const [byTime] = await savedAs('by time');
    expect(byTime).toMatchObject({ type: 'totp', period: 30 });
    expect(byTime).not.toHaveProperty('counter');
  });

  it('leaves no PIN behind in an account of another type, and keeps the recovery codes of both', async () => {
    const motp = { ...account('motp'), type: 'motp', algorithm: 'MD5', period: 10, pin: '1234' } as const;
    const mine = { ...motp, recoveryCodes: [{ code: 'mine-1', usedAt: 5 }] };
    await changeVault(host, 'motp', { type: 'add', accounts: [mine], source: 'manual' });
    const theirs = { ...account('theirs'), secret: motp.secret, recoveryCodes: [{ code: 'theirs-1' }] };
    const accounts = [{ ...theirs, replaces: true }];
    await changeVault(host, 'theirs', { type: 'add', accounts, source: 'import' });
    const [after] = await savedAs('theirs');
    expect(after).not.toHaveProperty('pin');
    expect(after?.recoveryCodes).toEqual([{ code: 'mine-1', usedAt: 5 }, { code: 'theirs-1' }]);
  });

  it('puts another secret in the place of a saved one only for the person themself', async () => {
    const candidate = { text: uri('mine', secretOf(7)), replaces: true };
    const [before] = await savedAs('mine');
    const stored = new Map(host.local.items);
    expect(await refusal(addAll([{ text: uri('new', secretOf(9)) }, candidate]))).toBe('credential-required');
    expect(await refusal(addAll([candidate], withPassphrase('somebody else')))).toBe('E_UNLOCK');
    expect(host.local.items).toEqual(stored);
    const added = await addAll([candidate], own);
    expect(added.replaced).toEqual([before?.id]);
    expect(await savedAs('mine')).toMatchObject([
      { secret: MINE.secret, trashedAt: host.time },
      { secret: secretOf(7), sites: MINE.sites },
    ]);
  });

  it('is undone in one step: what was added goes, and what had given way comes back', async () => {
    const [before] = await savedAs('mine');
    const texts = [uri('theirs', MINE.secret), uri('new', secretOf(9))];
    const { ids, replaced } = checkAdded(await addAll(texts.map((text) => ({ text, replaces: true }))));
    await changeVault(host, crypto.randomUUID(), { type: 'trash', ids, restore: replaced });
    const [mine] = await savedAs('mine');
    expect({ ...mine, updatedAt: 0 }).toEqual({ ...before, updatedAt: 0 });
    for (const name of ['theirs', 'new'])
      expect(await savedAs(name)).toMatchObject([{ trashedAt: host.time }]);
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
    const outside = { type: 'totp', issuer: 'ACME', algorithm: 'SHA1', digits: 6, period: 30 } as const;
    await addAll(hostile.map((name, index) => ({ imported: { ...outside, name, secret: secretOf(index) } })));
    const stored = async () => (await readVault(host)).accounts.slice(2).map(({ name }) => name);
    expect(await stored()).toEqual(hostile.map((name) => cleanText(name)));
    expect(await stored()).toEqual(['Paylap', 'zerowidth', 'null', 'lone\uFFFD', 'x'.repeat(256)]);
    await addAll([{ text: uri('next', secretOf(99)) }]);
    expect((await stored()).slice(0, 5)).toEqual(hostile.map((name) => cleanText(name)));
  });
});
