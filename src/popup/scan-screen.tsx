import { useCallback, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import { UserError } from '../core/errors';
import type { Moved } from '../core/transfer';
import { type Capture, REQUESTS, type Replies } from '../messages';
import { stopStream } from '../scan/camera';
import { warmUpZxing } from '../scan/zxing-engine';
import { ask } from '../ui/ask';
import { Button } from '../ui/button';
import { ConfirmAccounts } from '../ui/confirm-accounts';
import { ImportSaved } from '../ui/import-saved';
import { Notice } from '../ui/notice';
import { Page } from '../ui/page';
import { showStatus } from '../ui/status';
import { errorText, t, tn } from '../ui/text';
import { AddScreen } from './add-screen';
import { ConfirmTexts } from './confirm-texts';
import { FrozenPicture } from './frozen-picture';
import { ScanCamera } from './scan-camera';
import { ScanMove } from './scan-move';
import {
  type Box,
  isOfMove,
  type ReadPicture,
  type ReadTogether,
  readFiles,
  readPart,
  readScreen,
  takeReading,
  type UnreadFile,
} from './scan-reading';
import { ScanSaved } from './scan-saved';
import { ScanSources } from './scan-sources';
import './scan.css';
import { useOutsideInput } from './use-outside-input';

interface Props {
  /** The frozen picture of a page, the choice of another source, or pictures that are here already. */
  readonly start: 'capture' | 'sources' | readonly File[];
  /** Closes the window, or leaves for the screen before. */
  readonly onDone: () => void;
  readonly hasBack?: boolean;
  /** Parts of an export that were read before, where they outlive this screen: in the panel each scan is a new one. */
  readonly kept?: KeptParts;
}

export interface KeptParts {
  current: readonly string[];
}

type Place = Pick<Capture, 'pageOrigin' | 'pageHost' | 'target'>;
const NOWHERE: Place = { pageOrigin: null, pageHost: '', target: null };

type Step =
  | { readonly is: 'reading' | 'sources' | 'camera' | 'by-hand' }
  | { readonly is: 'failed'; readonly error: unknown }
  | {
      readonly is: 'found';
      readonly texts: readonly string[];
      readonly pasted?: { readonly others: number };
      readonly unread?: readonly UnreadFile[];
    }
  | { readonly is: 'saved'; readonly added: Replies['add']; readonly text: string }
  | { readonly is: 'moving'; readonly stream: MediaStream }
  | { readonly is: 'moved'; readonly moved: Moved }
  | { readonly is: 'move-saved'; readonly added: Replies['add'] };

/** The same code twice in a picture is one. */
function unlike({ found }: ReadPicture): ReadPicture['found'] {
  return found.filter((code, index) => found.findIndex(({ text }) => text === code.text) === index);
}

/**
 * From a picture to accounts: reads it, shows what was found in it, lets the person frame a part or take another
 * picture, confirm, and see the result.
 */
export function ScanScreen({ start, onDone: leave, hasBack = false, kept }: Props) {
  const [place, setPlace] = useState<Place>(NOWHERE);
  const [picture, setPicture] = useState<ReadPicture | null>(null);
  const ownParts = useRef<readonly string[]>([]);
  /** Parts of an export that were read from pictures before this one. */
  const earlier = kept ?? ownParts;
  const [step, setStep] = useState<Step>({ is: start === 'sources' ? 'sources' : 'reading' });
  /** What the picture had before a part of it was framed. */
  const [whole, setWhole] = useState<ReadPicture | null>(null);
  const [partError, setPartError] = useState<unknown>(null);

  /** Readings can overtake each other; only the one that was begun last counts, and none once the screen is left. */
  const turn = useRef(0);
  const show = useCallback((read: ReadPicture, of: ReadPicture | null = null) => {
    setPicture(read);
    setWhole(of);
    setPartError(null);
    if (read.moving) return setStep({ is: 'moving', stream: read.moving });
    if (isOfMove(read)) return setStep({ is: 'failed', error: new UserError('move-one-picture') });
    if (read.found.length === 0)
      return setStep({ is: 'failed', error: read.failure ?? new UserError('no-qr-code') });
    setStep({ is: 'found', texts: [...unlike(read).map(({ text }) => text), ...earlier.current] });
  }, []);

  const showTogether = useCallback(
    ({ texts, unread }: ReadTogether) =>
      setStep({ is: 'found', texts: [...texts, ...earlier.current], unread }),
    [],
  );

  const read = useCallback(
    (reading: Promise<ReadPicture | ReadTogether>, from: Place = NOWHERE) => {
      const mine = ++turn.current;
      const isLatest = () => mine === turn.current;
      setPicture(null);
      setWhole(null);
      setPlace(from);
      setStep({ is: 'reading' });
      reading.then(
        (done) => {
          const moving = 'image' in done ? done.moving : undefined;
          if (!isLatest()) return moving && stopStream(moving);
          return 'image' in done ? show(done) : showTogether(done);
        },
        (error: unknown) => isLatest() && setStep({ is: 'failed', error }),
      );
    },
    [show, showTogether],
  );

  useLayoutEffect(
    () => () => {
      turn.current += 1;
    },
    [],
  );
  // Not useEffect: that waits for a frame, and the picture may have been read already.
  useLayoutEffect(() => {
    warmUpZxing();
    if (start === 'sources') return;
    if (start !== 'capture') return read(readFiles(start));
    const { capture, picture } = takeReading();
    const isLatest = () => turn.current === 0;
    capture.then(
      (taken) => isLatest() && read(picture, taken),
      (error: unknown) => isLatest() && setStep({ is: 'failed', error }),
    );
  }, []);

  const readRegion = (region: Box): void => {
    if (!picture) return;
    const { image } = picture;
    const mine = ++turn.current;
    const again = async (): Promise<void> => {
      const found = await readPart(image, region);
      if (found.length === 0) throw new UserError('no-qr-code-here');
      const before = whole ?? picture;
      if (mine === turn.current) show({ image, found }, before.found.length > 0 ? before : null);
    };
    again().catch((error: unknown) => mine === turn.current && setPartError(error));
  };

  const showLinks = useCallback((links: readonly string[], others: number) => {
    turn.current += 1;
    setPicture(null);
    setWhole(null);
    setPlace(NOWHERE);
    setStep({ is: 'found', texts: links, pasted: { others } });
  }, []);
  const onPictures = useCallback((files: readonly File[]) => read(readFiles(files)), [read]);
  useOutsideInput({ onPictures, onLinks: showLinks });

  const onDone = (): void => {
    earlier.current = [];
    leave();
  };
  const showSaved = (added: Replies['add']): void => {
    earlier.current = [];
    const { ids } = added;
    const text = ids.length > 0 ? tn('accountsSaved', ids.length) : t('verdictSaved');
    showStatus(ids.length > 0 ? t('statusSaved') : text);
    setStep({ is: 'saved', added, text });
  };
  const toSources = (): void => {
    turn.current += 1;
    setStep({ is: 'sources' });
  };
  const marks = useMemo(() => (picture ? unlike(picture) : []), [picture]);
  const frozen = picture && (
    <>
      <FrozenPicture image={picture.image} marks={marks} onRegion={readRegion} />
      {whole && (
        <Button kind="quiet" onClick={() => show(whole)}>
          {t('allCodes')}
        </Button>
      )}
      {partError !== null && <Notice kind="error">{errorText(partError)}</Notice>}
    </>
  );

  if (step.is === 'sources')
    return (
      <ScanSources
        onFiles={onPictures}
        onCamera={() => setStep({ is: 'camera' })}
        onScreen={() => read(readScreen())}
        onPage={() => {
          ask('scanPage', {}).catch((error: unknown) => setStep({ is: 'failed', error }));
        }}
        onBack={hasBack ? onDone : undefined}
      />
    );
  if (step.is === 'camera') {
    const take = (taken: ReadPicture): void => {
      setPlace(NOWHERE);
      show(taken);
    };
    return <ScanCamera onRead={take} onBack={toSources} />;
  }
  if (step.is === 'moving')
    return (
      <ScanMove
        stream={step.stream}
        onMoved={(moved) => setStep({ is: 'moved', moved })}
        onBack={toSources}
      />
    );
  if (step.is === 'moved')
    return (
      <ConfirmMoved
        moved={step.moved}
        onAdded={(added) => setStep({ is: 'move-saved', added })}
        onCancel={toSources}
      />
    );
  if (step.is === 'move-saved') return <ImportSaved added={step.added} onDone={onDone} />;
  if (step.is === 'found') {
    const { texts, pasted, unread } = step;
    const read = place.pageHost === '' ? 'picture' : 'scan';
    return (
      <ConfirmTexts
        texts={texts}
        pageOrigin={place.pageOrigin}
        pageHost={place.pageHost}
        source={pasted ? 'paste' : read}
        others={pasted?.others ?? 0}
        unread={unread ?? []}
        picture={frozen}
        numbered={marks.length > 1 ? marks.length : 0}
        onAdded={showSaved}
        onCancel={onDone}
        hasBack={hasBack}
        onNextPart={() => {
          earlier.current = texts;
          toSources();
        }}
      />
    );
  }
  if (step.is === 'saved') {
    return (
      <ScanSaved
        added={step.added}
        text={step.text}
        target={place.target}
        onUndone={() => {
          showStatus(t('addUndone'));
          toSources();
        }}
        onDone={onDone}
      />
    );
  }
  if (step.is === 'by-hand') return <AddScreen onDone={showSaved} onBack={onDone} />;
  const failure = step.is === 'failed' && (
    <>
      <Button kind="primary" onClick={toSources}>
        {t('otherPicture')}
      </Button>
      <Button onClick={() => setStep({ is: 'by-hand' })}>{t('addByHand')}</Button>
      <Button onClick={onDone}>{t('close')}</Button>
    </>
  );
  return (
    <Page title={t(step.is === 'failed' ? 'scanNothing' : 'scanReading')} actions={failure}>
      {step.is === 'failed' && partError === null && <Notice kind="error">{errorText(step.error)}</Notice>}
      {frozen}
    </Page>
  );
}

interface MovedProps {
  readonly moved: Moved;
  readonly onAdded: (added: Replies['add']) => void;
  readonly onCancel: () => void;
}

/** What came from another browser, to be confirmed as what comes from a file is. */
function ConfirmMoved({ moved: { accounts, pictures }, onAdded, onCancel }: MovedProps) {
  const candidates = useMemo(
    () =>
      REQUESTS.preview({ candidates: accounts.map((imported) => ({ imported })), source: 'import' })
        .candidates,
    [accounts],
  );
  return (
    <ConfirmAccounts
      candidates={candidates}
      pageOrigin={null}
      pageHost=""
      source="import"
      lead={t('confirmLeadMove')}
      lost={{ icons: pictures, notes: 0 }}
      onAdded={onAdded}
      onCancel={onCancel}
      hasBack
    />
  );
}
