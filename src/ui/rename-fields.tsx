import { Field } from './field';
import { t } from './text';

/** What the person writes over the issuer and the account name of something that is not saved yet. */
export interface Rename {
  readonly issuer: string;
  readonly name: string;
}

interface Props {
  readonly rename: Rename;
  readonly onRename: (rename: Rename) => void;
}

export function RenameFields({ rename, onRename }: Props) {
  return (
    <>
      <Field
        label={t('issuer')}
        value={rename.issuer}
        autoFocus
        onInput={(issuer) => onRename({ ...rename, issuer })}
      />
      <Field label={t('accountName')} value={rename.name} onInput={(name) => onRename({ ...rename, name })} />
    </>
  );
}
