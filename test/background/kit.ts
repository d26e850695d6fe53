/** What the tests of the background share: a vault made once, put on as many hosts as are needed. */

import { createVault } from '../../src/background/vault/unlocking';
import { changeVault, readVault } from '../../src/background/vault/vault';
import type { AddedAccount, Command } from '../../src/core/command-types';
import { UserError } from '../../src/core/errors';
import type { Credential } from '../../src/messages';
import { FakeHost } from '../fakes/fake-host';

export const PASSPHRASE = 'lantern gravel oboe mistral';
export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const own: Credential = { type: 'passphrase', passphrase: PASSPHRASE };
export const withPassphrase = (passphrase: string): Credential => ({ type: 'passphrase', passphrase });

/** A secret of its own for each name of up to eight letters. */
const secretOf = (name: string) =>
  `JBSWY3DP${name
    .toUpperCase()
    .replaceAll(/[^A-Z2-7]/g, '')
    .padEnd(8, 'A')}`;

export function account(name: string): AddedAccount {
  const base = {
    type: 'totp',
    issuer: 'ACME',
    algorithm: 'SHA1',
    digits: 6,
    period: 30,
    sites: [],
    pinned: false,
  } as const;
  return { ...base, name, id: name, secret: secretOf(name) };
}

export const add = (...names: string[]): Command => ({
  type: 'add',
  accounts: names.map(account),
  source: 'manual',
});

/** An HOTP account of RFC 4226, appendix D, under the id `h`. */
export const addHotp: Command = {
  type: 'add',
  source: 'manual',
  accounts: [
    {
      id: 'h',
      type: 'hotp',
      counter: 0,
      issuer: 'H',
      name: 'h',
      algorithm: 'SHA1',
      digits: 6,
      sites: [],
      pinned: false,
      secret: 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ',
    },
  ],
};

/** The code of the error that a call ends with, or `accepted`. */
export async function refusal(promise: Promise<unknown>): Promise<string> {
  return promise.then(
    () => 'accepted',
    (error: unknown) => {
      if (error instanceof UserError) return error.code;
      throw error;
    },
  );
}

/** A host with an unlocked vault that holds these accounts. */
export async function hostWith(...commands: Command[]): Promise<FakeHost> {
  const host = new FakeHost();
  await createVault(host, PASSPHRASE);
  for (const [index, command] of commands.entries()) await changeVault(host, `setup ${index}`, command);
  return host;
}

/** The names of the accounts of an open vault, in the order of the list. */
export const names = async (of: FakeHost): Promise<string[]> =>
  (await readVault(of)).accounts.map(({ name }) => name);
