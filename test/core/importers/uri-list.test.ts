import { describe, expect, it } from 'vitest';
import type { NewAccount } from '../../../src/core/account';
import { formatMigration } from '../../../src/core/google-migration';
import { outline, read, SECRET } from './kit';

const account = (more: Partial<Pick<NewAccount, 'issuer' | 'name' | 'secret'>> = {}): NewAccount => ({
  ...{ type: 'totp', period: 30, issuer: 'ACME', name: 'a', secret: SECRET, algorithm: 'SHA1', digits: 6 },
  ...more,
});

it('takes every tag of a URI', async () => {
  const { accounts } = await read(`otpauth://totp/a?secret=${SECRET}&tags=Work&tags=Home&tags=Work`);
  expect(accounts).toMatchObject([{ tags: ['Work', 'Home'] }]);
});

describe('a list of an old Ente Auth', () => {
  const uri = (name: string) => `otpauth://totp/ACME:${name}?secret=${SECRET}`;
  const names = ['ACME:a', 'ACME:b', 'Steam:', 'ACME:c'];

  it.each([
    ['one line', [uri('a'), uri('b'), `steam://${SECRET}`, uri('c')].join(',')],
    ['one line with blanks', [uri('a'), uri('b'), `steam://${SECRET}`, uri('c')].join(', ')],
    ['a comma at the end of each line', [uri('a'), uri('b'), `steam://${SECRET}`, uri('c'), ''].join(',\n')],
    ['a comma at the end', `${uri('a')},${uri('b')}\nsteam://${SECRET} , ${uri('c')}, `],
  ])('has %s', async (_what, file) => expect(await outline(file)).toEqual({ accounts: names, skipped: [] }));

  it('has commas in names as well', async () => {
    const file = `${uri('a, b,c')}&issuer=ACME%2C,${uri('d')}`;
    expect((await outline(file)).accounts).toEqual(['ACME,:a, b,c', 'ACME:d']);
  });
});

describe('a list of Ente Auth', () => {
  const uri = (name: string, said?: object) =>
    `otpauth://totp/ACME:${name}?secret=${SECRET}${
      said ? `&codeDisplay=${encodeURIComponent(JSON.stringify(said))}` : ''
    }`;
  const names = async (...lines: string[]) => (await outline(lines.join('\n'))).accounts;

  it('is taken in the order that the person gave it', async () => {
    const [a, b] = [uri('a', { position: 2 }), uri('b', { position: 1 })];
    expect(await names(a, b, uri('c', { position: 0 }), uri('d'))).toEqual([
      'ACME:c',
      'ACME:d',
      'ACME:b',
      'ACME:a',
    ]);
  });

  it('stays as it is where nobody moved anything', async () =>
    expect(await names(uri('b', { position: 0 }), uri('a'), uri('c', { position: null }))).toEqual([
      'ACME:b',
      'ACME:a',
      'ACME:c',
    ]));
});

describe('an export of Google Authenticator', () => {
  it('gives accounts without any name', async () => {
    const [uri = ''] = formatMigration([account({ issuer: '', name: '' })], 1);
    expect(await outline(uri)).toEqual({ accounts: [':'], skipped: [] });
  });

  it('names what is skipped as a person knows it, or by its place', async () => {
    const bad = { secret: '' };
    const [uri = ''] = formatMigration(
      [account(bad), account({ ...bad, issuer: '' }), account({ ...bad, issuer: '', name: '' }), account()],
      1,
    );
    expect(await outline(`\n${uri}`)).toEqual({
      accounts: ['ACME:a'],
      skipped: ['ACME: a: secret-missing', 'a: secret-missing', '2.3: secret-missing'],
    });
  });

  const batchOf = (count: number, batch: number) =>
    formatMigration(
      Array.from({ length: count }, (_, index) => account({ name: `${index}` })),
      batch,
    );

  it('says which of its parts are not in the file, whatever their order', async () => {
    const [one = '', two = '', three = ''] = batchOf(21, 5);
    const missing = async (...lines: string[]) => (await outline(lines.join('\n'))).skipped;
    expect(await missing(three, one, two)).toEqual([]);
    expect(await missing(three, three)).toEqual(['1/3: missing-part', '2/3: missing-part']);
    const [other = ''] = batchOf(11, 6);
    expect(await missing(two, other, one)).toEqual(['3/3: missing-part', '2/2: missing-part']);
  });

  it('has a damaged part that is missing as well', async () => {
    const [one = '', two = ''] = batchOf(11, 5);
    expect((await outline(`${one}\n${two.slice(0, 60)}`)).skipped).toEqual([
      '2: bad-migration',
      '2/2: missing-part',
    ]);
  });
});
