import { expect, it } from 'vitest';
import { unlock } from '../attempts.ts';
import { latestAttempts, lockedAddresses } from '../attempts-store.ts';
import { decodeBase32 } from '../base32.ts';
import { addSession, addUser, findSession, getUser, openDatabase } from '../database.ts';
import { saveHotp } from '../hotp-store.ts';
import { hotp, timeStep } from '../one-time-password.ts';
import { savePhone } from '../phone-store.ts';
import type { Sqlite } from '../sqlite.ts';
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
  unlock(database, user, now);
  expect(judge(` ${code.slice(0, 3)} ${code.slice(3)}`)).toEqual({ isRight: true, sentence: 'Right.' });
  expect(judge(code).sentence).toMatch(/used already/);
});

it('locks each account for its own wrong codes, and no others with them', async () => {
  const database = await openDatabase();
  const names = ['ada', 'bert', 'cleo', 'dora', 'emil'];
  const codes: string[] = [];
  for (const name of names) {
    const { secret } = await create(database, { name, issuer: 'ACME', now });
    codes.push(hotp(decodeBase32(secret.replaceAll(' ', '')), timeStep(now)));
  }
  const judge = (id: number, typed: string) => authenticate(database, getUser(database, id), typed, now);
  const right = (id: number) => codes[id - 1] ?? '';
  for (const id of [1, 2, 3, 4]) {
    for (let wrong = 1; wrong <= 5; wrong += 1) judge(id, right(id) === '123456' ? '123457' : '123456');
    expect(judge(id, right(id)).sentence).toMatch(/^Too many wrong codes/);
  }
  expect(lockedAddresses(database, now)).toEqual([]);
  expect(judge(5, right(5)).isRight).toBe(true);
  unlock(database, getUser(database, 1), now);
  expect(judge(1, right(1)).isRight).toBe(true);
});

it('ends the sessions that knew an account without the app that it gets', async () => {
  const database = await openDatabase();
  for (const name of ['ada', 'bert']) {
    const userId = addUser(database, name, 'no hash', now) ?? 0;
    addSession(database, { idHash: name, userId, stage: 'password-only', expiresAt: now + 1000 }, now);
  }
  await create(database, { name: 'ada', issuer: 'ACME', now });
  expect(['ada', 'bert'].map((hash) => findSession(database, hash, now) !== undefined)).toEqual([
    false,
    true,
  ]);
});

/** How the latest attempts went, the latest first. */
const logged = (database: Sqlite) =>
  latestAttempts(database, 20).map(({ factor, outcome }) => `${factor} ${outcome}`);

it('takes a code that counts, once, and counts each try of an account with several factors once', async () => {
  const database = await openDatabase();
  await create(database, { name: 'ada', issuer: 'ACME', now });
  await addUser(database, 'bert', 'no hash', now);
  const [ada, bert] = [getUser(database, 1), getUser(database, 2)];
  const secret = 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP';
  for (const { id } of [ada, bert]) saveHotp(database, id, { secret, next: 0 });
  const at = (counter: number) => hotp(decodeBase32(secret), counter);
  for (const user of [ada, bert]) {
    const judge = (code: string) => authenticate(database, user, code, now);
    expect(judge(at(2))).toEqual({ isRight: true, sentence: 'Right.' });
    expect(judge(at(2))).toEqual({
      isRight: false,
      sentence: expect.stringMatching(/used already.*next one/),
    });
    expect(judge(at(50)).sentence).toBe('This code is wrong.');
    expect(judge(at(3)).isRight).toBe(true);
    for (let wrong = 1; wrong <= 4; wrong += 1) expect(judge(at(50)).sentence).toBe('This code is wrong.');
    expect(judge(at(50)).sentence).toMatch(/^Too many wrong codes/);
    expect(judge(at(4)).sentence).toMatch(/^Too many wrong codes/);
  }
  const ofBert = ['hotp wrong, locked', ...Array(4).fill('hotp wrong'), 'hotp right'];
  expect(logged(database).slice(0, 7)).toEqual(['code refused, not judged', ...ofBert]);
});

it('counts the tries of an account that has a phone only, or nothing', async () => {
  const database = await openDatabase();
  addUser(database, 'ada', 'no hash', now);
  const ada = getUser(database, 1);
  savePhone(database, ada.id, 'sms', '+4915123456789');
  const judge = (code: string) => authenticate(database, ada, code, now).sentence;
  expect(judge('12345')).toMatch(/six digits/);
  expect(logged(database)).toEqual([]);
  expect(judge('000000')).toMatch(/no authenticator app, and no code was sent. "send sms ada"/);
  expect(logged(database)).toEqual(['sent code wrong']);

  const lines = await send(database, ada, { channel: 'sms', now });
  const code = /(\d{6}) is your code/.exec(lines[1] ?? '')?.[1] ?? '';
  const other = code === '000000' ? '000001' : '000000';
  expect(judge(other)).toMatch(/code is wrong/);
  expect(judge(code)).toBe('Right.');
  expect(judge(code)).toMatch(/used already/);
  for (let wrong = 2; wrong <= 5; wrong += 1) judge(other);
  expect(judge(other)).toMatch(/^Too many wrong codes/);
  expect(logged(database).slice(0, 2)).toEqual(['code refused, not judged', 'sent code wrong, locked']);
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
