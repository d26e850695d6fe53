import type { NewAccount } from '../../account';
import { UserError } from '../../errors';
import type { Entries } from './entries';
import { type Extras, entryName, fieldText, withExtras } from './fields';
import { readTotpField } from './foreign-uri';

/** An item of a password manager, as far as one-time passwords need it. */
export interface LoginItem extends Extras {
  readonly title: unknown;
  readonly user: unknown;
  /** The values of all its TOTP fields; empty ones are normal. */
  readonly totps: readonly unknown[];
  readonly isInTrash?: boolean;
  /** What the format knows better than the key URI. */
  readonly correct?: (account: NewAccount) => NewAccount;
}

/**
 * Each TOTP field is an entry; an item without one is none.
 * @param index the place of the item in the file, which names it where nothing else does
 */
export function takeLoginItem(entries: Entries, item: LoginItem, index: number): void {
  const { correct = (account) => account } = item;
  const name = entryName(item.title, item.user, index);
  for (const value of item.totps) {
    const totp = fieldText(value);
    if (totp === undefined) continue;
    entries.take(name, () => {
      if (item.isInTrash) throw new UserError('in-trash');
      return withExtras(correct(readTotpField(totp, item)), item);
    });
  }
}
