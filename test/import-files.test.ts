/** What the page does with files around the worker that reads them; that one stands in this thread here. */
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { readImport } from '../src/core/importers';
import type { ImportRequest } from '../src/options/import-worker';
import { dataUrl, pngOf } from './fakes/png';

const api = {
  runtime: { id: 'counterfoil@test' },
  i18n: {
    getMessage: (key: string) => (key === 'textLanguage' ? 'en' : key),
    getUILanguage: () => 'en',
  },
};
const opened: WorkerStandIn[] = [];

class WorkerStandIn {
  onmessage: ((event: { data: unknown }) => void) | undefined;

  constructor() {
    opened.push(this);
  }

  async postMessage({ bytes, passphrase, others }: ImportRequest): Promise<void> {
    this.onmessage?.({ data: { ok: true, value: await readImport(bytes, passphrase, others) } });
  }

  terminate(): void {}
}

beforeEach(() => {
  opened.splice(0);
  vi.stubGlobal('browser', api);
  vi.stubGlobal('chrome', api);
  vi.stubGlobal('location', new URL('http://localhost/'));
  vi.stubGlobal('Worker', WorkerStandIn);
});
afterEach(() => vi.unstubAllGlobals());

const read = async (content: string | File, signal: AbortSignal, others: File[] = []) => {
  const { readFile } = await import('../src/options/import-files');
  const file = typeof content === 'string' ? new File([content], 'file') : content;
  return readFile(file, { passphrase: undefined, others, signal });
};

/** What a browser gives for a folder that was dropped. */
class Folder extends File {
  override slice = (): Blob => this;
  override arrayBuffer = async () => {
    throw new DOMException('Not found', 'NotFoundError');
  };
}

it('looks at no further picture of a file once the person cancels', async () => {
  const control = new AbortController();
  let looks = 0;
  vi.stubGlobal('createImageBitmap', async () => {
    looks += 1;
    control.abort();
    throw new Error('No picture');
  });
  const pictures = [1, 2, 3].map((red) => `<img src="${dataUrl(pngOf(8, 8, () => [red, 0, 0]))}">`);
  await expect(read(`<html>${pictures.join('')}</html>`, control.signal)).rejects.toMatchObject({
    name: 'AbortError',
  });
  expect(looks).toBe(1);
});

it.each([
  ['archive-too-big', 'PK\u0003\u0004'],
  ['too-big', '{}'],
])('says %s before it reads a large file', async (code, start) => {
  const reading = read(start.padEnd(8 * 1024 * 1024 + 1, ' '), new AbortController().signal);
  await expect(reading).rejects.toMatchObject({ code });
  expect(opened).toEqual([]);
});

it('opens no worker for what is cancelled already', async () => {
  const signal = AbortSignal.abort();
  await expect(read('otpauth://totp/a?secret=JBSWY3DPEHPK3PXP', signal)).rejects.toBe(signal.reason);
  expect(opened).toEqual([]);
});

it('takes no text for a picture that begins as a bitmap does', async () => {
  const uri = 'otpauth://totp/BMW?secret=JBSWY3DPEHPK3PXP';
  const { candidates } = await read(`BM and others\n${uri}`, new AbortController().signal);
  expect(candidates).toMatchObject([{ imported: { name: 'BMW' } }]);
  vi.stubGlobal('createImageBitmap', async () => {
    throw new Error('No picture');
  });
  const bitmap = read('BM\u0001\u0002\u0003\u0004\0\0\0\0rest', new AbortController().signal);
  await expect(bitmap).rejects.toMatchObject({ code: 'bad-image' });
});

it('says that a folder is none, and reads the others without it', async () => {
  const folder = new Folder([], 'folder');
  const { signal } = new AbortController();
  await expect(read(folder, signal)).rejects.toMatchObject({ code: 'not-a-file' });
  const beside = await read('otpauth://totp/a?secret=JBSWY3DPEHPK3PXP', signal, [folder]);
  expect(beside.candidates).toHaveLength(1);
});
