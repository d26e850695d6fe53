import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type OpenScanPage, openScanPage } from './scan-page';

interface Picture {
  readonly file: string;
  readonly note: string;
  readonly status: 'reads' | 'not yet';
  readonly expected: readonly string[];
}

const folder = 'test/fixtures/qr';
const pictures: Picture[] = JSON.parse(await readFile(`${folder}/index.json`, 'utf8'));

async function dataUrlOf(file: string): Promise<string> {
  const type = file.endsWith('.jpg') ? 'jpeg' : 'png';
  return `data:image/${type};base64,${(await readFile(`${folder}/${file}`)).toString('base64')}`;
}

let scan: OpenScanPage;
beforeAll(async () => {
  scan = await openScanPage('/');
}, 60_000);
afterAll(() => scan.close());

const decode = (dataUrl: string) =>
  scan.page.evaluate((url) => globalThis.scanPage.decodeDataUrl(url), dataUrl);

describe('decodeQrCodes', () => {
  for (const { file, note, expected } of pictures.filter(({ status }) => status === 'reads')) {
    it(`reads ${file} (${note})`, async () => {
      expect((await decode(await dataUrlOf(file))).toSorted()).toEqual(expected.toSorted());
    });
  }

  // move a picture that fails here to "reads": the engine has become better
  for (const { file, note } of pictures.filter(({ status }) => status === 'not yet')) {
    it(`does not read ${file} yet (${note})`, async () => {
      expect(await decode(await dataUrlOf(file))).toEqual([]);
    });
  }

  it('lists codes from top to bottom, and in a row from left to right', async () => {
    const names = (texts: string[]) => texts.map((text) => /totp\/(?<name>[^?]*)/.exec(text)?.groups?.name);
    expect(names(await decode(await dataUrlOf('multi-02.png')))).toMatchInlineSnapshot(`
      [
        "Dropbox:alice%40example.com",
        "GitHub:alice%40example.com",
        "GitHub:bob",
      ]
    `);
  });

  it('takes transparent pixels as white', async () => {
    const dark = await scan.page.evaluate(
      async (url) => {
        const bitmap = await createImageBitmap(
          await new Response(Uint8Array.from(atob(url.slice(22)), (c) => c.charCodeAt(0))).blob(),
        );
        const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d');
        context?.drawImage(bitmap, 0, 0);
        const pixels = context?.getImageData(0, 0, bitmap.width, bitmap.height);
        return await globalThis.scanPage.decodePixels([...(pixels?.data ?? [])], bitmap.width);
      },
      await dataUrlOf('alpha-png-01.png'),
    );
    expect(dark).toEqual(pictures.find(({ file }) => file === 'alpha-png-01.png')?.expected);
  });

  it.each([
    [1, 1],
    [3000, 1],
    [1, 3000],
    [79, 81],
    [5000, 400],
  ])('finds nothing in an empty picture of %i × %i', async (width, height) => {
    expect(
      await scan.page.evaluate(([w, h]) => globalThis.scanPage.decodeSize(w, h), [width, height] as const),
    ).toEqual([]);
  });

  it('refuses more than 40 megapixels', async () => {
    expect(await scan.page.evaluate(() => globalThis.scanPage.refusalOfSize(8000, 5001))).toBe(
      'image-too-big',
    );
  });

  it('reads two pictures at once', async () => {
    const [a, b] = ['page-plain-01.png', 'tiny-01.png'];
    const both = await Promise.all([decode(await dataUrlOf(a)), decode(await dataUrlOf(b))]);
    const expected = [a, b].map((name) => pictures.find(({ file }) => file === name)?.expected);
    expect(both).toEqual(expected);
  });
});

describe('imageFromDataUrl', () => {
  it('cuts a capture to an element and 16 CSS pixels around it', async () => {
    const crop = { x: 100.4, y: 200, width: 50, height: 40, devicePixelRatio: 2 };
    const size = await scan.page.evaluate(([url, c]) => globalThis.scanPage.sizeOf(url, c), [
      await dataUrlOf('page-plain-04.png'),
      crop,
    ] as const);
    expect(size).toEqual([165, 144]);
  });

  it('clips the crop to the picture', async () => {
    const crop = { x: -50, y: 700, width: 5000, height: 5000, devicePixelRatio: 1 };
    const size = await scan.page.evaluate(([url, c]) => globalThis.scanPage.sizeOf(url, c), [
      await dataUrlOf('page-plain-04.png'),
      crop,
    ] as const);
    expect(size).toEqual([1280, 116]);
  });

  it.each([
    ['outside the picture', { x: 2000, y: 0, width: 10, height: 10, devicePixelRatio: 1 }],
    ['without a size', { x: 0, y: 0, width: Number.NaN, height: 10, devicePixelRatio: 1 }],
  ])('refuses a crop %s', async (_, crop) => {
    const code = await scan.page.evaluate(([url, c]) => globalThis.scanPage.refusalOfDataUrl(url, c), [
      await dataUrlOf('page-plain-04.png'),
      crop,
    ] as const);
    expect(code).toBe('bad-image');
  });

  it.each([
    '',
    'https://a.example/a.png',
    'data:image/png;base64,!!!!',
    'data:image/png;base64,AAAAA',
    'data:text/html;base64,AAAA',
  ])('refuses "%s"', async (dataUrl) => {
    expect(await scan.page.evaluate((url) => globalThis.scanPage.refusalOfDataUrl(url), dataUrl)).toBe(
      'bad-image',
    );
  });
});

describe('imageFromFile', () => {
  const refusal = (bytes: Uint8Array, type: string) =>
    scan.page.evaluate(([b, t]) => globalThis.scanPage.refusalOfFile(b, t), [[...bytes], type] as const);

  it('takes a picture by its bytes, whatever its type says', async () => {
    expect(await refusal(await readFile(`${folder}/alpha-png-01.png`), 'text/plain')).toBe('no error');
  });

  it('refuses SVG, also under the name of a PNG', async () => {
    const svg = new TextEncoder().encode(
      '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"></svg>',
    );
    expect(await refusal(svg, 'image/svg+xml')).toBe('bad-image');
    expect(await refusal(svg, 'image/png')).toBe('bad-image');
  });

  it('refuses a damaged picture', async () => {
    expect(await refusal((await readFile(`${folder}/alpha-png-01.png`)).subarray(0, 60), 'image/png')).toBe(
      'bad-image',
    );
  });

  it('refuses more than 40 megapixels before it decodes them', async () => {
    const bytes = new Uint8Array(await readFile(`${folder}/alpha-png-01.png`));
    new DataView(bytes.buffer).setUint32(16, 200_000);
    expect(await refusal(bytes, 'image/png')).toBe('image-too-big');
  });
});

describe('the page', () => {
  it('finds the engine with a relative base as well', async () => {
    const other = await openScanPage('./');
    const dataUrl = await dataUrlOf('alpha-png-01.png');
    expect(await other.page.evaluate((url) => globalThis.scanPage.decodeDataUrl(url), dataUrl)).toHaveLength(
      1,
    );
    await other.close();
  });

  it('allows no second policy and has broken no rule of its own before', async () => {
    expect(await scan.page.evaluate(() => [...globalThis.scanPage.violations])).toEqual([]);
    expect(await scan.page.evaluate(() => globalThis.scanPage.policyTwice())).toContain('TypeError');
  });
});
