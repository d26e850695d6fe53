/** The decryptor that opens a backup without us, run as a person runs it. */
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { NewAccount } from '../src/core/account';
import { formatKeyUri } from '../src/core/key-uri';
import { formatRecoveryKey } from '../src/core/recovery-key';
import { readContent } from '../src/core/vault-content';
import { createVault } from '../src/core/vault-file';
import { positive, recoverySecret, vectors } from './core/vault-file-kit';

const SCRIPT = path.resolve(import.meta.dirname, 'tools/decrypt.mjs');
const FROZEN = path.resolve(import.meta.dirname, 'fixtures/vaults');
const PASSPHRASE = 'a passphrase of these tests';

const NOT_OURS = 'This is not a Counterfoil backup.';
const CUT_OFF = 'This backup is damaged: a part of it is missing. Try another copy.';
const DAMAGED = 'This backup is damaged: its checksum is wrong. Try another copy.';
const NEWER = 'This backup was made by a newer version of Counterfoil: take the decryptor of that version.';
const BAD_COST =
  'This backup asks for a key derivation outside the limits of the format. Nothing was derived.';
const TAMPERED = 'The key is right, but the content is not what was sealed with it. Do not trust this file.';
const WRONG = 'This is not the passphrase.';
const NO_SLOT = 'There is no passphrase slot in this backup that can be opened here.';

const folder = mkdtempSync(path.join(tmpdir(), 'counterfoil-decrypt-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function keep(content: string | Buffer): string {
  const file = path.join(folder, 'a backup.counterfoil');
  writeFileSync(file, content);
  return file;
}

function run(args: readonly string[], input: string) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [SCRIPT, ...args], {
    input,
    encoding: 'utf8',
  });
  return { status, stdout, stderr };
}

const decrypt = (content: string | Buffer, typed: string, ...options: readonly string[]) =>
  run([...options, keep(content)], typed);
const printed = (stdout: string) => ({ status: 0, stdout, stderr: '' });
const refused = (sentence: string) => ({ status: 1, stdout: '', stderr: `${sentence}\n` });

/** Of Mobile-OTP, whose key URI has no place for it, as a comment. */
const pinOf = ({ type, pin }: NewAccount): string => (type === 'motp' ? `# PIN: ${pin}\n` : '');

const urisOf = (payload: unknown): string =>
  readContent(payload)
    .accounts.filter(({ trashedAt }) => trashedAt === undefined)
    .map((account) => `${formatKeyUri(account)}\n${pinOf(account)}`)
    .join('');

const totp: NewAccount = {
  type: 'totp',
  issuer: 'ACME',
  name: 'alice@example.com',
  secret: 'JBSWY3DPEHPK3PXP',
  algorithm: 'SHA1',
  digits: 6,
  period: 30,
};
const { period: _period, ...unmoved } = totp;
const YANDEX_SECRET = 'LA2V6KMCGYMWWVEW64RNP3JA3I';
const ACCOUNTS: readonly (NewAccount & Readonly<Record<string, unknown>>)[] = [
  { ...totp, sites: [{ origin: 'https://acme.example', subdomains: true }], pinned: true },
  { ...totp, algorithm: 'SHA512', digits: 10, period: 3600 },
  { ...unmoved, type: 'hotp', counter: Number.MAX_SAFE_INTEGER - 1, algorithm: 'SHA256' },
  { ...totp, type: 'steam', issuer: 'Steam', digits: 5 },
  { ...totp, issuer: 'Société: 東京 🗼', name: 'a&b=c?d#e/f%20+ \'(!)*~"<ü>' },
  { ...totp, issuer: '', name: 'a:b' },
  { ...totp, type: 'motp', issuer: 'a:b', algorithm: 'MD5', period: 10, pin: 'Ö-7' },
  { ...totp, type: 'yandex', secret: YANDEX_SECRET, algorithm: 'SHA256', digits: 8, pin: '7586' },
  { ...totp, issuer: '', name: '' },
  { ...totp, issuer: 'In the trash', trashedAt: 1 },
];
const CONTENT = {
  schema: 2,
  accounts: ACCOUNTS.map((account, index) => ({ ...account, id: `id ${index}` })),
};

