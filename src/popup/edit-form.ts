import type { AccountSummary, CodeDisplay } from '../core/account';
import { CheckError } from '../core/check';
import type { Site } from '../messages';
import { accountRequests, type PatchFields } from '../messages/accounts';
import type { CodeForm } from '../ui/code-fields';

export interface EditForm extends CodeForm {
  readonly issuer: string;
  readonly name: string;
  readonly sites: readonly Site[];
  readonly submits: boolean;
  /** '' for what is set for all. */
  readonly display: CodeDisplay | '';
  /** A new one; '' keeps the one that is there. */
  readonly pin: string;
  /** Between commas. */
  readonly tags: string;
  readonly note: string;
  /** '' for none of one's own choice. */
  readonly icon: string;
}

export function toForm(account: AccountSummary): EditForm {
  const { issuer, name, algorithm, sites } = account;
  return {
    issuer,
    name,
    algorithm,
    sites,
    submits: account.submits ?? false,
    display: account.display ?? '',
    pin: '',
    tags: (account.tags ?? []).join(', '),
    note: account.note ?? '',
    icon: account.icon ?? '',
    digits: String(account.digits),
    period: account.type === 'hotp' ? '' : String(account.period),
    counter: account.type === 'hotp' ? String(account.counter) : '',
  };
}

/** What is on the screen, and what stood in the account when the person began with it. */
export interface Editing {
  readonly form: EditForm;
  readonly base: EditForm;
}

/** The values of `form` where it differs from `other`. */
function differing(form: EditForm, other: EditForm): PatchFields {
  return {
    ...(form.issuer === other.issuer ? {} : { issuer: form.issuer }),
    ...(form.name === other.name ? {} : { name: form.name }),
    ...(form.algorithm === other.algorithm ? {} : { algorithm: form.algorithm }),
    ...(form.digits === other.digits ? {} : { digits: form.digits }),
    ...(form.period === other.period ? {} : { period: form.period }),
    ...(form.counter === other.counter ? {} : { counter: form.counter }),
    ...(form.sites === other.sites ? {} : { sites: [...form.sites] }),
    ...(form.submits === other.submits ? {} : { submits: form.submits }),
    ...(form.display === other.display ? {} : { display: form.display }),
    ...(form.tags === other.tags ? {} : { tags: form.tags }),
    ...(form.note === other.note ? {} : { note: form.note }),
    ...(form.icon === other.icon ? {} : { icon: form.icon }),
  };
}

/** Only what the person changed, so that the rest may change elsewhere, and the same fields as they were before. */
export function changes({ form, base }: Editing): {
  readonly fields: PatchFields;
  readonly base: PatchFields;
} {
  const pin = form.pin === '' ? {} : { pin: form.pin };
  return { fields: { ...differing(form, base), ...pin }, base: differing(base, form) };
}

const isEmpty = (fields: PatchFields): boolean => Object.keys(fields).length === 0;

/** The account as it is now, with what the person typed laid over it. */
export function rebase(editing: Editing, fresh: EditForm): Editing {
  return { form: { ...fresh, ...changes(editing).fields }, base: fresh };
}

/** Null where nothing was changed. */
export function toDraft(id: string, editing: Editing): string | null {
  const changed = changes(editing);
  return isEmpty(changed.fields) ? null : JSON.stringify({ id, ...changed });
}

/** Without what this form does not edit. */
function formFields({ pinned: _pinned, ...fields }: PatchFields): Omit<PatchFields, 'pinned'> {
  return fields;
}

/**
 * The account with an earlier draft laid over it; null for a draft of another account or another shape. What the person
 * saw when it was typed stays the base, so that a change made elsewhere since then is still a conflict.
 */
export function fromDraft(draft: string, id: string, fresh: EditForm): Editing | null {
  try {
    const patch = accountRequests.patch({ opId: 'draft', ...JSON.parse(draft) });
    if (patch.id !== id) return null;
    return { form: { ...fresh, ...formFields(patch.fields) }, base: { ...fresh, ...formFields(patch.base) } };
  } catch (error) {
    if (error instanceof CheckError || error instanceof SyntaxError) return null;
    throw error;
  }
}
