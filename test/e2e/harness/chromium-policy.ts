/**
 * What an organisation settles for our extension, given to a real Chromium in the way of an administrator: a file in
 * the one folder that Chromium on Linux reads, which it also watches. The id of an unpacked extension is made of its
 * path (the first 16 bytes of a SHA-256, in letters), so that the file is there before the browser starts.
 */
import { createHash, randomUUID } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

const FOLDER = '/etc/chromium/policies/managed';

/** Whether policies can be settled here: the folder is an administrator's. */
export function canSettle(): boolean {
  try {
    mkdirSync(FOLDER, { recursive: true });
    return process.getuid?.() === 0;
  } catch {
    return false;
  }
}

export function idOfUnpacked(extension: string): string {
  const digest = createHash('sha256').update(extension.replace(/\/$/, '')).digest('hex').slice(0, 32);
  return digest.replace(/./g, (digit) => String.fromCharCode(97 + Number.parseInt(digit, 16)));
}

export interface SettledPolicy {
  /** Something else is settled from now on; Chromium takes it over within seconds. */
  change(policy: Readonly<Record<string, unknown>>): Promise<void>;
  remove(): Promise<void>;
}

export async function settlePolicy(
  extension: string,
  policy: Readonly<Record<string, unknown>>,
): Promise<SettledPolicy> {
  const id = idOfUnpacked(extension);
  const file = join(FOLDER, `counterfoil-${id}.json`);
  const change = async (next: Readonly<Record<string, unknown>>) => {
    const written = `${file}.${randomUUID()}`;
    await writeFile(written, JSON.stringify({ '3rdparty': { extensions: { [id]: next } } }));
    await rename(written, file);
  };
  await change(policy);
  return { change, remove: () => rm(file, { force: true }) };
}
