import { afterEach, describe, expect, it, vi } from 'vitest';
import { acceptsCost, derivePassphraseBytes, isBelowCreated } from '../../src/core/vault-file/kdf';

const { instantiate } = WebAssembly;
afterEach(() => {
  vi.restoreAllMocks();
  Reflect.deleteProperty(SubtleCrypto, 'supports');
});

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');
const filled = (length: number, value: number) => new Uint8Array(length).fill(value);
const ascii = (text: string) => new TextEncoder().encode(text);
const argon2 = (m: number, t: number, p: number, salt = filled(32, 9)) =>
  ({ id: 'argon2id-v19', m, t, p, salt }) as const;
const pbkdf2 = (c: number, salt = filled(32, 9)) => ({ id: 'pbkdf2-sha256', c, salt }) as const;

/**
 * The vector of RFC 9106 has a secret and associated data, of which the vault uses neither: hash-wasm feeds their
 * two empty lengths to BLAKE2b, and this puts the RFC's fields there.
 */
function giveSecretAndAssociatedData(...fields: Uint8Array[]) {
  const queue = [...fields];
  vi.spyOn(WebAssembly, 'instantiate').mockImplementation(async (...given: unknown[]) => {
    const instance: unknown = await Reflect.apply(instantiate, WebAssembly, given);
    if (!(instance instanceof WebAssembly.Instance))
      throw new Error('hash-wasm was expected to give a module');
    const { exports } = instance;
    const { memory, Hash_GetBuffer: start, Hash_Update: update } = exports;
    if (
      !(memory instanceof WebAssembly.Memory) ||
      typeof start !== 'function' ||
      typeof update !== 'function'
    )
      return instance;
    const feed = (length: number) => {
      const at: number = start();
      const isEmptyLength = length === 4 && new DataView(memory.buffer).getUint32(at) === 0;
      const field = isEmptyLength ? queue.shift() : undefined;
      if (!field) return update(length);
      new DataView(memory.buffer).setUint32(at, field.length, true);
      new Uint8Array(memory.buffer).set(field, at + 4);
      return update(4 + field.length);
    };
    return Object.create(instance, { exports: { value: { ...exports, Hash_Update: feed } } });
  });
  return queue;
}

describe('the key derivation that ships (CR8)', () => {
  it('gives the Argon2id tag of RFC 9106 §5.3', async () => {
    const left = giveSecretAndAssociatedData(filled(8, 3), filled(12, 4));
    const password = '\u0001'.repeat(32);
    expect(hex(await derivePassphraseBytes(password, argon2(32, 3, 4, filled(16, 2))))).toBe(
      '0d640df58d78766c08c037a34a8b53c9d01ef0452d75b65eb52520e96b01e659',
    );
    expect(left).toEqual([]);
  });

  // From test.c of the reference implementation, P-H-C/phc-winner-argon2 (version 0x13, Argon2id).
  it.each([
    [
      65_536,
      2,
      1,
      'password',
      'somesalt',
      '09316115d5cf24ed5a15a31a3ba326e5cf32edc24702987c02b6566f61913cf7',
    ],
    [256, 2, 2, 'password', 'somesalt', '6d093c501fd5999645e0ea3bf620d7b8be7fd2db59c20d9fff9539da2bf57037'],
    [
      65_536,
      2,
      1,
      'password',
      'diffsalt',
      'bdf32b05ccc42eb15d58fd19b1f856b113da1e9a5874fdcc544308565aa8141c',
    ],
  ])('gives the reference tag for m=%i t=%i p=%i %s %s', async (m, t, p, password, salt, tag) => {
    expect(hex(await derivePassphraseBytes(password, argon2(m, t, p, ascii(salt))))).toBe(tag);
  });

  // RFC 7914 §11, the first 32 of 64 bytes: the first block of PBKDF2 does not depend on the length.
  it.each([
    [1, 'passwd', 'salt', '55ac046e56e3089fec1691c22544b605f94185216dde0465e68b9d57c20dacbc'],
    [80_000, 'Password', 'NaCl', '4ddcd8f60b98be21830cee5ef22701f9641a4418d04c0414aeff08876b34ab56'],
  ])('gives the PBKDF2-HMAC-SHA-256 key of RFC 7914 §11 for c=%i', async (c, password, salt, key) => {
    expect(hex(await derivePassphraseBytes(password, pbkdf2(c, ascii(salt))))).toBe(key);
  });
});

