/**
 * Secrets for sites are made, read and judged here: no page of ours holds the code of secrets and codes, and the
 * background has no business with secrets that are in no vault.
 */
import type { NewAccount } from '../core/account';
import { type AccountFields, readUnnamedAccount } from '../core/account-fields';
import { formatKeyUri, looksLikeKeyUri, parseKeyUri } from '../core/key-uri';
import { type NewSecretBytes, newSecret } from '../core/new-secret';
import { hexOf, secretBits } from '../core/secret';
import { type Verdict, type Verifier, verifyCode } from '../core/verify-code';
import type { TypedAccount } from '../messages';
import { refusalOf } from '../ui/worker-refusal';

export type BuilderRequest =
  | { readonly do: 'make'; readonly bytes: NewSecretBytes }
  | { readonly do: 'read'; readonly fields: AccountFields }
  | {
      readonly do: 'verify';
      readonly account: NewAccount;
      readonly code: string;
      readonly verifier: Verifier;
    };

/** What a site hands out for an account. */
export interface SetUp {
  readonly account: NewAccount;
  readonly hex: string;
  readonly bits: number;
  /** Null as long as it has no name. */
  readonly uri: string | null;
  /** What the form is to show where a whole set-up link was given as the secret. */
  readonly linked: TypedAccount | null;
}

/** By what was asked. */
export interface BuilderAnswers {
  make: { readonly ok: true; readonly secret: string };
  read: { readonly ok: true; readonly setUp: SetUp };
  verify: { readonly ok: true; readonly verdict: Verdict };
}

/** @returns null for what is no link, or one of an account that the form has no fields for @throws UserError those of `parseKeyUri` */
function fieldsOfLink(text: string): TypedAccount | null {
  if (!looksLikeKeyUri(text)) return null;
  const account = parseKeyUri(text);
  const { issuer, name, secret, algorithm } = account;
  const common = { issuer, name, secret, algorithm, digits: `${account.digits}` };
  if (account.type === 'hotp')
    return { ...common, type: 'hotp', period: '30', counter: `${account.counter}` };
  if (account.type === 'totp') return { ...common, type: 'totp', period: `${account.period}`, counter: '0' };
  return null;
}

function setUpOf(typed: AccountFields): SetUp {
  const linked = fieldsOfLink(typed.secret);
  const account = readUnnamedAccount(linked ?? typed);
  const { issuer, name, secret } = account;
  const uri = issuer || name ? formatKeyUri(account) : null;
  return { account, hex: hexOf(secret), bits: secretBits(secret), uri, linked };
}

function answer(request: BuilderRequest): BuilderAnswers[BuilderRequest['do']] {
  switch (request.do) {
    case 'make':
      return { ok: true, secret: newSecret(request.bytes) };
    case 'read':
      return { ok: true, setUp: setUpOf(request.fields) };
    case 'verify':
      return { ok: true, verdict: verifyCode(request.account, request.code, request.verifier) };
  }
}

addEventListener('message', (event: MessageEvent<BuilderRequest>) => {
  try {
    postMessage(answer(event.data));
  } catch (failure) {
    postMessage(refusalOf(failure));
  }
});
