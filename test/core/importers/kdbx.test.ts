import { createCipheriv, createHash, createHmac } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { salsa20 } from '@noble/ciphers/salsa.js';
import { argon2id } from 'hash-wasm';
import { describe, expect, it } from 'vitest';
import { readKdbxContent } from '../../../src/core/importers/kdbx';
import { read, refusal, SECRET } from './kit';

const PASSPHRASE = 'lantern gravel oboe';
const SEED = Buffer.alloc(32, 5);
const SALT = Buffer.alloc(32, 6);
const INNER_KEY = Buffer.alloc(64, 7);

const u32 = (number: number) => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(number);
  return bytes;
};
const u64 = (number: bigint) => {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64LE(number);
  return bytes;
};
const hash = (name: string, ...parts: Uint8Array[]) => createHash(name).update(Buffer.concat(parts)).digest();
const hex = (text: string) => Buffer.from(text, 'hex');

const field = (id: number, value: Uint8Array) => Buffer.concat([Buffer.of(id), u32(value.length), value]);
const parameter = (type: number, name: string, value: Uint8Array) =>
  Buffer.concat([Buffer.of(type), u32(name.length), Buffer.from(name), u32(value.length), value]);
const dictionary = (...parameters: Uint8Array[]) =>
  Buffer.concat([Buffer.of(0, 1), ...parameters, Buffer.of(0)]);

const aesKdf = (rounds: bigint, seed = SALT) =>
  dictionary(
    parameter(0x42, '$UUID', hex('c9d9f39a628a4460bf740d08c18a4fea')),
    parameter(0x05, 'R', u64(rounds)),
    parameter(0x42, 'S', seed),
  );
const argon2 = (
  more: { passes?: bigint; memory?: bigint; lanes?: number; version?: number },
  ...rest: Uint8Array[]
) =>
  dictionary(
    parameter(0x42, '$UUID', hex('9e298b1956db4773b23dfc3ec6f0a1e6')),
    parameter(0x42, 'S', SALT),
    parameter(0x05, 'I', u64(more.passes ?? 70n)),
    parameter(0x05, 'M', u64(more.memory ?? 65_536n)),
    parameter(0x04, 'P', u32(more.lanes ?? 2)),
    parameter(0x04, 'V', u32(more.version ?? 0x13)),
    ...rest,
  );

const COMPOSITE = hash('sha256', hash('sha256', Buffer.from(PASSPHRASE)));

/** AES-ECB the slow way, round by round. */
function transformed(rounds: number): Buffer {
  let key = COMPOSITE;
  for (let round = 0; round < rounds; round += 1) {
    const cipher = createCipheriv('aes-256-ecb', SALT, null).setAutoPadding(false);
    key = Buffer.concat([cipher.update(key), cipher.final()]);
  }
  return hash('sha256', key);
}

const CIPHERS = {
  aes: { uuid: '31c1f2e6bf714350be5805216afc5aff', iv: Buffer.alloc(16, 8) },
  chacha20: { uuid: 'd6038a2b8b6f4cb5a524339a31dbb59a', iv: Buffer.alloc(12, 9) },
};

interface Options {
  readonly content: Uint8Array;
  readonly derivation?: Uint8Array;
  readonly key?: Uint8Array;
  readonly cipher?: keyof typeof CIPHERS;
  readonly compression?: number;
  readonly fields?: readonly Uint8Array[];
  /** Where each block ends. */
  readonly blockBytes?: number;
}

function encipher(cipher: keyof typeof CIPHERS, key: Uint8Array, text: Uint8Array): Buffer {
  const { iv } = CIPHERS[cipher];
  const made =
    cipher === 'aes'
      ? createCipheriv('aes-256-cbc', key, iv)
      : createCipheriv('chacha20', key, Buffer.concat([u32(0), iv]));
  return Buffer.concat([made.update(text), made.final()]);
}

