/** Backups of other apps with what they hold: our own (`test/fixtures/formats`), and any folder of the same shape. */
import { createHmac } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { zipSync } from 'fflate';
import { referenceMobileOtp, referenceYandex } from '../../fakes/reference-otp';

/** One account of a sample. `issuer` and `account` may have other accepted readings, where apps differ. */
export interface ExpectedEntry {
  readonly type: string;
  readonly issuer: string;
  readonly account: string;
  readonly secretBase32: string;
  readonly algorithm: string;
  readonly digits: number;
  readonly period?: number;
  readonly counter?: number;
  /** None in the file: then the entry is skipped. */
  readonly pin?: string;
  readonly accept?: { readonly issuer?: readonly string[]; readonly account?: readonly string[] };
  /** May be skipped with a reason instead. */
  readonly optional?: boolean;
  readonly groups?: readonly string[];
  readonly note?: string;
  readonly favorite?: boolean;
}

export interface Sample {
  readonly file: string;
  readonly format: string;
  readonly password?: string;
  readonly expected?: readonly ExpectedEntry[];
  /** How many entries have to be named as not taken, at least. */
  readonly skipped?: number;
  readonly error?: string;
  readonly errorAny?: readonly string[];
  /** A refusal is better, and taking it is no fault. */
  readonly mayAccept?: boolean;
  /** Taking it is better, and a refusal is no fault. */
  readonly mayRefuse?: boolean;
  readonly allowExtra?: boolean;
  readonly variant?: string;
  /** A name of `GENERATORS`: too large to keep. */
  readonly generator?: string;
  readonly companion?: string;
}

export const OWN = path.resolve(import.meta.dirname, '../../fixtures/formats');
/** Kept beside the project: those that ours are copies of, and those of other projects, which may be read and not kept. */
const SHARED = path.resolve(import.meta.dirname, '../../../../shared/corpus/formats');
export const MADE = path.join(SHARED, 'made');
export const REAL = path.join(SHARED, 'real');

const encode = (text: string) => new TextEncoder().encode(text);
const URI = 'otpauth://totp/ACME:a?secret=JBSWY3DPEHPK3PXP&issuer=ACME';

/** Inputs that are too large to lie in a folder. */
const GENERATORS: Readonly<Record<string, () => Uint8Array>> = {
  millionUriLines: () => encode(`${URI}\n`.repeat(130_000)),
  millionAegisEntries: () =>
    encode(
      `{"version":1,"header":{"slots":null,"params":null},"db":{"version":2,"entries":[${'{},'.repeat(1e6)}{}]}}`,
    ),
  deepJson: () => encode('['.repeat(1e6) + ']'.repeat(1e6)),
  deepJsonInEntry: () =>
    encode(`{"version":1,"entries":[{"content":${'{"a":'.repeat(1e5)}1${'}'.repeat(1e5)}}]}`),
  hugeIssuer: () => encode(`otpauth://totp/a?secret=JBSWY3DPEHPK3PXP&issuer=${'A'.repeat(7 * 1024 * 1024)}`),
  hugeSecret: () => encode(`otpauth://totp/a?secret=${'A'.repeat(7 * 1024 * 1024)}`),
  zipBomb4GiBFlat: () => zipSync({ 'raivo-otp-export.json': new Uint8Array(64 * 1024 * 1024) }),
  gzipOfSpaces: () => Uint8Array.of(0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3, ...new Uint8Array(4096)),
};

export function bytesOf(folder: string, { file, generator }: Sample): Uint8Array | null {
  if (generator) return GENERATORS[generator]?.() ?? null;
  return new Uint8Array(readFileSync(path.join(folder, file)));
}

export const companionsOf = (folder: string, { companion }: Sample): Uint8Array[] =>
  companion ? [new Uint8Array(readFileSync(path.join(folder, companion)))] : [];

/** @returns none where the folder is not there */
export function samplesIn(folder: string): Sample[] {
  const index = path.join(folder, 'index.json');
  return existsSync(index) ? JSON.parse(readFileSync(index, 'utf8')) : [];
}

const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
const STEAM = '23456789BCDFGHJKMNPQRTVWXY';

function keyOf(secretBase32: string): Buffer {
  const bits = [...secretBase32]
    .map((letter) => BASE32.indexOf(letter).toString(2).padStart(5, '0'))
    .join('');
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
}

/** RFC 4226 §5.3 with Node's own HMAC, Steam's letters, Mobile-OTP and Yandex: nothing of ours in it. */
export function independentCode(entry: ExpectedEntry, counter: number): string {
  const { pin = '' } = entry;
  if (entry.type === 'yandex') return referenceYandex(entry.secretBase32, BigInt(counter), pin);
  if (entry.type === 'motp')
    return referenceMobileOtp(keyOf(entry.secretBase32).toString('hex'), BigInt(counter), pin);
  const moving = Buffer.alloc(8);
  moving.writeBigUInt64BE(BigInt(counter));
  const sum = createHmac(entry.algorithm.toLowerCase(), keyOf(entry.secretBase32)).update(moving).digest();
  let number = sum.readUInt32BE((sum.at(-1) ?? 0) & 15) & 0x7fffffff;
  if (entry.type !== 'steam') return `${number % 10 ** entry.digits}`.padStart(entry.digits, '0');
  let code = '';
  for (let place = 0; place < 5; place += 1) {
    code += STEAM[number % 26];
    number = Math.floor(number / 26);
  }
  return code;
}
