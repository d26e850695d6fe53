/**
 * Opens a Counterfoil backup without Counterfoil: `node test/tools/decrypt.mjs FILE`. Needs Node 20 or later and the
 * package hash-wasm, and nothing of `src/`: it is written from `src/core/vault-file/FORMAT.md`, whose sections are
 * named below. Asks for the passphrase (or takes the first line of a pipe) and prints one key URI for each account
 * outside the trash, and under that of a Mobile-OTP account, which has no place for it, the PIN. `--json` prints all that the backup holds; `--recovery-key` asks for the recovery key instead.
 * What it prints is as secret as the accounts themselves.
 */
import { createDecipheriv, createHash, hkdfSync, pbkdf2Sync } from 'node:crypto';
import { readFileSync, statSync, writeSync } from 'node:fs';
import process from 'node:process';
import { createInterface } from 'node:readline';
import { argon2id } from 'hash-wasm';

const MIB = 1024 ** 2;
const NOT_OURS = 'This is not a Counterfoil backup.';
const CUT_OFF = 'This backup is damaged: a part of it is missing. Try another copy.';
const DAMAGED = 'This backup is damaged: its checksum is wrong. Try another copy.';
const NEWER = 'This backup was made by a newer version of Counterfoil: take the decryptor of that version.';
const BAD_COST =
  'This backup asks for a key derivation outside the limits of the format. Nothing was derived.';
const TAMPERED = 'The key is right, but the content is not what was sealed with it. Do not trust this file.';

/** Ends the program with a sentence where something is wrong with the file or with what was typed. */
function demand(condition, sentence) {
  if (condition) return;
  writeSync(process.stderr.fd, `${sentence}\n`);
  process.exit(1);
}

function bytes(text, min, max = min) {
  const decoded = Buffer.from(String(text), 'base64url');
  demand(decoded.toString('base64url') === text && decoded.length >= min && decoded.length <= max, NOT_OURS);
  return decoded;
}

function parse(utf8, sentence) {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(utf8)) ?? {};
  } catch {
    demand(false, sentence);
  }
}

/** §1: the file, its checksum and its header; §3: the limits, before any key is derived. */
function readBackup(path) {
  const stats = statSync(path, { throwIfNoEntry: false });
  demand(stats?.isFile(), `There is no file ${path}`);
  demand(stats.size <= 8 * MIB, 'This file is larger than 8 MiB, and no Counterfoil backup is.');
  const content = readFileSync(path);
  const unreadable = content.includes('"counterfoil-vault"') ? CUT_OFF : NOT_OURS;
  const { format, v, sum, ...file } = parse(content, unreadable);
  demand(format === 'counterfoil-vault' && Number.isSafeInteger(v) && v >= 1, NOT_OURS);
  demand(v === 1, NEWER);
  demand(Object.keys(file).sort().join() === 'ct,header,nonce,salt', NOT_OURS);
  const summed = [format, v, file.header, file.salt, file.nonce, file.ct].join('.');
  const digest = createHash('sha256').update(summed).digest().subarray(0, 16);
  demand(sum === digest.toString('base64url'), DAMAGED);
  const [salt, nonce, ct] = [bytes(file.salt, 32), bytes(file.nonce, 12), bytes(file.ct, 4096 + 16, 8 * MIB)];
  const header = bytes(file.header, 1, 64 * 1024);
  const { vaultId, slots } = parse(header, NOT_OURS);
  demand(Array.isArray(slots) && slots.length <= 16, NOT_OURS);
  for (const slot of slots) demand(acceptsCost(slot?.kdf ?? {}), BAD_COST);
  return { header, vaultId: bytes(vaultId, 16), slots, salt, nonce, ct };
}
function acceptsCost({ id, m, t, p, c }) {
  const within = (value, min, max) => Number.isSafeInteger(value) && value >= min && value <= max;
  if (id === 'pbkdf2-sha256') return within(c, 600_000, 10_000_000);
  if (id !== 'argon2id-v19') return true;
  return within(m, 19_456, 1_048_576) && within(t, 1, 16) && within(p, 1, 4) && m * t <= 4_194_304;
}

/** §1: 32 bytes from the passphrase, or the 16 of the recovery key. */
function inputKey(typed, { id, salt, m, t, p, c }) {
  if (id === 'hkdf-sha256') return recoveryKey(typed);
  const password = typed.normalize('NFKC');
  if (id === 'pbkdf2-sha256') return pbkdf2Sync(password, bytes(salt, 32), c, 32, 'sha256');
  const cost = { memorySize: m, iterations: t, parallelism: p };
  return argon2id({ password, salt: bytes(salt, 32), ...cost, hashLength: 32, outputType: 'binary' });
}

/** §10: 28 digits whose two sums are zero; the first 26 are the 128 bits of the key and two zeros. */
function recoveryKey(typed) {
  const letters = typed
    .replace(/[\s\p{Dash_Punctuation}]/gu, '')
    .toUpperCase()
    .split('');
  const meant = (letter) => ({ O: '0', I: '1', L: '1' })[letter] ?? letter;
  const digits = letters.map((letter) => '0123456789ABCDEFGHJKMNPQRSTVWXYZ'.indexOf(meant(letter)));
  demand(digits.length === 28 && !digits.includes(-1), 'A recovery key has 28 letters and digits, and no U.');
  const sum = digits.reduce((before, digit) => before ^ digit);
  const weighted = digits.reduce((before, digit) => (before << 1) ^ (before > 15 ? 37 : 0) ^ digit);
  demand(sum === 0 && weighted === 0 && digits[25] % 4 === 0, 'The recovery key is mistyped somewhere.');
  const bits = digits.map((digit) => digit.toString(2).padStart(5, '0')).join('');
  return Uint8Array.from(bits.slice(0, 128).match(/.{8}/g), (byte) => Number.parseInt(byte, 2));
}

