import type { argon2id as Argon2id, IArgon2Options } from 'hash-wasm';

/**
 * Argon2id that answers the same question once: what a flow derives under hundreds of strikes is the same key from the
 * same salt. For `vi.mock('hash-wasm', argon2Once)`; every key is still the real one.
 */
export async function argon2Once(importOriginal: () => Promise<object>): Promise<object> {
  const original = (await importOriginal()) as { argon2id: typeof Argon2id };
  const known = new Map<string, Promise<unknown>>();
  const argon2id = (options: IArgon2Options): Promise<unknown> => {
    const { password, salt, ...cost } = options;
    const hex = (given: IArgon2Options['password']) => Buffer.from(given as Uint8Array).toString('hex');
    const question = JSON.stringify([hex(password), hex(salt), cost]);
    const answer = known.get(question) ?? original.argon2id(options);
    known.set(question, answer);
    return answer.then((key) => (key instanceof Uint8Array ? key.slice() : key));
  };
  return { ...original, argon2id };
}
