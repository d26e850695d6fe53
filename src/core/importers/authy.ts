import { LIMITS } from '../account';
import { isRecord } from '../check';
import { UserError } from '../errors';
import { type AuthyToken, readAuthyNames, readAuthyTokens } from './authy-tokens';
import type { Importer } from './importer';
import { secretOfHex } from './reading/bytes';
import { columnName, csvRows, headerOf } from './reading/csv-rows';
import { fieldText, labelText } from './reading/fields';
import { androidStrings, looksLikePreferences, parseXml } from './reading/markup';
import { parseJson, type Source } from './reading/source';

type Member = Readonly<Record<string, unknown>>;

const STORAGE = 'com.authy.storage.tokens';
/** Of the app on a phone, and of accounts on the server whose entry names none; and of today, as in the table. */
const ROUNDS = { old: 1000, table: 100_000 } as const;
/** Native tokens are Authy's own kind: seven digits, every ten seconds. */
const NATIVE = { digits: 7, period: 10 } as const;

const SERVER_LISTS = ['authenticator_tokens', 'decrypted_authenticator_tokens'] as const;

/** What a list of the file holds; an entry that is no object keeps its place, and is skipped there. */
function membersOf(list: unknown): Member[] {
  if (!Array.isArray(list)) throw new UserError('bad-content');
  return list.map((one: unknown) => (isRecord(one) ? one : {}));
}

const appToken = (token: Member): AuthyToken => ({
  ...readAuthyNames({
    name: token.name,
    originalName: token.originalName,
    originalIssuer: token.originalIssuer,
    accountType: token.accountType,
  }),
  digits: token.digits,
  secret:
    fieldText(token.decryptedSecret) ??
    (fieldText(token.encryptedSecret) === undefined
      ? undefined
      : { seed: token.encryptedSecret, salt: token.salt, rounds: ROUNDS.old }),
});

/** @returns base32, or what is no secret and named so where it is read */
function nativeSecret(seed: unknown): string | undefined {
  const text = fieldText(seed);
  if (text === undefined) return undefined;
  try {
    return secretOfHex(text);
  } catch {
    return '?';
  }
}

const nativeToken = (token: Member): AuthyToken => ({
  issuer: labelText(token.name),
  name: '',
  digits: fieldText(token.digits) ?? NATIVE.digits,
  period: NATIVE.period,
  secret: nativeSecret(token.secretSeed),
});

const serverToken = (token: Member): AuthyToken => ({
  ...readAuthyNames({
    name: token.name,
    originalName: token.original_name,
    originalIssuer: token.issuer,
    accountType: token.account_type,
  }),
  digits: token.digits,
  secret:
    fieldText(token.decrypted_seed) ??
    (fieldText(token.encrypted_seed) === undefined
      ? undefined
      : {
          seed: token.encrypted_seed,
          salt: token.salt,
          rounds: Number(fieldText(token.key_derivation_iterations) ?? ROUNDS.old),
          iv: token.unique_iv,
        }),
});

/** @throws UserError bad-content, xml-dtd, too-many */
async function preferenceTokens(text: string): Promise<AuthyToken[]> {
  const strings = androidStrings(await parseXml(text));
  if (!strings) throw new UserError('bad-content');
  const listOf = (name: string) => {
    const json = strings.get(`${STORAGE}.${name}.key`);
    return json === undefined ? [] : membersOf(parseJson(json));
  };
  return [...listOf('authenticator').map(appToken), ...listOf('authy').map(nativeToken)];
}

/** Who asks Authy for all that it knows (GDPR) gets a table of what the server holds. */
const COLUMNS = ['name', 'encrypted_seed', 'salt', 'iv'];

function isTable(text: string | null): boolean {
  const names = headerOf(text);
  return COLUMNS.every((name) => names.includes(name));
}

/** @throws UserError too-many, truncated, bad-content */
function tableTokens(text: string): AuthyToken[] {
  const tokens: AuthyToken[] = [];
  let names: readonly string[] | undefined;
  for (const cells of csvRows(text)) {
    if (tokens.length >= LIMITS.accounts) throw new UserError('too-many', { max: LIMITS.accounts });
    const cell = (name: string): string => cells[names?.indexOf(name) ?? -1]?.trim() ?? '';
    if (names) {
      const sealed = { encrypted_seed: cell('encrypted_seed'), salt: cell('salt'), unique_iv: cell('iv') };
      tokens.push(serverToken({ name: cell('name'), ...sealed, key_derivation_iterations: ROUNDS.table }));
    } else names = cells.map(columnName);
  }
  return tokens;
}

/** @throws UserError bad-content, too-many, xml-dtd, truncated */
function tokensOf({ text, json }: Source): AuthyToken[] | Promise<AuthyToken[]> {
  if (isTable(text)) return tableTokens(text ?? '');
  if (!isRecord(json)) return preferenceTokens(text ?? '');
  return SERVER_LISTS.filter((name) => Object.hasOwn(json, name)).flatMap((name) =>
    membersOf(json[name]).map(serverToken),
  );
}

/**
 * Authy: the preferences of the Android app (XML), what its server answers (JSON), sealed or opened since, and what it
 * hands out on request (CSV).
 */
export const authy: Importer = {
  format: 'authy',
  recognise: ({ text, json }) =>
    isRecord(json)
      ? SERVER_LISTS.some((name) => Object.hasOwn(json, name))
      : isTable(text) || (looksLikePreferences(text) && (text ?? '').includes(STORAGE)),
  read: async (source, passphrase) => readAuthyTokens(authy.format, await tokensOf(source), passphrase),
};
