import { LIMITS } from '../core/account';
import { list, text } from '../core/check';

/** What requests of several kinds have in common. */
export const id = text(64, 1);
export const ids = list(id, LIMITS.accounts);
/** The caller's random name for one command: the same one again is answered and not executed. */
export const opId = text(64, 1);
export const origin = text(2048, 1);
