import { type Checked, integer, oneOf, open, shape, text } from '../check';
import { UserError } from '../errors';
import { type Bytes, base64Url, encodeBase64Url, utf8 } from './bytes';
import { conform, parseJson } from './conform';
import { FORMAT, SIZES, VERSION } from './limits';

/** The outer file (FORMAT.md §1), decoded. `header` holds the exact bytes that the cryptography binds. */
export interface Envelope {
  readonly header: Bytes;
  readonly salt: Bytes;
  readonly nonce: Bytes;
  /** AES-256-GCM ciphertext and its tag. */
  readonly ct: Bytes;
}

const opening = open({ format: oneOf(FORMAT), v: integer(1, Number.MAX_SAFE_INTEGER) });

const member = text(SIZES.file);
const file = shape({
  format: oneOf(FORMAT),
  v: oneOf(VERSION),
  header: member,
  salt: member,
  nonce: member,
  ct: member,
  sum: member,
});
type Fields = Checked<typeof file>;

const decoded = open({
  header: base64Url(0, SIZES.header),
  salt: base64Url(SIZES.salt),
  nonce: base64Url(SIZES.nonce),
  ct: base64Url(SIZES.paddingBlock + SIZES.tag, SIZES.file),
});

/** Not security: it tells damage from tampering while the vault is locked (FORMAT.md §1). */
async function sumOf(fields: Omit<Fields, 'sum'>): Promise<string> {
  const { format, v, header, salt, nonce, ct } = fields;
  const digest = await crypto.subtle.digest('SHA-256', utf8([format, v, header, salt, nonce, ct].join('.')));
  return encodeBase64Url(new Uint8Array(digest, 0, SIZES.sum));
}

/**
 * Reads the outer file and its sum; nothing in it is authentic yet.
 * @throws UserError in this order: E_TOO_BIG above 8 MiB, E_FORMAT, E_NEWER for a later version, E_FORMAT for the
 * rest of the shape, E_SUM for damage, E_FORMAT for members that are no base64url of the right size.
 */
export async function readEnvelope(fileText: string): Promise<Envelope & { readonly sum: string }> {
  // Everything that passes the shape is ASCII, so characters are bytes.
  if (fileText.length > SIZES.file) throw new UserError('E_TOO_BIG');
  const value = parseJson(fileText);
  if (conform(opening, value).v > VERSION) throw new UserError('E_NEWER');
  const fields = conform(file, value);
  if ((await sumOf(fields)) !== fields.sum) throw new UserError('E_SUM');
  return { ...conform(decoded, fields), sum: fields.sum };
}

/** The envelope as the text of a file, with its sum. */
export async function writeEnvelope(envelope: Envelope): Promise<string> {
  const fields = {
    format: FORMAT,
    v: VERSION,
    header: encodeBase64Url(envelope.header),
    salt: encodeBase64Url(envelope.salt),
    nonce: encodeBase64Url(envelope.nonce),
    ct: encodeBase64Url(envelope.ct),
  } as const;
  return JSON.stringify({ ...fields, sum: await sumOf(fields) });
}
