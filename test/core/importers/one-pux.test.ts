import { strToU8, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { outline, read, refusal, SECRET } from './kit';

const totp = (value: unknown) => ({ title: 'one-time password', value: { totp: value } });
const item = (title: string, ...fields: object[]) => ({
  state: 'active',
  overview: { title, tags: ['mine'] },
  details: {
    loginFields: [
      { value: 'p', designation: 'password' },
      { value: 'a@acme.example', designation: 'username' },
    ],
    notesPlain: 'note',
    sections: [{ fields: fields.slice(0, 1) }, { fields: fields.slice(1) }],
  },
});
const content = (...items: unknown[]) => ({
  accounts: [{ vaults: [{ attrs: { name: 'Private' }, items }] }],
});
const archive = (data: unknown, more: Record<string, Uint8Array> = {}) =>
  zipSync({
    'export.attributes': strToU8('{"version":3}'),
    'export.data': strToU8(typeof data === 'string' ? data : JSON.stringify(data)),
    ...more,
  });

describe('1pux', () => {
  it('takes every field with a one-time password, of archived items and of wrapped ones too', async () => {
    const data = content(
      { ...item('ACME', totp(SECRET), totp(`otpauth://totp/Other:b?secret=${SECRET}`)), favIndex: 2 },
      { ...item('Archived', totp(SECRET)), state: 'archived' },
      { item: item('Wrapped', totp(SECRET)) },
    );
    expect((await outline(archive(data))).accounts).toEqual([
      'ACME:a@acme.example',
      'Other:b',
      'Archived:a@acme.example',
      'Wrapped:a@acme.example',
    ]);
    const [first, , archived] = (await read(archive(data))).accounts;
    expect(first).toMatchObject({ pinned: true, tags: ['Private'], note: 'note' });
    expect(archived).not.toHaveProperty('pinned');
  });

  it('is read as its bare data, which somebody unpacked', async () => {
    const data = content(item('ACME', totp(SECRET)));
    expect((await read(data)).format).toBe('1pux');
    expect((await outline(data)).accounts).toEqual(['ACME:a@acme.example']);
    const again = zipSync({ 'export/export.data': strToU8(JSON.stringify(data)) });
    expect((await outline(again)).accounts).toEqual(['ACME:a@acme.example']);
  });

  it('ignores other items, and names what is wrong', async () => {
    const data = content(null, 5, {}, item('none'), item('empty', totp('')), item('wrong', totp({})));
    expect(await outline(archive(data))).toEqual({
      accounts: [],
      skipped: ['wrong: a@acme.example: bad-secret'],
    });
  });

  it('reads nothing but the data', async () => {
    const attached = archive('no JSON');
    const file = archive(content(item('ACME', totp(SECRET))), { 'files/a.1pux': attached });
    expect((await outline(file)).accounts).toHaveLength(1);
  });

  it.each([
    ['no JSON', archive('no JSON'), 'bad-content'],
    ['no accounts', archive({}), 'bad-content'],
    ['no items', archive({ accounts: [] }), 'no-entries'],
    ['no data', zipSync({ 'export.attributes': strToU8('{}') }), 'bad-zip'],
    ['half of it', archive(content()).slice(0, 120), 'bad-zip'],
  ])('refuses %s', async (_what, file, code) => expect(await refusal(read(file))).toBe(code));
});
