import { beforeEach, describe, expect, it } from 'vitest';
import { previewCandidate, readCandidate } from '../../src/background/candidates';
import { expand, forgetParts, noteParts } from '../../src/background/export-parts';
import type { NewAccount } from '../../src/core/account';
import { formatMigration } from '../../src/core/google-migration';
import { EMPTY_CONTENT } from '../../src/core/vault-content';
import { REQUESTS } from '../../src/messages';
import { FakeHost } from '../fakes/fake-host';

const accounts = Array.from(
  { length: 25 },
  (_, index): NewAccount => ({
    ...{ type: 'totp', period: 30, issuer: 'GitHub', name: `n${index}`, algorithm: 'SHA1', digits: 6 },
    secret: `${'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'[index]}BSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP`,
  }),
);
const [first = '', second = '', third = ''] = formatMigration(accounts, 9);
const [other = ''] = formatMigration(accounts.slice(0, 12), 10);

let host: FakeHost;
beforeEach(() => {
  host = new FakeHost();
});

describe('expand', () => {
  it('says how many accounts each part has, and which parts are not there', async () => {
    expect(await expand(host, [second, 'https://bank.example', third])).toEqual([
      { entries: 10, batch: '9', size: 3, missing: [1] },
      null,
      { entries: 5, batch: '9', size: 3, missing: [1] },
    ]);
  });

  it('knows the parts that were added before, of the same export alone', async () => {
    const candidates = [
      { text: first, entry: 0 },
      { text: first, entry: 3 },
      { text: other, entry: 0 },
    ];
    await noteParts(host, candidates, ['a', 'b', 'c']);
    expect((await expand(host, [third]))[0]?.missing).toEqual([2]);
    expect((await expand(host, [other]))[0]?.missing).toEqual([2]);
  });

  it('takes as many texts as can be confirmed at once', async () => {
    const texts = [...Array.from({ length: 70 }, () => 'otpauth://totp/a?secret=AAAA'), third];
    expect((await expand(host, REQUESTS.expand({ texts }).texts)).at(-1)?.entries).toBe(5);
  });

  it('forgets a part again whose accounts were taken back, and no other', async () => {
    await noteParts(host, [{ text: first, entry: 0 }], ['a', 'b']);
    await noteParts(host, [{ text: second, entry: 0 }], []);
    await forgetParts(host, ['a']);
    expect((await expand(host, [third]))[0]?.missing).toEqual([]);
    await forgetParts(host, ['b', 'a', 'else']);
    expect((await expand(host, [third]))[0]?.missing).toEqual([1]);
  });

  it('notes nothing of what is no export, or is whole in one part', async () => {
    const [whole = ''] = formatMigration(accounts.slice(0, 2), 11);
    await noteParts(host, [{ text: whole, entry: 0 }, { text: 'otpauth://totp/a?secret=AAAA' }], ['a']);
    expect(await host.session.get(['exportParts'])).toEqual({});
  });

  it('is null for a broken one, whose preview says what is wrong', async () => {
    const broken = first.slice(0, 90);
    expect(await expand(host, [broken])).toEqual([null]);
    const preview = previewCandidate({ text: broken }, EMPTY_CONTENT, { now: 0, source: 'scan' });
    expect(preview).toEqual({ kind: 'refused', title: '', code: 'bad-migration', details: {} });
  });
});

describe('an account of an export', () => {
  it('is read by its place, gets its sites from the table, and does not belong to the page that shows it', () => {
    const candidate = { text: first, entry: 4 };
    const read = readCandidate(candidate, 'scan');
    expect(read).toMatchObject({ name: 'n4', secret: accounts[4]?.secret });
    expect(read.sites.map(({ origin }) => origin)).toEqual(['https://github.com']);
    const shown = previewCandidate(candidate, EMPTY_CONTENT, {
      now: 0,
      pageOrigin: 'https://elsewhere.example',
      source: 'scan',
    });
    expect(shown).toMatchObject({ kind: 'account', warnings: [], hosts: ['github.com'] });
  });

  it('that the export does not have is refused', () => {
    expect(() => readCandidate({ text: first, entry: 10 }, 'scan')).toThrow('bad-migration');
  });
});
