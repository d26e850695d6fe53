import { randomInt } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDatabase } from '../database.ts';
import type { Sqlite } from '../sqlite.ts';
import { type CodeRequest, newCode, type SendingSurroundings, sendCode, verifyCode } from './codes.ts';
import { countRequests } from './limits.ts';
import type { FaultKind, Parcel } from './provider.ts';
import { ProviderFault } from './provider.ts';

const minute = 60_000;
const parcels: Parcel[] = [];
let fault: FaultKind | undefined;
let now = 1_700_000_000_000;
let numbers = 0;
let database: Sqlite;

beforeAll(async () => {
  database = await openDatabase();
});
afterAll(() => database.close());

/** A provider in memory; the real client is tested in `twilio.test.ts`. */
function surroundings(): SendingSurroundings {
  const provider = {
    deliver: async (parcel: Parcel) => {
      parcels.unshift(parcel);
      if (fault) throw new ProviderFault(fault, 'Twilio answered 500');
    },
    close: async () => {},
  };
  return { database, provider, now };
}

/** Sends to a number that is new, under an id of its own, unless one is given. */
async function send(over: Partial<CodeRequest> = {}) {
  numbers += 1;
  const to = `+49151${String(10_000_000 + numbers)}`;
  const request = {
    id: `id ${numbers}`,
    to,
    channel: 'sms' as const,
    sender: 'Shop',
    application: 'shop',
    ...over,
  };
  await sendCode(surroundings(), request);
  const code = /\d{6}/.exec(parcels[0]?.text ?? '')?.[0] ?? '';
  const verify = (typed: string, id = request.id) => verifyCode(database, { id, code: typed }, now);
  return { code, verify, to, id: request.id };
}

/** Another code than this one. */
const wrong = (code: string) => (code === '000000' ? '000001' : '000000');

describe('codes', () => {
  /**
   * Chi-square over the digits of each place, and over ten thousand classes of whole codes. A fair source crosses
   * these bounds with a chance below one in 10¹²: not in the life of this project.
   */
  const most = { ofDigits: 80, ofClasses: 11_100 };
  const draws = 100_000;

  it('are uniform, digit by digit and as a whole', () => {
    const drawn = Array.from({ length: draws }, newCode);
    expect(drawn.every((code) => /^\d{6}$/.test(code))).toBe(true);
    for (const place of [0, 1, 2, 3, 4, 5]) {
      const digits = drawn.map((code) => Number(code[place]));
      expect(chiSquare(digits, 10)).toBeLessThan(most.ofDigits);
    }
    const heads = drawn.map((code) => Math.floor(Number(code) / 100));
    const tails = drawn.map((code) => Number(code) % 10_000);
    for (const values of [heads, tails]) expect(chiSquare(values, 10_000)).toBeLessThan(most.ofClasses);
  });

  it('that were remainders of 23 random bits would be found uneven', () => {
    const drawn = Array.from({ length: draws }, () => randomInt(2 ** 23) % 1_000_000);
    const digits = drawn.map((code) => Math.floor(code / 100_000));
    expect(chiSquare(digits, 10)).toBeGreaterThan(most.ofDigits);
  });

  it('leave neither themselves, their ids nor the numbers in the database', async () => {
    const { code, id, to } = await send();
    const rows = ['sent_code', 'sent'].flatMap((table) => database.read(`SELECT * FROM ${table}`));
    expect(rows.length).toBeGreaterThan(3);
    for (const secret of [code, id, to]) expect(JSON.stringify(rows)).not.toContain(secret);
  });
});

function chiSquare(values: readonly number[], classes: number): number {
  const counts = new Array<number>(classes).fill(0);
  for (const value of values) counts[value] = (counts[value] ?? 0) + 1;
  const expected = values.length / classes;
  return counts.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
}

