import { UserError } from '../../../src/core/errors';
import { readImport } from '../../../src/core/importers';

/** Ten bytes, the example of the key URI format. */
export const SECRET = 'JBSWY3DPEHPK3PXP';

const bytesOf = (file: unknown): Uint8Array =>
  file instanceof Uint8Array
    ? file
    : new TextEncoder().encode(typeof file === 'string' ? file : JSON.stringify(file));

/** Imports a file: bytes, a text, or what becomes JSON. */
export const importOf = (file: unknown, passphrase?: string) => readImport(bytesOf(file), passphrase);

/** Why a file is refused. */
export async function refusalOf(file: unknown, passphrase?: string): Promise<string> {
  try {
    await importOf(file, passphrase);
  } catch (error) {
    if (error instanceof UserError) return error.code;
    throw error;
  }
  return 'taken';
}

/** Issuer and name of what is taken, and why the others are not. */
export async function outline(file: unknown, passphrase?: string) {
  const { accounts, skipped } = await importOf(file, passphrase);
  return {
    accounts: accounts.map(({ issuer, name }) => `${issuer}:${name}`),
    skipped: skipped.map(({ name, reason }) => `${name}: ${reason}`),
  };
}
