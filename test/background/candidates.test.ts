import { describe, expect, it } from 'vitest';
import { previewCandidate, previewCandidates, readCandidate } from '../../src/background/candidates';
import { LIMITS } from '../../src/core/account';
import { applyCommand } from '../../src/core/commands';
import { UserError } from '../../src/core/errors';
import { formatMigration } from '../../src/core/google-migration';
import { writeFields } from '../../src/core/protobuf';
import { EMPTY_CONTENT } from '../../src/core/vault-content';
import type { Candidate } from '../../src/messages';
import { referenceHotp } from '../fakes/reference-otp';

const SECRET = 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP';
const NOW = 1_700_000_000_000;
const uri = (query: string) => ({
  text: `otpauth://totp/GitHub:octavia?secret=${SECRET}&issuer=GitHub${query}`,
});
const typed = {
  type: 'totp',
  issuer: 'GitHub',
  name: 'octavia',
  secret: SECRET,
  algorithm: 'SHA1',
  digits: '6',
  period: '30',
  counter: '0',
} as const;

/** One account of an export of Google Authenticator, as bytes. */
const migrationEntry = ({ algorithm }: { readonly algorithm: bigint }) =>
  writeFields([
    { number: 1, value: new Uint8Array(20).fill(7) },
    { number: 2, value: new TextEncoder().encode('Old server:octavia') },
    { number: 4, value: algorithm },
    { number: 6, value: 2n },
  ]);

/** The code and the details of what is thrown. */
function refusal(act: () => unknown): unknown {
  try {
    return act();
  } catch (error) {
    if (error instanceof UserError) return [error.code, error.details];
    throw error;
  }
}

const preview = (candidate: Candidate, pageOrigin?: string) =>
  previewCandidate(candidate, EMPTY_CONTENT, { now: NOW, pageOrigin, source: 'scan' });

