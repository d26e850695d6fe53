/** What the tests of the vault file share: the vectors, and a second hand at the file with node:crypto. */
import { createCipheriv, createHash, hkdfSync, randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { type ErrorCode, UserError } from '../../src/core/errors';

export interface Vectors {
  readonly passphrase: string;
  readonly prf_hex: string;
  readonly recovery_hex: string;
  readonly vault_key_hex: string;
  readonly content: unknown;
  readonly positive: Readonly<Record<string, PositiveVector>>;
  readonly negative: Readonly<Record<string, { readonly file: string; readonly error: ErrorCode }>>;
}
interface PositiveVector {
  readonly file: string;
  readonly passphrase?: string;
  readonly foreign?: readonly string[];
  readonly draws?: readonly string[];
}

const fixture = new URL('../fixtures/vaults/v1.json', import.meta.url);
export const vectors: Vectors = JSON.parse(readFileSync(fixture, 'utf8'));
export const vaultKey = Buffer.from(vectors.vault_key_hex, 'hex').toString('base64url');
export const prfSecret = Uint8Array.from(Buffer.from(vectors.prf_hex, 'hex'));
export const recoverySecret = Uint8Array.from(Buffer.from(vectors.recovery_hex, 'hex'));

/** A frozen vector that opens. */
export function positive(name: string): PositiveVector {
  const vector = vectors.positive[name];
  if (!vector) throw new Error(`no vector ${name}`);
  return vector;
}

export const MEMBERS = ['header', 'salt', 'nonce', 'ct'] as const;
export type Parts = Record<(typeof MEMBERS)[number], Buffer>;

/** The four binary members of a file. */
export function takeApart(file: string): Parts {
  const { header, salt, nonce, ct } = JSON.parse(file);
  const bytes = (text: string) => Buffer.from(text, 'base64url');
  return { header: bytes(header), salt: bytes(salt), nonce: bytes(nonce), ct: bytes(ct) };
}

/** A file of these members, with a sum that fits: what somebody does who tampers. */
export function putTogether(parts: Parts): string {
  const [header, salt, nonce, ct] = MEMBERS.map((name) => parts[name].toString('base64url'));
  const whole = ['counterfoil-vault', 1, header, salt, nonce, ct].join('.');
  const sum = createHash('sha256').update(whole).digest().subarray(0, 16).toString('base64url');
  return JSON.stringify({ format: 'counterfoil-vault', v: 1, header, salt, nonce, ct, sum });
}

/** The slots of a file, each as the value that its header holds. */
export const slotsOf = (file: string): { readonly id: string; readonly type: string }[] =>
  JSON.parse(takeApart(file).header.toString()).slots;

/** The list of slots in the header, as the very text. */
export const slotListOf = (file: string): string =>
  /"slots"\s*:\s*\[(.*)\]/s.exec(takeApart(file).header.toString())?.[1] ?? '';

/** Seals a padded payload under the vault key of the vectors: what somebody does who has the key and other code. */
export function sealByHand(header: Buffer, padded: Buffer): string {
  const [salt, nonce] = [randomBytes(32), randomBytes(12)];
  const ikm = Buffer.from(vectors.vault_key_hex, 'hex');
  const key = hkdfSync('sha256', ikm, salt, 'counterfoil-vault/v1/payload', 32);
  const cipher = createCipheriv('aes-256-gcm', Buffer.from(key), nonce);
  cipher.setAAD(Buffer.concat([Buffer.from('counterfoil-vault/v1/payload\0'), header]));
  const ct = Buffer.concat([cipher.update(padded), cipher.final(), cipher.getAuthTag()]);
  return putTogether({ header, salt, nonce, ct });
}

/** The code of the expected failure, or what came instead. */
export async function codeOf(work: Promise<unknown>): Promise<unknown> {
  try {
    return { opened: await work };
  } catch (error) {
    return error instanceof UserError ? error.code : error;
  }
}
