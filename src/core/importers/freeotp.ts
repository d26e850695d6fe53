import { isRecord } from '../check';
import { UserError } from '../errors';
import { cleanText } from '../outside-text';
import { readFreeOtpBackup } from './freeotp-backup';
import type { Import, ImportedAccount, Importer } from './importer';
import { Entries } from './reading/entries';
import { entryName } from './reading/fields';
import { looksLikeForeignUri, readForeignUri } from './reading/foreign-uri';
import { freeOtpName, inTokenOrder, readFreeOtpToken } from './reading/freeotp-token';
import { androidStrings, looksLikePreferences, parseXml } from './reading/markup';
import { Pictures } from './reading/pictures';
import { beginsWith, parseJson, type Source } from './reading/source';

/** The magic and the version of Java's object streams. */
const isJavaStream = (source: Source): boolean => beginsWith(source, 0xac, 0xed, 0x00, 0x05);

/** Members of a token, which no other app's preferences have. */
const TOKEN = /["']tokenOrder["']|(?:"|&quot;)(?:secret|issuerExt)(?:"|&quot;)\s*:/u;

/** What the first versions kept, and later ones leave as it is until it changes: the key URI, with names of one's own. */
function readLink(text: string): ImportedAccount {
  const { account, parameters } = readForeignUri(text);
  const [issuer, name] = ['issueralt', 'labelalt'].map((one) => parameters.get(one));
  return { ...account, issuer: cleanText(issuer ?? account.issuer), name: cleanText(name ?? account.name) };
}

/** The preferences of FreeOTP 1, and of FreeOTP+: a token in JSON under each name. */
async function readPreferences(file: string): Promise<Import> {
  const strings = androidStrings(await parseXml(file));
  if (!strings) throw new UserError('bad-content');
  const tokens = [...strings].filter(([name]) => name !== 'tokenOrder');
  const entries = new Entries();
  const pictures = new Pictures();
  const ordered = inTokenOrder(tokens, parseJson(strings.get('tokenOrder') ?? null));
  for (const [index, [key, text]] of ordered.entries()) {
    const token = parseJson(text);
    const name = isRecord(token) ? freeOtpName(token, index) : entryName('', key, index);
    entries.take(name, () =>
      looksLikeForeignUri(text) ? readLink(text) : readFreeOtpToken(token, pictures),
    );
  }
  return entries.finish(freeOtp.format);
}

/** FreeOTP: the preferences of version 1 (XML), and the sealed backup of version 2, which is called `.xml` as well. */
export const freeOtp: Importer = {
  format: 'freeotp',
  recognise: (source) =>
    isJavaStream(source) || (looksLikePreferences(source.text) && TOKEN.test(source.text ?? '')),
  read: (source, passphrase) =>
    isJavaStream(source)
      ? readFreeOtpBackup(freeOtp.format, source.bytes, passphrase)
      : readPreferences(source.text ?? ''),
};
