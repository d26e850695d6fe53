import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type OpenScanPage, openScanPage, WITHOUT_WASM } from './scan-page';

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

/** Where there is no code, giving up after three seconds on a busy machine is as good as having looked everywhere. */
async function textsIn(file: string, expected: readonly string[]): Promise<string[]> {
  const reading = decode(await dataUrlOf(file));
  if (expected.length > 0) return reading;
  return reading.catch((error: Error) => {
    expect(error.message).toContain('decode-timeout');
    return [];
  });
}

describe('decodeQrCodes', () => {
  for (const { file, note, expected } of pictures.filter(({ status }) => status === 'reads')) {
    it(`reads ${file} (${note})`, async () => {
      expect((await textsIn(file, expected)).toSorted()).toEqual(expected.toSorted());
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

  it.each([
    ['alpha-png-01.png', 'as white'],
    ['alpha-light-01.png', 'as black behind a light code'],
    ['alpha-holes-01.png', 'as black in a light ground'],
  ])('takes transparent pixels of %s %s', async (file) => {
    const read = await scan.page.evaluate(
      async (url) => {
        const bitmap = await createImageBitmap(
          await new Response(Uint8Array.from(atob(url.slice(22)), (c) => c.charCodeAt(0))).blob(),
        );
        const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d');
        context?.drawImage(bitmap, 0, 0);
        const pixels = context?.getImageData(0, 0, bitmap.width, bitmap.height);
        return await globalThis.scanPage.decodePixels([...(pixels?.data ?? [])], bitmap.width);
      },
      await dataUrlOf(file),
    );
    expect(read).toEqual(pictures.find((picture) => picture.file === file)?.expected);
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

describe('places', () => {
  const middle = ({ x, y, width, height }: { x: number; y: number; width: number; height: number }) =>
    [x + width / 2, y + height / 2] as const;

  it('are where the codes are drawn, whichever view they were read in', async () => {
    const found = await scan.page.evaluate(
      (url) => globalThis.scanPage.findInDataUrl(url),
      await dataUrlOf('two-2.png'),
    );
    expect(found).toHaveLength(2);
    const [large, small] = found.toSorted((a, b) => b.width - a.width);
    expect(large?.width).toBeGreaterThan(120);
    expect(large?.width).toBeLessThan(200);
    expect(small?.width).toBeGreaterThan(80);
    expect((small?.x ?? 0) > (large?.x ?? 0) + (large?.width ?? 0)).toBe(true);
  });

  it('of a part are those in the part', async () => {
    const url = await dataUrlOf('two-2.png');
    const [first] = await scan.page.evaluate((one) => globalThis.scanPage.findInDataUrl(one), url);
    if (!first) throw new Error('nothing was found');
    const [x, y] = [Math.floor(first.x) - 20, Math.floor(first.y) - 20];
    const box = { x, y, width: Math.ceil(first.width) + 40, height: Math.ceil(first.height) + 40 };
    const part = await scan.page.evaluate(([one, where]) => globalThis.scanPage.findInPart(one, where), [
      url,
      box,
    ] as const);
    expect(part.size).toEqual([box.width, box.height]);
    expect(part.found.map(({ text }) => text)).toEqual([first.text]);
    const [across, down] = middle(part.found[0] ?? box);
    const [wasAcross, wasDown] = middle(first);
    expect(Math.hypot(across + x - wasAcross, down + y - wasDown)).toBeLessThan(4);
  });
});

describe('glance', () => {
  it('reads a code that is plain to see, and gives up at once where there is none', async () => {
    const look = (url: string) => scan.page.evaluate((one) => globalThis.scanPage.glanceAtDataUrl(one), url);
    expect(await look(await dataUrlOf('page-plain-04.png'))).toHaveLength(1);
    expect(await look(await dataUrlOf('negative-01.png'))).toEqual([]);
  });

  it('goes on with the other engine where WebAssembly is forbidden', async () => {
    const other = await openScanPage('/', WITHOUT_WASM);
    try {
      const url = await dataUrlOf('page-plain-04.png');
      for (const _look of ['the first', 'the next'])
        expect(
          await other.page.evaluate((one) => globalThis.scanPage.glanceAtDataUrl(one), url),
        ).toHaveLength(1);
    } finally {
      await other.close();
    }
  });
});

describe('imageFromDataUrl', () => {
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
