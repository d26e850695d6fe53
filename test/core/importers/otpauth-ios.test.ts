import { createCipheriv, createHash, createHmac, pbkdf2Sync } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { readOtpAuthContent } from '../../../src/core/importers/otpauth-ios';
import { readPlist, Uid } from '../../../src/core/importers/reading/binary-plist';
import { KEY, read, refusal, SECRET } from './kit';

/** A property list in the making; a `Map` is a dictionary of any members, a plain object one that is archived. */
type Value = null | boolean | number | string | Uint8Array | Uid | Real | Value[] | Map<string, Value>;
class Real {
  readonly number: number;
  constructor(number: number) {
    this.number = number;
  }
}

const sized = (type: number, length: number) =>
  length < 15
    ? Buffer.of((type << 4) | length)
    : Buffer.of((type << 4) | 15, 0x11, length >> 8, length & 255);
const two = (numbers: number[]) => Buffer.from(numbers.flatMap((number) => [number >> 8, number & 255]));

class Writer {
  readonly objects: Buffer[] = [];

  add(value: Value): number {
    const place = this.objects.push(Buffer.alloc(0)) - 1;
    this.objects[place] = this.#encode(value);
    return place;
  }

  #encode(value: Value): Buffer {
    if (value === null) return Buffer.of(0);
    if (typeof value === 'boolean') return Buffer.of(value ? 9 : 8);
    if (typeof value === 'number') {
      const eight = Buffer.alloc(9, 0x13);
      eight.writeBigInt64BE(BigInt(value), 1);
      return eight;
    }
    if (value instanceof Real) {
      const eight = Buffer.alloc(9, 0x23);
      eight.writeDoubleBE(value.number, 1);
      return eight;
    }
    if (value instanceof Uid) return Buffer.of(0x81, value.index >> 8, value.index & 255);
    if (value instanceof Uint8Array) return Buffer.concat([sized(4, value.length), value]);
    if (typeof value === 'string') {
      if (/^[ -~]*$/.test(value)) return Buffer.concat([sized(5, value.length), Buffer.from(value)]);
      return Buffer.concat([sized(6, value.length), Buffer.from(value, 'utf16le').swap16()]);
    }
    if (Array.isArray(value))
      return Buffer.concat([sized(10, value.length), two(value.map((one) => this.add(one)))]);
    const keys = [...value.keys()].map((one) => this.add(one));
    const values = [...value.values()].map((one) => this.add(one));
    return Buffer.concat([sized(13, value.size), two(keys), two(values)]);
  }
}

/** The objects one after the other, their places, and the trailer. */
function assemble(objects: readonly Uint8Array[], top = 0, count = objects.length): Buffer {
  let offset = 8;
  const places = objects.map((one) => {
    offset += one.length;
    return offset - one.length;
  });
  const trailer = Buffer.alloc(32);
  trailer.writeUInt8(2, 6);
  trailer.writeUInt8(2, 7);
  trailer.writeBigUInt64BE(BigInt(count), 8);
  trailer.writeBigUInt64BE(BigInt(top), 16);
  trailer.writeBigUInt64BE(BigInt(offset), 24);
  return Buffer.concat([Buffer.from('bplist00'), ...objects, two(places), trailer]);
}

function plist(value: Value): Buffer {
  const writer = new Writer();
  writer.add(value);
  return assemble(writer.objects);
}

type Member = Value | Member[] | { readonly [name: string]: Member };

/** NSKeyedArchiver's way: every object in one list, and numbers where they are meant. */
function archive(root: Member): Buffer {
  const objects: Value[] = ['$null'];
  const put = (value: Value): Uid => new Uid(objects.push(value) - 1);
  const add = (member: Member): Value => {
    if (member instanceof Uint8Array) return put(new Map([['NS.data', member]]));
    if (Array.isArray(member)) return put(new Map([['NS.objects', member.map(add)]]));
    if (typeof member === 'string') return put(member);
    if (member === null) return new Uid(0);
    if (
      typeof member !== 'object' ||
      member instanceof Map ||
      member instanceof Uid ||
      member instanceof Real
    )
      return put(member);
    const [keys, values] = [Object.keys(member).map(put), Object.values(member).map(add)];
    return put(
      new Map<string, Value>([
        ['NS.keys', keys],
        ['NS.objects', values],
      ]),
    );
  };
  const top = new Map([['root', add(root)]]);
  return plist(
    new Map<string, Value>([
      ['$version', 100_000],
      ['$archiver', 'NSKeyedArchiver'],
      ['$top', top],
      ['$objects', objects],
    ]),
  );
}