describe('a code', () => {
  it('is right once, for its own id', async () => {
    const { code, verify } = await send();
    expect(verify(code, 'another id')).toEqual({ kind: 'unknown' });
    expect(verify(code)).toEqual({ kind: 'right' });
    expect(verify(code)).toEqual({ kind: 'used' });
  });

  it('is right once among 200 attempts at the same time', async () => {
    const { code, verify } = await send();
    const verdicts = await Promise.all(Array.from({ length: 200 }, async () => verify(code)));
    expect(verdicts.filter(({ kind }) => kind === 'right')).toHaveLength(1);
  });

  it('has five tries', async () => {
    const { code, verify } = await send();
    const left = [1, 2, 3, 4, 5].map(() => verify(wrong(code)));
    expect(left).toEqual([4, 3, 2, 1, 0].map((triesLeft) => ({ kind: 'wrong', triesLeft })));
    expect(verify(code)).toEqual({ kind: 'spent' });
  });

  it('expires after five minutes, and not before', async () => {
    const [early, late] = [await send(), await send()];
    now += 5 * minute - 1;
    expect(early.verify(early.code)).toEqual({ kind: 'right' });
    now += 1;
    expect(late.verify(late.code)).toEqual({ kind: 'expired' });
  });

  it('ends where a newer one takes its place', async () => {
    const first = await send();
    const second = await send({ id: first.id });
    expect(first.code === second.code || first.verify(first.code).kind === 'wrong').toBe(true);
    expect(second.verify(second.code)).toEqual({ kind: 'right' });
  });
});

describe('a message that fails', () => {
  it.each(['refused', 'busy', 'failed'] as const)('as %s leaves no code behind', async (kind) => {
    fault = kind;
    const id = `failing ${kind}`;
    await expect(send({ id })).rejects.toMatchObject({ status: 502, kind });
    fault = undefined;
    const code = /\d{6}/.exec(parcels[0]?.text ?? '')?.[0] ?? '';
    expect(verifyCode(database, { id, code }, now)).toEqual({ kind: 'unknown' });
  });

  it('without an answer may arrive, and its code is good', async () => {
    fault = 'unclear';
    await expect(send({ id: 'unclear' })).rejects.toMatchObject({ status: 504 });
    fault = undefined;
    const code = /\d{6}/.exec(parcels[0]?.text ?? '')?.[0] ?? '';
    expect(verifyCode(database, { id: 'unclear', code }, now)).toEqual({ kind: 'right' });
  });
});

describe('requests of one key', () => {
  it('end at 240 in a minute, and begin again with the next', () => {
    const countRequest = countRequests();
    const begin = now - (now % minute);
    for (let amount = 0; amount < 240; amount += 1) countRequest('shop', begin + amount);
    expect(() => countRequest('shop', begin + 1000)).toThrow('for this key. Try again in 59 seconds.');
    countRequest('library', begin + 1000);
    countRequest('shop', begin + minute);
  });
});

describe('repeated messages', () => {
  /** Sends until it is refused; how many went, and the sentence. */
  async function sendMany(over: Parameters<typeof send>[0], pause: number): Promise<[number, string]> {
    for (let sent = 0; sent < 50; sent += 1) {
      now += pause;
      const refusal = await send(over).then(
        () => undefined,
        (error: unknown) => (error instanceof Error ? error.message : ''),
      );
      if (refusal !== undefined) return [sent, refusal];
    }
    return [50, ''];
  }

  it('to one number wait 30 seconds, and end at five in an hour and ten in a day', async () => {
    const to = '+4915199999999';
    expect(await sendMany({ to }, 0)).toEqual([
      1,
      'That was often enough for this number. Try again in 30 seconds.',
    ]);
    now += 60 * minute;
    expect((await sendMany({ to }, minute))[0]).toBe(5);
    now += 60 * minute;
    expect((await sendMany({ to }, minute))[0]).toBe(4);
    now += 24 * 60 * minute;
    await send({ to });
  });

  it('of one account end at six in an hour, and of one address at twenty', async () => {
    expect(await sendMany({ account: 'ada' }, 0)).toEqual([6, expect.stringContaining('for this account')]);
    expect(await sendMany({ address: '192.0.2.7' }, 0)).toEqual([
      20,
      expect.stringContaining('from this address'),
    ]);
    await send({ account: 'grace', address: '192.0.2.8' });
    // What one application says of its people takes nothing from those of another.
    await send({ account: 'ada', address: '192.0.2.7', application: 'bank' });
    now += 60 * minute;
    await send({ account: 'ada', address: '192.0.2.7' });
  });

  it('of many at once let one through', async () => {
    const to = '+4915188888888';
    const before = parcels.length;
    const outcomes = await Promise.allSettled(Array.from({ length: 200 }, () => send({ to })));
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(parcels.length - before).toBe(1);
  });
});
