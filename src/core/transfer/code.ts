import { BITS, digitsOf, lettersOf } from '../crockford';
import { UserError } from '../errors';

/**
 * The code that a person reads aloud: twelve digits of Crockford's base32, 60 random bits, in three groups of four.
 *
 * Whoever films the pictures takes all of it home and can try codes there, each at the cost of one Argon2id of the vault's
 * own strength (64 MiB, three passes: some 2,000 a second on a large graphics card of 2025). Half of all codes are 2^59: nine
 * million years of such a card. Ten digits would be nine thousand, which the rent of a few hundred million dollars, or
 * some ten years of faster cards, might bring into reach of somebody; two digits more are read in a second. There is no
 * way to a shorter one: the pictures go one way, so that the other side cannot be asked to answer first.
 */
const DIGITS = 12;
const GROUP = /.{4}(?=.)/gu;

/** In groups, as it is shown. */
export function newCode(): string {
  const random = crypto.getRandomValues(new Uint8Array(DIGITS));
  return lettersOf(Array.from(random, (byte) => byte & ((1 << BITS) - 1))).replace(GROUP, '$& ');
}

/** What the key is derived from. @param typed in whatever case, with or without its groups @throws UserError wrong-move-code */
export function readCode(typed: string): string {
  const digits = digitsOf(typed, DIGITS);
  if (digits === null) throw new UserError('wrong-move-code');
  return lettersOf(digits);
}
