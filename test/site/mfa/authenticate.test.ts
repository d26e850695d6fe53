import { expect, it } from 'vitest';
import { unlock } from '../attempts.ts';
import { decodeBase32 } from '../base32.ts';
import { getUser, openDatabase } from '../database.ts';
import { hotp, timeStep } from '../one-time-password.ts';
import { authenticate } from './authenticate.ts';
import { create } from './create.ts';
import { listLines } from './list.ts';
import { send } from './send.ts';

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

it('takes a code that was sent, once, and only for whom it was sent', async () => {
  const database = await openDatabase();
  for (const name of ['ada', 'bert']) await create(database, { name, issuer: 'ACME', now });
  const [ada, bert] = [getUser(database, 1), getUser(database, 2)];
  await expect(send(database, ada, { channel: 'sms', now })).rejects.toThrow(/has no number/);
  await expect(send(database, ada, { channel: 'sms', to: '+49 12', now })).rejects.toThrow(/no such number/);
  const lines = await send(database, ada, { channel: 'voice', to: '+49 30 123456', now });
  expect(lines[0]).toMatch(/^Sent to \+49 •••• 456/);
  const code = (/is: ([\d, ]+)/.exec(lines[1] ?? '')?.[1] ?? '').replace(/\D/g, '');
  expect(code).toMatch(/^\d{6}$/);
  expect(authenticate(database, bert, code, now).isRight).toBe(false);
  expect(authenticate(database, ada, code, now).isRight).toBe(true);
  expect(authenticate(database, ada, code, now).isRight).toBe(false);
});
