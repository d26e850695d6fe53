import { isRecord } from '../check';
import { UserError } from '../errors';
import type { Import, Importer } from './importer';
import { decryptedText, fromBase64 } from './reading/bytes';
import { argon2, passphraseBytes } from './reading/decrypt';
import { listAt, member } from './reading/members';
import { openSecretStream } from './reading/secret-stream';
import { readUriLines, UriEntries } from './uri-list';

const SALT_BYTES = 16;

/** libsodium counts memory in bytes, and rounds down. */
const kibOf = (bytes: unknown): unknown => (typeof bytes === 'number' ? Math.floor(bytes / 1024) : undefined);

/** @returns the list of URIs @throws UserError unsupported-version, kdf-limits, bad-content, wrong-password */
async function open(json: Record<string, unknown>, passphrase: string | undefined): Promise<string> {
  if (member(json, 'version') !== 1) throw new UserError('unsupported-version');
  const costs = member(json, 'kdfParams');
  if (!isRecord(costs)) throw new UserError('bad-content');
  const password = passphraseBytes(passphrase);
  const salt = fromBase64(member(costs, 'salt'));
  const header = fromBase64(member(json, 'encryptionNonce'));
  const sealed = fromBase64(member(json, 'encryptedData'));
  if (salt.length !== SALT_BYTES) throw new UserError('bad-content');
  const key = await argon2(password, {
    variant: 'id',
    salt,
    memoryKib: kibOf(member(costs, 'memLimit')),
    passes: member(costs, 'opsLimit'),
    lanes: 1,
  });
  return decryptedText(await openSecretStream(key, header, sealed));
}

/** An older form: the same URIs in `items`. */
function readItems(items: readonly unknown[]): Import {
  const entries = new UriEntries();
  for (const [index, item] of items.entries()) {
    const [name, uri] = [`${index + 1}`, member(item, 'rawData')];
    if (typeof uri === 'string') entries.takeUri(name, uri, member(item, 'display'));
    else entries.skip(name, 'bad-entry');
  }
  return entries.finish(ente.format);
}

const isSealed = (json: unknown): boolean =>
  member(json, 'kdfParams') !== undefined && member(json, 'encryptedData') !== undefined;

/** Ente Auth: the encrypted export, and JSON of old versions. The plain export is a list of URIs. */
export const ente: Importer = {
  format: 'ente',
  recognise: ({ json }) =>
    isSealed(json) || listAt(json, 'items').some((item) => member(item, 'rawData') !== undefined),
  read: async ({ json }, passphrase) => {
    if (!isRecord(json) || !isSealed(json)) return readItems(listAt(json, 'items'));
    return readUriLines(await open(json, passphrase), ente.format);
  },
};
