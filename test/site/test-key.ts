/** A security key in software, for the tests: it signs as WebAuthn says, and can be told to misbehave. */
import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto';
import { isoCBOR } from '@simplewebauthn/server/helpers';
import type { Shown } from './test-browser.ts';

export interface KeyOptions {
  challenge: string;
  /** The person, in the options for a new key. */
  user?: { id: string };
}

export interface Behaviour {
  origin: string;
  rpId?: string;
  /** What the key says it has counted. */
  counter?: number;
  /** Whether it checked who holds it. */
  isVerified?: boolean;
}

export interface TestKey {
  id: string;
  /** The field `response` of the form that sets it up. */
  create(options: KeyOptions, behaviour: Behaviour): string;
  /** The field `response` of the form that signs in. */
  get(options: KeyOptions, behaviour: Behaviour): string;
}

/** The options that a page holds for the browser. */
export function optionsIn({ markup }: Shown): KeyOptions {
  const text = /data-options="([^"]*)"/.exec(markup)?.[1] ?? '{}';
  return JSON.parse(text.replaceAll('&quot;', '"').replaceAll('&amp;', '&'));
}

export function makeTestKey(): TestKey {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const { x = '', y = '' } = publicKey.export({ format: 'jwk' });
  const idBytes = randomBytes(32);
  const id = idBytes.toString('base64url');
  let userHandle: string | undefined;
  const answer = (response: object) =>
    JSON.stringify({ id, rawId: id, type: 'public-key', response, clientExtensionResults: {} });

  return {
    id,
    create({ challenge, user }, behaviour) {
      userHandle = user?.id;
      const data = Buffer.concat([dataOf(behaviour, 0x40), attested(idBytes, x, y)]);
      const attestation = new Map<string, string | Uint8Array | Map<string, string>>([
        ['fmt', 'none'],
        ['attStmt', new Map<string, string>()],
        ['authData', Uint8Array.from(data)],
      ]);
      const clientDataJSON = clientData('webauthn.create', challenge, behaviour);
      return answer({
        clientDataJSON: clientDataJSON.toString('base64url'),
        attestationObject: Buffer.from(isoCBOR.encode(attestation)).toString('base64url'),
        transports: ['usb'],
      });
    },
    get({ challenge }, behaviour) {
      const data = dataOf(behaviour);
      const clientDataJSON = clientData('webauthn.get', challenge, behaviour);
      const signed = Buffer.concat([data, createHash('sha256').update(clientDataJSON).digest()]);
      return answer({
        clientDataJSON: clientDataJSON.toString('base64url'),
        authenticatorData: data.toString('base64url'),
        signature: sign('sha256', signed, privateKey).toString('base64url'),
        userHandle,
      });
    },
  };
}

function clientData(type: string, challenge: string, { origin }: Behaviour): Buffer {
  return Buffer.from(JSON.stringify({ type, challenge, origin, crossOrigin: false }));
}

/** WebAuthn, section 6.1: hash of the RP ID, flags (present 1, verified 4), counter. */
function dataOf({ rpId = 'localhost', counter = 0, isVerified = false }: Behaviour, flags = 0): Buffer {
  const head = Buffer.alloc(5);
  head.writeUInt8(flags | 1 | (isVerified ? 4 : 0), 0);
  head.writeUInt32BE(counter, 1);
  return Buffer.concat([createHash('sha256').update(rpId).digest(), head]);
}

/** WebAuthn, section 6.5.1: AAGUID, length of the id, id, and the key as COSE writes it (RFC 9053, section 7.1). */
function attested(id: Buffer, x: string, y: string): Buffer {
  const length = Buffer.alloc(2);
  length.writeUInt16BE(id.length);
  const key = new Map<number, number | Uint8Array>([
    [1, 2],
    [3, -7],
    [-1, 1],
    [-2, Uint8Array.from(Buffer.from(x, 'base64url'))],
    [-3, Uint8Array.from(Buffer.from(y, 'base64url'))],
  ]);
  return Buffer.concat([Buffer.alloc(16), length, id, isoCBOR.encode(key)]);
}
