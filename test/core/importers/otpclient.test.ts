import { expect, it } from 'vitest';
import { read, refusal } from './kit';

it('the database of OTPClient asks for a plain export, and for no passphrase', async () => {
  const file = Buffer.concat([Buffer.from('OTPClient'), Buffer.from([2, 0, 0, 0]), Buffer.alloc(120, 0xa7)]);
  expect(await refusal(read(file))).toBe('unsupported-kdf');
});