describe('previewCandidate', () => {
  it('shows all that a person can check, with the first code, and no secret', () => {
    const item = preview(uri(''));
    expect(item).toMatchObject({
      kind: 'account',
      issuer: 'GitHub',
      name: 'octavia',
      type: 'totp',
      digits: 6,
      period: 30,
      algorithm: 'SHA1',
      icon: 'brand:github',
      secretBits: 160,
      verdict: 'new',
      warnings: [],
    });
    const step = BigInt(Math.floor(NOW / 30_000));
    expect(item).toMatchObject({
      code: { code: referenceHotp(SECRET, step, 6), next: referenceHotp(SECRET, step + 1n, 6) },
    });
    expect(JSON.stringify(item)).not.toContain(SECRET);
  });

  it('gives no code of an HOTP account before it is saved', () => {
    expect(preview({ typed: { ...typed, type: 'hotp' } })).toMatchObject({
      kind: 'account',
      counter: 0,
      code: null,
    });
  });

  it('asks for the PIN that a code to scan does not have, and takes the one that is given', () => {
    const text = 'motp://ACME:a?secret=e3152afee62599c8';
    expect(preview({ text })).toEqual({ kind: 'refused', title: 'ACME:a', code: 'pin-missing', details: {} });
    const item = previewCandidate({ text, pin: '1234' }, EMPTY_CONTENT, {
      now: 123_456_789_000,
      source: 'scan',
    });
    expect(item).toMatchObject({ kind: 'account', type: 'motp', code: { code: '4ebfb2' } });
    expect(JSON.stringify(item)).not.toMatch(/"pin"|"1234"|e3152a/u);
  });

  it('reads the secret of Mobile-OTP as it is typed, in hexadecimal', () => {
    const form = { ...typed, type: 'motp', algorithm: 'MD5', digits: '6', period: '10' } as const;
    expect(preview({ typed: { ...form, secret: 'e315 2afe e625 99c8', pin: '1234' } })).toMatchObject({
      kind: 'account',
    });
    expect(preview({ typed: { ...form, pin: '1234' } })).toMatchObject({ code: 'bad-hex-secret' });
    expect(preview({ typed: { ...form, secret: 'e3152afee62599c8' } })).toMatchObject({
      code: 'pin-missing',
    });
  });

  it('shows a QR code of something else as inert text', () => {
    expect(preview({ text: 'javascript:alert(1)' })).toEqual({ kind: 'other', text: 'javascript:alert(1)' });
    expect(preview({ text: 'https://example.com/\u202E' })).toEqual({
      kind: 'other',
      text: 'https://example.com/',
    });
  });

  it('marks where a long text is cut, and leaves nothing of what cannot be shown', () => {
    const textOf = (text: string) => {
      const item = preview({ text });
      return item.kind === 'other' ? item.text : item;
    };
    expect(textOf('😀'.repeat(256))).toBe('😀'.repeat(256));
    expect(textOf('😀'.repeat(257))).toBe(`${'😀'.repeat(255)}…`);
    expect(textOf('\u0001\u0002\u200B')).toBe('');
  });

  it('names what is wrong with a candidate', () => {
    expect(preview(uri('&digits=12'))).toEqual({
      kind: 'refused',
      title: 'GitHub:octavia',
      code: 'bad-digits',
      details: { min: 6, max: 10 },
    });
    expect(preview({ typed: { ...typed, secret: 'ABC1' } })).toMatchObject({
      kind: 'refused',
      code: 'bad-secret',
      details: { character: '1' },
    });
  });

  it('says which one of an export it is that cannot be added, and what it would need', () => {
    const md5 = writeFields([{ number: 1, value: migrationEntry({ algorithm: 4n }) }]);
    const text = `otpauth-migration://offline?data=${encodeURIComponent(Buffer.from(md5).toString('base64'))}`;
    expect(preview({ text, entry: 0 })).toEqual({
      kind: 'refused',
      title: 'Old server: octavia',
      code: 'bad-algorithm',
      details: { algorithm: 'MD5' },
    });
  });

  it.each([
    ['otpauth://totp/GitHub:octavia?secret=1', 'GitHub:octavia'],
    ['otpauth://totp/GitHub%3Aoctavia?secret=1', 'GitHub:octavia'],
    ['otpauth://totp/GitHub:octavia', 'GitHub:octavia'],
    ['motp://ACME:a?secret=1', 'ACME:a'],
    // What follows has no place to tell the name from the secret.
    [`otpauth://totp/secret=${SECRET}1`, ''],
    [`otpauth://totp/a%26secret%3D${SECRET}1`, ''],
    ['steam://JBSWY3DP1', ''],
    ['otpauth://totp/%E0%A4%A?secret=1', ''],
  ])('calls %s by its name, and by nothing that may be its secret', (text, title) => {
    expect(preview({ text })).toMatchObject({ kind: 'refused', title });
  });

  it('asks for the name of an account in an export that has none', () => {
    const [text = ''] = formatMigration([{ ...readCandidate(uri(''), 'scan'), issuer: '', name: '' }], 1);
    const refused = { kind: 'refused', code: 'name-missing' };
    expect(preview({ text, entry: 0 })).toMatchObject(refused);
    expect(preview({ text, entry: 0, issuer: ' ', name: '' })).toMatchObject(refused);
    expect(preview({ text, entry: 0, name: 'octavia' })).toMatchObject({
      kind: 'account',
      name: 'octavia',
    });
  });

  it('warns of a short secret, and of an issuer that does not fit the page', () => {
    const short = { text: 'otpauth://totp/GitHub:o?secret=JBSWY3DP' };
    expect(preview(short, 'https://github.com')).toMatchObject({ warnings: ['short-secret'] });
    expect(preview(uri(''), 'https://evil.test')).toMatchObject({ warnings: ['issuer-differs'] });
  });

  it('says where the table of services has it filled, where it was scanned on no page', () => {
    const hosts = (source: 'scan' | 'picture') =>
      previewCandidate(uri(''), EMPTY_CONTENT, { now: NOW, source });
    expect(hosts('picture')).toMatchObject({ hosts: ['github.com'] });
    expect(hosts('scan')).toMatchObject({ hosts: [] });
  });

  it('tells a saved secret from a namesake', () => {
    const account = { ...readCandidate(uri(''), 'scan'), id: 'a' };
    const { content } = applyCommand(
      EMPTY_CONTENT,
      'op',
      { type: 'add', accounts: [account], source: 'scan' },
      NOW,
    );
    const verdict = (candidate: Candidate) =>
      previewCandidate(candidate, content, { now: NOW, source: 'scan' });
    expect(verdict(uri(''))).toMatchObject({ verdict: 'saved', savedAs: '' });
    for (const other of ['&period=60', '&digits=8', '&algorithm=SHA256'])
      expect(verdict(uri(other))).toMatchObject({ verdict: 'changed', savedAs: 'GitHub, octavia' });
    expect(verdict({ ...uri(''), name: 'other' })).toMatchObject({
      verdict: 'changed',
      savedAs: 'GitHub, octavia',
    });
    expect(verdict({ typed: { ...typed, secret: 'GEZDGNBVGY3TQOJQ' } })).toMatchObject({
      verdict: 'same-name',
      savedAs: 'GitHub, octavia',
    });
  });

  it('knows a name in other capitals, as whoever looks for duplicates does, and lets it give way', () => {
    const saved = { ...readCandidate(uri(''), 'scan'), id: 'one', secret: 'AAAAAAAA' };
    const { content } = applyCommand(
      EMPTY_CONTENT,
      'op',
      { type: 'add', accounts: [saved], source: 'scan' },
      NOW,
    );
    const typedSo = { ...uri(''), issuer: 'GITHUB' };
    expect(previewCandidate(typedSo, content, { now: NOW, source: 'scan' })).toMatchObject({
      verdict: 'same-name',
      savedAs: 'GitHub, octavia',
    });
    const comer = { ...readCandidate(typedSo, 'scan'), id: 'two', replaces: true };
    const command = { type: 'add', accounts: [comer], source: 'scan', isAuthenticated: true } as const;
    const { result } = applyCommand(content, 'op2', command, NOW);
    expect(result).toMatchObject({ ids: ['two'], replaced: ['one'] });
  });

  it('offers no place to take where several accounts have the name', () => {
    const accounts = ['a', 'b'].map((id) => ({
      ...readCandidate(uri(''), 'scan'),
      id,
      secret: `${id}AAAAAAA`,
    }));
    const command = { type: 'add', accounts, source: 'scan' } as const;
    const { content } = applyCommand(EMPTY_CONTENT, 'op', command, NOW);
    expect(previewCandidate(uri(''), content, { now: NOW, source: 'scan' })).toMatchObject({
      verdict: 'same-name',
      savedAs: '',
    });
  });

  describe('of an account with all that a backup may hold', () => {
    const { counter: _counter, ...bare } = { ...typed, digits: 6, period: 30 } as const;
    const rich = {
      ...bare,
      sites: [{ origin: 'https://github.com', subdomains: true }],
      tags: ['Work'],
      note: 'the blue phone',
      pinned: true,
      icon: 'brand:gitlab',
      recoveryCodes: [{ code: 'aaaa-1111' }, { code: 'bbbb-2222' }],
    } as const;
    const verdict = (given: object, saved: object = rich) => {
      const candidate = (one: object) => ({ imported: one }) as Candidate;
      const account = { ...readCandidate(candidate(saved), 'import'), id: 'a' };
      const command = { type: 'add', accounts: [account], source: 'import' } as const;
      const { content } = applyCommand(EMPTY_CONTENT, 'op', command, NOW);
      return previewCandidate(candidate(given), content, { now: NOW, source: 'import' });
    };

    it.each([
      ['a tag', { tags: ['Work', 'Home'] }],
      ['a line of the note', { note: 'the red phone' }],
      ['a site', { sites: [{ origin: 'https://gist.github.com', subdomains: false }] }],
      ['a recovery code', { recoveryCodes: [{ code: 'cccc-3333' }] }],
      ['that a recovery code was used', { recoveryCodes: [{ code: 'aaaa-1111', usedAt: 5 }] }],
    ])('takes one that brings %s for changed', (_what, more) => {
      expect(verdict({ ...rich, ...more })).toMatchObject({ verdict: 'changed' });
    });

    it.each(['tags', 'note', 'pinned', 'icon', 'recoveryCodes'])(
      'takes one that alone has %s for changed',
      (field) => {
        const { [field]: _gone, ...less } = rich as Record<string, unknown>;
        expect(verdict(rich, less)).toMatchObject({ verdict: 'changed' });
      },
    );

    it('takes a later counter for changed, and an earlier one for saved', () => {
      const { period: _period, ...described } = bare;
      const at = (counter: number) => ({ ...described, type: 'hotp', counter });
      expect(verdict(at(8), at(7))).toMatchObject({ verdict: 'changed' });
      expect(verdict(at(7), at(8))).toMatchObject({ verdict: 'saved' });
    });

    it('takes the same again, and one that says less, for saved', () => {
      expect(verdict(rich)).toMatchObject({ verdict: 'saved' });
      expect(verdict(bare)).toMatchObject({ verdict: 'saved' });
    });
  });
});

