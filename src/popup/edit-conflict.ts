import { UserError } from '../core/errors';
import type { EditForm } from './edit-form';

/** The fields of the form that a conflict is about, with what stands in them now. */
export type Conflict = Partial<
  Pick<
    EditForm,
    'issuer' | 'name' | 'algorithm' | 'digits' | 'sites' | 'submits' | 'display' | 'tags' | 'note' | 'icon'
  >
> & {
  readonly period?: string;
  readonly counter?: string;
};

/** The background counts period and counter as one, the kind. */
function fieldsOf(error: unknown): ReadonlySet<string> {
  if (!(error instanceof UserError) || error.code !== 'conflict') return new Set();
  return new Set(String(error.details.fields ?? '').split(' '));
}

/** What was changed elsewhere while the person typed, taken from the account as it is now. */
export function conflictOf(error: unknown, fresh: EditForm): Conflict {
  const names = fieldsOf(error);
  const { issuer, name, algorithm, digits, sites, submits, display, tags, note, icon, period, counter } =
    fresh;
  return {
    ...(names.has('issuer') ? { issuer } : {}),
    ...(names.has('name') ? { name } : {}),
    ...(names.has('algorithm') ? { algorithm } : {}),
    ...(names.has('digits') ? { digits } : {}),
    ...(names.has('sites') ? { sites } : {}),
    ...(names.has('submits') ? { submits } : {}),
    ...(names.has('display') ? { display } : {}),
    ...(names.has('tags') ? { tags } : {}),
    ...(names.has('note') ? { note } : {}),
    ...(names.has('icon') ? { icon } : {}),
    ...(names.has('kind') ? (counter === '' ? { period } : { counter }) : {}),
  };
}
