import { describe, expect, it } from 'vitest';
import {
  backup,
  clear,
  inSequence,
  key,
  longText,
  MASTER,
  master,
  NONCE,
  NULL,
  octets,
  PASSPHRASE,
  reference,
  seal,
  stream,
  text,
  token,
} from './freeotp-writer';
import { KEY, preferences, read, refusal, SECRET, signed } from './kit';

describe.each([
  [
    'FreeOTP 1',
    (tokens: object[]) =>
      preferences(Object.fromEntries(tokens.map((one, i) => [`${i}`, JSON.stringify(one)]))),
  ],
  ['FreeOTP+', (tokens: object[]) => JSON.stringify({ tokens, tokenOrder: [] })],
])('a token of %s', (_name, file) => {
  it('takes the defaults for what is missing', async () => {
    const bare = { label: 'a', secret: signed(KEY), type: 'TOTP' };
    const { accounts } = await read(
      file([
        { ...bare, issuerInt: 'Inner' },
        { ...bare, issuerExt: '', algo: null },
      ]),
    );
    const defaults = { type: 'totp', algorithm: 'SHA1', digits: 6, period: 30, secret: SECRET };
    expect(accounts).toMatchObject([
      { ...defaults, issuer: 'Inner' },
      { ...defaults, issuer: '' },
    ]);
  });

  it('has the names that the user gave it', async () => {
    const { accounts } = await read(
      file([token({ issuerAlt: 'Mine', labelAlt: 'b' }), token({ issuerAlt: '' })]),
    );
    expect(accounts).toMatchObject([
      { issuer: 'Mine', name: 'b' },
      { issuer: '', name: 'a@acme.example' },
    ]);
  });

  it('is Steam where it was scanned as Steam, whatever it is called since', async () => {
    const { accounts } = await read(
      file([
        token({ issuerExt: 'Steam', digits: 5, issuerAlt: 'Games' }),
        token({ issuerAlt: 'Steam' }),
        token({ issuerExt: 'steam' }),
      ]),
    );
    expect(accounts.map(({ type, issuer }) => [type, issuer])).toEqual([
      ['steam', 'Games'],
      ['totp', 'Steam'],
      ['totp', 'steam'],
    ]);
  });

  it('is Steam as well with the six digits that the app writes where the link had none', async () => {
    const { accounts } = await read(file([token({ issuerExt: 'Steam', digits: 6 })]));
    expect(accounts).toMatchObject([{ type: 'steam', digits: 5 }]);
  });

  it('keeps the counter as it is, and begins a fresh one at 0, which the app counts from -1', async () => {
    const { accounts } = await read(file([41, 0, -1].map((counter) => token({ type: 'HOTP', counter }))));
    expect(accounts).toMatchObject([41, 0, 0].map((counter) => ({ type: 'hotp', counter })));
  });

  it('has the alias in place of its issuer, its category and the icon that was chosen', async () => {
    const { accounts } = await read(
      file([
        token({ alias: 'Mine', category: 'Work', iconKey: 'GitHub' }),
        token({ alias: ' ', category: null, iconKey: null }),
      ]),
    );
    expect(accounts).toMatchObject([
      { issuer: 'Mine', name: 'a@acme.example', tags: ['Work'], icon: 'brand:github' },
      { issuer: 'ACME' },
    ]);
    expect(accounts[1]).not.toHaveProperty('tags');
    expect(accounts[1]).not.toHaveProperty('picture');
  });

  it('is named by its place where it has no name', async () => {
    const nameless = token({ issuerExt: '', label: '', digits: 12 });
    const { skipped } = await read(file([token(), nameless]));
    expect(skipped).toEqual([{ name: '2', reason: 'bad-digits' }]);
  });

  it('is skipped alone, by its name and with its reason', async () => {
    const wrong = [
      token({ secret: [1, 300] }),
      token({ secret: SECRET }),
      token({ secret: null }),
      token({ algo: 'MD5' }),
      token({ digits: 11 }),
      token({ period: 0 }),
      token({ type: 'HOTP', counter: -2 }),
      token({ type: 'YAOTP' }),
    ];
    const { accounts, skipped } = await read(file([...wrong, token()]));
    expect(accounts).toMatchObject([{ secret: SECRET }]);
    const name = 'ACME: a@acme.example';
    expect(skipped).toEqual(
      [
        'bad-secret',
        'bad-secret',
        'secret-missing',
        'bad-algorithm',
        'bad-digits',
        'bad-period',
        'bad-counter',
        'unsupported-type',
      ].map((reason) => ({ name, reason })),
    );
  });
});