describe('previewCandidates', () => {
  it('takes a secret that comes twice once, and says what the first is called', () => {
    const shown = previewCandidates([uri(''), { ...uri('&digits=8'), name: 'again' }], EMPTY_CONTENT, {
      now: NOW,
      source: 'import',
    });
    expect(shown).toMatchObject([
      { verdict: 'new', savedAs: '' },
      { verdict: 'repeated', savedAs: 'GitHub, octavia' },
    ]);
  });
});

describe('readCandidate', () => {
  it('accepts a secret with spaces, in lower case, without padding', () => {
    const secret = 'jbsw y3dp ehpk 3pxp JBSW-Y3DP-EHPK-3PXP==';
    expect(readCandidate({ typed: { ...typed, secret } }, 'manual')).toMatchObject({ secret: SECRET });
  });

  it('takes the issuer and name that the person wrote over those of the code', () => {
    expect(readCandidate({ ...uri(''), issuer: ' Work ', name: 'me\u202E' }, 'scan')).toMatchObject({
      issuer: 'Work',
      name: 'me',
    });
  });

  const MOST = '😀'.repeat(LIMITS.textCodePoints);

  it.each(['issuer', 'name'] as const)('refuses rather than cuts what a person typed: %s', (field) => {
    for (const read of [
      (text: string) => readCandidate({ typed: { ...typed, [field]: text } }, 'manual'),
      (text: string) => readCandidate({ ...uri(''), [field]: text }, 'scan'),
    ]) {
      expect(read(`${MOST}\u202E `)[field]).toBe(MOST);
      expect(refusal(() => read(`${MOST}x`))).toEqual([
        'text-too-long',
        { max: LIMITS.textCodePoints, field },
      ]);
    }
  });

  it('cuts the names of a code or a file, which a person sees before they are saved', () => {
    const { counter: _counter, ...account } = { ...typed, digits: 6, period: 30, name: `${MOST}x` } as const;
    expect(readCandidate({ imported: account }, 'import').name).toBe(MOST);
    const long = 'x'.repeat(LIMITS.textCodePoints);
    const text = `otpauth://totp/${long}y?secret=${SECRET}`;
    expect(readCandidate({ text }, 'scan').name).toBe(long);
    expect(preview({ text })).toMatchObject({ name: long });
  });

  it('keeps the sites of an imported account', () => {
    const sites = [{ origin: 'https://github.com', subdomains: true }];
    const imported = { ...typed, digits: 6, period: 30, sites } as const;
    const { counter: _counter, ...account } = imported;
    expect(readCandidate({ imported: { ...account, sites: [...sites] } }, 'import')).toMatchObject({
      sites,
      digits: 6,
      period: 30,
    });
  });
});
