import type { PortableAccount } from '../../../src/core/account';
import { type Random, seeded } from '../importers/mutations';

export type { Random };
export { seeded };

const LETTERS = 'abcdefghijklmnoprstuvw';
const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** As people have them: a secret of 160 bits, a mail address, one site, some with a tag, a note, recovery codes, an icon. */
export function typicalAccounts(count: number, seed = 1): PortableAccount[] {
  const random = seeded(seed);
  const pick = (letters: string, length: number) =>
    Array.from({ length }, () => letters.charAt(Math.floor(random() * letters.length))).join('');
  return Array.from({ length: count }, (_, index): PortableAccount => {
    const host = pick(LETTERS, 9);
    return {
      ...{ type: 'totp', period: 30, algorithm: 'SHA1', digits: 6 },
      issuer: host,
      name: `${pick(LETTERS, 8)}@mail.example`,
      secret: pick(BASE32, 32),
      sites: [{ origin: `https://${host}.example`, subdomains: true }],
      ...(index % 20 === 0 ? { pinned: true } : {}),
      ...(index % 3 === 0 ? { tags: ['work'] } : {}),
      ...(index % 5 === 0 ? { note: `${pick(LETTERS, 6)} ${pick(LETTERS, 12)}` } : {}),
      ...(index % 6 === 0 ? { icon: 'brand:github' } : {}),
      ...(index % 4 === 0
        ? { recoveryCodes: Array.from({ length: 10 }, () => ({ code: pick(LETTERS, 10) })) }
        : {}),
    };
  });
}

export const bytesOf = (length: number, seed: number): Uint8Array<ArrayBuffer> => {
  const random = seeded(seed);
  return Uint8Array.from({ length }, () => Math.floor(random() * 256));
};
