/** What the tests call in a page that has the extension's CSP. */
import { isErrorCode } from '../../../src/core/errors';
import { decodeQrCodes, findQrCodes, glance } from '../../../src/scan/decode';
import type { Box } from '../../../src/scan/grey';
import { imageFromDataUrl, imageFromFile, partOf } from '../../../src/scan/picture';

const violations: string[] = [];
document.addEventListener('securitypolicyviolation', (event) => {
  violations.push(`${event.violatedDirective} ${event.blockedURI}`);
});

/** A refusal as its code, as the page could show it. */
async function codeOf(work: () => Promise<unknown>): Promise<string> {
  try {
    await work();
    return 'no error';
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    return isErrorCode(code) ? code : String(error);
  }
}

const calls = {
  decodeDataUrl: async (dataUrl: string) => await decodeQrCodes(await imageFromDataUrl(dataUrl)),
  /** With the time that the reading took; a picture that takes too long has none. */
  timeDataUrl: async (dataUrl: string) => {
    const image = await imageFromDataUrl(dataUrl);
    const start = performance.now();
    const texts = await decodeQrCodes(image).catch(() => []);
    return { texts, ms: performance.now() - start };
  },
  /** The places of the codes of a part, and the size of it. */
  findInPart: async (dataUrl: string, box: Box) => {
    const part = partOf(await imageFromDataUrl(dataUrl), box);
    const found = await findQrCodes(part);
    return { size: [part.width, part.height], found };
  },
  findInDataUrl: async (dataUrl: string) => await findQrCodes(await imageFromDataUrl(dataUrl)),
  glanceAtDataUrl: async (dataUrl: string) => await glance(await imageFromDataUrl(dataUrl)),
  decodePixels: async (data: number[], width: number) =>
    await decodeQrCodes(new ImageData(new Uint8ClampedArray(data), width)),
  decodeSize: async (width: number, height: number) => await decodeQrCodes(new ImageData(width, height)),
  refusalOfSize: (width: number, height: number) =>
    codeOf(() =>
      decodeQrCodes({ width, height, data: new Uint8ClampedArray(), colorSpace: 'srgb' } as ImageData),
    ),
  refusalOfDataUrl: (dataUrl: string) => codeOf(() => imageFromDataUrl(dataUrl)),
  refusalOfFile: (bytes: readonly number[], type: string) =>
    codeOf(() => imageFromFile(new Blob([new Uint8Array(bytes)], { type }))),
  /** With this many bytes of nothing behind it. */
  refusalOfPadded: (bytes: readonly number[], more: number) =>
    codeOf(() => imageFromFile(new Blob([new Uint8Array(bytes), new Uint8Array(more)]))),
  policyTwice: () => codeOf(async () => globalThis.trustedTypes.createPolicy('counterfoil', {})),
  violations,
};

declare global {
  var scanPage: typeof calls;
  var trustedTypes: { createPolicy(name: string, rules: object): unknown };
}

globalThis.scanPage = calls;
