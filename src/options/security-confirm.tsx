import type { Credential } from '../messages';
import { CredentialForm } from '../ui/credential-form';
import { Page } from '../ui/page';

interface Props {
  readonly title: string;
  /** What it does, and what becomes of the rest. */
  readonly why: string;
  readonly onCredential: (credential: Credential) => Promise<void>;
  readonly onBack: () => void;
}

/** A change that needs nothing but a credential. */
export function SecurityConfirm({ title, why, onCredential, onBack }: Props) {
  return (
    <Page title={title} onBack={onBack}>
      <CredentialForm why={why} onCredential={onCredential} onCancel={onBack} />
    </Page>
  );
}
