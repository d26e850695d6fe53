import { describe, expect, it } from 'vitest';
import { outline, read, refusal, SECRET } from './kit';

const totp = (rest: object = {}) => ({ type: 'totp', secret: SECRET, period: 30, digits: 6, ...rest });
const value = (text: string) => ({ fieldType: 'string', value: text });
const item = (id: string, ...credentials: unknown[]) => ({ id, title: id, credentials });
const header = (account: object) => ({
  version: { major: 1, minor: 0 },
  exporterRpId: 'acme.example',
  accounts: [account],
});

describe('CXF', () => {
  it('takes title and user of the item where the credential says neither', async () => {
    const items = [
      item(
        'ACME',
        { type: 'basic-auth', username: value('a') },
        totp(),
        totp({ issuer: 'Other', username: 'b' }),
      ),
      item('no code', { type: 'basic-auth', username: value('c') }),
      null,
      item('wrong', totp({ algorithm: 'sha3' }), totp({ secret: {} })),
    ];
    expect(await outline(header({ items }))).toEqual({
      accounts: ['ACME:a', 'Other:b'],
      skipped: ['wrong: bad-algorithm', 'wrong: bad-secret'],
    });
  });

  it('takes one account alone, with its collections inside each other, tags, note and favourite', async () => {
    const note = { type: 'note', content: value('mine') };
    const account = {
      id: 'x',
      collections: [
        {
          title: 'Outer',
          items: [{ item: 'ACME' }],
          subCollections: [{ title: 'Inner', items: [{ item: 'ACME' }] }],
        },
      ],
      items: [{ ...item('ACME', totp({ algorithm: 'sha512' }), note), favorite: true, tags: ['tag'] }],
    };
    expect((await read(account)).accounts).toMatchObject([
      { algorithm: 'SHA512', tags: ['Outer', 'Inner', 'tag'], note: 'mine', pinned: true },
    ]);
  });

  it.each([
    [{ ...header({}), version: { major: 2, minor: 0 } }, 'unsupported-version'],
    [{ ...header({}), accounts: {} }, 'bad-content'],
    [header({}), 'no-entries'],
  ])('%j: %s', async (file, code) => expect(await refusal(read(file))).toBe(code));
});
