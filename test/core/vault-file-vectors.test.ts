import { existsSync, readFileSync } from 'node:fs';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { createVault, inspectVault, openVault, openWithKey } from '../../src/core/vault-file';
import { codeOf, positive, prfSecret, recoverySecret, vaultKey, vectors } from './vault-file-kit';

afterEach(() => {
  vi.restoreAllMocks();
});

/** Argon2id starts WebAssembly and PBKDF2 derives bits; the rest of a vault does neither. */
function watchDerivations() {
  const wasm = vi.spyOn(WebAssembly, 'instantiate');
  const bits = vi.spyOn(crypto.subtle, 'deriveBits');
  return () => wasm.mock.calls.length + bits.mock.calls.length;
}

const passphraseOf = (name: string) => positive(name).passphrase ?? vectors.passphrase;
const BEFORE_ANY_WORK = new Set(['E_FORMAT', 'E_NEWER', 'E_SUM', 'E_KDF', 'E_TOO_BIG']);

describe('the frozen vectors of v1', () => {
  it.each(Object.keys(vectors.positive))('%s opens with its passphrase (CR1)', async (name) => {
    const passphrase = passphraseOf(name);
    const opened = await openVault(positive(name).file, { type: 'passphrase', passphrase });
    expect(opened).toMatchObject({ content: vectors.content, vaultKey });
  });

  it.each(Object.keys(vectors.positive))('%s opens with the vault key', async (name) => {
    const { content, rev } = await openWithKey(positive(name).file, vaultKey);
    expect({ content, rev }).toEqual({ content: vectors.content, rev: positive(name).draws ? 1 : 7 });
  });

  it('open with the PRF secret and with the recovery key, without a slow derivation (CR1)', async () => {
    const derivations = watchDerivations();
    const { file } = positive('argon2id');
    const byPrf = await openVault(file, { type: 'webauthn-prf', secret: prfSecret });
    const byRecovery = await openVault(file, { type: 'recovery', secret: recoverySecret });
    expect([byPrf.content, byRecovery.content]).toEqual([vectors.content, vectors.content]);
    expect([byPrf.vaultKey, byRecovery.vaultKey]).toEqual([vaultKey, vaultKey]);
    expect(byPrf.slotId).not.toBe(byRecovery.slotId);
    expect(derivations()).toBe(0);
  });

  it.each(Object.entries(vectors.negative))('%s fails with its code', async (_name, { file, error }) => {
    const derivations = watchDerivations();
    const { passphrase } = vectors;
    expect(await codeOf(openVault(file, { type: 'passphrase', passphrase }))).toBe(error);
    if (BEFORE_ANY_WORK.has(error)) expect(derivations()).toBe(0);
  });

  it.each(Object.entries(vectors.negative))(
    '%s looks from outside as it must',
    async (_name, { file, error }) => {
      const seen = await inspectVault(file);
      expect(seen.ok ? 'ok' : seen.code).toBe(BEFORE_ANY_WORK.has(error) ? error : 'ok');
    },
  );

  it.each(['argon2id', 'pbkdf2'] as const)(
    'are what createVault writes with the same random bytes: %s',
    async (kdf) => {
      const { file, draws = [] } = positive(`created_${kdf}`);
      const queue = draws.map((hex) => Uint8Array.from(Buffer.from(hex, 'hex')));
      const random = (byteCount: number) => {
        const next = queue.shift();
        if (next?.length !== byteCount) throw new Error(`${byteCount} bytes were not expected here`);
        return next;
      };
      const created = await createVault(vectors.content, vectors.passphrase, { random, kdf });
      expect(created).toMatchObject({ text: file, vaultKey, rev: 1, kdf });
      expect(queue).toEqual([]);
    },
  );
});

interface SharedVectors {
  readonly passphrase: string;
  readonly prf_hex: string;
  readonly vault_key_hex: string;
  readonly content: unknown;
  readonly positive: Readonly<Record<string, string>>;
  readonly negative: Readonly<Record<string, { readonly file: string; readonly error: string }>>;
}

const sharedPath = new URL('../../../shared/vectors/vault-v1.json', import.meta.url);
const shared: SharedVectors | undefined = existsSync(sharedPath)
  ? JSON.parse(readFileSync(sharedPath, 'utf8'))
  : undefined;

describe.skipIf(!shared)('the vectors of another implementation (skipped where ../shared is missing)', () => {
  const {
    passphrase = '',
    prf_hex = '',
    vault_key_hex = '',
    content,
    positive: files = {},
    negative = {},
  } = shared ?? {};
  const secret = Uint8Array.from(Buffer.from(prf_hex, 'hex'));
  const key = Buffer.from(vault_key_hex, 'hex').toString('base64url');

  it.each(Object.entries(files))(
    '%s opens by passphrase, PRF secret and vault key (CR1)',
    async (_name, file) => {
      const byPassphrase = await openVault(file, { type: 'passphrase', passphrase });
      const byPrf = await openVault(file, { type: 'webauthn-prf', secret });
      expect(byPassphrase).toMatchObject({ content, rev: 7, vaultKey: key, weakKdf: false });
      expect(byPrf).toMatchObject({ content, rev: 7, vaultKey: key });
      expect(await openWithKey(file, key)).toMatchObject({ content, rev: 7 });
    },
  );

  it.each(Object.entries(negative))('%s fails with its code (CR2)', async (_name, { file, error }) => {
    const derivations = watchDerivations();
    expect(await codeOf(openVault(file, { type: 'passphrase', passphrase }))).toBe(error);
    if (BEFORE_ANY_WORK.has(error)) expect(derivations()).toBe(0);
  });
});
