import { useEffect, useRef, useState } from 'preact/hooks';
import { UserError } from '../core/errors';
import type { Moved } from '../core/transfer';
import { Collector, isFrameText, type Progress } from '../core/transfer/frames/collect';
import { play, stopStream } from '../scan/camera';
import { glance } from '../scan/decode';
import { imageFromVideo } from '../scan/picture';
import { openMove } from '../ui/ask-move';
import { Button } from '../ui/button';
import { Field } from '../ui/field';
import { Notice } from '../ui/notice';
import { Page } from '../ui/page';
import { errorText, t } from '../ui/text';

interface Props {
  /** The camera or the shared window in which a picture of a move was seen; it is let go of here. */
  readonly stream: MediaStream;
  readonly onMoved: (moved: Moved) => void;
  readonly onBack: () => void;
}

/** Not a frame of ours: none comes where the shared window lies over this one. */
const LOOK_MS = 20;
const pause = (): Promise<unknown> => new Promise((resolve) => setTimeout(resolve, LOOK_MS));

/** A picture that cannot be read is one of those that are lost. */
async function textsIn(image: ImageData): Promise<readonly string[]> {
  try {
    return (await glance(image)).map(({ text }) => text);
  } catch (error) {
    if (error instanceof UserError) return [];
    throw error;
  }
}

/** So many that say they are of a move and cannot be read are of another version. */
const MOST_STRANGE = 30;

/** Looks at the series of QR codes until all of it is here, and then asks for the code that opens it. */
export function ScanMove({ stream, onMoved, onBack }: Props) {
  const [sealed, setSealed] = useState<Uint8Array<ArrayBuffer> | null>(null);
  if (sealed) return <MoveCodeForm sealed={sealed} onMoved={onMoved} onBack={onBack} />;
  return <MoveSeries stream={stream} onWhole={setSealed} onBack={onBack} />;
}

interface SeriesProps extends Pick<Props, 'stream' | 'onBack'> {
  readonly onWhole: (sealed: Uint8Array<ArrayBuffer>) => void;
}

function MoveSeries({ stream, onWhole, onBack }: SeriesProps) {
  const video = useRef<HTMLVideoElement>(null);
  const [progress, setProgress] = useState<Progress | null>(null);
  const [error, setError] = useState<unknown>(null);

  useEffect(() => {
    let isHere = true;
    const collector = new Collector();
    const watch = async (): Promise<void> => {
      const screen = video.current;
      if (!screen) return;
      await play(screen, stream);
      for (let strange = 0; isHere && collector.whole === null; ) {
        const texts = await textsIn(imageFromVideo(screen));
        for (const text of texts) collector.take(text);
        if (collector.progress === null) strange += texts.filter(isFrameText).length;
        if (strange > MOST_STRANGE) throw new UserError('move-unreadable');
        if (isHere) setProgress(collector.progress);
        await pause();
      }
      if (isHere && collector.whole) onWhole(collector.whole);
    };
    watch().catch((failure: unknown) => {
      stopStream(stream);
      if (isHere) setError(failure);
    });
    for (const track of stream.getTracks()) track.addEventListener('ended', onBack);
    return () => {
      isHere = false;
      stopStream(stream);
    };
  }, []);

  return (
    <Page title={t('moveFrom')} onBack={onBack}>
      <p class="muted">{t('moveReading')}</p>
      <video ref={video} class="scan-video" muted playsInline aria-label={t('cameraSees')} />
      <div class="move-progress">
        <progress aria-label={t('moveFrom')} value={progress?.found ?? 0} max={progress?.of ?? 1} />
        {progress && <span>{t('moveProgress', progress.found, progress.of)}</span>}
      </div>
      {error !== null && <Notice kind="error">{errorText(error)}</Notice>}
    </Page>
  );
}

interface CodeProps extends Pick<Props, 'onMoved' | 'onBack'> {
  readonly sealed: Uint8Array<ArrayBuffer>;
}

function MoveCodeForm({ sealed, onMoved, onBack }: CodeProps) {
  const [code, setCode] = useState('');
  const [error, setError] = useState<unknown>(null);
  const [isBusy, setBusy] = useState(false);
  const box = useRef<HTMLInputElement>(null);
  const isWrong = error instanceof UserError && error.code === 'wrong-move-code';

  async function open(): Promise<void> {
    setBusy(true);
    setError(null);
    try {
      onMoved(await openMove(sealed, code));
    } catch (failure) {
      setError(failure);
      setBusy(false);
      box.current?.select();
    }
  }

  return (
    <Page title={t('moveFrom')} onBack={onBack}>
      <form
        class="move-code-form"
        onSubmit={(event) => {
          event.preventDefault();
          void open();
        }}
      >
        <p role="status">{t('moveWhole')}</p>
        <Field
          label={t('moveCodeOther')}
          value={code}
          onInput={setCode}
          error={isWrong ? errorText(error) : undefined}
          autoFocus
          inputRef={box}
        />
        {error !== null && !isWrong && <Notice kind="error">{errorText(error)}</Notice>}
        <Button kind="primary" type="submit" busy={isBusy}>
          {t('continue')}
        </Button>
      </form>
    </Page>
  );
}
