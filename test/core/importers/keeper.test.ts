import { describe, expect, it } from 'vitest';
import { outline, read, refusal, SECRET } from './kit';

const uri = (label: string) => `otpauth://totp/${label}?secret=${SECRET}&issuer=`;
const record = (title: string, custom_fields: unknown, rest: object = {}) => ({
  title,
  login: 'a',
  custom_fields,
  ...rest,
});

describe('Keeper', () => {
  it('takes one code or several, by any label', async () => {
    const file = {
      records: [
        record('ACME', { $oneTimeCode: uri('') }),
        record('Two', {
          '$oneTimeCode::2': [uri('b'), '', SECRET],
          $oneTimeCodes: uri('x'),
          other: uri('y'),
        }),
        record('none', {}),
        record('no fields', null),
        null,
        record('wrong', { '$oneTimeCode:label': {} }),
      ],
    };
    expect(await outline(file)).toEqual({
      accounts: ['ACME:a', 'Two:b', 'Two:a'],
      skipped: ['wrong: a: bad-secret'],
    });
  });

  it('takes the code of a record from before records had types', async () => {
    const custom_fields = { 'TFC:Keeper': uri('b'), 'TFC:Other': uri('x') };
    expect((await outline({ records: [record('ACME', custom_fields)] })).accounts).toEqual(['ACME:b']);
  });

  it('takes folders of one’s own and shared ones, and the note', async () => {
    const folders = [{ folder: 'Mine\\Inner' }, { shared_folder: 'Ours' }, null];
    const file = { records: [record('ACME', { $oneTimeCode: SECRET }, { folders, notes: 'note' })] };
    expect((await read(file)).accounts).toMatchObject([{ tags: ['Mine\\Inner', 'Ours'], note: 'note' }]);
  });

  it('takes as many codes of one record as a vault holds, however long its texts are', async () => {
    const long = 'x '.repeat(1e6);
    const folders = Array(1e5).fill({ folder: 'Mine' });
    const file = {
      records: [record(long, { $oneTimeCode: Array(2000).fill(SECRET) }, { notes: long, folders })],
    };
    expect((await read(file)).accounts).toHaveLength(2000);
  });

  it('refuses a file without any', async () =>
    expect(await refusal(read({ records: [] }))).toBe('no-entries'));
});
