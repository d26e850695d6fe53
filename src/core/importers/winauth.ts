import { UserError } from '../errors';
import type { Importer } from './importer';
import { openSource, type Source } from './reading/source';
import { looksLikeZip, openZip } from './reading/zip';
import { readUriLines, uriList } from './uri-list';

const isText = (name: string): boolean => /\.txt$/iu.test(name);

/**
 * The URIs of all texts; a text without any is passed over, as is whatever else lies beside them.
 * @throws UserError bad-content, not-utf8
 */
function urisAmong(texts: readonly Source[]): string {
  const lists = texts.filter((source) => source.text?.trim() === '' || uriList.recognise(source));
  const isAnyList = lists.length > 0 || texts.length === 0;
  if (!isAnyList) throw new UserError(texts.some(({ text }) => text === null) ? 'not-utf8' : 'bad-content');
  return lists.map(({ text }) => text).join('\n');
}

/**
 * WinAuth: texts of URIs in a ZIP, encrypted or not. Its plain export is a list of URIs. Nothing but texts marks the
 * archive, so it is asked after all others, and refuses one without any.
 */
export const winauth: Importer = {
  format: 'winauth',
  recognise: ({ bytes }) => looksLikeZip(bytes),
  read: async ({ bytes }, passphrase) => {
    const zip = await openZip(bytes);
    const names = zip.names.filter(isText);
    if (names.length === 0 && zip.names.length > 0) throw new UserError('bad-content');
    const texts: Source[] = [];
    for (const name of names) texts.push(openSource(await zip.read(name, passphrase)));
    return readUriLines(urisAmong(texts), winauth.format);
  },
};
