/**
 * Damaged files of every format: refused with a reason or read to the end, never anything else. `FUZZ=10000` takes as
 * many of each, and a hundredth of them through the derivation of the keys; it tells how many there were, how long the
 * longest took, and by how much the memory grew.
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { zipSync } from 'fflate';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { LIMITS } from '../../../src/core/account';
import { isRecord } from '../../../src/core/check';
import { UserError } from '../../../src/core/errors';
import { type Import, readImport } from '../../../src/core/importers';
import { openAndOtp, readAndOtpList } from '../../../src/core/importers/andotp';
import { readAuthenticatorEntries } from '../../../src/core/importers/authenticator-extension';
import { type OpenedEntry, unlockEntries } from '../../../src/core/importers/authenticator-extension-unlock';
import { readAuthenticatorPlus } from '../../../src/core/importers/authenticator-plus';
import { readKdbxContent } from '../../../src/core/importers/kdbx';
import { openKdbx } from '../../../src/core/importers/kdbx-file';
import { readOtpAuthContent } from '../../../src/core/importers/otpauth-ios';
import { openOtpAuthFile } from '../../../src/core/importers/otpauth-ios-file';
import {
  openProtonAuthenticator,
  readProtonAuthenticator,
} from '../../../src/core/importers/proton-authenticator';
import { openSource } from '../../../src/core/importers/reading/source';
import { openSqlCipher } from '../../../src/core/importers/reading/sqlcipher';
import { openStratum, readStratum } from '../../../src/core/importers/stratum';
import { openTotpAuthenticator, readTotpAuthenticator } from '../../../src/core/importers/totp-authenticator';
import { openServices, readServices } from '../../../src/core/importers/two-fas';
import { isSecret } from '../../../src/core/secret';
import type { Bytes } from '../../../src/core/vault-file/bytes';
import * as authenticator2fa from './authenticator-2fa-writer';
import * as freeOtp from './freeotp-writer';
import { mutateBytes, mutateJson, seeded } from './mutations';
import { bytesOf, OWN, REAL, type Sample, samplesIn } from './samples';
import { SMALL, smallSample } from './small-samples';

const ROUNDS = Number(process.env.FUZZ ?? 30);
const SEALED_ROUNDS = Math.ceil(ROUNDS / 100);
const PER_CALL_MS = 10_000;
/** A damaged header may ask for all that a derivation is allowed, and the page shows it and can stop it. */
const PER_DERIVATION_MS = 600_000;
const PATIENCE_MS = 60_000 + ROUNDS * 60;

const MIB = 1 << 20;
/** The most memory that this process ever had, in bytes; `maxRSS` counts in KiB. */
const peak = () => process.resourceUsage().maxRSS * 1024;
const peakBefore = peak();
const MOST_MEMORY = 300 * MIB;

const told = { calls: 0, longestMs: 0 };
afterAll(() => {
  const grownBy = peak() - peakBefore;
  if (process.env.FUZZ)
    process.stdout.write(
      `${told.calls} damaged files, ${told.longestMs.toFixed()} ms for the longest, ` +
        `${(grownBy / MIB).toFixed()} MiB at the peak\n`,
    );
  expect(grownBy).toBeLessThan(MOST_MEMORY);
});
afterEach(() => expect(Reflect.get({}, 'polluted')).toBeUndefined());

/** What comes out is an import of possible accounts, whatever went in. */
function expectWhole({ accounts, skipped }: Import): void {
  expect(accounts.length + skipped.length).toBeLessThanOrEqual(LIMITS.accounts);
  for (const { secret, digits, issuer, name, tags = [], note = '' } of accounts) {
    expect(isSecret(secret)).toBe(true);
    expect(Number.isInteger(digits) && digits >= 5 && digits <= 10).toBe(true);
    for (const text of [issuer, name, ...tags]) expect(Array.from(text).length).toBeLessThanOrEqual(256);
    expect(Array.from(note).length).toBeLessThanOrEqual(LIMITS.noteCodePoints);
  }
}

