import type { Importer } from './importer';
import { Entries } from './reading/entries';
import { labelText } from './reading/fields';
import { takeLoginItem } from './reading/login-item';
import { listAt, member, namesById } from './reading/members';

/** Enpass' JSON, in which yes is 1. */
const isYes = (value: unknown): boolean => value === 1 || value === true;

/** The values of one type of field; those that the app only remembers as deleted are none. */
const valuesOf = (item: unknown, type: string): unknown[] =>
  listAt(item, 'fields')
    .filter((field) => member(field, 'type') === type && !isYes(member(field, 'deleted')))
    .map((field) => member(field, 'value'));

const userOf = (item: unknown): string =>
  [...valuesOf(item, 'username'), ...valuesOf(item, 'email')].map(labelText).find(Boolean) ?? '';

/** Fields of other apps have numbers as their type. */
const isItem = (item: unknown): boolean =>
  member(item, 'template_type') !== undefined ||
  listAt(item, 'fields').some((field) => typeof member(field, 'type') === 'string');

export const enpass: Importer = {
  format: 'enpass',
  recognise: ({ json }) => listAt(json, 'items').some(isItem),
  read: ({ json }) => {
    const folders = namesById(json, 'folders', { id: 'uuid', name: 'title' });
    const entries = new Entries();
    for (const [index, item] of listAt(json, 'items').entries()) {
      const read = {
        title: member(item, 'title'),
        user: userOf(item),
        totps: valuesOf(item, 'totp'),
        tags: listAt(item, 'folders').map((folder) => folders.get(folder)),
        note: member(item, 'note'),
        pinned: isYes(member(item, 'favorite')),
        isInTrash: isYes(member(item, 'trashed')),
      };
      takeLoginItem(entries, read, index);
    }
    return entries.finish(enpass.format);
  },
};
