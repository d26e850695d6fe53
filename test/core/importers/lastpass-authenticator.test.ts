import { describe, expect, it } from 'vitest';
import { outline, read, refusal, SECRET } from './kit';

const account = (issuerName: string, rest: object = {}) => ({
  issuerName,
  originalIssuerName: 'enrolled',
  userName: 'a',
  originalUserName: 'enrolled',
  secret: SECRET,
  timeStep: 30,
  digits: 6,
  algorithm: 'SHA1',
  isFavorite: false,
  folderData: { folderId: 0, position: 0 },
  ...rest,
});
const backup = (...accounts: unknown[]) => ({
  version: 3,
  accounts,
  folders: [
    { id: 0, name: 'Other accounts' },
    { id: 2, name: 'Work' },
  ],
});

describe('LastPass Authenticator', () => {
  it('takes the names as they were changed, folder and favourite', async () => {
    const file = backup(
      account('ACME', { folderData: { folderId: 2 }, isFavorite: true, timeStep: 60, digits: 8 }),
      account(''),
      account('', { issuerName: null, userName: undefined }),
      account(' ', { userName: '' }),
      account('', { userName: '', originalIssuerName: '', originalUserName: 'b' }),
    );
    const { accounts } = await read(file);
    expect(accounts).toMatchObject([
      { issuer: 'ACME', name: 'a', period: 60, digits: 8, tags: ['Work'], pinned: true },
      { issuer: 'enrolled', name: 'a' },
      { issuer: 'enrolled', name: 'enrolled' },
      { issuer: 'enrolled', name: 'enrolled' },
      { issuer: '', name: 'b' },
    ]);
    expect(accounts[1]).not.toHaveProperty('tags');
  });

  it('keeps the order of the places in each folder', async () => {
    const at = (folderId: number, position: number) => ({ folderData: { folderId, position } });
    const file = backup(
      account('c', at(2, 1)),
      account('d', at(0, 0)),
      account('e', { folderData: { folderId: 0 } }),
      account('b', at(2, 0)),
    );
    expect((await outline(file)).accounts).toEqual(['b:a', 'c:a', 'd:a', 'e:a']);
  });

  it('names what is wrong', async () => {
    const file = backup(account('one', { algorithm: 'MD5' }), account('two', { digits: 0 }), null);
    expect((await outline(file)).skipped).toEqual([
      'one: a: bad-algorithm',
      'two: a: bad-digits',
      '3: secret-missing',
    ]);
  });

  it.each([
    [{ version: 2, accounts: [] }, 'unsupported-version'],
    [{ accounts: [account('ACME')] }, 'unsupported-version'],
    [backup(), 'no-entries'],
  ])('%#: %s', async (file, code) => expect(await refusal(read(file))).toBe(code));
});
