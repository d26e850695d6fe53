import { UserError } from '../core/errors';

/** A camera of this computer. Its name is empty until the person has let us use one. */
export interface Camera {
  readonly id: string;
  readonly label: string;
}

/** Enough to read a code that fills a quarter of the picture. */
const WANTED: MediaTrackConstraints = { width: { ideal: 1280 }, height: { ideal: 720 } };

function nameOf(error: unknown): string {
  return error instanceof DOMException ? error.name : '';
}

/** Ends what is shown: the light of the camera goes out, the browser's bar goes away. */
export function stopStream(stream: MediaStream): void {
  for (const track of stream.getTracks()) track.stop();
}

/**
 * Asks for a camera: the browser puts the question to the person.
 *
 * @param id the one to use; none for the one on the back of a phone, or any.
 * @throws UserError `camera-refused`, `camera-missing`, `camera-busy` (another program has it, or it is broken).
 */
export async function openCamera(id?: string): Promise<MediaStream> {
  const which = id ? { deviceId: { exact: id } } : { facingMode: 'environment' };
  try {
    return await navigator.mediaDevices.getUserMedia({ video: { ...WANTED, ...which } });
  } catch (error) {
    const name = nameOf(error);
    if (name === 'NotAllowedError' || name === 'SecurityError') throw new UserError('camera-refused');
    if (name === 'NotFoundError' || name === 'OverconstrainedError') throw new UserError('camera-missing');
    throw new UserError('camera-busy');
  }
}

/** The cameras to choose from. */
export async function listCameras(): Promise<Camera[]> {
  const devices = await navigator.mediaDevices.enumerateDevices();
  return devices
    .filter(({ kind, deviceId }) => kind === 'videoinput' && deviceId !== '')
    .map(({ deviceId, label }) => ({ id: deviceId, label }));
}

/**
 * Asks for another window or a screen: the browser lets the person choose.
 *
 * @throws UserError `screen-refused` (closed without a choice, or the system forbids it), `screen-failed`.
 */
export async function openScreen(): Promise<MediaStream> {
  try {
    return await navigator.mediaDevices.getDisplayMedia({ video: true, audio: false });
  } catch (error) {
    throw new UserError(nameOf(error) === 'NotAllowedError' ? 'screen-refused' : 'screen-failed');
  }
}

/** Plays a stream, resolved with its first picture. @throws UserError `camera-busy` where none comes in ten seconds */
export async function play(video: HTMLVideoElement, stream: MediaStream): Promise<void> {
  video.muted = true;
  video.srcObject = stream;
  await video.play();
  if (video.readyState >= HTMLMediaElement.HAVE_CURRENT_DATA && video.videoWidth > 0) return;
  await new Promise<void>((resolve, reject) => {
    const signal = AbortSignal.timeout(10_000);
    signal.addEventListener('abort', () => reject(new UserError('camera-busy')));
    video.addEventListener('loadeddata', () => resolve(), { once: true, signal });
  });
}
