import { describe, expect, it } from 'vitest';
import { readImport } from '../../../src/core/importers';

const SECRET = 'JBSWY3DPEHPK3PXP';
const encode = (json: unknown) => new TextEncoder().encode(JSON.stringify(json));
const entry = (uri: unknown, entry_type: unknown, name?: unknown, note: unknown = null) => ({
  id: '1',
  content: { uri, entry_type, name },
  note,
});

describe('Proton Authenticator', () => {
  it('takes names from beside the URI, where it has none, and no issuer for a name', async () => {
    const entries = [
      entry(`steam://${SECRET}`, 'Steam', 'gordon', 'A note'),
      entry(`otpauth://totp/a%40acme.example?secret=${SECRET}&issuer=ACME`, 'Totp', 'a@acme.example'),
      entry(`otpauth://totp/?secret=${SECRET}&issuer=ACME`, 'Totp', 'ACME'),
      entry(`otpauth://totp/?secret=${SECRET}&issuer=ACME`, 'Totp', 'b@acme.example'),
    ];
    const { accounts } = await readImport(encode({ version: 1, entries }));
    expect(accounts).toMatchObject([
      { type: 'steam', issuer: 'Steam', name: 'gordon', note: 'A note' },
      { type: 'totp', issuer: 'ACME', name: 'a@acme.example' },
      { issuer: 'ACME', name: '' },
      { issuer: 'ACME', name: 'b@acme.example' },
    ]);
  });

  it.each([
    [`steam://${SECRET}`, SECRET],
    ['steam://SGVsbG8h3q2+7w', SECRET],
    ['steam://SGVsbG8h3q2+7w==', SECRET],
    ['steam://SGVsbG8h3q2%2B7w', SECRET],
    ['steam:////+/vw', '77737PY'],
    ['steam://ABCDEFG1', 'AAIIGECRWU'],
    ['steam://abcdefgh', 'ABCDEFGH'],
  ])('reads the secret of %s, which is base64 where it cannot be base32', async (uri, secret) => {
    const { accounts, skipped } = await readImport(
      encode({ version: 1, entries: [entry(uri, 'Steam', 'a')] }),
    );
    expect([accounts, skipped]).toMatchObject([[{ type: 'steam', secret }], []]);
  });

  it.each([
    'steam://ABC!EFGH',
    'steam://AbcdE',
    'steam://',
    'steam://Ab=cd',
    'steam://Ab-CdEfg1',
    'steam://ABCD/?x=1',
  ])('skips %s, whose secret is neither', async (uri) => {
    const { accounts, skipped } = await readImport(
      encode({ version: 1, entries: [entry(uri, 'Steam', 'a')] }),
    );
    expect([accounts, skipped.map(({ name }) => name)]).toEqual([[], ['a']]);
  });

  it('skips what is no entry of its, and says why', async () => {
    const uri = `otpauth://totp/a?secret=${SECRET}`;
    const entries = [
      entry(uri, 'Totp'),
      entry(uri, 'Motp', 'one'),
      entry(uri, 'Steam', 'two'),
      entry(`otpauth://hotp/a?secret=${SECRET}&counter=1`, 'Totp', 'three'),
      entry(7, 'Totp', 'four'),
      null,
    ];
    const { accounts, skipped } = await readImport(encode({ version: 1, entries }));
    expect(accounts).toHaveLength(1);
    expect(skipped).toEqual([
      { name: 'one', reason: 'unsupported-type' },
      { name: 'two', reason: 'bad-entry' },
      { name: 'three', reason: 'bad-entry' },
      { name: 'four', reason: 'bad-entry' },
      { name: '6', reason: 'bad-entry' },
    ]);
  });

  it.each([
    ['unsupported-version', { version: 2, entries: [] }],
    ['unsupported-version', { version: 2, salt: '', content: '' }],
    ['no-entries', { version: 1, entries: [] }],
    ['bad-content', { version: 1, salt: btoa('short'), content: btoa('x'.repeat(40)) }],
    ['bad-content', { version: 1, salt: btoa('0123456789abcdef'), content: btoa('x'.repeat(27)) }],
    ['wrong-password', { version: 1, salt: btoa('0123456789abcdef'), content: btoa('x'.repeat(28)) }],
  ])('refuses with %s: %j', async (code, file) => {
    await expect(readImport(encode(file), 'any')).rejects.toMatchObject({ code });
  });
});
