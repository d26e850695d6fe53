import { OutsideText } from '../ui/outside-text';
import { t } from '../ui/text';

interface Names {
  readonly issuer: string;
  readonly name: string;
}

/** Issuer and account name, as somebody wrote them. */
export function AccountName({ issuer, name }: Names) {
  return (
    <span class="fate-name">
      <b>
        <OutsideText text={issuer || name || t('unnamedAccount')} />
      </b>{' '}
      {issuer && name && <OutsideText text={name} />}
    </span>
  );
}