function database(options: Options): Buffer {
  const { content, cipher = 'aes', compression = 0, blockBytes = 100 } = options;
  const header = Buffer.concat([
    hex('03d9a29a67fb4bb501000400'),
    field(2, hex(CIPHERS[cipher].uuid)),
    field(3, u32(compression)),
    field(4, SEED),
    field(7, CIPHERS[cipher].iv),
    field(11, options.derivation ?? aesKdf(3n)),
    ...(options.fields ?? []),
    field(0, hex('0d0a0d0a')),
  ]);
  const secret = Buffer.concat([SEED, options.key ?? transformed(3)]);
  const base = hash('sha512', secret, Buffer.of(1));
  const sum = (block: bigint, ...parts: Uint8Array[]) =>
    createHmac('sha256', hash('sha512', u64(block), base))
      .update(Buffer.concat(parts))
      .digest();
  const sealed = encipher(cipher, hash('sha256', secret), compression === 1 ? gzipSync(content) : content);
  const blocks: Buffer[] = [];
  for (let start = 0; start < sealed.length + blockBytes; start += blockBytes) {
    const data = start < sealed.length ? sealed.subarray(start, start + blockBytes) : Buffer.alloc(0);
    const place = u64(BigInt(blocks.length));
    blocks.push(
      Buffer.concat([sum(BigInt(blocks.length), place, u32(data.length), data), u32(data.length), data]),
    );
  }
  return Buffer.concat([header, hash('sha256', header), sum(2n ** 64n - 1n, header), ...blocks]);
}

const value = (key: string, text: string) => `<String><Key>${key}</Key><Value>${text}</Value></String>`;
/** In the order of the document: the stream goes on from one to the next. */
const HIDDEN = '<String><Key>$key</Key><Value Protected="True">$text</Value></String>';
const hidden = (key: string, text: string) => HIDDEN.replace('$key', key).replace('$text', `[[${text}]]`);
const entry = (title: string, ...inside: string[]) =>
  `<Entry><UUID>x</UUID>${value('Title', title)}${value('UserName', 'a@acme.example')}${inside.join('')}</Entry>`;
const group = (name: string, ...inside: string[]) =>
  `<Group><UUID>${btoa(name)}</UUID><Name>${name}</Name>${inside.join('')}</Group>`;
const xml = (...groups: string[]) =>
  `<?xml version="1.0" encoding="utf-8"?><KeePassFile><Meta><RecycleBinUUID>${btoa('Bin')}</RecycleBinUUID></Meta><Root>${group('Database', ...groups)}</Root></KeePassFile>`;

type Stream = (bytes: Uint8Array) => Uint8Array;
const salsa: Stream = (bytes) =>
  salsa20(hash('sha256', INNER_KEY), hex('e830094b97205d2a'), Uint8Array.from(bytes));
const chacha: Stream = (bytes) => {
  const key = hash('sha512', INNER_KEY);
  const made = createCipheriv('chacha20', key.subarray(0, 32), Buffer.concat([u32(0), key.subarray(32, 44)]));
  return made.update(bytes);
};

function content(text: string, { stream = chacha, id = 3 }: { stream?: Stream; id?: number } = {}): Buffer {
  const texts = Array.from(text.matchAll(/\[\[(.*?)\]\]/g), ([, inner]) => Buffer.from(inner ?? ''));
  const sealed = Buffer.from(stream(Buffer.concat(texts)));
  let start = 0;
  const protectedText = text.replaceAll(/\[\[(.*?)\]\]/g, (_, inner: string) => {
    start += Buffer.byteLength(inner);
    return sealed.subarray(start - Buffer.byteLength(inner), start).toString('base64');
  });
  const file = field(3, Buffer.concat([Buffer.of(1), Buffer.from('an attached file')]));
  return Buffer.concat([
    field(1, u32(id)),
    field(2, INNER_KEY),
    file,
    field(0, Buffer.alloc(0)),
    Buffer.from(protectedText),
  ]);
}

const SIMPLE = xml(entry('ACME', hidden('otp', SECRET)));
const ACME = [{ issuer: 'ACME', name: 'a@acme.example', secret: SECRET }];

