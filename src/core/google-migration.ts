import { Secret } from 'otpauth/bare';
import { type CodeKind, hasPin, type NewAccount } from './account';
import { readUnnamedAccount } from './account-fields';
import { UserError } from './errors';
import type { MigrationPart } from './migration-parts';
import { readFields, WireError, type WireField, writeFields } from './protobuf';

/**
 * What Google Authenticator shows as "Export accounts": `otpauth-migration://offline?data=` and a protobuf message
 * (`MigrationPayload`, taken apart by many projects, published by none). A long list comes as several codes of one
 * batch, which may be scanned in any order.
 */
const MIGRATION_URI = /^otpauth-migration:\/\/offline\/?\?(?:[^#]*&)?data=(?<data>[^&#]*)/iu;
/** A QR code holds 2,953 bytes; a pasted link may be of a tool that puts everything in one. */
const LONGEST_URI = 64 * 1024;
/** Google Authenticator itself puts as many into one code, so that it stays readable. */
const MOST_PER_PART = 10;
/** What a QR code holds at error correction level M, its largest size, as bytes (ISO/IEC 18004 table 7). */
const MOST_PART_CHARACTERS = 2331;
const PERIOD_SECONDS = 30;
const VERSION = 1n;

const PAYLOAD = { entry: 1, version: 2, size: 3, index: 4, id: 5 } as const;
const ENTRY = { secret: 1, name: 2, issuer: 3, algorithm: 4, digits: 5, type: 6, counter: 7 } as const;
/** Zero is what an absent field means, and what older versions wrote for the usual. */
const ALGORITHMS = ['SHA1', 'SHA1', 'SHA256', 'SHA512', 'MD5'];
const DIGITS = ['6', '6', '8'];
const TYPES = ['totp', 'hotp', 'totp'] as const;

/** One account, read on its own: one that is not supported does not spoil the others. */
export interface MigrationEntry {
  /** What a person knows it by, also where it cannot be read; may be empty. */
  readonly title: string;
  readonly read: () => NewAccount;
}

export interface Migration {
  readonly part: MigrationPart;
  readonly entries: readonly MigrationEntry[];
}

export const looksLikeMigration = (text: string): boolean => /^\s*otpauth-migration:/iu.test(text);

function decodeData(data: string): Uint8Array {
  try {
    // Blanks stand for "+" where somebody took the text for a form.
    const base64 = decodeURIComponent(data)
      .replaceAll(/[ \t\r\n]/gu, '+')
      .replace(/=+$/u, '');
    const standard = base64.replaceAll('-', '+').replaceAll('_', '/');
    if (standard.length % 4 === 1) throw new WireError('Not base64');
    return Uint8Array.from(atob(standard), (character) => character.charCodeAt(0));
  } catch {
    throw new UserError('bad-migration');
  }
}

/** As in proto3: the last one of a field counts, and an absent one is zero or empty. */
class Message {
  readonly #fields: readonly WireField[];

  constructor(bytes: Uint8Array) {
    this.#fields = readFields(bytes);
  }

  #last(number: number): WireField['value'] | undefined {
    return this.#fields.findLast((field) => field.number === number)?.value;
  }

  int(number: number): bigint {
    const value = this.#last(number) ?? 0n;
    if (typeof value !== 'bigint') throw new WireError('Bytes where a number belongs');
    return BigInt.asIntN(64, value);
  }

  bytes(number: number): Uint8Array {
    const value = this.#last(number) ?? new Uint8Array();
    if (typeof value === 'bigint') throw new WireError('A number where bytes belong');
    return value;
  }

  text(number: number): string {
    try {
      return new TextDecoder('utf-8', { fatal: true }).decode(this.bytes(number));
    } catch {
      throw new WireError('A text that is not UTF-8');
    }
  }

  all(number: number): Uint8Array[] {
    return this.#fields.flatMap((field) =>
      field.number === number && field.value instanceof Uint8Array ? [field.value] : [],
    );
  }
}

/** What the message has for one of a list of names; what the list does not have is named by its number. */
const named = (names: readonly string[], value: bigint): string => names[Number(value)] ?? `${value}`;

/** The name often repeats the issuer, as in the label of a key URI. */
function splitName(name: string, issuer: string): { readonly issuer: string; readonly name: string } {
  const colon = name.indexOf(':');
  if (issuer === '' && colon > 0) return { issuer: name.slice(0, colon), name: name.slice(colon + 1) };
  return { issuer, name: issuer && name.startsWith(`${issuer}:`) ? name.slice(issuer.length + 1) : name };
}

const namesOf = (message: Message) => splitName(message.text(ENTRY.name), message.text(ENTRY.issuer));

/** @throws UserError unsupported-type, and those of `readUnnamedAccount` */
function readEntry(message: Message): NewAccount {
  const type = TYPES[Number(message.int(ENTRY.type))];
  if (!type) throw new UserError('unsupported-type', { type: `${message.int(ENTRY.type)}` });
  const secret = new Secret({ buffer: Uint8Array.from(message.bytes(ENTRY.secret)).buffer }).base32;
  return readUnnamedAccount({
    type,
    ...namesOf(message),
    secret,
    algorithm: named(ALGORITHMS, message.int(ENTRY.algorithm)),
    digits: named(DIGITS, message.int(ENTRY.digits)),
    counter: `${message.int(ENTRY.counter)}`,
  });
}

