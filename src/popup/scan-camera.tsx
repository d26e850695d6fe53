import { useEffect, useRef, useState } from 'preact/hooks';
import { UserError } from '../core/errors';
import { type Camera, listCameras, openCamera, play, stopStream } from '../scan/camera';
import { findQrCodes, glance } from '../scan/decode';
import { imageFromVideo } from '../scan/picture';
import { Notice } from '../ui/notice';
import { Page } from '../ui/page';
import { Select } from '../ui/select';
import { errorText, t } from '../ui/text';
import { fromStream, type ReadPicture } from './scan-reading';

interface Props {
  /** A picture of the camera in which there is a code. */
  readonly onRead: (picture: ReadPicture) => void;
  readonly onBack: () => void;
}

/** A closer look takes a second, in which the picture stands: every so many glances. */
const GLANCES_PER_LOOK = 5;

/** A picture that is too dark or too busy for a look is followed by the next. */
async function lookAt(image: ImageData, look: typeof glance): Promise<ReadPicture> {
  try {
    return { image, found: await look(image) };
  } catch (error) {
    if (error instanceof UserError) return { image, found: [] };
    throw error;
  }
}

const nextFrame = (): Promise<unknown> => new Promise((resolve) => requestAnimationFrame(resolve));

/** What the camera sees, until there is a code in it. The camera is let go of with the screen. */
export function ScanCamera({ onRead, onBack }: Props) {
  const video = useRef<HTMLVideoElement>(null);
  const [cameras, setCameras] = useState<readonly Camera[]>([]);
  const [chosen, setChosen] = useState<string>();
  const [used, setUsed] = useState('');
  const [error, setError] = useState<unknown>(null);

  useEffect(() => {
    let isHere = true;
    let stream: MediaStream | null = null;
    setError(null);
    const watch = async (): Promise<void> => {
      stream = await openCamera(chosen);
      const screen = video.current;
      if (!isHere || !screen) return stopStream(stream);
      const [track] = stream.getVideoTracks();
      setUsed(track?.getSettings().deviceId ?? '');
      await play(screen, stream);
      setCameras(await listCameras());
      for (let frame = 1; isHere; frame += 1) {
        // Unplugged, or taken away by the browser: the last picture would stand there for good.
        if (track?.readyState === 'ended') throw new UserError('camera-gone');
        const look = frame % GLANCES_PER_LOOK === 0 ? findQrCodes : glance;
        const read = await lookAt(imageFromVideo(screen), look);
        if (isHere && read.found.length > 0) return onRead(fromStream(read, stream));
        await nextFrame();
      }
    };
    watch().catch(async (failure: unknown) => {
      if (stream) stopStream(stream);
      const others = await listCameras().catch(() => []);
      if (!isHere) return;
      setCameras(others);
      setError(failure);
    });
    return () => {
      isHere = false;
      if (stream) stopStream(stream);
    };
  }, [chosen]);

  return (
    <Page title={t('sourceCamera')} onBack={onBack}>
      {error === null && <p class="muted">{t('cameraHint')}</p>}
      {/* There whatever went wrong: another camera needs it. */}
      <video
        ref={video}
        class="scan-video"
        muted
        playsInline
        hidden={error !== null}
        aria-label={t('cameraSees')}
      />
      {cameras.length > (error === null ? 1 : 0) && (
        <Select
          label={t('sourceCamera')}
          value={used}
          options={cameras.map(({ id, label }) => ({ value: id, label }))}
          onInput={setChosen}
        />
      )}
      {error !== null && <Notice kind="error">{errorText(error)}</Notice>}
    </Page>
  );
}
