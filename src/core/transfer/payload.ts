import { ALGORITHMS, CODE_DISPLAYS, LIMITS, type PortableAccount } from '../account';
import { pictureSize } from '../account-icon';
import { boolean, type Check, integer, list, oneOf, open, optional, text } from '../check';
import { codeKind } from '../vault-content';

/** What is moved, as JSON: accounts as `portable` makes them, without pictures. */
export interface Moved {
  readonly accounts: readonly PortableAccount[];
  /** How many of them had a picture of the person's own: one takes as long as a hundred accounts. */
  readonly pictures: number;
}

const anyText = text(65_536);
const described = open({
  issuer: anyText,
  name: anyText,
  secret: text(1024, 1),
  pin: optional(text(64)),
  algorithm: oneOf(...ALGORITHMS),
  digits: integer(LIMITS.digits.min, LIMITS.digits.max),
  sites: optional(list(open({ origin: text(2048), subdomains: boolean }), LIMITS.storedSites)),
  pinned: optional(boolean),
  submits: optional(boolean),
  display: optional(oneOf(...CODE_DISPLAYS)),
  tags: optional(list(anyText, LIMITS.storedTags)),
  note: optional(anyText),
  icon: optional(anyText),
  recoveryCodes: optional(
    list(
      open({ code: anyText, usedAt: optional(integer(0, Number.MAX_SAFE_INTEGER)) }),
      LIMITS.storedRecoveryCodes,
    ),
  ),
});

/** Named field by field: what a later version adds is dropped. */
const account: Check<PortableAccount> = (value, path) => ({
  ...described(value, path),
  ...codeKind(value, path),
});
const checkMoved: Check<Moved> = open({
  accounts: list(account, LIMITS.accounts),
  pictures: integer(0, LIMITS.accounts),
});

function withoutPicture({ icon, ...others }: PortableAccount): PortableAccount {
  return icon === undefined || pictureSize({ icon }) > 0 ? others : { ...others, icon };
}

export function writeMoved(accounts: readonly PortableAccount[]): string {
  const pictures = accounts.filter((one) => pictureSize(one) > 0).length;
  return JSON.stringify(checkMoved({ accounts: accounts.map(withoutPicture), pictures }));
}

/** @throws SyntaxError, CheckError */
export const readMoved = (json: string): Moved => checkMoved(JSON.parse(json));
