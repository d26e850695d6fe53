import { UserError } from '../errors';
import type { Import, Importer } from './importer';
import { Entries } from './reading/entries';
import { type LoginItem, takeLoginItem } from './reading/login-item';
import { listAt, member } from './reading/members';
import { openSource } from './reading/source';
import { namesInFront, openZip } from './reading/zip';

/** 1Password's unencrypted export: an archive, of which only the member with the items is read, or that member alone. */
const FORMAT = '1pux';
const DATA = 'export.data';

/** An item and the vault that it lies in. */
interface VaultItem {
  readonly vault: unknown;
  readonly item: unknown;
}

/** Very old exports wrap each item in an object of its own. */
const itemsOf = (json: unknown): VaultItem[] =>
  listAt(json, 'accounts')
    .flatMap((account) => listAt(account, 'vaults'))
    .flatMap((vault) => listAt(vault, 'items').map((one) => ({ vault, item: member(one, 'item') ?? one })));

function userOf(item: unknown): unknown {
  const fields = listAt(member(item, 'details'), 'loginFields');
  return member(
    fields.find((field) => member(field, 'designation') === 'username'),
    'value',
  );
}

/** An item can have several fields with one-time passwords, in any section. */
const totpsOf = (item: unknown): unknown[] =>
  listAt(member(item, 'details'), 'sections')
    .flatMap((section) => listAt(section, 'fields'))
    .map((field) => member(member(field, 'value'), 'totp'));

function readItem({ item, vault }: VaultItem): LoginItem {
  const favourite = member(item, 'favIndex');
  return {
    title: member(member(item, 'overview'), 'title'),
    user: userOf(item),
    totps: totpsOf(item),
    tags: [member(member(vault, 'attrs'), 'name')],
    note: member(member(item, 'details'), 'notesPlain'),
    pinned: typeof favourite === 'number' && favourite !== 0,
  };
}

/** What the member `export.data` holds. @throws UserError bad-content, no-entries, too-many */
export function readOnePuxData(json: unknown): Import {
  if (!Array.isArray(member(json, 'accounts'))) throw new UserError('bad-content');
  const entries = new Entries();
  for (const [index, one] of itemsOf(json).entries()) takeLoginItem(entries, readItem(one), index);
  return entries.finish(FORMAT);
}

export const onePux: Importer = {
  format: FORMAT,
  recognise: ({ bytes, json }) => {
    if (json !== undefined)
      return listAt(json, 'accounts').some((one) => Array.isArray(member(one, 'vaults')));
    const names = namesInFront(bytes);
    return names.includes(DATA) || names.includes('export.attributes');
  },
  read: async (source, passphrase) => {
    if (source.json !== undefined) return readOnePuxData(source.json);
    const { read } = await openZip(source);
    return readOnePuxData(openSource(await read(DATA, passphrase)).json);
  },
};
