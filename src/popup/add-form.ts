import { CheckError } from '../core/check';
import { REQUESTS, type TypedAccount } from '../messages';

export const EMPTY_FORM: TypedAccount = {
  type: 'totp',
  issuer: '',
  name: '',
  secret: '',
  algorithm: 'SHA1',
  digits: '6',
  period: '30',
  counter: '0',
};

/** Steam has five characters and everything else fixed; other types start from six digits again. */
export function withType(form: TypedAccount, type: TypedAccount['type']): TypedAccount {
  const { algorithm, digits, period } = EMPTY_FORM;
  if (type === 'steam') return { ...form, type, algorithm, digits: '5', period };
  return { ...form, type, digits: form.type === 'steam' ? digits : form.digits };
}

/** A set-up link, as it is pasted from a site or another app. */
export function isKeyUri(text: string): boolean {
  return /^\s*(?:otpauth|steam):\/\//iu.test(text);
}

/** What stands on the screen: the form, or a set-up link to confirm. */
export interface Adding {
  readonly form: TypedAccount;
  readonly link: string | null;
}

/** Null where there is nothing worth keeping. */
export function toDraft({ form, link }: Adding): string | null {
  if (link !== null) return JSON.stringify({ typed: form, text: link });
  return form.issuer || form.name || form.secret ? JSON.stringify({ typed: form }) : null;
}

/** Null for a draft that an older version wrote in another shape. */
export function fromDraft(draft: string): Adding | null {
  try {
    const [candidate] = REQUESTS.preview({ candidates: [JSON.parse(draft)], source: 'manual' }).candidates;
    return { form: candidate?.typed ?? EMPTY_FORM, link: candidate?.text ?? null };
  } catch (error) {
    if (error instanceof CheckError || error instanceof SyntaxError) return null;
    throw error;
  }
}
