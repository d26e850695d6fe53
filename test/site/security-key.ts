/**
 * Security keys, and what a phone or computer has for signing in (WebAuthn). The key signs a challenge of ours together
 * with the origin that the browser sees: a copy of this site gets a signature that is worth nothing here. The library
 * reads and checks what the browser sends; what is given out, used up and remembered is decided here.
 */

import { randomBytes } from 'node:crypto';
import type { AuthenticationResponseJSON, RegistrationResponseJSON } from '@simplewebauthn/server';
import type { User } from './database.ts';
import type { Factor } from './factors.ts';
import { issuer } from './key-uri.ts';
import {
  addChallenge,
  addKey,
  advanceCounter,
  type Challenge,
  deleteKeysOf,
  findKey,
  keysOf,
  type SecurityKey,
  takeChallenge,
} from './security-key-store.ts';
import { hashOf, type Session } from './session.ts';
import type { Sqlite } from './sqlite.ts';
import { isAssertion, isRegistration, responseOf } from './webauthn-response.ts';

export const securityKey: Factor = {
  id: 'key',
  title: 'Security key or biometrics',
  isOn: (database, userId) => keysOf(database, userId).length > 0,
  signInPath: '/sign-in/key',
  setUpPath: '/security-keys',
  turnOff: deleteKeysOf,
};

/** Loaded with the first key: the command line lists factors, and should not wait for what reads certificates. */
const library = () => import('@simplewebauthn/server');

/** The name that keys are bound to. */
export interface RelyingParty {
  id: string;
  /** As the browser writes it into what the key signs. */
  origin: string;
}

/** What every step needs to know of a visit. */
export interface Ceremony {
  database: Sqlite;
  session: Session;
  party: RelyingParty;
  /** Unix milliseconds. */
  now: number;
}

/**
 * `expired`: the challenge is unknown, old or used. `copied`: the key has counted further than this signature says.
 */
export type KeyAnswer =
  | { kind: 'right'; key: SecurityKey }
  | { kind: 'unknown' | 'expired' | 'wrong' | 'copied' };

const minutes = 60_000;
const challengeLifetime = 5 * minutes;
export const maxKeys = 10;

/**
 * The relying party of a request, by its Host header. WebAuthn wants a name, and `localhost` is the one that counts as
 * secure without TLS; browsers refuse numbers like 127.0.0.1.
 */
export function relyingPartyOf(host: string): RelyingParty | undefined {
  const { hostname, origin } = new URL(`http://${host}`);
  return hostname === 'localhost' ? { id: hostname, origin } : undefined;
}

/** What the browser needs to make a key for this person. */
export async function registrationOptions(ceremony: Ceremony, user: User) {
  const { party, database } = ceremony;
  const { generateRegistrationOptions } = await library();
  return await generateRegistrationOptions({
    rpName: issuer,
    rpID: party.id,
    userName: user.name,
    // It comes back when one signs in without a name; it must say nothing about the person.
    userID: Uint8Array.from(Buffer.from(String(user.id))),
    challenge: newChallenge(ceremony, 'register'),
    timeout: challengeLifetime,
    attestationType: 'none',
    excludeCredentials: keysOf(database, user.id),
    authenticatorSelection: { residentKey: 'preferred', userVerification: 'preferred' },
  });
}

/** What the browser needs to have one of these keys sign; without keys, any that knows by itself whom it belongs to. */
export async function assertionOptions(ceremony: Ceremony, keys?: readonly SecurityKey[]) {
  const { generateAuthenticationOptions } = await library();
  return await generateAuthenticationOptions({
    rpID: ceremony.party.id,
    challenge: newChallenge(ceremony, keys ? 'second-factor' : 'passwordless'),
    timeout: challengeLifetime,
    ...(keys && { allowCredentials: [...keys] }),
    // After a password, having the key is the second factor. Alone, it must also know who holds it.
    userVerification: keys ? 'discouraged' : 'required',
  });
}

/** Checks what the browser made with `registrationOptions`, and keeps it under `name`. */
export async function keepNewKey(
  ceremony: Ceremony,
  { user, name, form }: { user: User; name: string; form: URLSearchParams },
): Promise<'kept' | 'known' | 'expired' | 'wrong'> {
  const response = responseOf(form);
  if (!isRegistration(response)) return 'wrong';
  const use = challengeUse(ceremony, 'register');
  const verified = await judgeRegistration(response, ceremony, use);
  if (!verified) return use.isOver ? 'expired' : 'wrong';
  const isKept = addKey(ceremony.database, {
    id: verified.credential.id,
    userId: user.id,
    name,
    publicKey: Buffer.from(verified.credential.publicKey).toString('base64url'),
    counter: verified.credential.counter,
    transports: verified.credential.transports ?? [],
    isDiscoverable: response.clientExtensionResults.credProps?.rk === true,
    addedAt: ceremony.now,
  });
  return isKept ? 'kept' : 'known';
}

