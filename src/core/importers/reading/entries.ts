import { LIMITS } from '../../account';
import { CheckError } from '../../check';
import { type ErrorCode, UserError } from '../../errors';
import { cleanText } from '../../outside-text';
import type { Import, ImportedAccount, SkippedEntry } from '../importer';

/** The account, or why the entry cannot be taken. */
function readOrReason(read: () => ImportedAccount | null): ImportedAccount | ErrorCode | null {
  try {
    return read();
  } catch (error) {
    if (error instanceof UserError) return error.code;
    if (error instanceof CheckError) return 'bad-entry';
    throw error;
  }
}

/** What stands for a whole file where nothing of it was readable. */
const FOR_ALL: readonly ErrorCode[] = [
  'too-little-memory',
  'kdf-limits',
  'unsupported-version',
  'wrong-password',
];

/** Collects what an importer reads, one entry after the other: a bad one never costs the others. */
export class Entries {
  readonly #accounts: ImportedAccount[] = [];
  readonly #skipped: SkippedEntry[] = [];

  /** @throws UserError too-many, beyond what a vault holds */
  #count(): void {
    if (this.#accounts.length + this.#skipped.length >= LIMITS.accounts)
      throw new UserError('too-many', { max: LIMITS.accounts });
  }

  skip(name: string, reason: ErrorCode): void {
    this.#count();
    this.#skipped.push({ reason, name: cleanText(name) });
  }

  /**
   * @param name what a person knows the entry by, should it be skipped
   * @param read gives null for what holds no one-time password, and is no entry for us
   */
  take(name: string, read: () => ImportedAccount | null): void {
    const account = readOrReason(read);
    if (account === null) return;
    if (typeof account === 'string') return void this.skip(name, account);
    this.#count();
    this.#accounts.push(account);
  }

  get isEmpty(): boolean {
    return this.#accounts.length + this.#skipped.length === 0;
  }

  /** With nothing but skipped entries it is a result: their reasons are worth showing. @throws UserError no-entries */
  finish(format: string): Import {
    if (this.isEmpty) throw new UserError('no-entries');
    return { format, accounts: this.#accounts, skipped: this.#skipped };
  }

  /**
   * Of a file whose entries are sealed one by one. Those that do not open are skipped as long as anything is readable,
   * or fails for another reason than its passphrase.
   * @param hasOpened an entry opened, even one that is skipped for what it says
   * @throws UserError no-entries; too-little-memory, kdf-limits, unsupported-version, wrong-password
   */
  finishSealed(format: string, hasOpened: boolean): Import {
    const result = this.finish(format);
    if (hasOpened || result.accounts.length > 0) return result;
    const code = FOR_ALL.find((one) => result.skipped.some(({ reason }) => reason === one));
    if (code) throw new UserError(code);
    return result;
  }
}