describe('decrypt.mjs', () => {
  it.each(['argon2id', 'pbkdf2'] as const)(
    'prints each account of a new %s vault as the key URI that we write, without the trash',
    async (kdf) => {
      const { text } = await createVault(CONTENT, PASSPHRASE, { kdf });
      const { status, stdout, stderr } = decrypt(text, `${PASSPHRASE}\n`);
      expect({ status, stdout, stderr }).toEqual(printed(urisOf(CONTENT)));
      // One in the trash, one comment, and the end.
      expect(stdout.split('\n')).toHaveLength(ACCOUNTS.length - 1 + 1 + 1);
    },
  );

  it.each(Object.entries(vectors.positive))('opens the frozen vector %s', (_name, { file, passphrase }) => {
    expect(decrypt(file, passphrase ?? vectors.passphrase)).toEqual(printed(urisOf(vectors.content)));
  });

  it.each(
    readdirSync(FROZEN, { withFileTypes: true }).flatMap((entry) =>
      entry.isDirectory() ? [entry.name] : [],
    ),
  )('opens the frozen vault of %s, with --json all of it', (version) => {
    const { passphrase, content } = JSON.parse(
      readFileSync(path.join(FROZEN, version, 'expected.json'), 'utf8'),
    );
    const file = path.join(FROZEN, version, 'vault.counterfoil');
    expect(run([file], passphrase)).toEqual(printed(urisOf(content)));
    expect(JSON.parse(run(['--json', file], passphrase).stdout)).toEqual(content);
  });

  it('takes an accent composed or decomposed, and a trailing space for another passphrase', () => {
    const { file, passphrase = '' } = positive('accented');
    expect(passphrase.normalize('NFD')).not.toBe(passphrase.normalize('NFC'));
    expect(decrypt(file, passphrase.normalize('NFD')).status).toBe(0);
    expect(decrypt(file, passphrase.normalize('NFC')).status).toBe(0);
    expect(decrypt(file, `${passphrase} `)).toEqual(refused(WRONG));
  });

  it('opens with the recovery key, however it is written', () => {
    const { file } = positive('argon2id');
    const key = formatRecoveryKey(recoverySecret);
    const opened = printed(urisOf(vectors.content));
    expect(decrypt(file, key, '--recovery-key')).toEqual(opened);
    const carelessly = key
      .toLowerCase()
      .replaceAll('0', 'o')
      .replaceAll('1', 'l')
      .replaceAll('-', ' \u2013 ');
    expect(decrypt(file, carelessly, '--recovery-key')).toEqual(opened);
  });

  it('tells a mistyped recovery key from one of another vault', () => {
    const { file } = positive('argon2id');
    const key = formatRecoveryKey(recoverySecret);
    const open = (typed: string) => decrypt(file, typed, '--recovery-key');
    const [last] = key.slice(-1);
    expect(open(key.slice(0, -1))).toEqual(refused('A recovery key has 28 letters and digits, and no U.'));
    expect(open(`${key.slice(0, -1)}U`)).toEqual(
      refused('A recovery key has 28 letters and digits, and no U.'),
    );
    const mistyped = `${key.slice(0, -1)}${last === '7' ? '8' : '7'}`;
    expect(open(mistyped)).toEqual(refused('The recovery key is mistyped somewhere.'));
    expect(open(formatRecoveryKey(new Uint8Array(16)))).toEqual(refused('This is not the recovery key.'));
    const { file: withoutSlot } = positive('pbkdf2');
    expect(decrypt(withoutSlot, key, '--recovery-key')).toEqual(
      refused(NO_SLOT.replace('passphrase', 'recovery')),
    );
  });

  it('asks on a terminal, which never shows what is typed', async () => {
    const file = keep(positive('argon2id_owasp_minimum').file);
    const command = `'${process.execPath}' '${SCRIPT}' '${file}'`;
    const terminal = spawn('script', ['--quiet', '--return', '--command', command, '/dev/null']);
    let screen = '';
    let isAsked = false;
    terminal.stdout.on('data', (chunk: Buffer) => {
      screen += chunk.toString();
      if (isAsked || !screen.includes('Passphrase: ')) return;
      isAsked = true;
      terminal.stdin.write(`${vectors.passphrase}\r`);
    });
    const status = await new Promise((resolve) => terminal.once('close', resolve));
    expect({ status, screen }).toEqual({
      status: 0,
      screen: `Passphrase: \r\n${urisOf(vectors.content).replaceAll('\n', '\r\n')}`,
    });
  });

  it('prints nothing but how it is used where it is used otherwise', () => {
    const usage = refused('Usage: node test/tools/decrypt.mjs [--json] [--recovery-key] FILE');
    expect([run([], ''), run(['a', 'b'], ''), run(['--yaml', 'a'], '')]).toEqual([usage, usage, usage]);
  });
});