const date = (unixSeconds: number) => new Map([['NS.time', new Real(unixSeconds - 978_307_200)]]);
const account = (more: { [name: string]: Member } = {}) => ({
  label: 'a@acme.example',
  issuer: 'ACME',
  secret: KEY,
  type: 2,
  algorithm: 0,
  digits: 0,
  period: 0,
  counter: 0,
  refDate: date(0),
  ...more,
});
const folders = (...accounts: Member[]) => archive({ Folders: [{ name: 'Wörk', accounts }] });

const PASSPHRASE = 'lantern gravel';
const ZERO = Buffer.alloc(16);
const sha = (name: string, text: string | Uint8Array) => createHash(name).update(text).digest();
function encrypt(key: Uint8Array, iv: Uint8Array, text: Uint8Array): Buffer {
  const cipher = createCipheriv('aes-256-cbc', key, iv);
  return Buffer.concat([cipher.update(text), cipher.final()]);
}
const shell = (word: string, members: Member) => encrypt(sha('sha256', word), ZERO, archive(members));

function rnCryptor(text: Uint8Array, version = 3): Buffer {
  const [salt, hmacSalt] = [Buffer.alloc(8, 1), Buffer.alloc(8, 2)];
  const derive = (from: Uint8Array) => pbkdf2Sync(PASSPHRASE, from, 10_000, 32, 'sha1');
  const signed = Buffer.concat([
    Buffer.of(version, 1),
    salt,
    hmacSalt,
    ZERO,
    encrypt(derive(salt), ZERO, text),
  ]);
  return Buffer.concat([signed, createHmac('sha256', derive(hmacSalt)).update(signed).digest()]);
}
const own = (text: Uint8Array, salt: string, iv: string | Uint8Array) =>
  encrypt(sha('sha256', `${salt}-${PASSPHRASE}`), sha('sha1', iv).subarray(0, 16), text);

const backup = (version: number, data: Uint8Array, more: { [name: string]: Member } = {}) =>
  shell('Authenticator', { Version: new Real(version), WrappedData: data, ...more });
const single = (version: number, data: Uint8Array, more: { [name: string]: Member } = {}) =>
  shell('OTPAuth', { Version: new Real(version), Data: data, ...more });

const ACME = { issuer: 'ACME', name: 'a@acme.example', secret: SECRET, type: 'totp', digits: 6, period: 30 };

describe('a file of OTP Auth', () => {
  const ivBytes = Buffer.alloc(20, 7);
  it.each([
    ['backup 1.0', backup(1, own(folders(account()), 'Sält', 'ÄIV'), { Salt: 'Sält', IV: 'ÄIV' })],
    ['backup 1.1', backup(1.1, rnCryptor(folders(account())))],
    ['account 1.1', single(1.1, own(archive(account()), 'Sält', ivBytes), { Salt: 'Sält', IV: ivBytes })],
    ['account 1.2', single(1.2, rnCryptor(archive(account())))],
  ])('opens: %s', async (_name, file) => {
    const { format, accounts } = await read(file, PASSPHRASE);
    expect(format).toBe('otpauth-ios');
    expect(accounts).toMatchObject([ACME]);
    expect(await refusal(read(file))).toBe('password-required');
    expect(await refusal(read(file, 'another'))).toBe('wrong-password');
  });

  it.each([
    ['a version to come', backup(1.2, rnCryptor(folders(account()))), 'unsupported-version'],
    ['no version', shell('OTPAuth', { Data: KEY }), 'unsupported-version'],
    ['another RNCryptor', single(1.2, rnCryptor(archive(account()), 4)), 'unsupported-version'],
    ['no data', shell('OTPAuth', { Version: new Real(1.2) }), 'bad-content'],
    ['too little data', single(1.2, Buffer.of(3, 1, 2)), 'truncated'],
    ['no archive in it', single(1.2, rnCryptor(KEY)), 'bad-content'],
    ['damage in its shell', single(1.2, KEY).fill(0, 32), 'bad-content'],
    ['its end cut off', single(1.2, KEY).subarray(0, -5), 'truncated'],
  ])('is refused with %s', async (_name, file, code) => {
    expect(await refusal(read(file, PASSPHRASE))).toBe(code);
  });
});

const content = (bytes: Uint8Array) => readOtpAuthContent(Uint8Array.from(bytes));
const contentRefusal = (bytes: Uint8Array) => refusal(new Promise((resolve) => resolve(content(bytes))));

