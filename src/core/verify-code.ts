import type { NewAccount } from './account';
import { codeAt } from './otp';

/** Where a site stands that judges a code, and how far around it looks. All are time steps, or counters of HOTP. */
export interface Verifier {
  /** The current time step (RFC 6238 §4.2), or the counter that is expected next (RFC 4226 §7.2). */
  readonly at: number;
  /** How many before it are accepted; for HOTP none can be. */
  readonly behind: number;
  /** How many after it: the other half of the window of RFC 6238 §5.2, or the look-ahead of RFC 4226 §7.4. */
  readonly ahead: number;
  /** Those whose code was accepted already. */
  readonly used: readonly number[];
}

/**
 * What becomes of a code. `at`: the step or counter that it belongs to; `offset`: the same, counted from where the
 * verifier stands, below zero for a late one. `outside`: right, but not within the window. `older`: within it, but before
 * one that was accepted, so that whoever looked on cannot come after with what was not typed.
 */
export type Verdict = Placed | { readonly verdict: 'wrong' | 'malformed' };

interface Placed {
  readonly verdict: 'accepted' | 'outside' | 'used' | 'older';
  readonly at: number;
  readonly offset: number;
}

/**
 * How far a code is looked for that is not accepted, to say why: an hour each way in steps of 30 seconds. A wrong code of
 * six digits is one of them by chance one time in 4,000.
 */
const LOOKED_AROUND = 120;

/** 0, −1, 1, −2, 2 …: what is nearest comes first. */
function* offsets(most: number): Generator<number> {
  yield 0;
  for (let distance = 1; distance <= most; distance++) {
    yield -distance;
    yield distance;
  }
}

/**
 * Judges a code as a site should (RFC 4226 §7, RFC 6238 §5.2), and says of a refused one why. Only for a person's own
 * trials: a site compares in constant time and tells nobody how near a guess was.
 * @param account one whose codes are digits: TOTP or HOTP
 * @param code as typed; white space carries nothing
 */
export function verifyCode(account: NewAccount, code: string, verifier: Verifier): Verdict {
  const bare = code.replace(/\s/gu, '');
  if (bare.length !== account.digits || !/^\d+$/u.test(bare)) return { verdict: 'malformed' };
  for (const offset of offsets(Math.max(LOOKED_AROUND, verifier.behind, verifier.ahead))) {
    const at = verifier.at + offset;
    if (at < 0 || codeAt(account, at) !== bare) continue;
    return { verdict: placeOf(at, verifier), at, offset };
  }
  return { verdict: 'wrong' };
}

/** Of a right code. RFC 6238 §5.2: none is accepted twice; and none from before the last one that was. */
function placeOf(at: number, { at: now, behind, ahead, used }: Verifier): Placed['verdict'] {
  if (used.includes(at)) return 'used';
  if (at < now - behind || at > now + ahead) return 'outside';
  return used.some((accepted) => at < accepted) ? 'older' : 'accepted';
}
