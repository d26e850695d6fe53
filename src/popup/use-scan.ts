import { useCallback, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import { UserError } from '../core/errors';
import type { Moved } from '../core/transfer';
import type { Capture, Replies } from '../messages';
import { stopStream } from '../scan/camera';
import { warmUpZxing } from '../scan/zxing-engine';
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
import { useOutsideInput } from './use-outside-input';

/** The frozen picture of a page, the choice of another source, or pictures that are here already. */
export type ScanStart = 'capture' | 'sources' | readonly File[];

export interface KeptParts {
  current: readonly string[];
}

type Place = Pick<Capture, 'pageOrigin' | 'pageHost' | 'target'>;
const NOWHERE: Place = { pageOrigin: null, pageHost: '', target: null };

export type Step =
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

export interface Scan {
  readonly step: Step;
  readonly setStep: (step: Step) => void;
  /** To the choice of a source, whatever is being read. */
  readonly toSources: () => void;
  /** The page that was scanned; of other pictures none. */
  readonly place: Place;
  /** What stands still, where it was read from one picture. */
  readonly picture: ReadPicture | null;
  /** The codes in it, each once. */
  readonly marks: ReadPicture['found'];
  /** Why a part of it that was framed gave nothing. */
  readonly partError: unknown;
  readonly readRegion: (region: Box) => void;
  /** Back to what the picture had before a part of it was framed. */
  readonly showWhole: (() => void) | null;
  readonly readPictures: (files: readonly File[]) => void;
  readonly readScreen: () => void;
  readonly takeFromCamera: (taken: ReadPicture) => void;
  /** Keeps these texts, which are joined by those of the next picture. */
  readonly toNextPart: (texts: readonly string[]) => void;
  /** They are saved, or given up. */
  readonly dropParts: () => void;
}

/** The same code twice in a picture is one. */
function unlike({ found }: ReadPicture): ReadPicture['found'] {
  return found.filter((code, index) => found.findIndex(({ text }) => text === code.text) === index);
}

/**
 * Readings can overtake each other; only the one that was begun last counts, and none once the screen is left.
 * @returns what begins one, and says whether it still counts
 */
function useTurns(): () => () => boolean {
  const turn = useRef(0);
  const begin = useCallback(() => {
    turn.current += 1;
    const mine = turn.current;
    return () => mine === turn.current;
  }, []);
  useLayoutEffect(() => () => void begin(), []);
  return begin;
}

/**
 * From pictures to the texts in them: what is being read, what was found, and which step follows.
 * @param kept parts of an export that were read before, where they outlive this screen
 */
export function useScan(start: ScanStart, kept?: KeptParts): Scan {
  const [step, setStep] = useState<Step>({ is: start === 'sources' ? 'sources' : 'reading' });
  const [place, setPlace] = useState<Place>(NOWHERE);
  const [picture, setPicture] = useState<ReadPicture | null>(null);
  /** What the picture had before a part of it was framed. */
  const [whole, setWhole] = useState<ReadPicture | null>(null);
  const [partError, setPartError] = useState<unknown>(null);
  const ownParts = useRef<readonly string[]>([]);
  /** Parts of an export that were read from pictures before this one. */
  const earlier = kept ?? ownParts;
  const begin = useTurns();

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

  /** In the place of the picture that was shown. */
  const leavePicture = useCallback((from: Place, next: Step) => {
    setPicture(null);
    setWhole(null);
    setPartError(null);
    setPlace(from);
    setStep(next);
  }, []);

  const read = useCallback((reading: Promise<ReadPicture | ReadTogether>, from: Place = NOWHERE) => {
    const isLatest = begin();
    leavePicture(from, { is: 'reading' });
    reading.then(
      (done) => {
        const moving = 'image' in done ? done.moving : undefined;
        if (!isLatest()) return moving && stopStream(moving);
        return 'image' in done ? show(done) : showTogether(done);
      },
      (error: unknown) => isLatest() && setStep({ is: 'failed', error }),
    );
  }, []);

  // Not useEffect: that waits for a frame, and the picture may have been read already.
  useLayoutEffect(() => {
    warmUpZxing();
    if (start === 'sources') return;
    if (start !== 'capture') return read(readFiles(start));
    const { capture, picture } = takeReading();
    const isLatest = begin();
    capture.then(
      (taken) => isLatest() && read(picture, taken),
      (error: unknown) => isLatest() && setStep({ is: 'failed', error }),
    );
  }, []);

  const readRegion = (region: Box): void => {
    if (!picture) return;
    const { image } = picture;
    const isLatest = begin();
    const again = async (): Promise<void> => {
      const found = await readPart(image, region);
      if (found.length === 0) throw new UserError('no-qr-code-here');
      const before = whole ?? picture;
      if (isLatest()) show({ image, found }, before.found.length > 0 ? before : null);
    };
    again().catch((error: unknown) => isLatest() && setPartError(error));
  };

  const readPictures = useCallback((files: readonly File[]) => read(readFiles(files)), []);
  const showLinks = useCallback((texts: readonly string[], others: number) => {
    begin();
    leavePicture(NOWHERE, { is: 'found', texts, pasted: { others } });
  }, []);
  useOutsideInput({ onPictures: readPictures, onLinks: showLinks });

  const marks = useMemo(() => (picture ? unlike(picture) : []), [picture]);
  const toSources = (): void => {
    begin();
    setPartError(null);
    setStep({ is: 'sources' });
  };
  return {
    step,
    setStep,
    toSources,
    place,
    picture,
    marks,
    partError,
    readRegion,
    showWhole: whole && (() => show(whole)),
    readPictures,
    readScreen: () => read(readScreen()),
    takeFromCamera: (taken) => {
      setPlace(NOWHERE);
      show(taken);
    },
    toNextPart: (texts) => {
      earlier.current = texts;
      toSources();
    },
    dropParts: () => {
      earlier.current = [];
    },
  };
}