const concat = (...parts) => Buffer.concat(parts.map((part) => Buffer.from(part)));
const hkdf = (key, salt, info) => Buffer.from(hkdfSync('sha256', key, salt, info, 32));

/** §2: AES-256-GCM; undefined where the tag does not fit. */
function unseal(key, nonce, additionalData, sealed) {
  const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: 16 });
  decipher.setAAD(additionalData).setAuthTag(sealed.subarray(-16));
  try {
    return concat(decipher.update(sealed.subarray(0, -16)), decipher.final());
  } catch {}
}

/** §2: the vault key, out of the first slot that opens; slots of an unknown derivation are skipped. */
async function unwrapVaultKey({ vaultId, slots }, type, typed) {
  const derivations = type === 'recovery' ? ['hkdf-sha256'] : ['argon2id-v19', 'pbkdf2-sha256'];
  const fitting = slots.filter((slot) => slot?.type === type && derivations.includes(slot.kdf?.id));
  demand(fitting.length > 0, `There is no ${type} slot in this backup that can be opened here.`);
  for (const { id, kdf, nonce, wrapped } of fitting) {
    const info = concat('counterfoil-vault/v1/slot\0', vaultId, bytes(id, 16), type);
    const key = hkdf(await inputKey(typed, kdf), '', info);
    const vaultKey = unseal(key, bytes(nonce, 12), info, bytes(wrapped, 48));
    if (vaultKey) return vaultKey;
  }
  demand(false, type === 'recovery' ? 'This is not the recovery key.' : 'This is not the passphrase.');
}

/** §2: the payload, bound to the header and padded. */
function openPayload({ header, salt, nonce, ct }, vaultKey) {
  const key = hkdf(vaultKey, salt, 'counterfoil-vault/v1/payload');
  const padded = unseal(key, nonce, concat('counterfoil-vault/v1/payload\0', header), ct);
  demand(padded && padded.length % 4096 === 0 && padded.readUInt32BE() <= padded.length - 4, TAMPERED);
  return parse(padded.subarray(4, 4 + padded.readUInt32BE()), TAMPERED);
}

/** RFC 4648: base32 of the PIN for Yandex, and bytes of a secret for Mobile-OTP. */
const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
const bitsOf = (values, size) =>
  Array.from(values, (value) => value.toString(2).padStart(size, '0')).join('');
function toBase32(content) {
  const fives = bitsOf(Buffer.from(content), 8).match(/.{1,5}/g) ?? [];
  return fives.map((five) => ALPHABET[Number.parseInt(five.padEnd(5, '0'), 2)]).join('');
}
function hexOf(secret) {
  const bits = bitsOf(
    Array.from(secret, (letter) => ALPHABET.indexOf(letter)),
    5,
  );
  const eights = bits.match(/.{8}/g) ?? [];
  return eights.map((eight) => Number.parseInt(eight, 2).toString(16).padStart(2, '0')).join('');
}

function mobileOtpUri({ issuer, name, secret, pin }) {
  const label = `${encodeURIComponent(issuer)}:${encodeURIComponent(name)}`;
  return `motp://${label}?secret=${hexOf(secret)}\n# PIN: ${pin}`;
}

function keyUri(account) {
  const { type, issuer, name, secret, pin, algorithm, digits, period, counter } = account;
  if (type === 'motp') return mobileOtpUri(account);
  const prefix = issuer || name.includes(':') ? `${encodeURIComponent(issuer)}:` : '';
  const named = issuer ? `&issuer=${encodeURIComponent(issuer)}` : '';
  const moving = type === 'hotp' ? `counter=${counter}` : `period=${period}`;
  const parameters = `secret=${secret}${named}&algorithm=${algorithm}&digits=${digits}&${moving}`;
  const pinned = type === 'yandex' ? `&pin_length=${pin.length}&pin=${toBase32(pin)}` : '';
  const scheme = type === 'yandex' ? 'yaotp' : type;
  return `otpauth://${scheme}/${prefix}${encodeURIComponent(name)}?${parameters}${pinned}`;
}

/** One line of a terminal, which shows none of it because its line editor has no output; or of a pipe. */
async function ask(question) {
  const lines = createInterface({ input: process.stdin, terminal: process.stdin.isTTY });
  if (process.stdin.isTTY) writeSync(process.stderr.fd, question);
  const { value = '' } = await lines[Symbol.asyncIterator]().next();
  lines.close();
  if (process.stdin.isTTY) writeSync(process.stderr.fd, '\n');
  demand(value !== '', 'Nothing was typed.');
  return value;
}

const OPTIONS = ['--json', '--recovery-key'];
const [path, ...more] = process.argv.slice(2).filter((argument) => !OPTIONS.includes(argument));
demand(path && more.length === 0, 'Usage: node test/tools/decrypt.mjs [--json] [--recovery-key] FILE');
const backup = readBackup(path);
const type = process.argv.includes('--recovery-key') ? 'recovery' : 'passphrase';
const typed = await ask(type === 'recovery' ? 'Recovery key: ' : 'Passphrase: ');
const payload = openPayload(backup, await unwrapVaultKey(backup, type, typed));
const asJson = process.argv.includes('--json');
demand(
  asJson || payload.schema === 1 || payload.schema === 2,
  `${NEWER} Or look at the content with --json.`,
);
const accounts = asJson ? [] : payload.accounts.filter(({ trashedAt }) => trashedAt === undefined);
console.log(asJson ? JSON.stringify(payload, null, 2) : accounts.map(keyUri).join('\n'));
