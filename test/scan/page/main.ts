/** What the tests call in a page that has the extension's CSP. */
import { isErrorCode } from '../../../src/core/errors';
import { decodeQrCodes } from '../../../src/scan/decode';
import { type Crop, imageFromDataUrl, imageFromFile } from '../../../src/scan/picture';

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
  decodeDataUrl: async (dataUrl: string, crop?: Crop) =>
    await decodeQrCodes(await imageFromDataUrl(dataUrl, crop)),
  decodePixels: async (data: number[], width: number) =>
    await decodeQrCodes(new ImageData(new Uint8ClampedArray(data), width)),
  decodeSize: async (width: number, height: number) => await decodeQrCodes(new ImageData(width, height)),
  refusalOfSize: (width: number, height: number) =>
    codeOf(() =>
      decodeQrCodes({ width, height, data: new Uint8ClampedArray(), colorSpace: 'srgb' } as ImageData),
    ),
  sizeOf: async (dataUrl: string, crop?: Crop) => {
    const { width, height } = await imageFromDataUrl(dataUrl, crop);
    return [width, height];
  },
  refusalOfDataUrl: (dataUrl: string, crop?: Crop) => codeOf(() => imageFromDataUrl(dataUrl, crop)),
  refusalOfFile: (bytes: readonly number[], type: string) =>
    codeOf(() => imageFromFile(new Blob([new Uint8Array(bytes)], { type }))),
  policyTwice: () => codeOf(async () => globalThis.trustedTypes.createPolicy('counterfoil', {})),
  violations,
};

declare global {
  var scanPage: typeof calls;
  var trustedTypes: { createPolicy(name: string, rules: object): unknown };
}

globalThis.scanPage = calls;
