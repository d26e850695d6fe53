import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type OpenPage, startTestBed, type TestBed } from './browser.ts';

let bed: TestBed;
beforeAll(async () => {
  bed = await startTestBed();
});
afterAll(() => bed.close());

const svg = (width: number, height: number): string =>
  `data:image/svg+xml,${encodeURIComponent(`<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><rect width="50%" height="100%"/></svg>`)}`;

const open = (body: string) =>
  bed.open({ markup: `<!doctype html><style>body{margin:0}</style><body>${body}` });
const read = ({ inWorld }: OpenPage, src: string) =>
  inWorld(`counterfoilTest.readImage(document, ${JSON.stringify(src)})`) as Promise<{
    status: string;
    dataUrl?: string;
  }>;

/** Size, and the corners' colours, of a picture. */
const look = ({ page }: OpenPage, dataUrl: string | undefined) =>
  page.evaluate(async (url) => {
    const image = new Image();
    image.src = url ?? '';
    await image.decode();
    const canvas = Object.assign(document.createElement('canvas'), {
      width: image.width,
      height: image.height,
    });
    const context = canvas.getContext('2d');
    context?.drawImage(image, 0, 0);
    const at = (x: number) => [...(context?.getImageData(x, 1, 1, 1).data ?? [])].join(' ');
    return { width: image.width, height: image.height, left: at(1), right: at(image.width - 2) };
  }, dataUrl);

describe('readImage', () => {
  it('returns the natural pixels, flattened on white', async () => {
    const src = svg(400, 300);
    const opened = await open(`<img src="${src}" width="40">`);
    const answer = await read(opened, src);
    expect(answer.status).toBe('pixels');
    expect(await look(opened, answer.dataUrl)).toEqual({
      width: 400,
      height: 300,
      left: '0 0 0 255',
      right: '255 255 255 255',
    });
  });

  it('enlarges a tiny picture by a whole number and scales a huge one down to 4096', async () => {
    const [tiny, huge] = [svg(29, 29), svg(6000, 3000)];
    const opened = await open(`<img src="${tiny}"><img src="${huge}" width="100">`);
    expect(await look(opened, (await read(opened, tiny)).dataUrl)).toMatchObject({ width: 493, height: 493 });
    expect(await look(opened, (await read(opened, huge)).dataUrl)).toMatchObject({
      width: 4096,
      height: 2048,
    });
  });

  it('gives a large photograph as a JPEG, which has room', async () => {
    const opened = await open('<img>');
    const src = await opened.page.evaluate(async () => {
      const canvas = Object.assign(document.createElement('canvas'), { width: 2400, height: 1600 });
      const context = canvas.getContext('2d');
      const noise = new ImageData(canvas.width, canvas.height);
      // Nothing a PNG could make smaller.
      for (let at = 0; at < noise.data.length; at += 65_536)
        crypto.getRandomValues(noise.data.subarray(at, at + 65_536));
      noise.data.forEach((value, at) => {
        noise.data[at] = at % 4 === 3 ? 255 : 110 + (value & 15);
      });
      context?.putImageData(noise, 0, 0);
      const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve));
      const image = document.querySelector('img');
      if (!image || !blob) return '';
      image.src = URL.createObjectURL(blob);
      await image.decode();
      return image.src;
    });
    const { dataUrl = '' } = await read(opened, src);
    expect(dataUrl.slice(0, 15)).toBe('data:image/jpeg');
    expect(dataUrl.length).toBeLessThan(5 * 1024 * 1024);
    expect(await look(opened, dataUrl)).toMatchObject({ width: 2400, height: 1600 });
  });

  it('finds it in a picture element, a shadow root and a frame', async () => {
    const src = svg(300, 300);
    for (const body of [
      `<picture><source srcset="${src}"><img src="${svg(1, 1)}"></picture>`,
      `<div><template shadowrootmode="open"><img src="${src}"></template></div>`,
      `<iframe srcdoc="<img src='${src}'>"></iframe>`,
    ])
      expect(await read(await open(body), src)).toMatchObject({ status: 'pixels' });
  });

  it('tells the place on the screen of a picture of another origin, cut to the viewport', async () => {
    const opened = await open(
      '<img id="i" style="position:absolute;left:1000px;top:50px;width:300px;height:200px">',
    );
    const other = opened.origin.replace('127.0.0.1', 'localhost');
    await opened.page.route('**/other.svg', (route) =>
      route.fulfill({
        contentType: 'image/svg+xml',
        body: '<svg xmlns="http://www.w3.org/2000/svg" width="90" height="60"/>',
      }),
    );
    await opened.page.evaluate((src) => {
      const image = document.querySelector('img');
      if (image) image.src = src;
      return image?.decode();
    }, `${other}/other.svg`);
    expect(await read(opened, `${other}/other.svg`)).toEqual({
      status: 'place',
      place: { x: 1000, y: 50, width: 100, height: 200, devicePixelRatio: 1 },
    });
  });

  it('tells the place of the image of an inline SVG, through a frame', async () => {
    const src = svg(100, 100);
    const opened = await open(
      `<iframe style="border:0;position:absolute;left:30px;top:20px" srcdoc="<body style='margin:0'><svg width='120' height='120'><image href='${src}' width='100' height='100'/></svg>"></iframe>`,
    );
    expect(await read(opened, src)).toEqual({
      status: 'place',
      place: { x: 30, y: 20, width: 100, height: 100, devicePixelRatio: 1 },
    });
  });

  it('tells the place of a picture whose pixels it has as well', async () => {
    const src = svg(400, 300);
    const opened = await open(`<img src="${src}" style="position:absolute;left:30px;top:20px" width="40">`);
    expect(await read(opened, src)).toMatchObject({
      status: 'pixels',
      place: { x: 30, y: 20, width: 40, height: 30, devicePixelRatio: 1 },
    });
  });

  it('says none for an address that no visible picture has', async () => {
    const src = svg(300, 300);
    const opened = await open(`<img src="${src}" style="display:none"><img src="${svg(5, 5)}">`);
    expect(await read(opened, src)).toEqual({ status: 'none' });
    expect(await read(opened, 'https://example.com/none.png')).toEqual({ status: 'none' });
  });

  it('attaches nothing', async () => {
    const src = svg(300, 300);
    const opened = await open(`<img src="${src}">`);
    await opened.page.evaluate(() => {
      Object.assign(window, { changes: 0 });
      new MutationObserver((records) => Object.assign(window, { changes: records.length })).observe(
        document,
        { subtree: true, childList: true, attributes: true },
      );
    });
    await read(opened, src);
    expect(await opened.page.evaluate('window.changes')).toBe(0);
  });
});