describe('decrypt.mjs, of a file that it does not open, says', () => {
  const { file } = positive('argon2id_owasp_minimum');
  const { format, v, sum, ...members } = JSON.parse(file);

  it.each([
    ['another kind of file', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0xff]), NOT_OURS],
    [
      'more than 8 MiB',
      ' '.repeat(8 * 1024 * 1024 + 1),
      'This file is larger than 8 MiB, and no Counterfoil backup is.',
    ],
    ['a part of a backup', file.slice(0, -100), CUT_OFF],
    ['a flipped byte', file.replace(/"ct":"./, '"ct":"_'), DAMAGED],
    ['a backup of a newer version', JSON.stringify({ format, v: v + 1, sum, ...members }), NEWER],
  ])('what is wrong: %s', (_what, content, sentence) => {
    expect(decrypt(content, vectors.passphrase)).toEqual(refused(sentence));
  });

  it('that there is none, or that nothing was typed', () => {
    const missing = path.join(folder, 'missing');
    expect(run([missing], '')).toEqual(refused(`There is no file ${missing}`));
    expect(run([folder], '')).toEqual(refused(`There is no file ${folder}`));
    expect(decrypt(file, '')).toEqual(refused('Nothing was typed.'));
    expect(decrypt(file, '\n')).toEqual(refused('Nothing was typed.'));
  });

  it('that its content is of a newer version, which --json still prints', async () => {
    const content = { schema: 3, accounts: 'elsewhere' };
    const { text } = await createVault(content, PASSPHRASE, { kdf: 'pbkdf2' });
    expect(decrypt(text, PASSPHRASE)).toEqual(refused(`${NEWER} Or look at the content with --json.`));
    expect(JSON.parse(decrypt(text, PASSPHRASE, '--json').stdout)).toEqual(content);
  });

  /** A header that is not ours may pass here, to be found out by the seal: it is bound as a whole. */
  const SENTENCES: Readonly<Record<string, readonly string[]>> = {
    E_FORMAT: [NOT_OURS, CUT_OFF, BAD_COST, NO_SLOT, TAMPERED],
    E_NEWER: [NEWER],
    E_SUM: [DAMAGED],
    E_KDF: [BAD_COST],
    E_UNLOCK: [WRONG, NO_SLOT],
    E_TAMPERED: [TAMPERED],
  };

  it.each(Object.entries(vectors.negative))('its sentence: %s', (_name, vector) => {
    const { status, stdout, stderr } = decrypt(vector.file, vectors.passphrase);
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
    expect(SENTENCES[vector.error]).toContain(stderr.trimEnd());
  });
});