async function expectOutcome(read: () => Import | Promise<Import>, limitMs = PER_CALL_MS): Promise<void> {
  const start = performance.now();
  try {
    expectWhole(await read());
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
  }
  const ms = performance.now() - start;
  told.calls += 1;
  told.longestMs = Math.max(told.longestMs, ms);
  expect(ms).toBeLessThan(limitMs);
}

const json = (bytes: Uint8Array): unknown => openSource(Uint8Array.from(bytes)).json;
const encode = (value: unknown): Bytes => new TextEncoder().encode(JSON.stringify(value));

const own = (file: string): Bytes => Uint8Array.from(readFileSync(path.join(OWN, file)));

interface Given {
  readonly sample: Sample;
  readonly bytes: Bytes;
}

const isGood = ({ expected, generator, variant, format }: Sample): boolean =>
  expected !== undefined && !generator && !variant && format !== 'google-migration-qr';

/** Ours, and those of other projects where they are there. */
const good: readonly Given[] = [OWN, REAL].flatMap((folder) =>
  samplesIn(folder)
    .filter(isGood)
    .map((sample) => ({ sample, bytes: Uint8Array.from(bytesOf(folder, sample) ?? []) })),
);
const named = (given: readonly Given[]) => given.map((one) => [one.sample.file, one] as const);
const plain = good.filter(({ sample }) => sample.password === undefined);
const sealed = good.filter(({ sample }) => sample.password !== undefined);

/** One time its bytes are damaged, the other time its tree, where it has one. */
async function expectOutcomes(
  bytes: Bytes,
  seed: number,
  readIt: (mutated: Bytes) => Promise<Import> = readImport,
): Promise<void> {
  const random = seeded(seed);
  const content = json(bytes);
  for (let round = 0; round < ROUNDS; round += 1) {
    const isTree = content !== undefined && round % 2 === 0;
    const mutated = isTree ? encode(mutateJson(content, random)) : mutateBytes(bytes, random);
    await expectOutcome(() => readIt(mutated));
  }
}

describe('a plain file', () => {
  it.each(named(plain))(
    'of %s, damaged',
    (file, { bytes }) => expectOutcomes(bytes, file.length),
    PATIENCE_MS,
  );

  it.each(SMALL)(
    'of %s, small and damaged',
    async (format, bytes) => {
      const whole = await readImport(bytes);
      expect([whole.format, whole.skipped]).toEqual([format, []]);
      expect(whole.accounts.length).toBeGreaterThan(0);
      await expectOutcomes(bytes, format.length);
    },
    PATIENCE_MS,
  );
});

interface Opened {
  readonly file: string;
  readonly password: string;
  /** What the decryption gives: JSON, or bytes. */
  readonly open: (bytes: Bytes, password: string) => Promise<unknown>;
  readonly read: (opened: never) => Import | Promise<Import>;
}

const isOpened = (one: unknown): one is OpenedEntry => isRecord(one) && isRecord(one.item);

const OPENED: readonly Opened[] = [
  {
    file: '2fas/aegis-v3-encrypted.2fas',
    password: 'test',
    open: (bytes, password) => {
      const file = json(bytes);
      return openServices((file as { servicesEncrypted: string }).servicesEncrypted, password);
    },
    read: (opened) => readServices(opened, { groups: [] }),
  },
  { file: 'andotp/aegis-encrypted.json.aes', password: 'test', open: openAndOtp, read: readAndOtpList },
  {
    file: 'stratum/aegis-strong.stratum',
    password: 'test',
    open: (bytes, password) => openStratum(openSource(bytes), password),
    read: readStratum,
  },
  {
    file: 'proton-authenticator/ente-encrypted.json',
    password: '1231246',
    open: (bytes, password) => openProtonAuthenticator(json(bytes), password),
    read: readProtonAuthenticator,
  },
  {
    file: 'totp-authenticator/aegis.bin',
    password: 'Testtest1',
    open: (bytes, password) => openTotpAuthenticator(new TextDecoder().decode(bytes), password),
    read: readTotpAuthenticator,
  },
  {
    file: 'kdbx/stratum-keepass.aes256.aeskdf.kdbx',
    password: 'test',
    open: openKdbx,
    read: readKdbxContent,
  },
  {
    file: 'otpauth-ios/account-1.2.otpauth',
    password: 'abc123',
    open: openOtpAuthFile,
    read: readOtpAuthContent,
  },
  {
    file: 'authenticator-extension/made-v3-argon2.json',
    password: 'v3-password',
    open: (bytes, password) => {
      const whole = json(bytes) as Record<string, Record<string, unknown>>;
      return unlockEntries(
        whole,
        Object.values(whole).filter((one) => Object.hasOwn(one, 'data')),
        password,
      );
    },
    read: (opened: unknown) => readAuthenticatorEntries(Array.isArray(opened) ? opened.filter(isOpened) : []),
  },
  {
    file: 'authenticator-plus/made.db',
    password: 'plus-pw',
    open: (bytes, password) => openSqlCipher(bytes, new TextEncoder().encode(password)),
    read: readAuthenticatorPlus,
  },
];

