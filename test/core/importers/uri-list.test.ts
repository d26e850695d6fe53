import { describe, expect, it } from 'vitest';
import type { NewAccount } from '../../../src/core/account';
import { formatMigration } from '../../../src/core/google-migration';
import { importOf, outline, SECRET } from './import-kit';

const account = (more: Partial<Pick<NewAccount, 'issuer' | 'name' | 'secret'>> = {}): NewAccount => ({
  ...{ type: 'totp', period: 30, issuer: 'ACME', name: 'a', secret: SECRET, algorithm: 'SHA1', digits: 6 },
  ...more,
});

it('takes every tag of a URI', async () => {
  const { accounts } = await importOf(`otpauth://totp/a?secret=${SECRET}&tags=Work&tags=Home&tags=Work`);
  expect(accounts).toMatchObject([{ tags: ['Work', 'Home'] }]);
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
});