/**
 * Judges a signature. The challenge is used up by the question whether it is there, and the counter moves on in one
 * step with its check: the same signature sent many times at once is accepted once.
 */
export async function judgeAssertion(
  ceremony: Ceremony,
  purpose: 'second-factor' | 'passwordless',
  form: URLSearchParams,
): Promise<KeyAnswer> {
  const response = responseOf(form);
  if (!isAssertion(response)) return { kind: 'wrong' };
  const key = findKey(ceremony.database, response.id);
  const isOwn =
    purpose === 'passwordless' ? isNamedBy(response, key) : key?.userId === userIdOf(ceremony.session);
  if (!key || !isOwn) return { kind: 'unknown' };
  const use = challengeUse(ceremony, purpose);
  const counter = await counterOf(response, { key, ceremony, use, isVerified: purpose === 'passwordless' });
  if (counter === undefined) return { kind: use.isOver ? 'expired' : 'wrong' };
  const { database, now } = ceremony;
  return advanceCounter(database, key.id, { counter, now }) ? { kind: 'right', key } : { kind: 'copied' };
}

function userIdOf(session: Session): number | undefined {
  return session.kind === 'visitor' ? undefined : session.user.id;
}

/** A key that comes without a name has to know by itself whom it belongs to. */
function isNamedBy({ response }: AuthenticationResponseJSON, key: SecurityKey | undefined): boolean {
  const userId = Buffer.from(response.userHandle ?? '', 'base64url').toString();
  return key !== undefined && userId === String(key.userId);
}

function newChallenge(ceremony: Ceremony, purpose: Challenge['purpose']): Uint8Array<ArrayBuffer> {
  const { database, session, now } = ceremony;
  const bytes = Uint8Array.from(randomBytes(32));
  const challenge = Buffer.from(bytes).toString('base64url');
  const times = { now, expiresAt: now + challengeLifetime };
  addChallenge(database, { challenge, sessionHash: hashOf(session.id), purpose }, times);
  return bytes;
}

interface ChallengeUse {
  /** Set once the challenge was asked for and was not, or no longer, there. */
  isOver: boolean;
  take(challenge: string): boolean;
}

function challengeUse({ database, session, now }: Ceremony, purpose: Challenge['purpose']): ChallengeUse {
  const use: ChallengeUse = {
    isOver: false,
    take(challenge) {
      const isThere = takeChallenge(database, { challenge, sessionHash: hashOf(session.id), purpose }, now);
      use.isOver = !isThere;
      return isThere;
    },
  };
  return use;
}

async function judgeRegistration(response: RegistrationResponseJSON, { party }: Ceremony, use: ChallengeUse) {
  try {
    const { verifyRegistrationResponse } = await library();
    const { registrationInfo } = await verifyRegistrationResponse({
      response,
      expectedChallenge: use.take,
      expectedOrigin: party.origin,
      expectedRPID: party.id,
      requireUserVerification: false,
    });
    return registrationInfo;
  } catch {
    // The library throws at whatever is not as it must be; all of it comes from outside.
    return undefined;
  }
}

interface Signed {
  key: SecurityKey;
  ceremony: Ceremony;
  use: ChallengeUse;
  /** Whether the key must have checked who holds it, by PIN or biometrics. */
  isVerified: boolean;
}

/** The key's counter, when the signature is right. */
async function counterOf(
  response: AuthenticationResponseJSON,
  { key, ceremony: { party }, use, isVerified }: Signed,
): Promise<number | undefined> {
  try {
    const { verifyAuthenticationResponse } = await library();
    const { verified, authenticationInfo } = await verifyAuthenticationResponse({
      response,
      expectedChallenge: use.take,
      expectedOrigin: party.origin,
      expectedRPID: party.id,
      requireUserVerification: isVerified,
      // `advanceCounter` judges the counter, after the signature: 0 lets every one pass here.
      credential: {
        id: key.id,
        publicKey: Uint8Array.from(Buffer.from(key.publicKey, 'base64url')),
        counter: 0,
      },
    });
    return verified ? authenticationInfo.newCounter : undefined;
  } catch {
    // The library throws at whatever is not as it must be; all of it comes from outside.
    return undefined;
  }
}
