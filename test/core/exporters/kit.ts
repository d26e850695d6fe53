/** What the tests of the exporters share. */
import fc from 'fast-check';
import { HMAC_ALGORITHMS, type NewAccount } from '../../../src/core/account';
import type { ExportedAccount, ExportFormat, LossKind } from '../../../src/core/exporters';
import type { ImportedAccount } from '../../../src/core/importers';
import { cleanLines, cleanText } from '../../../src/core/outside-text';
import { cleanTags } from '../../../src/core/tags';
import { dataUrl, pngOf } from '../../fakes/png';
import { toBase32 } from '../../fakes/reference-otp';

export const PASSPHRASE = 'lantern gravel Öboe';
/** 2026-11-28, one second before midnight in UTC. */
export const NOW = Date.UTC(2026, 10, 28, 23, 59, 59);

export const PLAIN = ['uri-list', 'aegis', '2fas', 'bitwarden', 'proton', 'andotp', 'cxf'] as const;
export const SEALED = [
  'aegis-sealed',
  '2fas-sealed',
  'bitwarden-sealed',
  'proton-sealed',
  'andotp-sealed',
] as const satisfies readonly ExportFormat[];

export const totp: NewAccount & { type: 'totp' } = {
  type: 'totp',
  issuer: 'ACME',
  name: 'a@acme.example',
  secret: 'JBSWY3DPEHPK3PXP',
  algorithm: 'SHA1',
  digits: 6,
  period: 30,
};
export const steam: NewAccount & { type: 'steam' } = { ...totp, type: 'steam', issuer: 'Steam', digits: 5 };

export const motp: NewAccount & { type: 'motp' } = {
  ...totp,
  type: 'motp',
  algorithm: 'MD5',
  period: 10,
  pin: '1234',
};
export const yandex: NewAccount & { type: 'yandex' } = {
  ...totp,
  type: 'yandex',
  secret: 'LA2V6KMCGYMWWVEW64RNP3JA3I',
  algorithm: 'SHA256',
  digits: 8,
  pin: '7586',
};

export function hotp(counter: number, more: Partial<Pick<NewAccount, 'digits'>> = {}): ExportedAccount {
  const { period: _, ...others } = totp;
  return { ...others, type: 'hotp', counter, ...more };
}

/** An icon of a person's own. */
export const PICTURE = dataUrl(pngOf(64, 64));

const text = fc.oneof(
  fc.constantFrom(
    '',
    'null',
    'Steam',
    'ACME',
    'ACME:b',
    'a:b',
    ':',
    'Büro, "x"; y',
    '👩‍👩‍👧 +1&%3A#',
    "<a href='x'>",
  ),
  fc.string({ unit: 'grapheme', maxLength: 40 }).map((value) => cleanText(value)),
);

const secret = fc.uint8Array({ minLength: 1, maxLength: 128 }).map((bytes) => toBase32(bytes));

const kind = fc.oneof(
  fc.record({
    type: fc.constant('totp' as const),
    period: fc.oneof(fc.constantFrom(10, 30, 60, 90), fc.integer({ min: 5, max: 3600 })),
    digits: fc.oneof(fc.constant(6), fc.integer({ min: 5, max: 10 })),
    algorithm: fc.constantFrom(...HMAC_ALGORITHMS),
  }),
  fc.record({
    type: fc.constant('hotp' as const),
    counter: fc.oneof(fc.nat(100), fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER - 1 })),
    digits: fc.oneof(fc.constant(6), fc.integer({ min: 5, max: 10 })),
    algorithm: fc.constantFrom(...HMAC_ALGORITHMS),
  }),
  fc.record({
    type: fc.constant('steam' as const),
    period: fc.constantFrom(30, 30, 60),
    digits: fc.constantFrom(5, 5, 6),
    algorithm: fc.constantFrom('SHA1' as const, 'SHA1' as const, 'SHA256' as const),
  }),
  fc.record({
    type: fc.constant('motp' as const),
    period: fc.constant(10),
    digits: fc.constant(6),
    algorithm: fc.constant('MD5' as const),
    pin: fc.constantFrom('1234', 'Ö-7'),
  }),
  fc.record({
    type: fc.constant('yandex' as const),
    period: fc.constant(30),
    digits: fc.constant(8),
    algorithm: fc.constant('SHA256' as const),
    pin: fc.constantFrom('7586', '5210481216086702'),
    secret: fc.uint8Array({ minLength: 16, maxLength: 16 }).map((bytes) => toBase32(bytes)),
  }),
);

const extras = fc.record(
  {
    tags: fc.array(text, { maxLength: 4 }).map(cleanTags),
    note: fc.string({ unit: 'grapheme', maxLength: 40 }).map((value) => cleanLines(`${value}\nb "c"`)),
    pinned: fc.boolean(),
    sites: fc.constantFrom([], [{ origin: 'https://acme.example', subdomains: false }]),
    icon: fc.constantFrom(PICTURE, 'letter', 'brand:github'),
  },
  { requiredKeys: [] },
);

const account: fc.Arbitrary<ExportedAccount> = fc
  .tuple(kind, fc.record({ issuer: text, name: text, secret }), extras)
  .map(([code, described, more]) => ({ ...described, ...code, ...more }));

/** Told apart by their secrets. The first one is held by every format. */
export const accountLists = fc
  .uniqueArray(account, { maxLength: 6, selector: (one) => one.secret })
  .map((accounts) => [totp, ...accounts.filter((one) => one.secret !== totp.secret)]);

/** What decides the codes. */
export const codeOf = (one: NewAccount): string =>
  [one.type, one.secret, one.algorithm, one.digits, one.type === 'hotp' ? one.counter : one.period].join(' ');

function tagsLost(before: readonly string[] = [], after: readonly string[] = []): LossKind[] {
  if (before.join('\n') === after.join('\n')) return [];
  return after.length === 1 && after[0] === before[0] ? ['other-tags'] : ['tags'];
}

/** What became of an account, by looking at what came back. */
export function lost(before: ExportedAccount, after: ImportedAccount | undefined): LossKind[] {
  if (!after) return ['left-out'];
  return [
    ...(before.issuer === after.issuer ? [] : ['issuer' as const]),
    ...(before.name === after.name ? [] : ['name' as const]),
    ...tagsLost(before.tags, after.tags),
    ...((before.note || undefined) === after.note ? [] : ['note' as const]),
    ...((before.pinned ?? false) === (after.pinned ?? false) ? [] : ['pinned' as const]),
    ...(before.pin === after.pin ? [] : ['pin' as const]),
    ...((before.sites ?? []).length === (after.sites ?? []).length ? [] : ['sites' as const]),
    ...(before.icon === undefined || (before.icon === PICTURE && after.picture) ? [] : ['icon' as const]),
  ];
}