describe('the native Argon2id of WebCrypto', () => {
  async function provide(supports: (...given: unknown[]) => boolean, deriveBits: () => Promise<ArrayBuffer>) {
    const key = await crypto.subtle.importKey('raw', filled(32, 1), 'HKDF', false, ['deriveKey']);
    Object.defineProperty(SubtleCrypto, 'supports', { value: vi.fn(supports), configurable: true });
    return {
      key,
      importKey: vi.spyOn(crypto.subtle, 'importKey').mockResolvedValue(key),
      deriveBits: vi.spyOn(crypto.subtle, 'deriveBits').mockImplementation(deriveBits),
      instantiate: vi.spyOn(WebAssembly, 'instantiate'),
    };
  }

  it('takes over with the same parameters where it is supported', async () => {
    const native = await provide(
      () => true,
      async () => filled(32, 7).buffer,
    );
    expect(await derivePassphraseBytes('é', argon2(19_456, 2, 1))).toEqual(filled(32, 7));
    const parameters = {
      name: 'Argon2id',
      version: 0x13,
      nonce: filled(32, 9),
      memory: 19_456,
      passes: 2,
      parallelism: 1,
    };
    expect(native.importKey).toHaveBeenCalledWith('raw-secret', expect.anything(), 'Argon2id', false, [
      'deriveBits',
    ]);
    expect(native.deriveBits).toHaveBeenCalledWith(parameters, native.key, 256);
    expect(native.instantiate).not.toHaveBeenCalled();
  });

  it.each([
    ['says no', () => false],
    ['knows only a part', (operation: unknown) => operation === 'importKey'],
    ['says yes and fails', () => true],
  ])('leaves the work to WASM where it %s', async (_case, supports) => {
    const native = await provide(supports, async () => {
      throw new DOMException('Unrecognized name', 'NotSupportedError');
    });
    const byWasm = await derivePassphraseBytes('password', argon2(65_536, 2, 1, ascii('somesalt')));
    expect(hex(byWasm)).toBe('09316115d5cf24ed5a15a31a3ba326e5cf32edc24702987c02b6566f61913cf7');
    expect(native.instantiate).toHaveBeenCalled();
  });
});

describe('the cost of a derivation', () => {
  it.each([
    [19_456, 1, 1, true],
    [19_455, 1, 1, false],
    [1_048_576, 4, 4, true],
    [1_048_577, 1, 1, false],
    [1_048_576, 5, 1, false],
    [262_144, 16, 1, true],
    [65_536, 17, 1, false],
    [65_536, 0, 1, false],
    [65_536, 3, 5, false],
    [65_536, 3, 0, false],
    [65_536, 2.5, 1, false],
    [Number.NaN, 3, 1, false],
  ])('of Argon2id with m=%d t=%d p=%d is accepted: %s', (m, t, p, accepted) => {
    expect(acceptsCost(argon2(m, t, p))).toBe(accepted);
  });

  it.each([
    [599_999, false],
    [600_000, true],
    [10_000_000, true],
    [10_000_001, false],
  ])('of PBKDF2 with c=%i is accepted: %s', (c, accepted) => {
    expect(acceptsCost(pbkdf2(c))).toBe(accepted);
  });

  it('is below what we create where memory, work or iterations are', () => {
    const below = [argon2(65_535, 16, 1), argon2(65_536, 2, 1), pbkdf2(999_999)];
    const enough = [argon2(65_536, 3, 1), argon2(131_072, 2, 1), pbkdf2(1_000_000)];
    expect(below.map(isBelowCreated)).toEqual([true, true, true]);
    expect(enough.map(isBelowCreated)).toEqual([false, false, false]);
  });
});