describe('the order of the tokens', () => {
  const names = async (file: string) => (await read(file)).accounts.map(({ name }) => name);

  it('is the one of FreeOTP 1, and what it does not name comes last', async () => {
    const tokens = Object.fromEntries(
      ['a', 'b', 'c'].map((label) => [`ACME:${label}`, JSON.stringify(token({ label }))]),
    );
    expect(await names(preferences({ ...tokens, tokenOrder: '["ACME:c","gone","ACME:b"]' }))).toEqual([
      'c',
      'b',
      'a',
    ]);
    expect(await names(preferences({ ...tokens, tokenOrder: 'damaged' }))).toEqual(['a', 'b', 'c']);
  });

  it('is the one of FreeOTP+, whose keys have the inner issuer first', async () => {
    const tokens = [
      token({ label: 'a' }),
      token({ label: 'b', issuerInt: 'Inner' }),
      token({ label: 'c', issuerExt: '' }),
    ];
    expect(await names(JSON.stringify({ tokens, tokenOrder: ['c', 'Inner:b', 'ACME:a'] }))).toEqual([
      'c',
      'b',
      'a',
    ]);
  });
});

describe('preferences of FreeOTP 1', () => {
  it('may hold links of the first versions, with names of one’s own', async () => {
    const link = (more: string) => `otpauth://totp/ACME:a?secret=${SECRET}&digits=8${more}`;
    const links = { 'ACME:a': link(''), 'ACME:b': link('&issueralt=Mine&labelalt=b%20c') };
    const { accounts } = await read(preferences({ ...links, tokenOrder: '["ACME:b"]' }));
    expect(accounts).toMatchObject([
      { issuer: 'Mine', name: 'b c', secret: SECRET, digits: 8 },
      { issuer: 'ACME', name: 'a', secret: SECRET, digits: 8 },
    ]);
  });

  it('name a token that is no JSON by its key', async () => {
    const { skipped } = await read(preferences({ 'ACME:a': JSON.stringify(token()), 'ACME:b': 'nothing' }));
    expect(skipped).toEqual([{ name: 'ACME:b', reason: 'bad-entry' }]);
  });

  it('are refused without their end, and with a document type', async () => {
    const file = preferences({ a: JSON.stringify(token()) });
    expect(await refusal(read(file.slice(0, -40)))).toBe('bad-content');
    expect(await refusal(read(file.replace('<map>', '<!DOCTYPE map [<!ENTITY e "x">]><map>')))).toBe(
      'xml-dtd',
    );
  });
});

describe('the JSON of FreeOTP+', () => {
  it('is refused where its tokens are no list', async () => {
    expect(await refusal(read('{"tokens":{},"tokenOrder":[]}'))).toBe('bad-content');
    expect(await refusal(read('{"tokens":[],"tokenOrder":[]}'))).toBe('no-entries');
  });
});

