import { describe, expect, it } from 'vitest';
import { fromHex, toHex } from '../../../src/core/importers/reading/bytes';
import { decryptTwofish, openTwofish } from '../../../src/core/importers/reading/twofish';
import { concat } from '../../../src/core/vault-file/bytes';
import { refusal } from './kit';

const ZERO = '0'.repeat(32);
/** Of the paper and its table `ecb_tbl.txt`: a key of 256 bits, what is encrypted, what comes out. */
const VECTORS = [
  [ZERO + ZERO, ZERO, '57ff739d4dc92c1bd7fc01700cc8216f'],
  [ZERO + ZERO, '57ff739d4dc92c1bd7fc01700cc8216f', 'd43bb7556ea32e46f2a282b7d45b4e0d'],
  [
    `57ff739d4dc92c1bd7fc01700cc8216f${ZERO}`,
    'd43bb7556ea32e46f2a282b7d45b4e0d',
    '90afe91bb288544f2c32dc239b2635e6',
  ],
  [
    'd43bb7556ea32e46f2a282b7d45b4e0d57ff739d4dc92c1bd7fc01700cc8216f',
    '90afe91bb288544f2c32dc239b2635e6',
    '6cb4561c40bf0a9705931cb6d408e7fa',
  ],
  [
    '0123456789abcdeffedcba987654321000112233445566778899aabbccddeeff',
    ZERO,
    '37527be0052334b89f0cfccae87cfa20',
  ],
] as const;
const IV = new Uint8Array(16);

describe('Twofish', () => {
  it.each(VECTORS)('decrypts with the key %s to %s', (key, text, sealed) => {
    expect(toHex(decryptTwofish(fromHex(key), IV, fromHex(sealed)))).toBe(text);
  });

  it('chains blocks', () => {
    const [key, text, sealed] = VECTORS[4];
    const iv = Uint8Array.from({ length: 16 }, (_, index) => index);
    const twice = decryptTwofish(fromHex(key), iv, concat(fromHex(sealed), fromHex(sealed)));
    expect(toHex(twice.subarray(0, 16))).toBe(toHex(iv));
    expect(toHex(twice.subarray(16))).toBe(sealed);
    expect(text).toBe(ZERO);
  });

  it('takes the padding off, and refuses what has none', async () => {
    const [key, , sealed] = VECTORS[4];
    const padded = Uint8Array.from({ length: 16 }, (_, index) => (index < 13 ? 65 : 3));
    expect(new TextDecoder().decode(openTwofish(fromHex(key), padded, fromHex(sealed)))).toBe('A'.repeat(13));
    const open = async (iv: Uint8Array<ArrayBuffer>) => openTwofish(fromHex(key), iv, fromHex(sealed));
    expect(await refusal(open(new Uint8Array(16)))).toBe('wrong-password');
    expect(await refusal(open(new Uint8Array(16).fill(17)))).toBe('wrong-password');
    expect(await refusal(open(new Uint8Array(15)))).toBe('bad-content');
  });
});
