import type { AccountSummary } from '../core/account';
import { CheckError } from '../core/check';
import { type PatchFields, REQUESTS, type Site } from '../messages';
import type { CodeForm } from './code-fields';

export interface EditForm extends CodeForm {
  readonly issuer: string;
  readonly name: string;
  readonly sites: readonly Site[];
}

export function toForm(account: AccountSummary): EditForm {
  const { issuer, name, algorithm, sites } = account;
  return {
    issuer,
    name,
    algorithm,
    sites,
    digits: String(account.digits),
    period: account.type === 'hotp' ? '' : String(account.period),
    counter: account.type === 'hotp' ? String(account.counter) : '',
  };
}

/** Only what the person changed, so that the rest may change elsewhere. */
export function changes(form: EditForm, base: EditForm): PatchFields {
  return {
    ...(form.issuer === base.issuer ? {} : { issuer: form.issuer }),
    ...(form.name === base.name ? {} : { name: form.name }),
    ...(form.algorithm === base.algorithm ? {} : { algorithm: form.algorithm }),
    ...(form.digits === base.digits ? {} : { digits: form.digits }),
    ...(form.period === base.period ? {} : { period: form.period }),
    ...(form.counter === base.counter ? {} : { counter: form.counter }),
    ...(form.sites === base.sites ? {} : { sites: [...form.sites] }),
  };
}

/** The account as it is now, with what the person typed since `base` laid over it. */
export function rebase(form: EditForm, base: EditForm, fresh: EditForm): EditForm {
  return { ...fresh, ...changes(form, base) };
}

/** Null where nothing was changed. */
export function toDraft(id: string, form: EditForm, base: EditForm): string | null {
  const fields = changes(form, base);
  return Object.keys(fields).length > 0 ? JSON.stringify({ id, fields }) : null;
}

/** The account with an earlier draft laid over it; null for a draft of another account or another shape. */
export function fromDraft(draft: string, id: string, base: EditForm): EditForm | null {
  try {
    const patch = REQUESTS.patch({ opId: 'draft', ifUpdatedAt: 0, ...JSON.parse(draft) });
    const { pinned: _pinned, ...fields } = patch.fields;
    return patch.id === id ? { ...base, ...fields } : null;
  } catch (error) {
    if (error instanceof CheckError || error instanceof SyntaxError) return null;
    throw error;
  }
}