describe('a KDBX file', () => {
  it('opens with AES, in blocks, with fields that nobody knows', async () => {
    const file = database({ content: content(SIMPLE), fields: [field(12, Buffer.alloc(9))] });
    expect((await read(file, PASSPHRASE)).accounts).toMatchObject(ACME);
  });

  it('opens with ChaCha20, compressed', async () => {
    const file = database({ content: content(SIMPLE), cipher: 'chacha20', compression: 1 });
    expect((await read(file, PASSPHRASE)).accounts).toMatchObject(ACME);
  });

  it('opens with many passes of Argon2id over little memory', async () => {
    const key = await argon2id({
      password: COMPOSITE,
      salt: SALT,
      memorySize: 64,
      iterations: 70,
      parallelism: 2,
      hashLength: 32,
      outputType: 'binary',
    });
    const file = database({ content: content(SIMPLE), derivation: argon2({}), key });
    expect((await read(file, PASSPHRASE)).accounts).toMatchObject(ACME);
  });

  it('takes more rounds of AES than one call does', async () => {
    const file = database({
      content: content(SIMPLE),
      derivation: aesKdf(70_000n),
      key: transformed(70_000),
    });
    expect((await read(file, PASSPHRASE)).accounts).toMatchObject(ACME);
  });

  it('tells damage from a wrong passphrase', async () => {
    const file = database({ content: content(SIMPLE) });
    const damaged = (place: number) => {
      const copy = Buffer.from(file);
      copy.writeUInt8(copy.readUInt8(place) ^ 1, place);
      return read(copy, PASSPHRASE);
    };
    expect(await refusal(read(file, 'another'))).toBe('wrong-password');
    expect(await refusal(read(file))).toBe('password-required');
    expect(await refusal(damaged(50))).toBe('bad-content');
    expect(await refusal(damaged(file.length - 60))).toBe('bad-content');
    for (let length = 12; length < file.length; length += 11)
      expect(await refusal(read(file.subarray(0, length), PASSPHRASE))).toBe('truncated');
  });

  it.each([
    ['KeePass 1', '03d9a29a65fb4bb5'],
    ['KDBX 3.1', '03d9a29a67fb4bb501000300'],
    ['a version to come', '03d9a29a67fb4bb500000500'],
  ])('is refused by its version: %s', async (_name, start) => {
    const file = Buffer.concat([hex(start), Buffer.alloc(200)]);
    expect(await refusal(read(file, PASSPHRASE))).toBe('unsupported-version');
  });

  it.each([
    ['too many rounds', { derivation: aesKdf(50_000_001n) }, 'kdf-limits'],
    ['no round', { derivation: aesKdf(0n) }, 'kdf-limits'],
    ['a short seed', { derivation: aesKdf(1n, SALT.subarray(1)) }, 'bad-content'],
    ['too many passes', { derivation: argon2({ passes: 65n, memory: 2n ** 30n }) }, 'kdf-limits'],
    ['too much memory', { derivation: argon2({ memory: 2n ** 31n }) }, 'kdf-limits'],
    ['no memory', { derivation: argon2({ memory: 0n }) }, 'kdf-limits'],
    ['too many lanes', { derivation: argon2({ lanes: 17 }) }, 'kdf-limits'],
    ['an old Argon2', { derivation: argon2({ version: 0x10 }) }, 'unsupported-kdf'],
    ['a secret of Argon2', { derivation: argon2({}, parameter(0x42, 'K', SALT)) }, 'unsupported-kdf'],
    ['another derivation', { derivation: dictionary(parameter(0x42, '$UUID', SALT)) }, 'unsupported-kdf'],
    ['a dictionary to come', { derivation: Buffer.of(0, 2, 0) }, 'unsupported-version'],
    ['a compression that nobody knows', { compression: 2 }, 'bad-content'],
    ['another cipher', { fields: [field(2, SALT)] }, 'unsupported-cipher'],
  ])('is refused with %s', async (_name, options, code) => {
    expect(await refusal(read(database({ content: content(SIMPLE), ...options }), PASSPHRASE))).toBe(code);
  });

  it('is refused where more is inflated than fits', async () => {
    const bomb = Buffer.concat([content(SIMPLE), Buffer.alloc(33 * 1024 * 1024, ' ')]);
    expect(
      await refusal(read(database({ content: bomb, compression: 1, blockBytes: 1e6 }), PASSPHRASE)),
    ).toBe('too-big');
  });
});

const readXml = (text: string) => readKdbxContent(Uint8Array.from(content(text)));

