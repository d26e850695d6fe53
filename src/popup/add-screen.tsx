import type { ComponentChild } from 'preact';
import { useCallback, useMemo, useState } from 'preact/hooks';
import { t } from '../ui/text';
import { AddByHand } from './add-by-hand';
import { EMPTY_FORM, fromDraft, linksIn, toDraft } from './add-form';
import { ConfirmTexts } from './confirm-texts';
import { useDraft } from './use-draft';
import { useOutsideInput } from './use-outside-input';

interface Props {
  readonly onDone: (statusText?: string) => void;
  readonly onBack: () => void;
}

/** Adds an account by hand, by set-up links, or from a pasted picture. What is typed survives the closing of the popup. */
export function AddScreen({ onDone, onBack }: Props) {
  const [form, setForm] = useState(EMPTY_FORM);
  const [link, setLink] = useState<string | null>(null);
  const texts = useMemo(() => linksIn(link ?? ''), [link]);
  const [picture, setPicture] = useState<ComponentChild>(null);
  const dropDraft = useDraft('add', toDraft({ form, link }), (draft) => {
    const kept = fromDraft(draft);
    setForm(kept?.form ?? EMPTY_FORM);
    setLink(kept?.link ?? null);
  });
  /** Reading a picture is another screen, whose code is loaded when there is one. */
  const showPicture = useCallback((file: Blob) => {
    const leaveIt = () => setPicture(null);
    void import('./scan-screen').then(({ ScanScreen }) =>
      setPicture(<ScanScreen start={file} onDone={leaveIt} hasBack />),
    );
  }, []);
  const showLinks = useCallback((links: readonly string[]) => setLink(links.join('\n')), []);
  useOutsideInput(picture ? null : { onPicture: showPicture, onLinks: showLinks });

  function finish(statusText: string): void {
    dropDraft();
    onDone(statusText);
  }

  function leave(): void {
    dropDraft();
    onBack();
  }

  if (picture) return <>{picture}</>;
  if (link === null)
    return <AddByHand form={form} onInput={setForm} onLink={setLink} onSaved={finish} onBack={leave} />;
  return (
    <ConfirmTexts
      texts={texts}
      pageOrigin={null}
      pageHost=""
      source="paste"
      onAdded={() => finish(t('statusSaved'))}
      onCancel={() => setLink(null)}
      hasBack
    />
  );
}
