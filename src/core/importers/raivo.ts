import { UserError } from '../errors';
import type { Import, ImportedAccount, Importer } from './importer';
import { Entries } from './reading/entries';
import { entryName, fieldText, labelText, readForeign, withExtras } from './reading/fields';
import { holds, member } from './reading/members';
import { openSource, type Source } from './reading/source';
import { looksLikeZip, memberNamed, namesInFront, openZip } from './reading/zip';

/** Beside it lies the same as a page of HTML. */
const MEMBER = 'raivo-otp-export.json';

/** The icon is a file of the app's own collection on the web, such as `g/github.png`. */
const iconName = (path: unknown): string =>
  labelText(path)
    .replace(/^.*\//su, '')
    .replace(/\.[a-z]{3,4}$/iu, '');

/** All members are texts. @throws UserError bad-entry, and those of `readForeign` */
function readItem(item: unknown): ImportedAccount {
  if (!holds(item, 'secret')) throw new UserError('bad-entry');
  const account = readForeign({
    type: member(item, 'kind'),
    issuer: member(item, 'issuer'),
    name: member(item, 'account'),
    secret: member(item, 'secret'),
    algorithm: member(item, 'algorithm'),
    digits: member(item, 'digits'),
    period: member(item, 'timer'),
    counter: member(item, 'counter'),
  });
  const pinned = member(item, 'pinned');
  return withExtras(account, {
    pinned: pinned === true || fieldText(pinned) === 'true',
    brand: iconName(member(item, 'iconValue')),
  });
}

/** The list of the JSON file, or of the one in the archive. @throws UserError bad-content, too-many, no-entries */
export function readRaivoList(list: unknown): Import {
  if (!Array.isArray(list)) throw new UserError('bad-content');
  const entries = new Entries();
  for (const [index, item] of list.entries()) {
    const name = entryName(member(item, 'issuer'), member(item, 'account'), index);
    entries.take(name, () => readItem(item));
  }
  return entries.finish(raivo.format);
}

const isZip = ({ bytes }: Source): boolean => looksLikeZip(bytes);
const isItem = (value: unknown): boolean => holds(value, 'kind') && holds(value, 'timer');

/** Raivo OTP: its encrypted archive, and the JSON in it where somebody unpacked it before. */
export const raivo: Importer = {
  format: 'raivo',
  recognise: (source) =>
    isZip(source)
      ? memberNamed(namesInFront(source.bytes), MEMBER) !== undefined
      : Array.isArray(source.json) && source.json.some(isItem),
  read: async (source, passphrase) => {
    if (!isZip(source)) return readRaivoList(source.json);
    const zip = await openZip(source);
    const name = memberNamed(zip.names, MEMBER) ?? MEMBER;
    return readRaivoList(openSource(await zip.read(name, passphrase)).json);
  },
};