describe('the content of a KDBX file', () => {
  it('has pictures of its own, which entries name', async () => {
    const icon = (id: string, data: string) => `<Icon><UUID>${id}</UUID><Data>${data}</Data></Icon>`;
    const icons = `<CustomIcons>${icon('aWNvbg==', btoa('a picture'))}${icon('b3RoZXI=', '?')}</CustomIcons>`;
    const entries = ['aWNvbg==', 'b3RoZXI=', 'Z29uZQ==', 'AAAAAAAAAAAAAAAAAAAAAA==', ''].map((id, index) =>
      entry(`${index}`, `<CustomIconUUID>${id}</CustomIconUUID>`, hidden('otp', SECRET)),
    );
    const { accounts } = await readXml(xml(...entries).replace('</Meta>', `${icons}</Meta>`));
    expect(accounts.map(({ picture }) => picture && String.fromCharCode(...picture))).toEqual([
      'a picture',
      null,
      null,
      undefined,
      undefined,
    ]);
  });

  it('has Salsa20 as its inner cipher as well, and no other', async () => {
    const old = content(SIMPLE, { stream: salsa, id: 2 });
    expect((await readKdbxContent(Uint8Array.from(old))).accounts).toMatchObject(ACME);
    const arc4 = content(SIMPLE, { id: 1 });
    expect(await refusal(readKdbxContent(Uint8Array.from(arc4)))).toBe('unsupported-cipher');
  });

  it('takes one stream over history and recycle bin too, and reads neither', async () => {
    const history = `<History>${entry('Old', hidden('otp', 'GEZDGNBVGY3TQOJQ'))}</History>`;
    const { accounts, skipped } = await readXml(
      xml(
        group('Bin', group('Below', entry('Gone', hidden('otp', SECRET)), entry('No code'))),
        entry('ACME', hidden('Password', 'pässword'), history, hidden('otp', SECRET)),
      ),
    );
    expect(accounts).toMatchObject(ACME);
    expect(skipped).toEqual([{ name: 'Gone: a@acme.example', reason: 'in-trash' }]);
  });

  it('turns groups and tags into tags, and takes the note', async () => {
    const inside = [hidden('otp', SECRET), value('Notes', 'one\ntwo'), '<Tags>work;old, x</Tags>'];
    const { accounts } = await readXml(xml(group('Web', group('Mail', entry('ACME', ...inside)))));
    expect(accounts).toMatchObject([{ tags: ['Web/Mail', 'work', 'old', 'x'], note: 'one\ntwo' }]);
  });

  it('takes a time-based and a counting code of one entry', async () => {
    const both = [
      hidden('TimeOtp-Secret-Base32', SECRET),
      hidden('HmacOtp-Secret-Base32', 'GEZDGNBVGY3TQOJQ'),
      value('HmacOtp-Counter', '3'),
    ];
    const { accounts, skipped } = await readXml(
      xml(entry('ACME', ...both), group('Bin', entry('Gone', ...both))),
    );
    expect(accounts).toMatchObject([
      { type: 'totp', issuer: 'ACME', secret: SECRET },
      { type: 'hotp', issuer: 'ACME', counter: 3 },
    ]);
    expect(skipped.map(({ reason }) => reason)).toEqual(['in-trash', 'in-trash']);
  });

  it('passes over entries without a code, and names a wrong one', async () => {
    const wrong = entry('Wrong', hidden('TimeOtp-Secret-Base32', SECRET), value('TimeOtp-Length', '12'));
    const { accounts, skipped } = await readXml(xml(entry('None', hidden('Password', 'x')), wrong));
    expect(accounts).toEqual([]);
    expect(skipped).toEqual([{ name: 'Wrong: a@acme.example', reason: 'bad-digits' }]);
    expect(await refusal(readXml(xml(entry('None'))))).toBe('no-entries');
    const nameless = `<Entry>${value('TOTP Seed', '!')}</Entry>`;
    expect((await readXml(xml(entry('None'), nameless))).skipped).toEqual([
      { name: '2', reason: 'bad-secret' },
    ]);
  });

  it.each([
    ['<KeePassFile/>', 'bad-content'],
    ['<other/>', 'bad-content'],
    ['<KeePassFile><Root>', 'bad-content'],
    ['<!DOCTYPE a><KeePassFile/>', 'xml-dtd'],
    [SIMPLE.replace(/\[\[.*\]\]/, 'no base64!'), 'bad-content'],
  ])('is refused: %.40s', async (text, code) => {
    expect(await refusal(readXml(text))).toBe(code);
  });

  it('is refused where it is cut off', async () => {
    const whole = content(SIMPLE);
    for (const length of [0, 3, 9, 20, 80])
      expect(await refusal(readKdbxContent(Uint8Array.from(whole.subarray(0, length))))).toBe('truncated');
  });
});
