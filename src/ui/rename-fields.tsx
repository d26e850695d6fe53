import { Field } from './field';
import { fieldError, fieldOf } from './field-errors';
import { t } from './text';

/** What the person writes over the issuer and the account name of something that is not saved yet. */
export interface Rename {
  readonly issuer: string;
  readonly name: string;
}

interface Props {
  readonly rename: Rename;
  /** Not where the list itself asks for a name: several of them would take the focus from each other. */
  readonly autoFocus?: boolean;
  readonly onRename: (rename: Rename) => void;
  /** Why what is written here is refused; null where it is not. */
  readonly error: unknown;
}

/** Whether a failure is told at one of the fields. */
export const isAboutName = (error: unknown): boolean => ['issuer', 'name'].includes(fieldOf(error) ?? '');

export function RenameFields({ rename, autoFocus = true, onRename, error }: Props) {
  return (
    <>
      <Field
        label={t('issuer')}
        value={rename.issuer}
        autoFocus={autoFocus}
        onInput={(issuer) => onRename({ ...rename, issuer })}
        error={fieldError(error, 'issuer')}
      />
      <Field
        label={t('accountName')}
        value={rename.name}
        onInput={(name) => onRename({ ...rename, name })}
        error={fieldError(error, 'name')}
      />
    </>
  );
}