/** A thousand rounds or none: these are damaged as a whole, and open all the same where the damage is elsewhere. */
const CHEAP: readonly (readonly [app: string, file: Uint8Array, passphrase: string])[] = [
  [
    'FreeOTP 2',
    freeOtp.backup({
      ...{ one: freeOtp.key(), 'one-token': freeOtp.clear() },
      ...{ two: freeOtp.key(), 'two-token': freeOtp.clear({ label: 'b', type: 'HOTP', counter: 4 }) },
      tokenOrder: '["two","one"]',
    }),
    freeOtp.PASSPHRASE,
  ],
  [
    'Authenticator - 2FA',
    authenticator2fa.backup({
      settings: {},
      accounts: [authenticator2fa.account({ sortOrder: 1 }), authenticator2fa.account({ type: 'hotp' })],
    }),
    authenticator2fa.PASSPHRASE,
  ],
  ['Authy', own('authy/made-authenticator_tokens-legacy.json'), 'backup-pw'],
];

describe('a sealed file whose key costs little', () => {
  it.each(CHEAP)(
    'of %s, damaged, with its passphrase',
    async (app, file, passphrase) => {
      expect((await readImport(file, passphrase)).accounts.length).toBeGreaterThan(1);
      await expectOutcomes(Uint8Array.from(file), app.length, (one) => readImport(one, passphrase));
    },
    PATIENCE_MS,
  );
});

/** Archives that are told by a name in them. */
const PACKED: readonly (readonly [app: string, member: string, bytes: Bytes])[] = [
  ['Raivo', 'raivo-otp-export.json', own('raivo/made-plain.json')],
  ['Authenticator Plus', 'Accounts.txt', own('uri-list/made-quirks.txt')],
  ['WinAuth', 'winauth.txt', own('uri-list/made-quirks.txt')],
  ['1Password', 'export.data', smallSample('1pux')],
  ['Proton Pass', 'Proton Pass/data.json', smallSample('proton-pass')],
];

describe('what was inside an archive', () => {
  it.each(PACKED)(
    'of %s, damaged',
    (_app, member, bytes) =>
      expectOutcomes(bytes, member.length, (one) => readImport(zipSync({ [member]: one }))),
    PATIENCE_MS,
  );
});

describe('what was inside a sealed file', () => {
  it.each(OPENED)(
    'of $file, damaged',
    async ({ file, password, open, read }) => {
      const opened = await open(own(file), password);
      const random = seeded(file.length);
      for (let round = 0; round < ROUNDS; round += 1) {
        const mutated =
          opened instanceof Uint8Array ? mutateBytes(opened, random) : mutateJson(opened, random);
        await expectOutcome(() => read(mutated as never));
      }
    },
    PATIENCE_MS,
  );
});

describe('a sealed file', () => {
  it.each(named(sealed))(
    'of %s, damaged, with its passphrase',
    async (file, { sample, bytes }) => {
      const random = seeded(file.length);
      for (let round = 0; round < SEALED_ROUNDS; round += 1)
        await expectOutcome(() => readImport(mutateBytes(bytes, random), sample.password), PER_DERIVATION_MS);
    },
    PATIENCE_MS * 4,
  );
});
