import type { NewAccount } from '../account';
import { isRecord } from '../check';
import { UserError } from '../errors';
import { cleanText } from '../outside-text';
import type { Import, Importer } from './importer';
import { Entries } from './reading/entries';
import { labelText } from './reading/fields';
import { type LoginItem, takeLoginItem } from './reading/login-item';
import { entriesAt, listAt, member } from './reading/members';
import { openSource, type Source } from './reading/source';
import { memberNamed, namesInFront, openZip } from './reading/zip';

/** Proton Pass: an archive with a member of JSON, or that member alone. */
const FORMAT = 'proton-pass';
/** Bitwarden's archive has a `data.json` too, in no folder. */
const PLAIN = 'Proton Pass/data.json';
const ENCRYPTED = 'Proton Pass/data.pgp';
/** What the app writes as the account name where it makes a key URI of a bare secret. */
const PLACEHOLDER = 'Proton Pass';
const IN_TRASH = 2;

/** The account without the app's placeholder for its name. */
export function withoutPlaceholder(account: NewAccount, title: string, user: string): NewAccount {
  const isMade = account.name === PLACEHOLDER && account.issuer === cleanText(title);
  return isMade ? { ...account, name: cleanText(user) } : account;
}

const contentOf = (item: unknown): unknown => member(member(item, 'data'), 'content');
const metadataOf = (item: unknown): unknown => member(member(item, 'data'), 'metadata');

/** Exports of before user names and addresses were told apart have `username` alone. */
function userOf(item: unknown): string {
  const names = ['itemUsername', 'itemEmail', 'username'];
  return names.map((name) => labelText(member(contentOf(item), name))).find(Boolean) ?? '';
}

/** Fields of one's own, which items of every kind have, some of them in sections. */
function extraFieldsOf(item: unknown): unknown[] {
  const sections = ['sections', 'extraSections'].flatMap((name) => listAt(contentOf(item), name));
  return [
    ...listAt(member(item, 'data'), 'extraFields'),
    ...sections.flatMap((section) => listAt(section, 'sectionFields')),
  ];
}

function totpsOf(item: unknown): unknown[] {
  const own = extraFieldsOf(item).filter((field) => member(field, 'type') === 'totp');
  return [contentOf(item), ...own.map((field) => member(field, 'data'))].map((one) => member(one, 'totpUri'));
}

function readItem(item: unknown, vault: unknown): LoginItem {
  const title = labelText(member(metadataOf(item), 'name'));
  const user = userOf(item);
  return {
    title,
    user,
    totps: totpsOf(item),
    tags: [member(vault, 'name')],
    note: member(metadataOf(item), 'note'),
    pinned: member(item, 'pinned'),
    isInTrash: member(item, 'state') === IN_TRASH,
    correct: (account) => withoutPlaceholder(account, title, user),
  };
}

/** What `data.json` holds. @throws UserError bad-content, no-entries, too-many */
export function readProtonPassData(json: unknown): Import {
  if (!isRecord(member(json, 'vaults'))) throw new UserError('bad-content');
  const entries = new Entries();
  for (const [, vault] of entriesAt(json, 'vaults'))
    for (const [index, item] of listAt(vault, 'items').entries())
      takeLoginItem(entries, readItem(item, vault), index);
  return entries.finish(FORMAT);
}

/** @throws UserError bad-zip, pgp-encrypted */
async function openArchive(source: Source, passphrase: string | undefined): Promise<unknown> {
  const { names, read } = await openZip(source);
  const plain = memberNamed(names, PLAIN);
  if (plain === undefined && memberNamed(names, ENCRYPTED) !== undefined)
    throw new UserError('pgp-encrypted');
  return openSource(await read(plain ?? PLAIN, passphrase)).json;
}

export const protonPass: Importer = {
  format: FORMAT,
  recognise: ({ bytes, json }) => {
    if (isRecord(json)) return ['vaults', 'userId'].every((name) => Object.hasOwn(json, name));
    const names = namesInFront(bytes);
    return [PLAIN, ENCRYPTED].some((name) => memberNamed(names, name) !== undefined);
  },
  read: async (source, passphrase) =>
    readProtonPassData(source.json ?? (await openArchive(source, passphrase))),
};
