import { CheckError } from '../core/check';
import { accountRequests, type TypedAccount } from '../messages/accounts';

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

type Settings = Pick<TypedAccount, 'algorithm' | 'digits' | 'period'>;

/** What a type leaves no choice about. */
const FIXED: Partial<Record<TypedAccount['type'], Settings>> = {
  steam: { algorithm: 'SHA1', digits: '5', period: '30' },
  motp: { algorithm: 'MD5', digits: '6', period: '10' },
  yandex: { algorithm: 'SHA256', digits: '8', period: '30' },
};

/** How many digits the codes of an issuer have, where nobody says otherwise: Battle.net's are the known exception. */
const usualDigits = (issuer: string): string =>
  /^\s*battle[ .-]?net\s*$/iu.test(issuer) ? '8' : EMPTY_FORM.digits;

/** A type without a choice has its own settings; the others keep theirs, or start again from the usual ones. */
export function withType(form: TypedAccount, type: TypedAccount['type']): TypedAccount {
  const { algorithm, period } = EMPTY_FORM;
  const usual = { algorithm, digits: usualDigits(form.issuer), period };
  const settings = FIXED[type] ?? (FIXED[form.type] ? usual : {});
  return { ...form, ...settings, type };
}

/** Digits that the person has not changed go with the issuer. */
export function withIssuer(form: TypedAccount, issuer: string): TypedAccount {
  const isUsual = form.type === 'totp' && form.digits === usualDigits(form.issuer);
  return { ...form, issuer, ...(isUsual ? { digits: usualDigits(issuer) } : {}) };
}

/** A set-up link, as it is pasted from a site or another app; also one that exports several accounts. */
export function isSetUpLink(text: string): boolean {
  return /^\s*(?:otpauth|otpauth-migration|steam|motp):\/\//iu.test(text);
}

/** A set-up link that exports several accounts. */
export function isExportLink(text: string): boolean {
  return /^\s*otpauth-migration:/iu.test(text);
}

/** The set-up links of a text, one a line, and how many lines are none; empty lines and comments do not count. */
export function linksIn(text: string): { readonly links: string[]; readonly others: number } {
  const lines = text
    .split(/\r?\n/u)
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'));
  const links = lines.filter(isSetUpLink);
  return { links, others: lines.length - links.length };
}

/** What stands on the screen: the form, or set-up links to confirm, one a line. */
export interface Adding {
  readonly form: TypedAccount;
  readonly link: string | null;
}

/** A draft holds as much (`saveDraft`). */
const LONGEST_DRAFT = 65_536;

/** Null where there is nothing worth keeping, or too much. */
export function toDraft(adding: Adding): string | null {
  const draft = draftOf(adding);
  return draft && draft.length <= LONGEST_DRAFT ? draft : null;
}

function draftOf({ form, link }: Adding): string | null {
  if (link !== null) return JSON.stringify({ typed: form, text: link });
  return form.issuer || form.name || form.secret ? JSON.stringify({ typed: form }) : null;
}

/** Null for a draft that an older version wrote in another shape. */
export function fromDraft(draft: string): Adding | null {
  try {
    const [candidate] = accountRequests.preview({
      candidates: [JSON.parse(draft)],
      source: 'manual',
    }).candidates;
    return { form: candidate?.typed ?? EMPTY_FORM, link: candidate?.text ?? null };
  } catch (error) {
    if (error instanceof CheckError || error instanceof SyntaxError) return null;
    throw error;
  }
}