describe('the accounts of OTP Auth', () => {
  it('lie in folders, which are tags', () => {
    expect(content(folders(account()))).toMatchObject({ accounts: [{ ...ACME, tags: ['Wörk'] }] });
  });

  it('have numbers for their type and algorithm', () => {
    const { accounts } = content(
      folders(
        account({ type: 1, counter: 41, algorithm: 1 }),
        account({ algorithm: 2, digits: 8, period: 60 }),
        account({ algorithm: 3, issuer: null, refDate: null }),
      ),
    );
    expect(accounts).toMatchObject([
      { type: 'hotp', counter: 41, algorithm: 'SHA1' },
      { algorithm: 'SHA256', digits: 8, period: 60 },
      { algorithm: 'SHA512', issuer: '' },
    ]);
  });

  it('are skipped one by one, by name and with the reason', () => {
    const { accounts, skipped } = content(
      folders(
        account({ algorithm: 4 }),
        account({ algorithm: 5 }),
        account({ type: 3 }),
        account({ type: 'x' }),
        account({ secret: 'text' }),
        account({ digits: 12 }),
        account({ refDate: date(7) }),
        'no account',
        account(),
      ),
    );
    expect(accounts).toHaveLength(1);
    expect(skipped.map(({ reason }) => reason)).toEqual([
      'bad-algorithm',
      'bad-algorithm',
      'unsupported-type',
      'unsupported-type',
      'secret-missing',
      'bad-digits',
      'unsupported-type',
      'secret-missing',
    ]);
    expect(skipped[0]?.name).toBe('ACME: a@acme.example');
    expect(skipped[7]?.name).toBe('8');
  });

  it('are refused where there is no list of them', async () => {
    expect(await contentRefusal(archive({ Folders: 'none' }))).toBe('bad-content');
    expect(await contentRefusal(archive({ Folders: [{ accounts: 1 }] }))).toBe('bad-content');
    expect(await contentRefusal(archive({ Folders: [] }))).toBe('no-entries');
    expect(await contentRefusal(archive('text'))).toBe('bad-content');
    expect(await contentRefusal(plist([]))).toBe('bad-content');
    expect(await contentRefusal(plist(new Map([['$objects', []]])))).toBe('bad-content');
  });
});

describe('a binary property list', () => {
  const parse = (bytes: Uint8Array) => readPlist(Uint8Array.from(bytes));
  const plistRefusal = (bytes: Uint8Array) => refusal(new Promise((resolve) => resolve(parse(bytes))));

  it('has values of every type', () => {
    const values: Value[] = [null, true, false, -5, new Real(1.5), 'a'.repeat(20), 'ö😀', new Uid(300)];
    expect(parse(plist([...values, KEY]))).toEqual([
      null,
      true,
      false,
      -5,
      1.5,
      'a'.repeat(20),
      'ö😀',
      new Uid(300),
      KEY,
    ]);
    expect(parse(assemble([Buffer.of(0x10, 200)]))).toBe(200);
    expect(parse(assemble([Buffer.of(0x22, 0x3f, 0xc0, 0, 0)]))).toBe(1.5);
  });

  it.each([
    ['an object that holds itself', [Buffer.of(0xa1, 0, 0)]],
    ['an object that is not there', [Buffer.of(0xa1, 0, 9)]],
    ['a name that is no text', [Buffer.of(0xd1, 0, 1, 0, 1), Buffer.of(8)]],
    ['a type that nobody knows', [Buffer.of(0x70)]],
    ['a constant that nobody knows', [Buffer.of(0x01)]],
    ['a length that is no number', [Buffer.of(0x4f, 0x41, 1)]],
    ['a length beyond the file', [Buffer.of(0x5f, 0x12, 0xff, 0xff, 0xff, 0xff)]],
    ['a number of 16 bytes', [Buffer.concat([Buffer.of(0x14), Buffer.alloc(16)])]],
  ])('is refused with %s', async (_name, objects) => {
    expect(await plistRefusal(assemble(objects))).toBe('bad-content');
  });

  it('is refused with a length below zero', async () => {
    const negative = Buffer.from('4f13ffffffffffffffff', 'hex');
    expect(await plistRefusal(assemble([negative]))).toBe('truncated');
  });

  it('is refused where many large lists lie in the same bytes', async () => {
    const list = Buffer.concat([sized(10, 4000), two(Array.from({ length: 4000 }, (_, index) => index))]);
    const objects = [list, ...Array.from({ length: 4000 }, () => Buffer.alloc(0))];
    const file = assemble(objects);
    file.fill(two([8]), file.length - 32 - 2 * objects.length, file.length - 32);
    expect(await plistRefusal(file)).toBe('bad-content');
  });

  it('is refused wherever it is cut off, and never breaks', async () => {
    const file = folders(account());
    for (let length = 0; length < file.length; length += 3) {
      const code = await plistRefusal(file.subarray(0, length));
      expect(['bad-content', 'truncated']).toContain(code);
    }
  });
});
