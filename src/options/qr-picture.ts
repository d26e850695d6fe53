import { UserError } from '../core/errors';
import { drawQr, type QrDrawing } from '../ui/qr-drawing';

/** Pixels of a side, about: big enough for a poster, and a whole number of them for each module. */
const ABOUT_PIXELS = 1024;
/** Of a side of a logo that is drawn anew. */
const LOGO_PIXELS = 320;
/** White ground around a logo, in modules. */
const LOGO_MARGIN = 0.5;
/**
 * What part of the side a logo gets. Measured at level H, with white, black and noise in its place, a decoder reads up to
 * 0.38 at the worst length; so more than a third of the corrections is left for a scratch or a glare.
 */
const SHARES = [0.3, 0.24, 0.18] as const;

/** A person's picture, drawn anew on white: nothing of its file is left but how it looks. */
export interface Logo {
  readonly canvas: HTMLCanvasElement;
  /** The same as a PNG. */
  readonly url: string;
}

/** The picture of a QR code, as it is shown, checked, copied and saved. */
export interface QrPicture {
  readonly png: Blob;
  /** The PNG as a data URL, for showing it. */
  readonly url: string;
  readonly svg: string;
  /** Whether the logo is in it, in full size or smaller than wanted; `left-out`: with it the code could not be read. */
  readonly logo: 'none' | 'whole' | 'smaller' | 'left-out';
  /** Whether a decoder read the text back from these very pixels. */
  readonly isRead: boolean;
}

interface Painted {
  readonly canvas: HTMLCanvasElement;
  readonly context: CanvasRenderingContext2D;
}

function whiteCanvas(side: number): Painted {
  const canvas = document.createElement('canvas');
  canvas.width = side;
  canvas.height = side;
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (context === null) throw new UserError('unexpected');
  context.fillStyle = '#fff';
  context.fillRect(0, 0, side, side);
  context.imageSmoothingQuality = 'high';
  return { canvas, context };
}

/**
 * @param file PNG, JPEG, GIF, WebP, BMP or AVIF by its own bytes
 * @throws UserError bad-image, image-too-big over 40 megapixels
 */
export async function logoFrom(file: Blob): Promise<Logo> {
  const { imageFromFile } = await import('../scan/picture');
  const bitmap = await createImageBitmap(await imageFromFile(file));
  const { canvas, context } = whiteCanvas(LOGO_PIXELS);
  const scale = LOGO_PIXELS / Math.max(bitmap.width, bitmap.height);
  const [width, height] = [bitmap.width * scale, bitmap.height * scale];
  context.drawImage(bitmap, (LOGO_PIXELS - width) / 2, (LOGO_PIXELS - height) / 2, width, height);
  bitmap.close();
  return { canvas, url: canvas.toDataURL('image/png') };
}

/** Where the logo lies, in modules. */
function logoBox({ free }: QrDrawing): { readonly at: number; readonly side: number } | null {
  return free && { at: free.from + LOGO_MARGIN, side: free.side - 2 * LOGO_MARGIN };
}

/** How many pixels a module has. */
const scaleOf = ({ side }: QrDrawing): number => Math.ceil(ABOUT_PIXELS / side);

function paint(drawing: QrDrawing, logo: Logo | null): Painted {
  const scale = scaleOf(drawing);
  const painted = whiteCanvas(drawing.side * scale);
  const { context } = painted;
  context.scale(scale, scale);
  context.fillStyle = '#000';
  context.fill(new Path2D(drawing.path));
  const box = logoBox(drawing);
  if (box && logo) context.drawImage(logo.canvas, box.at, box.at, box.side, box.side);
  return painted;
}

function svgOf(drawing: QrDrawing, logo: Logo | null): string {
  const { side, path } = drawing;
  const pixels = side * scaleOf(drawing);
  const box = logoBox(drawing);
  const image =
    box && logo
      ? `<image x="${box.at}" y="${box.at}" width="${box.side}" height="${box.side}" href="${logo.url}"/>`
      : '';
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" width="${pixels}" height="${pixels}" viewBox="0 0 ${side} ${side}">` +
    `<path fill="#fff" d="M0 0h${side}v${side}H0z"/><path shape-rendering="crispEdges" d="${path}"/>${image}</svg>\n`
  );
}

/** Opening the decoder alone may take all of its time on a busy computer, which says nothing about the picture. */
const TRIES = 4;

/** What the first engine reads at once; the whole search is for who cannot run that one, and forgives more than a phone. */
async function textsIn(pixels: ImageData): Promise<readonly string[]> {
  const { decodeQrCodes, glance } = await import('../scan/decode');
  try {
    return (await glance(pixels)).map(({ text }) => text);
  } catch (error) {
    if (error instanceof UserError) throw error;
    return decodeQrCodes(pixels);
  }
}

/** Whether a decoder reads the text in the pixels, and nothing else: a logo may be a code itself. */
async function isReadable({ canvas, context }: Painted, text: string, tries = TRIES): Promise<boolean> {
  try {
    const texts = await textsIn(context.getImageData(0, 0, canvas.width, canvas.height));
    return texts.length === 1 && texts[0] === text;
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return tries > 1 && isReadable({ canvas, context }, text, tries - 1);
  }
}

const pngOf = (canvas: HTMLCanvasElement): Promise<Blob> =>
  new Promise((resolve, reject) => {
    canvas.toBlob((png) => (png ? resolve(png) : reject(new UserError('unexpected'))), 'image/png');
  });

type Fit = Pick<QrPicture, 'logo' | 'isRead'>;

async function finish(drawing: QrDrawing, logo: Logo | null, painted: Painted, fit: Fit): Promise<QrPicture> {
  const { canvas } = painted;
  const svg = svgOf(drawing, logo);
  return { png: await pngOf(canvas), url: canvas.toDataURL('image/png'), svg, ...fit };
}

/** With the logo as big as it can be read with; null where it cannot at all. */
async function withLogo(text: string, logo: Logo): Promise<QrPicture | null> {
  for (const freeShare of SHARES) {
    const drawing = drawQr(text, { errorCorrectionLevel: 'H', freeShare });
    if (drawing === null) return null;
    const painted = paint(drawing, logo);
    const fit = { logo: freeShare === SHARES[0] ? 'whole' : 'smaller', isRead: true } as const;
    if (await isReadable(painted, text)) return finish(drawing, logo, painted, fit);
  }
  return null;
}

/**
 * Draws a text as a QR code, with a logo in the middle where there is one: at level H, and only as big as a decoder reads
 * the code with it.
 * @returns null for a text of more than a QR code holds
 */
export async function drawPicture(text: string, logo: Logo | null): Promise<QrPicture | null> {
  const whole = logo && (await withLogo(text, logo));
  if (whole) return whole;
  const drawing = drawQr(text, { errorCorrectionLevel: 'M' });
  if (drawing === null) return null;
  const painted = paint(drawing, null);
  const isRead = await isReadable(painted, text);
  return finish(drawing, null, painted, { logo: logo ? 'left-out' : 'none', isRead });
}
