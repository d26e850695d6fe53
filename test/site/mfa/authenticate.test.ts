import { expect, it } from 'vitest';
import { unlock } from '../attempts.ts';
import { decodeBase32 } from '../base32.ts';
import { getUser, openDatabase } from '../database.ts';
import { hotp, timeStep } from '../one-time-password.ts';
import { authenticate } from './authenticate.ts';
import { create } from './create.ts';
import { listLines } from './list.ts';

const now = 1_700_000_000_000;

it('locks an account of the command line as any other, until it is unlocked', async () => {
  const database = await openDatabase();
  const { secret } = await create(database, { name: 'ada', issuer: 'ACME', now });
  const user = getUser(database, 1);
  const code = hotp(decodeBase32(secret.replaceAll(' ', '')), timeStep(now));
  const judge = (typed: string) => authenticate(database, user, typed, now);
  expect(judge('12345')).toEqual({ isRight: false, sentence: 'A code has six digits. Enter all of them.' });
  for (let wrong = 1; wrong <= 5; wrong += 1)
    expect(judge(code === '123456' ? '123457' : '123456').isRight).toBe(false);
  expect(judge(code)).toEqual({ isRight: false, sentence: expect.stringMatching(/^Too many wrong codes/) });
  expect(listLines(database, now)[1]).toBe('ada   ACME    totp     locked for 5 minutes');
  unlock(database, user);
  expect(judge(` ${code.slice(0, 3)} ${code.slice(3)}`)).toEqual({ isRight: true, sentence: 'Right.' });
  expect(judge(code).sentence).toMatch(/used already/);
});
