import { expect, it } from 'vitest';
import { importOf, SECRET } from './import-kit';

it('takes every tag of a URI', async () => {
  const { accounts } = await importOf(`otpauth://totp/a?secret=${SECRET}&tags=Work&tags=Home&tags=Work`);
  expect(accounts).toMatchObject([{ tags: ['Work', 'Home'] }]);
});
