import type { ComponentChild } from 'preact';
import { useCallback, useMemo, useState } from 'preact/hooks';
import type { Replies } from '../messages';
import { ask } from '../ui/ask';
import { showStatus } from '../ui/status';
import { errorText, t } from '../ui/text';
import { AddByHand } from './add-by-hand';
import { EMPTY_FORM, fromDraft, linksIn, toDraft } from './add-form';
import { ConfirmTexts } from './confirm-texts';
import { useDraft } from './use-draft';
import { useOutsideInput } from './use-outside-input';

interface Props {
  readonly onDone: (added: Replies['add']) => void;
  readonly onBack: () => void;
}

/** Adds an account by hand, by set-up links, or from a pasted picture. What is typed survives the closing of the popup. */
export function AddScreen({ onDone, onBack }: Props) {
  const [form, setForm] = useState(EMPTY_FORM);
  const [link, setLink] = useState<string | null>(null);
  const texts = useMemo(() => linksIn(link ?? '').links, [link]);
  /** Lines that stood beside the links. */
  const [others, setOthers] = useState(0);
  const [picture, setPicture] = useState<ComponentChild>(null);
  const dropDraft = useDraft('add', toDraft({ form, link }), (draft) => {
    const kept = fromDraft(draft);
    setForm(kept?.form ?? EMPTY_FORM);
    setLink(kept?.link ?? null);
  });
  /** Reading a picture is another screen, whose code is loaded when there is one. */
  const showPictures = useCallback((files: readonly File[]) => {
    const leaveIt = () => setPicture(null);
    void import('./scan-screen').then(({ ScanScreen }) =>
      setPicture(<ScanScreen start={files} onDone={leaveIt} hasBack />),
    );
  }, []);
  const showLinks = useCallback((links: readonly string[], beside: number) => {
    setLink(links.join('\n'));
    setOthers(beside);
  }, []);
  useOutsideInput(picture ? null : { onPictures: showPictures, onLinks: showLinks });

  function finish(added: Replies['add']): void {
    dropDraft();
    onDone(added);
  }

  function leave(): void {
    dropDraft();
    onBack();
  }

  if (picture) return <>{picture}</>;
  if (link === null)
    return (
      <AddByHand
        form={form}
        onInput={setForm}
        onLink={(typed) => showLinks([typed], 0)}
        onSaved={finish}
        onBack={leave}
        onEscape={onBack}
      />
    );
  return (
    <ConfirmTexts
      texts={texts}
      pageOrigin={null}
      pageHost=""
      source="paste"
      others={others}
      onAdded={finish}
      onCancel={() => setLink(null)}
      hasBack
    />
  );
}

/** Says that it is saved, with the way back for as long as the line stands. */
export function sayAdded({ ids, replaced }: Replies['add']): void {
  const opId = crypto.randomUUID();
  const undo = (): void => {
    ask('trash', { opId, ids: [...ids], restore: [...replaced] }).then(
      () => showStatus(t('addUndone')),
      (failure: unknown) => showStatus(errorText(failure)),
    );
  };
  if (ids.length === 0) showStatus(t('verdictSaved'));
  else showStatus(t('statusSaved'), { label: t('undo'), run: undo });
}
