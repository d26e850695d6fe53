/**
 * The vault file where it is used: the shipped code in a real Chromium and a real Firefox, in a page as it is, in the
 * extension's own worker, and where the browser refuses WebAssembly.
 */
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type * as vaultFile from '../../src/core/vault-file';
import { createVault } from '../../src/core/vault-file';
import type * as kdf from '../../src/core/vault-file/kdf';
import { bundle } from '../content/browser';
import { prfSecret, recoverySecret, slotsOf, takeApart, vaultKey, vectors } from '../core/vault-file-kit';
import { type Chromium, launchChromium } from './harness/chromium';
import { type Firefox, launchFirefox } from './harness/firefox';
import { callExpression, type PageFunction } from './harness/page-function';
import { createVault as createByHand, firstRunTab, PASSPHRASE, POPUP } from './person';
import { askFrom } from './stock';

const CHROME = new URL('../../dist/chrome', import.meta.url).pathname;
const FIREFOX = new URL('../../dist/firefox', import.meta.url).pathname;
/** The policies of the pages: without one, with and without leave for WebAssembly. */
const POLICIES: Readonly<Record<string, string>> = {
  '/free': '',
  '/wasm': "script-src 'self' 'wasm-unsafe-eval'",
  '/no-wasm': "script-src 'self'",
};

/** The two bundles in the page; only functions that are sent there may use them. */
declare global {
  const vaultFileUnderTest: typeof vaultFile;
  const kdfUnderTest: typeof kdf;
}

/** Runs a function in a page of `path`, as a script of the page's own: what a driver evaluates is past the policy. */
type Run = <Args extends readonly unknown[], Result>(
  path: string,
  fn: PageFunction<Args, Result>,
  ...args: Args
) => Promise<Result>;

let server: Server;
let origin: string;
let chromium: Chromium;
let firefox: Firefox;
/** The script of the page's own that is asked for next. */
let task = '';

