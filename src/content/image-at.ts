import { flatChildren, isElement, isHtml, isImage } from './dom.ts';
import type { ImageAnswer, ImagePlace } from './page-api.ts';

/** A larger picture is not a photograph of a code but an attack on memory. */
const MOST_PIXELS = 40_000_000;
const LONGEST_SIDE = 4096;
/** As a data: URL, beside which the picture of the page has room in the memory that an extension has. */
const MOST_CHARACTERS = 5 * 1024 * 1024;
const JPEG_QUALITY = 0.92;
/** A drawn code this small has a pixel or two per module: it is enlarged by whole numbers, so stays sharp. */
const SMALL_SIDE = 256;
const ENLARGED_SIDE = 512;

/**
 * The picture that the person clicked, known by its address alone: its own pixels where the page may read them, and
 * the place on the screen where it shows, for the capture of the tab. Nothing is added to the page.
 */
export function readImage(document: Document, srcUrl: string): ImageAnswer {
  const [image] = [...imagesIn(document.documentElement, srcUrl)]
    .filter((found) => found.checkVisibility({ visibilityProperty: true, opacityProperty: true }))
    .sort((a, b) => visibleArea(b) - visibleArea(a));
  if (!image) return { status: 'none' };
  const dataUrl = isImage(image) ? drawPixels(image) : undefined;
  const place = placeOf(image);
  if (!dataUrl && !place) return { status: 'none' };
  return { status: dataUrl ? 'pixels' : 'place', ...(dataUrl && { dataUrl }), ...(place && { place }) };
}

function* imagesIn(root: Element, srcUrl: string): Generator<Element> {
  if (isShownAt(root, srcUrl)) yield root;
  for (const node of flatChildren(root)) if (isElement(node)) yield* imagesIn(node, srcUrl);
}

/** An `img` (also of a `picture`), or the `image` of an inline SVG. */
function isShownAt(element: Element, srcUrl: string): boolean {
  if (isImage(element)) return element.currentSrc === srcUrl || element.src === srcUrl;
  if (element.localName !== 'image' || isHtml(element)) return false;
  const href = element.getAttribute('href') ?? element.getAttribute('xlink:href');
  return (
    href !== null && URL.canParse(href, element.baseURI) && new URL(href, element.baseURI).href === srcUrl
  );
}

function drawPixels(image: HTMLImageElement): string | undefined {
  const { naturalWidth, naturalHeight } = image;
  const longest = Math.max(naturalWidth, naturalHeight);
  if (!image.complete || longest === 0 || naturalWidth * naturalHeight > MOST_PIXELS) return undefined;
  const enlarge = longest < SMALL_SIDE ? Math.floor(ENLARGED_SIDE / longest) : 1;
  const scale = Math.min(enlarge, LONGEST_SIDE / longest);
  // A photograph takes too much as a PNG, and a very busy one as a JPEG of its own size.
  return (
    drawAt(image, scale, 'image/png') ??
    drawAt(image, scale, 'image/jpeg') ??
    drawAt(image, scale / 2, 'image/jpeg')
  );
}

/** @returns nothing where it cannot be drawn, or takes too much */
function drawAt(
  image: HTMLImageElement,
  scale: number,
  type: 'image/png' | 'image/jpeg',
): string | undefined {
  const canvas = image.ownerDocument.createElement('canvas');
  canvas.width = Math.max(1, Math.round(image.naturalWidth * scale));
  canvas.height = Math.max(1, Math.round(image.naturalHeight * scale));
  const context = canvas.getContext('2d');
  if (!context) return undefined;
  context.imageSmoothingEnabled = scale < 1;
  context.fillStyle = '#fff';
  context.fillRect(0, 0, canvas.width, canvas.height);
  try {
    context.drawImage(image, 0, 0, canvas.width, canvas.height);
    const dataUrl = canvas.toDataURL(type, JPEG_QUALITY);
    return dataUrl.length <= MOST_CHARACTERS ? dataUrl : undefined;
  } catch {
    return undefined; // another origin's picture taints the canvas, a broken one cannot be drawn
  }
}

interface Rect {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

/** The part of the element inside its viewport, in the coordinates of that viewport. */
function visibleRect(element: Element): Rect {
  const box = element.getBoundingClientRect();
  const view = element.ownerDocument.defaultView;
  return {
    left: Math.max(0, box.left),
    top: Math.max(0, box.top),
    right: Math.min(view?.innerWidth ?? 0, box.right),
    bottom: Math.min(view?.innerHeight ?? 0, box.bottom),
  };
}

function visibleArea(element: Element): number {
  const { left, top, right, bottom } = visibleRect(element);
  return Math.max(0, right - left) * Math.max(0, bottom - top);
}

/** Through the frames above, as far as they are of one origin; where they are not, the place is not known. */
function placeOf(image: Element): ImagePlace | undefined {
  let { left, top, right, bottom } = visibleRect(image);
  let view = image.ownerDocument.defaultView;
  while (view && view !== view.top) {
    const frame = view.frameElement;
    if (!isHtml(frame)) return undefined;
    const clip = visibleRect(frame);
    const box = frame.getBoundingClientRect();
    const x = box.left + frame.clientLeft;
    const y = box.top + frame.clientTop;
    left = Math.max(left + x, clip.left);
    top = Math.max(top + y, clip.top);
    right = Math.min(right + x, clip.right);
    bottom = Math.min(bottom + y, clip.bottom);
    view = frame.ownerDocument.defaultView;
  }
  const width = right - left;
  const height = bottom - top;
  if (!view || width < 1 || height < 1) return undefined;
  return { x: left, y: top, width, height, devicePixelRatio: view.devicePixelRatio };
}
