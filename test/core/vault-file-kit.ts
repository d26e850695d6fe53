/** What the tests of the vault file share: the vectors, and a second hand at the file with node:crypto. */
import { createHash } from 'node:crypto';
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

/** The code of the expected failure, or what came instead. */
export async function codeOf(work: Promise<unknown>): Promise<unknown> {
  try {
    return { opened: await work };
  } catch (error) {
    return error instanceof UserError ? error.code : error;
  }
}
