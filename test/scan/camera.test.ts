import { afterEach, describe, expect, it, vi } from 'vitest';
import { UserError } from '../../src/core/errors';
import { listCameras, openCamera, openScreen, stopStream } from '../../src/scan/camera';

/** The browser's media devices, which answer as a test says. */
function devices(answers: Partial<Record<keyof MediaDevices, unknown>>): void {
  vi.stubGlobal('navigator', { mediaDevices: answers });
}
afterEach(() => vi.unstubAllGlobals());

const refuses = (name: string) => () => Promise.reject(new DOMException('as the browser says', name));

describe('openCamera', () => {
  it('asks for the one that was chosen, or for the one on the back', async () => {
    const getUserMedia = vi.fn(async (_wanted: MediaStreamConstraints) => 'a stream');
    devices({ getUserMedia });
    expect(await openCamera()).toBe('a stream');
    await openCamera('second');
    const asked = getUserMedia.mock.calls.map(([{ video, audio }]) => ({ video, audio }));
    expect(asked).toEqual([
      { video: expect.objectContaining({ facingMode: 'environment' }), audio: undefined },
      { video: expect.objectContaining({ deviceId: { exact: 'second' } }), audio: undefined },
    ]);
  });

  it.each([
    ['NotAllowedError', 'camera-refused'],
    ['SecurityError', 'camera-refused'],
    ['NotFoundError', 'camera-missing'],
    ['OverconstrainedError', 'camera-missing'],
    ['NotReadableError', 'camera-busy'],
    ['AbortError', 'camera-busy'],
  ] as const)('says %s in a sentence of its own: %s', async (name, code) => {
    devices({ getUserMedia: refuses(name) });
    await expect(openCamera()).rejects.toEqual(new UserError(code));
  });
});

describe('openScreen', () => {
  it.each([
    ['NotAllowedError', 'screen-refused'],
    ['NotFoundError', 'screen-failed'],
    ['NotSupportedError', 'screen-failed'],
  ] as const)('says %s in a sentence of its own: %s', async (name, code) => {
    devices({ getDisplayMedia: refuses(name) });
    await expect(openScreen()).rejects.toEqual(new UserError(code));
  });

  it('says so where the browser cannot share at all', async () => {
    devices({});
    await expect(openScreen()).rejects.toEqual(new UserError('screen-failed'));
  });
});

describe('listCameras', () => {
  it('names the cameras alone, and only those that may be chosen', async () => {
    devices({
      enumerateDevices: async () => [
        { kind: 'audioinput', deviceId: 'm', label: 'Microphone' },
        { kind: 'videoinput', deviceId: 'a', label: 'Front' },
        { kind: 'videoinput', deviceId: '', label: '' },
        { kind: 'videoinput', deviceId: 'b', label: 'Back' },
      ],
    });
    expect(await listCameras()).toEqual([
      { id: 'a', label: 'Front' },
      { id: 'b', label: 'Back' },
    ]);
  });
});

describe('stopStream', () => {
  it('ends every track', () => {
    const tracks = [{ stop: vi.fn() }, { stop: vi.fn() }];
    stopStream({ getTracks: () => tracks } as unknown as MediaStream);
    for (const { stop } of tracks) expect(stop).toHaveBeenCalledOnce();
  });
});
