import type { Importer } from './importer';
import { Entries } from './reading/entries';
import { takeLoginItem } from './reading/login-item';
import { entriesAt, listAt, member } from './reading/members';

/**
 * Keeper's JSON. `$oneTimeCode`, or `$oneTimeCode:label`, holds a key URI or a list of them; before records had types,
 * `TFC:Keeper` held one.
 */
const ONE_TIME_CODE = /^(?:\$oneTimeCode(?::|$)|TFC:Keeper$)/u;

const totpsOf = (record: unknown): unknown[] =>
  entriesAt(record, 'custom_fields')
    .filter(([name]) => ONE_TIME_CODE.test(name))
    .flatMap(([, value]): readonly unknown[] => (Array.isArray(value) ? value : [value]));

const foldersOf = (record: unknown): unknown[] =>
  listAt(record, 'folders').flatMap((one) => [member(one, 'folder'), member(one, 'shared_folder')]);

export const keeper: Importer = {
  format: 'keeper',
  recognise: ({ json }) => Array.isArray(member(json, 'records')),
  read: ({ json }) => {
    const entries = new Entries();
    for (const [index, record] of listAt(json, 'records').entries()) {
      const item = {
        title: member(record, 'title'),
        user: member(record, 'login'),
        totps: totpsOf(record),
        tags: foldersOf(record),
        note: member(record, 'notes'),
      };
      takeLoginItem(entries, item, index);
    }
    return entries.finish(keeper.format);
  },
};
