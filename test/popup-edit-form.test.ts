import { describe, expect, it } from 'vitest';
import type { AccountSummary } from '../src/core/account';
import { UserError } from '../src/core/errors';
import { conflictOf } from '../src/popup/edit-conflict';
import { changes, type EditForm, fromDraft, rebase, toDraft, toForm } from '../src/popup/edit-form';

const SITE = { origin: 'https://bank.example', subdomains: false };
const account: AccountSummary = {
  id: 'one',
  type: 'totp',
  issuer: 'Bank',
  name: 'octavia',
  algorithm: 'SHA1',
  digits: 6,
  period: 30,
  sites: [SITE],
  pinned: false,
  order: 0,
  createdAt: 1,
  updatedAt: 2,
  source: 'manual',
};
const base = toForm(account);
const typing = (part: Partial<EditForm>) => ({ base, form: { ...base, ...part } });

describe('changes', () => {
  it('names what the person changed, and the same fields as they were', () =>
    expect(changes(typing({ name: 'olivia', digits: '8' }))).toEqual({
      fields: { name: 'olivia', digits: '8' },
      base: { name: 'octavia', digits: '6' },
    }));

  it('names nothing where nothing was changed', () =>
    expect(changes(typing({}))).toEqual({ fields: {}, base: {} }));
});

describe('a PIN', () => {
  const typed = typing({ pin: '5678' });

  it('is changed where one was typed, over one that nobody saw', () =>
    expect(changes(typed)).toEqual({ fields: { pin: '5678' }, base: {} }));

  it('comes back with a draft, and stays over the account as it is now', () => {
    expect(fromDraft(toDraft('one', typed) ?? '', 'one', base)).toEqual(typed);
    expect(rebase(typed, base)).toEqual(typed);
  });
});

describe('rebase', () => {
  const fresh = toForm({ ...account, issuer: 'Savings bank', name: 'elsewhere' });

  it('keeps what was typed over the account as it is now, which is the base of the next save', () => {
    const editing = rebase(typing({ name: 'olivia' }), fresh);
    expect(editing).toEqual({ form: { ...fresh, name: 'olivia' }, base: fresh });
    expect(changes(editing)).toEqual({ fields: { name: 'olivia' }, base: { name: 'elsewhere' } });
  });
});

describe('a draft of an edit', () => {
  const draft = toDraft('one', typing({ name: 'olivia', sites: [] })) ?? '';

  it('is none where nothing was changed', () => expect(toDraft('one', typing({}))).toBeNull());

  it('comes back as it was typed', () =>
    expect(fromDraft(draft, 'one', base)).toEqual(typing({ name: 'olivia', sites: [] })));

  it('takes a site away from an account in which the sites of two came together', () => {
    const sites = Array.from({ length: 30 }, (_, index) => ({
      ...SITE,
      origin: `https://a${index}.example`,
    }));
    const before = toForm({ ...account, sites });
    const editing = { base: before, form: { ...before, sites: sites.slice(1) } };
    expect(fromDraft(toDraft('one', editing) ?? '', 'one', before)).toEqual(editing);
  });

  it('still knows what the person saw, so that a later change elsewhere is a conflict', () => {
    const kept = fromDraft(draft, 'one', toForm({ ...account, name: 'elsewhere', issuer: 'Savings bank' }));
    expect(kept?.form.issuer).toBe('Savings bank');
    expect(kept && changes(kept).base).toEqual({ name: 'octavia', sites: [SITE] });
  });

  it.each([
    ['of another account', toDraft('two', typing({ name: 'x' })) ?? ''],
    ['of an earlier shape', '{"id":"one","fields":{"name":"x"}}'],
    ['that is no JSON', '{'],
    ['of a wrong type', '{"id":"one","base":{},"fields":{"digits":6}}'],
  ])('%s is left alone', (_name, text) => expect(fromDraft(text, 'one', base)).toBeNull());
});

describe('conflictOf', () => {
  const conflict = (fields: string) => new UserError('conflict', { fields });

  it('gives the values that stand in the named fields now', () =>
    expect(conflictOf(conflict('issuer sites'), base)).toEqual({ issuer: 'Bank', sites: [SITE] }));

  it('shows the kind as the period, and of a counting account as the counter', () => {
    const { period: _period, ...rest } = account;
    const counting = toForm({ ...rest, type: 'hotp', counter: 9 });
    expect(conflictOf(conflict('kind'), base)).toEqual({ period: '30' });
    expect(conflictOf(conflict('kind'), counting)).toEqual({ counter: '9' });
  });

  it('is empty for every other failure', () =>
    expect(conflictOf(new UserError('name-missing'), base)).toEqual({}));
});
