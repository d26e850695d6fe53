import { useEffect, useMemo, useState } from 'preact/hooks';
import { ConfirmAccounts } from '../ui/confirm-accounts';
import { t } from '../ui/text';
import { AddByHand } from './add-by-hand';
import { EMPTY_FORM, fromDraft, isKeyUri, toDraft } from './add-form';
import { useDraft } from './use-draft';

interface Props {
  readonly onDone: (statusText?: string) => void;
  readonly onBack: () => void;
}

/** A set-up link pasted anywhere on the screen is meant as one, wherever the focus is. */
function usePastedLink(onLink: (uri: string) => void): void {
  useEffect(() => {
    const take = (event: ClipboardEvent): void => {
      const text = event.clipboardData?.getData('text/plain') ?? '';
      if (!isKeyUri(text)) return;
      event.preventDefault();
      onLink(text);
    };
    document.addEventListener('paste', take);
    return () => document.removeEventListener('paste', take);
  }, [onLink]);
}

/** Adds an account by hand, or by a set-up link. What is typed survives the closing of the popup. */
export function AddScreen({ onDone, onBack }: Props) {
  const [form, setForm] = useState(EMPTY_FORM);
  const [link, setLink] = useState<string | null>(null);
  const candidates = useMemo(() => (link === null ? [] : [{ text: link.trim() }]), [link]);
  const dropDraft = useDraft('add', toDraft({ form, link }), (draft) => {
    const kept = fromDraft(draft);
    setForm(kept?.form ?? EMPTY_FORM);
    setLink(kept?.link ?? null);
  });
  usePastedLink(setLink);

  function finish(statusText: string): void {
    dropDraft();
    onDone(statusText);
  }

  function leave(): void {
    dropDraft();
    onBack();
  }

  if (link === null)
    return <AddByHand form={form} onInput={setForm} onLink={setLink} onSaved={finish} onBack={leave} />;
  return (
    <ConfirmAccounts
      candidates={candidates}
      pageOrigin={null}
      pageHost=""
      source="paste"
      onAdded={() => finish(t('statusSaved'))}
      onCancel={() => setLink(null)}
      hasBack
    />
  );
}
