import { describe, expect, it } from 'vitest';
import { openDatabase } from '../database.ts';
import { create } from './create.ts';
import { commandOf, UsageError } from './options.ts';

const verbOf = (args: string) => commandOf(args.split(' ').filter(Boolean)).verb;

describe('what is asked of the command line', () => {
  it.each([
    ['-l', '--list'],
    ['-c -n ada -i ACME', '--create --name ada --issuer ACME'],
    ['-a ada -o 123456', '--authenticate ada --otp 123456'],
    ['-h', '--help'],
  ])('is the same with %s and %s', (short, long) => {
    expect(verbOf(short)).toEqual(verbOf(long));
  });

  it('keeps the zeros of a code, and takes a database', () => {
    expect(verbOf('-a ada -o 000042')).toEqual({ verb: 'authenticate', app: 'ada', code: '000042' });
    expect(commandOf(['-l', '-d', 'x.sqlite']).database).toBe('x.sqlite');
    expect(verbOf('send voice ada')).toEqual({ verb: 'send', channel: 'voice', app: 'ada' });
  });

  it.each([
    ['', /Say what to do/],
    ['-l -c -n ada -i ACME', /Only one thing/],
    ['-l unlock ada', /Only one thing/],
    ['--create --name ada', /needs --name NAME and --issuer ISSUER/],
    ['-a ada', /needs --otp CODE/],
    ['send pigeon ada', /not understood: send pigeon ada/],
    ['unlock', /not understood: unlock/],
    ['--nonsense', /Unknown option '--nonsense'/],
  ])('is refused: %j', (args, sentence) => {
    expect(() => verbOf(args)).toThrow(sentence);
    expect(() => verbOf(args)).toThrow(UsageError);
  });
});

describe('an account made at the command line', () => {
  it('has a name that a key URI can hold, and one secret', async () => {
    const database = await openDatabase();
    const make = (name: string, issuer: string) => create(database, { name, issuer, now: 0 });
    await expect(make('a:b', 'ACME')).rejects.toThrow('--name: Use a name without colons');
    await expect(make('ada', '')).rejects.toThrow('--issuer: Enter a name');
    expect((await make("ada'; DROP TABLE user; --", 'ACME')).password).toMatch(/^[\w-]{16}$/);
    await expect(make("ADA'; drop table user; --", 'ACME')).rejects.toThrow(/already/);
  });
});