describe('a backup of FreeOTP 2', () => {
  it('opens every token with its key, in the order of the app', async () => {
    const members = { one: key(), 'one-token': clear(), 'two-token': clear({ label: 'b' }), two: key() };
    const { format, accounts } = await read(backup({ ...members, tokenOrder: '["two","one"]' }), PASSPHRASE);
    expect(format).toBe('freeotp');
    expect(accounts).toMatchObject([
      { name: 'b', secret: SECRET },
      { name: 'a@acme.example', secret: SECRET },
    ]);
  });

  it('opens with SHA-1, and with a nonce that stands alone', async () => {
    const sha1 = master({ mAlgorithm: 'PBKDF2withHmacSHA1' }, 'sha1');
    const file = backup({ masterKey: sha1, one: key({}, octets(NONCE)), 'one-token': clear() });
    expect((await read(file, PASSPHRASE)).accounts).toMatchObject([{ secret: SECRET }]);
  });

  it('passes over a key without a token, and names a token without a key or with a damaged one', async () => {
    const damaged = key({ mToken: 'HmacSHA256' });
    const file = backup({
      a: key(),
      'b-token': clear(),
      c: damaged,
      'c-token': clear(),
      d: key(),
      'd-token': '[]',
    });
    expect(await read(file, PASSPHRASE)).toMatchObject({
      accounts: [],
      skipped: [
        { name: 'ACME: a@acme.example', reason: 'secret-missing' },
        { name: 'ACME: a@acme.example', reason: 'bad-secret' },
        { name: '3', reason: 'bad-content' },
      ],
    });
  });

  it.each([
    ['another derivation', { mAlgorithm: 'PBKDF2withHmacMD5' }, 'unsupported-kdf'],
    ['too many rounds', { mIterations: 2_000_001 }, 'kdf-limits'],
    ['rounds that are no number', { mIterations: '1000' }, 'kdf-limits'],
    [
      'another cipher',
      { mEncryptedKey: { ...seal(MASTER, MASTER, 'AES'), mCipher: 'AES/CBC' } },
      'unsupported-cipher',
    ],
    ['a shorter tag', { mEncryptedKey: seal(MASTER, MASTER, 'AES', inSequence(12)) }, 'unsupported-cipher'],
    ['no key', { mEncryptedKey: null }, 'bad-content'],
  ])('is refused with %s', async (_name, more, code) => {
    const file = backup({ masterKey: master(more), one: key(), 'one-token': clear() });
    expect(await refusal(read(file, PASSPHRASE))).toBe(code);
  });

  it('is refused without its master key', async () => {
    const file = stream([text('a'), text('b')]);
    expect(await refusal(read(file, PASSPHRASE))).toBe('bad-content');
  });
});

describe('the object stream', () => {
  it('has long texts, references, nulls, and characters beyond U+FFFF', async () => {
    const label = 'ö\u0000😀';
    const members = [
      ...[text('masterKey'), longText(master())],
      ...[text('one'), text(key())],
      ...[text('one-token'), longText(clear({ label }))],
      ...[text('two'), reference(5)],
      ...[text('two-token'), reference(7)],
      ...[text('three'), NULL],
    ];
    const { accounts } = await read(stream(members), PASSPHRASE);
    expect(accounts).toMatchObject([
      { name: 'ö😀', secret: SECRET },
      { name: 'ö😀', secret: SECRET },
    ]);
  });

  it.each([
    ['a reference to the class', stream([reference(0), text('x')]), 'bad-content'],
    ['a reference to nothing', stream([reference(9), text('x')]), 'bad-content'],
    ['an object as a member', stream([text('x'), Buffer.of(0x73)]), 'bad-content'],
    ['broken UTF-8', stream([text('x'), Buffer.of(0x74, 0, 1, 0xff)]), 'bad-content'],
    ['a text longer than the file', stream([Buffer.from('7cffffffffffffffff', 'hex')], 1), 'truncated'],
    ['fewer members than it says', stream([text('a'), text('b')], 2).subarray(0, -1), 'truncated'],
    ['more members than it says', stream([text('a'), text('b')], 0), 'bad-content'],
  ])('is refused with %s', async (_name, file, code) => {
    expect(await refusal(read(file, PASSPHRASE))).toBe(code);
  });

  it('is refused wherever it is cut off, and never breaks', async () => {
    const file = backup({ one: key(), 'one-token': clear() });
    for (let length = 4; length < file.length; length += 7)
      expect(await refusal(read(file.subarray(0, length), PASSPHRASE))).toBe('truncated');
  });
});
