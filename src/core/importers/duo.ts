import { UserError } from '../errors';
import type { ImportedAccount, Importer } from './importer';
import { Entries } from './reading/entries';
import { fieldText, labelText, readForeign } from './reading/fields';
import { member } from './reading/members';

/** An account without a generator is asked by push messages, and has no codes. */
function readItem(item: unknown): ImportedAccount {
  const generator = member(item, 'otpGenerator') ?? null;
  if (generator === null) {
    const type = fieldText(member(item, 'accountType'));
    throw new UserError(type ? 'unsupported-type' : 'bad-entry', { type: 'push' });
  }
  const counter = fieldText(member(generator, 'counter'));
  const type = counter === undefined ? 'totp' : 'hotp';
  return readForeign({ type, name: member(item, 'name'), secret: member(generator, 'otpSecret'), counter });
}

const isItem = (item: unknown): boolean =>
  member(item, 'otpGenerator') !== undefined ||
  (member(item, 'accountType') !== undefined && member(item, 'name') !== undefined);

/** `accounts.json` of Duo Mobile on a rooted phone. */
export const duo: Importer = {
  format: 'duo',
  recognise: ({ json }) => Array.isArray(json) && json.some(isItem),
  read: ({ json }) => {
    const entries = new Entries();
    for (const [index, item] of (Array.isArray(json) ? json : []).entries())
      entries.take(labelText(member(item, 'name')) || `${index + 1}`, () => readItem(item));
    return entries.finish(duo.format);
  },
};
