import { UserError } from '../errors';
import type { Bytes } from '../vault-file/bytes';
import type { Importer } from './importer';
import { openSource } from './reading/source';
import { looksLikeZip, namesInFront, openZip } from './reading/zip';
import { readUriLines } from './uri-list';

const isText = (name: string): boolean => /\.txt$/iu.test(name);

/** Names of the app's own archive; another app has one text of a fixed name. */
function isWinAuth(bytes: Bytes): boolean {
  const names = namesInFront(bytes);
  return names.every(isText) && !names.includes('Accounts.txt');
}

/** @throws UserError not-utf8 */
function textOf(bytes: Bytes): string {
  const { text } = openSource(bytes);
  if (text === null) throw new UserError('not-utf8');
  return text;
}

/** WinAuth: texts of URIs in a ZIP, encrypted or not. Its plain export is a list of URIs. */
export const winauth: Importer = {
  format: 'winauth',
  recognise: ({ bytes }) => looksLikeZip(bytes) && isWinAuth(bytes),
  read: async ({ bytes }, passphrase) => {
    const zip = await openZip(bytes);
    const texts: string[] = [];
    for (const name of zip.names.filter(isText)) texts.push(textOf(await zip.read(name, passphrase)));
    return readUriLines(texts.join('\n'), winauth.format);
  },
};
