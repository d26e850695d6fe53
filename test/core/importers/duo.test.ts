import { expect, it } from 'vitest';
import { readImport } from '../../../src/core/importers';

const encode = (json: unknown) => new TextEncoder().encode(JSON.stringify(json));

it('reads accounts of Duo Mobile, those without codes and damaged ones costing none', async () => {
  const { accounts, skipped } = await readImport(
    encode([
      {
        name: 'VPN',
        accountType: 'OtpAccount',
        otpGenerator: { otpSecret: 'JBSWY3DPEHPK3PXP', counter: null },
      },
      {
        name: 'Door',
        accountType: 'OtpAccount',
        otpGenerator: { otpSecret: 'JBSWY3DPEHPK3PXP', counter: 0 },
      },
      { name: 'Push', accountType: 'DuoAccount' },
      { name: 'Broken', otpGenerator: 7 },
      null,
    ]),
  );
  expect(accounts).toMatchObject([
    { type: 'totp', issuer: '', name: 'VPN', digits: 6, period: 30 },
    { type: 'hotp', name: 'Door', counter: 0 },
  ]);
  expect(skipped).toEqual([
    { name: 'Push', reason: 'unsupported-type' },
    { name: 'Broken', reason: 'secret-missing' },
    { name: '5', reason: 'bad-entry' },
  ]);
});
