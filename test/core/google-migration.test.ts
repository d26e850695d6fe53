import { existsSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { HMAC_ALGORITHMS, type NewAccount } from '../../src/core/account';
import { UserError } from '../../src/core/errors';
import { fitsMigration, formatMigration, parseMigration } from '../../src/core/google-migration';
import { readFields, WireError, type WireField, writeFields } from '../../src/core/protobuf';

const utf8 = (text: string) => new TextEncoder().encode(text);
const int = (number: number, value: number | bigint): WireField => ({ number, value: BigInt(value) });
const bytes = (number: number, value: Uint8Array | string): WireField => ({
  number,
  value: typeof value === 'string' ? utf8(value) : value,
});
const uriOf = (payload: Uint8Array): string =>
  `otpauth-migration://offline?data=${encodeURIComponent(Buffer.from(payload).toString('base64'))}`;

/** "12345678901234567890", the secret of RFC 6238. */
const SECRET = utf8('12345678901234567890');
const BASE32 = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';
const entry = (...fields: WireField[]): WireField => bytes(1, writeFields([bytes(1, SECRET), ...fields]));
const payload = (...fields: WireField[]): string => uriOf(writeFields(fields));
const entriesOf = (uri: string) => parseMigration(uri).entries.map(({ read }) => read());

function codeOf(task: () => unknown): unknown {
  try {
    task();
  } catch (error) {
    return error instanceof UserError ? { code: error.code, ...error.details } : error;
  }
  return 'no error';
}

describe('parseMigration', () => {
  it('reads every algorithm, number of digits and type, and the counter', () => {
    const uri = payload(
      entry(bytes(2, 'a'), int(4, 1), int(5, 1), int(6, 2)),
      entry(bytes(2, 'b'), int(4, 2), int(5, 2), int(6, 2)),
      entry(bytes(2, 'c'), int(4, 3), int(5, 1), int(6, 1), int(7, 2n ** 52n)),
    );
    expect(entriesOf(uri)).toEqual([
      {
        type: 'totp',
        period: 30,
        issuer: '',
        name: 'a',
        secret: BASE32,
        algorithm: 'SHA1',
        digits: 6,
      },
      { type: 'totp', period: 30, issuer: '', name: 'b', secret: BASE32, algorithm: 'SHA256', digits: 8 },
      {
        type: 'hotp',
        counter: 2 ** 52,
        issuer: '',
        name: 'c',
        secret: BASE32,
        algorithm: 'SHA512',
        digits: 6,
      },
    ]);
  });

  it('takes absent fields for the usual, fields in any order, and unknown ones for nothing', () => {
    const upside = bytes(
      1,
      writeFields([
        bytes(8, 'an id of its own'),
        int(99, 5),
        bytes(3, 'Acme'),
        bytes(2, 'Acme:me'),
        bytes(1, SECRET),
      ]),
    );
    expect(entriesOf(uriOf(writeFields([int(5, -3), upside, bytes(77, 'x')])))).toEqual([
      { type: 'totp', period: 30, issuer: 'Acme', name: 'me', secret: BASE32, algorithm: 'SHA1', digits: 6 },
    ]);
  });

  it('splits a name at its first colon where no issuer stands, and leaves other colons alone', () => {
    const named = (issuer: string, name: string) => {
      const [read] = entriesOf(payload(entry(bytes(2, name), bytes(3, issuer))));
      return [read?.issuer, read?.name];
    };
    expect(named('', 'Acme:me:too')).toEqual(['Acme', 'me:too']);
    expect(named('Acme', 'Other:me')).toEqual(['Acme', 'Other:me']);
    expect(named('Größe ✓', 'Größe ✓:日本')).toEqual(['Größe ✓', '日本']);
  });

  it('reads names of more than 127 bytes and batch numbers below zero', () => {
    const name = 'n'.repeat(200);
    const uri = payload(entry(bytes(2, name)), int(2, 1), int(3, 3), int(4, 1), int(5, -1_234_567));
    expect(entriesOf(uri)[0]?.name).toBe(name);
    expect(parseMigration(uri).part).toEqual({ batch: '-1234567', index: 1, size: 3 });
  });

  it.each([
    ['percent-encoded', (data: string) => encodeURIComponent(data)],
    ['as it is', (data: string) => data],
    ['with blanks for +', (data: string) => data.replaceAll('+', ' ')],
    ['without padding', (data: string) => data.replace(/=+$/u, '')],
    ['in the alphabet of addresses', (data: string) => data.replaceAll('+', '-').replaceAll('/', '_')],
  ])('reads base64 %s', (_how, write) => {
    const secret = Uint8Array.from([0xfb, 0xef, 0xbe, 0xff, 0xff, 0xfe]);
    const message = writeFields([bytes(1, writeFields([bytes(1, secret), bytes(2, 'a')]))]);
    const data = Buffer.from(message).toString('base64');
    expect(data).toMatch(/\+.*=$|\/.*=$/u);
    expect(entriesOf(`otpauth-migration://offline?data=${write(data)}`)[0]?.secret).toBe('7PX357777Y');
  });

  it('names what is not supported, entry by entry, and never takes another algorithm for it', () => {
    const uri = payload(
      entry(bytes(2, 'md5'), int(4, 4)),
      entry(bytes(2, 'later'), int(4, 9)),
      entry(bytes(2, 'digits'), int(5, 3)),
      entry(bytes(2, 'type'), int(6, 7)),
      bytes(1, writeFields([bytes(2, 'no secret')])),
      entry(bytes(2, 'counter'), int(6, 1), int(7, -1)),
      entry(),
      entry(bytes(2, Uint8Array.from([0xff, 0xfe]))),
      entry(bytes(2, 'good')),
    );
    const { entries } = parseMigration(uri);
    const codes = entries.map(({ read }) => codeOf(read));
    expect(codes).toEqual([
      { code: 'bad-algorithm', algorithm: 'MD5' },
      { code: 'bad-algorithm', algorithm: '9' },
      { code: 'bad-digits', min: 6, max: 10 },
      { code: 'unsupported-type', type: '7' },
      { code: 'secret-missing' },
      { code: 'bad-counter', min: 0, max: 2 ** 53 - 2 },
      'no error',
      { code: 'bad-migration' },
      'no error',
    ]);
  });

  it('knows an entry by its names, also where it cannot be read', () => {
    const uri = payload(
      entry(bytes(2, 'Acme:me')),
      entry(bytes(2, 'me'), int(4, 4)),
      bytes(1, writeFields([bytes(3, 'Acme')])),
      entry(),
      entry(bytes(2, Uint8Array.from([0xff, 0xfe]))),
    );
    expect(parseMigration(uri).entries.map(({ title }) => title)).toEqual(['Acme: me', 'me', 'Acme', '', '']);
  });

  it('gives an entry without any name', () =>
    expect(entriesOf(payload(entry()))).toMatchObject([{ issuer: '', name: '', secret: BASE32 }]));

  const whole = writeFields([entry(bytes(2, 'a')), int(3, 2), int(4, 1)]);
  it.each([
    ['no data', 'otpauth-migration://offline'],
    ['another address', 'otpauth-migration://online?data=CgA='],
    ['what is not base64', 'otpauth-migration://offline?data=%%%'],
    ['no entry', uriOf(writeFields([int(2, 1)]))],
    ['a cut message', uriOf(whole.subarray(0, -3))],
    ['a length beyond the end', uriOf(Uint8Array.from([0x0a, 0x7f, 1, 2]))],
    ['a length of 2^32', uriOf(Uint8Array.from([0x0a, 0x80, 0x80, 0x80, 0x80, 0x10]))],
    ['a varint of eleven bytes', uriOf(Uint8Array.from([0x10, ...Array(10).fill(0x80), 1]))],
    ['a varint of 70 bits', uriOf(Uint8Array.from([0x10, ...Array(9).fill(0xff), 0x7f]))],
    ['a group', uriOf(Uint8Array.from([0x0b, 0x0c]))],
    ['field 0', uriOf(Uint8Array.from([0x00, 0x01]))],
    ['part 5 of 2', payload(entry(bytes(2, 'a')), int(3, 2), int(4, 5))],
    ['part -1', payload(entry(bytes(2, 'a')), int(3, 2), int(4, -1))],
  ])('refuses %s', (_what, uri) => {
    expect(codeOf(() => parseMigration(uri))).toEqual({ code: 'bad-migration' });
  });

  it('refuses more than 65,536 characters before it reads them', () => {
    expect(codeOf(() => parseMigration(`otpauth-migration://offline?data=${'A'.repeat(70_000)}`))).toEqual({
      code: 'uri-too-long',
      max: 65_536,
    });
  });

  it('reads or refuses any change of any byte, and never fails otherwise', () => {
    const good = writeFields([
      entry(bytes(2, 'Acme:me'), int(4, 1)),
      entry(bytes(2, 'b')),
      int(3, 2),
      int(5, -9),
    ]);
    fc.assert(
      fc.property(fc.nat(good.length - 1), fc.nat(255), fc.nat(good.length), (at, byte, cut) => {
        const changed = Uint8Array.from(good);
        changed[at] = byte;
        const expected = (error: unknown) => error instanceof UserError;
        try {
          for (const { read } of parseMigration(uriOf(changed.subarray(0, cut || undefined))).entries) {
            const failure = codeOf(read);
            expect(failure === 'no error' || typeof (failure as { code: string }).code === 'string').toBe(
              true,
            );
          }
        } catch (error) {
          expect(expected(error), String(error)).toBe(true);
        }
      }),
      { numRuns: 10_000 },
    );
  });
});

describe('formatMigration', () => {
  it('puts no more into a part than a QR code holds, and an account with the longest names into one of its own', () => {
    const long = (letter: string) => ({
      ...({ type: 'totp', period: 30, secret: BASE32, algorithm: 'SHA1', digits: 6 } as const),
      ...{ issuer: letter.repeat(256), name: 'octavia' },
    });
    const parts = formatMigration(['a', 'b', 'c', '語', 'd'].map(long), 5);
    expect(parts.map((part) => parseMigration(part).entries.length)).toEqual([3, 1, 1]);
    for (const part of parts) expect(part.length).toBeLessThanOrEqual(2331);
    expect(parts.map((part) => parseMigration(part).part)).toMatchObject(
      parts.map((_, index) => ({ index, size: 3 })),
    );
  });

  const account = fc.record({
    kind: fc.oneof(
      fc.constant({ type: 'totp' as const, period: 30 }),
      fc.nat().map((counter) => ({ type: 'hotp' as const, counter })),
    ),
    issuer: fc.constantFrom('', 'Acme', 'Größe ✓', '日本'),
    name: fc.constantFrom('me', 'a b', 'ñ@example.com'),
    secret: fc.constantFrom(BASE32, 'JBSWY3DPEHPK3PXP'),
    algorithm: fc.constantFrom(...HMAC_ALGORITHMS),
    digits: fc.constantFrom(6, 8),
  });

  it('writes what parseMigration reads, ten accounts in a part, all of one batch', () => {
    fc.assert(
      fc.property(fc.array(account, { minLength: 1, maxLength: 35 }), (made) => {
        const accounts = made.map(({ kind, ...rest }): NewAccount => ({ ...kind, ...rest }));
        expect(accounts.every(fitsMigration)).toBe(true);
        const parts = formatMigration(accounts, -77).map(parseMigration);
        expect(parts.flatMap(({ entries }) => entries.map(({ read }) => read()))).toEqual(accounts);
        expect(parts.map(({ part }) => part)).toEqual(
          parts.map((_, index) => ({ batch: '-77', index, size: Math.ceil(accounts.length / 10) })),
        );
      }),
      { numRuns: 200 },
    );
  });

  it('says what Google Authenticator cannot hold', () => {
    const base = { issuer: 'A', name: 'b', secret: BASE32, algorithm: 'SHA1', digits: 6 } as const;
    expect(fitsMigration({ ...base, type: 'totp', period: 60 })).toBe(false);
    expect(fitsMigration({ ...base, type: 'totp', period: 30, digits: 7 })).toBe(false);
    expect(fitsMigration({ ...base, type: 'steam', period: 30, digits: 5 })).toBe(false);
    expect(fitsMigration({ ...base, type: 'hotp', counter: 3 })).toBe(true);
  });
});

describe('the wire format', () => {
  it('reads numbers of fixed width, which others write', () => {
    const fixed = Uint8Array.from([0x0d, 1, 0, 0, 0, 0x11, 2, 0, 0, 0, 0, 0, 0, 0]);
    expect(readFields(fixed)).toEqual([int(1, 1), int(2, 2)]);
    expect(() => readFields(fixed.subarray(0, 4))).toThrow(WireError);
  });

  it('gives up at 10,000 fields', () => {
    expect(() => readFields(new Uint8Array(20_002).fill(0x08))).toThrow(WireError);
  });
});

const CORPUS = new URL('../../../shared/corpus/formats/', import.meta.url);
const present = existsSync(CORPUS);
/** An entry of the corpus: what other projects' samples hold. */
interface Sample {
  readonly file: string;
  readonly format: string;
  readonly expected?: readonly { secretBase32: string; algorithm: string; digits: number; type: string }[];
}

describe.skipIf(!present)('samples of other projects (skipped: ../shared is not here)', () => {
  const samples = (present ? ['made', 'real'] : []).flatMap((folder) => {
    const index: Sample[] = JSON.parse(readFileSync(new URL(`${folder}/index.json`, CORPUS), 'utf8'));
    return index
      .filter(({ format, file }) => format === 'google-migration' && file.endsWith('.txt'))
      .map((sample) => ({ ...sample, file: `${folder}/${sample.file}` }));
  });

  it.each(samples)('$file', ({ file, expected }) => {
    const lines = readFileSync(new URL(file, CORPUS), 'utf8')
      .split('\n')
      .filter((line) => line.startsWith('otpauth-migration:'));
    const read = () =>
      lines.flatMap((line) =>
        parseMigration(line).entries.flatMap(({ read: one }) => {
          try {
            return [one()];
          } catch (error) {
            if (error instanceof UserError) return [];
            throw error;
          }
        }),
      );
    if (!expected) return expect(codeOf(read)).toMatchObject({ code: 'bad-migration' });
    const seen = read().map(({ secret, algorithm, digits, type }) => ({ secret, algorithm, digits, type }));
    expect(seen).toEqual(
      expected.map(({ secretBase32, algorithm, digits, type }) => ({
        secret: secretBase32,
        algorithm,
        digits,
        type,
      })),
    );
  });
});