function readPart(payload: Message): MigrationPart {
  const size = Math.max(1, Number(payload.int(PAYLOAD.size)));
  const index = Number(payload.int(PAYLOAD.index));
  if (size > 1000 || index < 0 || index >= size) throw new UserError('bad-migration');
  return { batch: `${payload.int(PAYLOAD.id)}`, index, size };
}

/** The whole of a damaged message is refused: what of it could be read may be wrong as well. */
function orBadMigration<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof WireError) throw new UserError('bad-migration');
    throw error;
  }
}

/** @returns '' for what is too damaged to have a name */
function titleOf(bytes: Uint8Array): string {
  try {
    const { issuer, name } = namesOf(new Message(bytes));
    return [issuer, name].filter(Boolean).join(': ');
  } catch (error) {
    if (error instanceof WireError) return '';
    throw error;
  }
}

const entryOf = (bytes: Uint8Array): MigrationEntry => ({
  title: titleOf(bytes),
  read: () => orBadMigration(() => readEntry(new Message(bytes))),
});

/**
 * Reads one code of an export. An entry may lack both names: who shows it asks for one.
 * @throws UserError bad-migration, uri-too-long; an entry: bad-migration, unsupported-type, bad-algorithm (MD5 and what
 *   is unknown), bad-digits, secret-missing, secret-too-long, bad-counter
 */
export function parseMigration(text: string): Migration {
  const uri = text.trim();
  if (uri.length > LONGEST_URI) throw new UserError('uri-too-long', { max: LONGEST_URI });
  const data = MIGRATION_URI.exec(uri)?.groups?.data;
  if (!data) throw new UserError('bad-migration');
  const bytes = decodeData(data);
  return orBadMigration(() => {
    const payload = new Message(bytes);
    const messages = payload.all(PAYLOAD.entry);
    if (messages.length === 0) throw new UserError('bad-migration');
    return { part: readPart(payload), entries: messages.map(entryOf) };
  });
}

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

/** Whether Google Authenticator can hold the account: 30 seconds, 6 or 8 digits, no Steam, no PIN. */
export function fitsMigration(account: CodeKind & Pick<NewAccount, 'digits'>): boolean {
  const isTimed = account.type !== 'totp' || account.period === PERIOD_SECONDS;
  return account.type !== 'steam' && !hasPin(account.type) && isTimed && DIGITS.includes(`${account.digits}`);
}

function writeEntry(account: NewAccount): Uint8Array {
  const { secret, issuer, name, algorithm, digits, type } = account;
  const numbered = (number: number, value: number) => ({ number, value: BigInt(value) });
  return writeFields([
    { number: ENTRY.secret, value: new Uint8Array(Secret.fromBase32(secret).buffer) },
    { number: ENTRY.name, value: utf8(issuer ? `${issuer}:${name}` : name) },
    { number: ENTRY.issuer, value: utf8(issuer) },
    numbered(ENTRY.algorithm, ALGORITHMS.lastIndexOf(algorithm)),
    numbered(ENTRY.digits, DIGITS.lastIndexOf(`${digits}`)),
    numbered(ENTRY.type, TYPES.lastIndexOf(type === 'hotp' ? 'hotp' : 'totp')),
    ...(account.type === 'hotp' ? [numbered(ENTRY.counter, account.counter)] : []),
  ]);
}

interface Part {
  readonly size: number;
  readonly index: number;
  readonly batch: number;
}

function writePart(entries: readonly Uint8Array[], { size, index, batch }: Part): string {
  const bytes = writeFields([
    ...entries.map((value) => ({ number: PAYLOAD.entry, value })),
    { number: PAYLOAD.version, value: VERSION },
    { number: PAYLOAD.size, value: BigInt(size) },
    { number: PAYLOAD.index, value: BigInt(index) },
    { number: PAYLOAD.id, value: BigInt(batch) },
  ]);
  const base64 = btoa(String.fromCharCode(...bytes));
  return `otpauth-migration://offline?data=${encodeURIComponent(base64)}`;
}

/** In their order, as many together as one code holds; an account that is too long for any stands alone. */
function groupEntries(entries: readonly Uint8Array[], batch: number): Uint8Array[][] {
  const groups: Uint8Array[][] = [];
  for (const entry of entries) {
    const group = groups.at(-1);
    const grown = [...(group ?? []), entry];
    const text = writePart(grown, { size: entries.length, index: entries.length, batch });
    if (group && grown.length <= MOST_PER_PART && text.length <= MOST_PART_CHARACTERS) group.push(entry);
    else groups.push([entry]);
  }
  return groups;
}

/**
 * Writes accounts as the codes of one batch, ten at most in each, which Google Authenticator and whatever imports from it read.
 * @param accounts those that `fitsMigration` says yes to
 * @param batch a random number that holds the parts together, a signed 32-bit integer
 * @returns key material: treat each as a secret
 */
export function formatMigration(accounts: readonly NewAccount[], batch: number): string[] {
  const groups = groupEntries(accounts.map(writeEntry), batch);
  return groups.map((entries, index) => writePart(entries, { size: groups.length, index, batch }));
}
