import { describe, expect, it } from 'vitest';
import { outline, read, refusal, SECRET } from './kit';

const field = (type: string, value: unknown, rest: object = {}) => ({ type, value, label: type, ...rest });
const item = (title: string, fields: unknown, rest: object = {}) => ({
  title,
  fields,
  template_type: 'x',
  ...rest,
});

describe('Enpass', () => {
  it('takes the user name, or the address where it is empty', async () => {
    const file = {
      items: [
        item('ACME', [field('email', 'b@acme.example'), field('username', 'a'), field('totp', SECRET)]),
        item('ACME', [field('username', ''), field('email', 'b@acme.example'), field('totp', SECRET)]),
        item('URI', [field('totp', `otpauth://totp/Other:c?secret=${SECRET}`)]),
      ],
    };
    expect((await outline(file)).accounts).toEqual(['ACME:a', 'ACME:b@acme.example', 'Other:c']);
  });

  it('ignores empty and deleted fields, and names what is wrong or in the trash', async () => {
    const totp = field('totp', SECRET);
    const file = {
      items: [
        item('empty', [field('totp', ''), field('totp', SECRET, { deleted: 1 })]),
        item('none', null),
        null,
        item('archived', [totp], { archived: 1 }),
        item('gone', [totp], { trashed: 1 }),
        item('wrong', [field('totp', '18!')]),
      ],
    };
    expect(await outline(file)).toEqual({
      accounts: ['archived:'],
      skipped: ['gone: in-trash', 'wrong: bad-secret'],
    });
  });

  it('takes folders, note and favourite', async () => {
    const rest = { folders: ['f', 'unknown'], note: 'note', favorite: 1 };
    const file = {
      folders: [{ uuid: 'f', title: 'Work' }],
      items: [item('ACME', [field('totp', SECRET)], rest)],
    };
    expect((await read(file)).accounts).toMatchObject([{ tags: ['Work'], note: 'note', pinned: true }]);
  });

  it('refuses a file without any', async () =>
    expect(await refusal(read({ items: [item('ACME', [])] }))).toBe('no-entries'));
});