async function serve(script: string): Promise<void> {
  server = createServer((request, response) => {
    const path = request.url ?? '/';
    const policy = POLICIES[path];
    if (policy) response.setHeader('content-security-policy', policy);
    // The same address has another script each time.
    response.setHeader('cache-control', 'no-store');
    response.setHeader('content-type', policy === undefined ? 'text/javascript' : 'text/html');
    const page = '<!doctype html><meta charset="utf-8"><title>Vault</title><script src="/vault.js"></script>';
    response.end(policy !== undefined ? page : path === '/vault.js' ? script : task);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server has no port');
  origin = `http://127.0.0.1:${address.port}`;
}

async function bundled(name: string, entry: string): Promise<string> {
  return `const ${name} = (() => { ${await bundle(entry)}; return bundled; })();\n`;
}

beforeAll(async () => {
  const scripts = await Promise.all([
    bundled('vaultFileUnderTest', '../../src/core/vault-file/index.ts'),
    bundled('kdfUnderTest', '../../src/core/vault-file/kdf.ts'),
  ]);
  await serve(scripts.join(''));
  [chromium, firefox] = await Promise.all([
    launchChromium({ extension: CHROME }),
    launchFirefox({ extension: FIREFOX }),
  ]);
});
afterAll(async () => {
  await chromium?.close();
  await firefox?.close();
  server?.close();
});

/** In the page: runs `/task.js`, and gives what it leaves behind. */
async function runTask(): Promise<unknown> {
  Reflect.deleteProperty(globalThis, 'outcome');
  const script = document.createElement('script');
  script.src = '/task.js';
  await new Promise((resolve) => {
    script.onload = resolve;
    document.head.append(script);
  });
  script.remove();
  return Reflect.get(globalThis, 'outcome');
}

/** Opens the page once, runs there what it is given, and takes the value out of JSON. */
function runner(open: (url: string) => Promise<() => Promise<unknown>>): Run {
  let at = '';
  let ask: () => Promise<unknown>;
  return async <Args extends readonly unknown[], Result>(
    path: string,
    fn: PageFunction<Args, Result>,
    ...args: Args
  ) => {
    if (at !== path) ask = await open(origin + path);
    at = path;
    task = `globalThis.outcome = Promise.resolve(${callExpression(fn, args)});`;
    // It is what `fn` returned, gone through JSON.
    return (await ask()) as Result;
  };
}

const inChromium: Run = runner(async (url) => {
  const page = await chromium.context.newPage();
  await page.goto(url);
  return () => page.evaluate(runTask);
});
const inFirefox: Run = runner(async (url) => {
  await firefox.newTab(url);
  return () => firefox.evaluate(runTask);
});

/** In the page: the code of the failure, or the content and the vault key. `secret`: in hex. */
async function opening(
  file: string,
  by: { type: 'passphrase'; passphrase: string } | { type: 'webauthn-prf' | 'recovery'; secret: string },
) {
  const bytes = (hex: string) => Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
  try {
    const { openVault } = vaultFileUnderTest;
    const credential = by.type === 'passphrase' ? by : { type: by.type, secret: bytes(by.secret) };
    const { content, vaultKey } = await openVault(file, credential);
    return { content, vaultKey };
  } catch (error) {
    return error instanceof Error && 'code' in error ? error.code : String(error);
  }
}

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');
const expected = { content: vectors.content, vaultKey };
const passphraseOf = (name: string) => vectors.positive[name]?.passphrase ?? vectors.passphrase;
const isOpenedBy = (type: string, name: string, file: string) =>
  name !== 'foreign_slots' && slotsOf(file).some((slot) => slot.type === type);

/** In the page: 32 bytes in hex for one Argon2id or PBKDF2 derivation, the salt in hex. */
async function deriving(
  password: string,
  cost: { m: number; t: number; p: number } | { c: number },
  salt: string,
): Promise<string> {
  const bytes = Uint8Array.from(salt.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
  const kdf =
    'c' in cost
      ? ({ id: 'pbkdf2-sha256', ...cost, salt: bytes } as const)
      : ({ id: 'argon2id-v19', ...cost, salt: bytes } as const);
  const derived = await kdfUnderTest.derivePassphraseBytes(password, kdf);
  return [...derived].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

/**
 * In the page: the vector of RFC 9106 has a secret and associated data, of which the vault uses neither: hash-wasm
 * feeds their two empty lengths to BLAKE2b, and this puts the RFC's fields there.
 */
async function derivingWithSecretAndData(): Promise<{ tag: string; left: number }> {
  const queue = [new Uint8Array(8).fill(3), new Uint8Array(12).fill(4)];
  const { instantiate } = WebAssembly;
  Reflect.set(WebAssembly, 'instantiate', async (...given: unknown[]) => {
    const instance: unknown = await Reflect.apply(instantiate, WebAssembly, given);
    if (!(instance instanceof WebAssembly.Instance))
      throw new Error('hash-wasm was expected to give a module');
    const { memory, Hash_GetBuffer: start, Hash_Update: update } = instance.exports;
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
    const exports = { ...instance.exports, Hash_Update: feed };
    return Object.create(instance, { exports: { value: exports } });
  });
  try {
    const password = '\u0001'.repeat(32);
    const kdf = { id: 'argon2id-v19', m: 32, t: 3, p: 4, salt: new Uint8Array(16).fill(2) } as const;
    const derived = await kdfUnderTest.derivePassphraseBytes(password, kdf);
    const tag = [...derived].map((byte) => byte.toString(16).padStart(2, '0')).join('');
    return { tag, left: queue.length };
  } finally {
    Reflect.set(WebAssembly, 'instantiate', instantiate);
  }
}

/** In the page: a new vault, and whether the page opens it again. */
async function creating(content: unknown, passphrase: string) {
  const { text, kdf } = await vaultFileUnderTest.createVault(content, passphrase);
  const opened = await vaultFileUnderTest.openVault(text, { type: 'passphrase', passphrase });
  return { text, kdf, content: opened.content };
}

describe.each([
  ['Chromium', inChromium],
  ['Firefox', inFirefox],
] as const)('the vault file in %s', (_browser, run) => {
  it.each(Object.entries(vectors.positive))('opens %s by its passphrase (CR1)', async (name, { file }) => {
    const credential = { type: 'passphrase', passphrase: passphraseOf(name) } as const;
    expect(await run('/free', opening, file, credential)).toEqual(expected);
  });

  it.each([
    ['webauthn-prf', prfSecret],
    ['recovery', recoverySecret],
  ] as const)('opens every vector that has a %s slot by it (CR1)', async (type, secret) => {
    const files = Object.entries(vectors.positive).filter(([name, { file }]) => isOpenedBy(type, name, file));
    expect(files.length).toBeGreaterThan(2);
    for (const [name, { file }] of files)
      expect(await run('/free', opening, file, { type, secret: hex(secret) }), name).toEqual(expected);
  });

  it.each(Object.entries(vectors.negative))('refuses %s with its code', async (_name, { file, error }) => {
    const { passphrase } = vectors;
    expect(await run('/free', opening, file, { type: 'passphrase', passphrase })).toBe(error);
  });

  it('gives the Argon2id tag of RFC 9106 §5.3 (CR8)', async () => {
    const tag = '0d640df58d78766c08c037a34a8b53c9d01ef0452d75b65eb52520e96b01e659';
    expect(await run('/free', derivingWithSecretAndData)).toEqual({ tag, left: 0 });
  });

  // Argon2id: test.c of P-H-C/phc-winner-argon2. PBKDF2: RFC 7914 §11, the first 32 of 64 bytes.
  it.each([
    [
      'password',
      'somesalt',
      { m: 65_536, t: 2, p: 1 },
      '09316115d5cf24ed5a15a31a3ba326e5cf32edc24702987c02b6566f61913cf7',
    ],
    ['passwd', 'salt', { c: 1 }, '55ac046e56e3089fec1691c22544b605f94185216dde0465e68b9d57c20dacbc'],
    ['Password', 'NaCl', { c: 80_000 }, '4ddcd8f60b98be21830cee5ef22701f9641a4418d04c0414aeff08876b34ab56'],
  ])('derives the reference key of %s and %s at %o (CR8)', async (password, salt, cost, key) => {
    expect(await run('/free', deriving, password, cost, Buffer.from(salt).toString('hex'))).toBe(key);
  });

  it('makes an Argon2id vault under a policy that allows WebAssembly', async () => {
    const created = await run('/wasm', creating, vectors.content, PASSPHRASE);
    expect(created).toMatchObject({ kdf: 'argon2id', content: vectors.content });
  });

  it('makes a PBKDF2 vault at its full cost where the policy refuses WebAssembly (CR9)', async () => {
    const created = await run('/no-wasm', creating, vectors.content, PASSPHRASE);
    expect(created).toMatchObject({ kdf: 'pbkdf2', content: vectors.content });
    const { slots } = JSON.parse(takeApart(created.text).header.toString());
    expect(slots).toMatchObject([{ kdf: { id: 'pbkdf2-sha256', c: 1_000_000 } }]);
  });

  it('calls no Argon2id vault a wrong passphrase where the policy refuses WebAssembly (CR9)', async () => {
    const { file = '' } = vectors.positive.argon2id ?? {};
    const { passphrase } = vectors;
    expect(await run('/no-wasm', opening, file, { type: 'passphrase', passphrase })).toBe(
      'E_KDF_UNAVAILABLE',
    );
    const byKey = { type: 'webauthn-prf', secret: hex(prfSecret) } as const;
    expect(await run('/no-wasm', opening, file, byKey)).toEqual(expected);
  });
});

const BY_PASSPHRASE = { type: 'passphrase', passphrase: PASSPHRASE } as const;

describe('the worker of the extension, under its own policy', () => {
  it('opens an Argon2id vault that Node has made', async () => {
    const { text, kdf } = await createVault(vectors.content, PASSPHRASE);
    expect(kdf).toBe('argon2id');
    const page = await chromium.page(POPUP);
    expect(await askFrom(page, 'restoreVault', { file: text, credential: BY_PASSPHRASE })).toEqual({
      accounts: 1,
    });
    const reply = await askFrom(page, 'open', { first: 1 });
    expect(reply).toMatchObject({ vault: 'unlocked', rows: [{ name: 'alice@example.com' }] });
  });
});

describe('the extension where its policy refuses WebAssembly (CR9)', () => {
  let folder: string;
  let strict: Chromium;
  let tab: Page;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'counterfoil-no-wasm-'));
    await cp(CHROME, folder, { recursive: true });
    const path = join(folder, 'manifest.json');
    const manifest = await readFile(path, 'utf8');
    expect(manifest).toContain(" 'wasm-unsafe-eval'");
    await writeFile(path, manifest.replace(" 'wasm-unsafe-eval'", ''));
    strict = await launchChromium({ extension: folder });
    tab = await firstRunTab(strict);
  });
  afterAll(async () => {
    await strict?.close();
    await rm(folder, { recursive: true, force: true });
  });

  it('says of an Argon2id backup that this browser cannot open it, and not that the passphrase is wrong', async () => {
    const { text } = await createVault(vectors.content, PASSPHRASE);
    await tab.getByRole('button', { name: 'Restore a backup' }).click();
    const file = { name: 'node.counterfoil', mimeType: 'application/json', buffer: Buffer.from(text) };
    await tab.getByLabel('Backup file').setInputFiles(file);
    await tab.getByLabel('Backup passphrase').fill(PASSPHRASE);
    await tab.getByRole('button', { name: 'Restore', exact: true }).click();
    await tab.getByText('This browser cannot open the vault right now').waitFor();
  });

  it('creates a vault, and says that its passphrase is protected less', async () => {
    await tab.reload();
    await createByHand(tab);
    await tab.getByText('could not use the strongest protection of the passphrase (Argon2id)').waitFor();
    await askFrom(tab, 'lock', {});
    await askFrom(tab, 'unlock', { credential: BY_PASSPHRASE });
  });
});
