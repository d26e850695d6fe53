/** What the tests of the importers share. */
import { UserError } from '../../../src/core/errors';
import { type Import, readImport } from '../../../src/core/importers';

/** The bytes of `JBSWY3DPEHPK3PXP`. */
export const KEY = Uint8Array.of(72, 101, 108, 108, 111, 33, 222, 173, 190, 239);
export const SECRET = 'JBSWY3DPEHPK3PXP';

const bytesOf = (file: unknown): Uint8Array =>
  file instanceof Uint8Array
    ? file
    : new TextEncoder().encode(typeof file === 'string' ? file : JSON.stringify(file));

/** Imports a file: bytes, a text, or what becomes JSON. */
export const read = (file: unknown, passphrase?: string): Promise<Import> =>
  readImport(bytesOf(file), passphrase);

/** Issuer and name of what is taken, and why the others are not. */
export async function outline(file: unknown, passphrase?: string) {
  const { accounts, skipped } = await read(file, passphrase);
  return {
    accounts: accounts.map(({ issuer, name }) => `${issuer}:${name}`),
    skipped: skipped.map(({ name, reason }) => `${name}: ${reason}`),
  };
}

/** The code of the refusal; anything but a refusal is thrown. */
export async function refusal(reading: Promise<unknown>): Promise<string> {
  try {
    await reading;
  } catch (error) {
    if (error instanceof UserError) return error.code;
    throw error;
  }
  return 'accepted';
}

/** Bytes as Java writes them into JSON. */
export const signed = (bytes: Uint8Array): number[] => [...new Int8Array(bytes)];

export const escapeXml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');

/** The preferences of an Android app. */
export const preferences = (strings: Readonly<Record<string, string>>): string =>
  `<?xml version='1.0' encoding='utf-8' standalone='yes' ?>\n<map>\n${Object.entries(strings)
    .map(([name, text]) => `<string name="${escapeXml(name)}">${escapeXml(text)}</string>`)
    .join('\n')}\n</map>\n`;
