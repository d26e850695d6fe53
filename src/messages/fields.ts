import { LIMITS } from '../core/account';
import { type Checked, either, list, oneOf, shape, text } from '../core/check';

/** What requests of several kinds have in common. */
export const id = text(64, 1);
export const ids = list(id, LIMITS.accounts);
/** The caller's random name for one command: the same one again is answered and not executed. */
export const opId = text(64, 1);
export const origin = text(2048, 1);

/** base64url */
export const bytes = text(2048, 1);

/** One to type, or one to be: whether it is good enough is judged elsewhere. */
export const passphrase = text(65_536, 1);

const passphraseCredential = shape({ type: oneOf('passphrase'), passphrase });
const securityKeyCredential = shape({ type: oneOf('webauthn-prf'), slotId: bytes, secret: bytes });
const recoveryCredential = shape({ type: oneOf('recovery'), key: text(200, 1) });
/** What opens a slot of the vault: asked for anew before anything that could be used against the person. */
export const credential = either(passphraseCredential, either(securityKeyCredential, recoveryCredential));
export type Credential = Checked<typeof credential>;
