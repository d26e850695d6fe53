interface Size {
  readonly width: number;
  readonly height: number;
}

/** What the bytes of a picture say of it. */
export interface PictureHeader {
  readonly type: 'image/png' | 'image/jpeg' | 'image/gif' | 'image/webp' | 'image/bmp' | 'image/avif';
  /** In pixels. */
  readonly size: Size;
}

type Found = readonly [PictureHeader['type'], Size | null];

/**
 * The kind and size of a raster picture, from its own bytes (all of them: a JPEG's size may stand far behind).
 * @returns null for anything else, SVG among it, and where no size is found: nobody knows what it would take to decode it
 */
export function readPictureHeader(bytes: Uint8Array): PictureHeader | null {
  if (bytes.length < 30) return null;
  const [type, size] = findHeader(bytes) ?? [];
  return type && size && size.width > 0 && size.height > 0 ? { type, size } : null;
}

function findHeader(bytes: Uint8Array): Found | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const says = (text: string, at: number) => [...text].every((c, i) => bytes[at + i] === c.charCodeAt(0));
  if (says('\x89PNG\r\n\x1a\n', 0)) {
    return ['image/png', { width: view.getUint32(16), height: view.getUint32(20) }];
  }
  if (says('\xff\xd8\xff', 0)) return ['image/jpeg', jpegSize(view)];
  if (says('GIF87a', 0) || says('GIF89a', 0)) {
    return ['image/gif', { width: view.getUint16(6, true), height: view.getUint16(8, true) }];
  }
  if (says('RIFF', 0) && says('WEBP', 8)) return ['image/webp', webpSize(view)];
  if (says('BM', 0)) {
    const [width, height] = [view.getInt32(18, true), view.getInt32(22, true)];
    return ['image/bmp', { width, height: Math.abs(height) }];
  }
  return says('ftypavif', 4) ? ['image/avif', avifSize(view)] : null;
}

/** ITU T.81 B.2.2: the frame header, SOF0 to SOF15 without DHT, JPG and DAC, after any number of segments. */
function jpegSize(view: DataView): Size | null {
  let at = 2;
  while (at + 9 <= view.byteLength) {
    const marker = view.getUint16(at);
    if (marker < 0xff00) return null;
    if (marker >= 0xffc0 && marker <= 0xffcf && ![0xffc4, 0xffc8, 0xffcc].includes(marker)) {
      return { width: view.getUint16(at + 7), height: view.getUint16(at + 5) };
    }
    // B.1.1.2: any number of bytes FF may stand in front of a marker.
    at += marker === 0xffff ? 1 : 2 + view.getUint16(at + 2);
  }
  return null;
}

interface Box {
  readonly start: number;
  readonly end: number;
}

/** ISO/IEC 14496-12 §4.2: the contents of the boxes of one type, side by side in another. */
function* boxesIn(view: DataView, { start, end }: Box, wanted: string): Generator<Box> {
  for (let at = start; at + 8 <= end; ) {
    const short = view.getUint32(at);
    const content = at + (short === 1 ? 16 : 8);
    if (content > end) return;
    const size = short === 1 ? Number(view.getBigUint64(at + 8)) : short || end - at;
    if (at + size < content || at + size > end) return;
    const type = String.fromCharCode(...[4, 5, 6, 7].map((place) => view.getUint8(at + place)));
    if (type === wanted) yield { start: content, end: at + size };
    at += size;
  }
}

/** ISO/IEC 23008-12 §6.5.3: the largest of the sizes that are given (of the picture, its tiles and its transparency). */
function avifSize(view: DataView): Size | null {
  const first = (box: Box | undefined, type: string): Box | undefined =>
    box && boxesIn(view, box, type).next().value;
  const meta = first({ start: 0, end: view.byteLength }, 'meta');
  // Version and flags come first.
  const properties = first(first(meta && { ...meta, start: meta.start + 4 }, 'iprp'), 'ipco');
  let largest: Size | null = null;
  for (const { start, end } of properties ? boxesIn(view, properties, 'ispe') : []) {
    if (end - start < 12) return null;
    const size = { width: view.getUint32(start + 4), height: view.getUint32(start + 8) };
    if (!largest || size.width * size.height > largest.width * largest.height) largest = size;
  }
  return largest;
}

/** RFC 9649: the canvas of an extended file, or the frame of a lossless or a lossy one. */
function webpSize(view: DataView): Size {
  const chunk = String.fromCharCode(...[12, 13, 14, 15].map((at) => view.getUint8(at)));
  if (chunk === 'VP8X') {
    const less = (at: number) => view.getUint16(at, true) | (view.getUint8(at + 2) << 16);
    return { width: less(24) + 1, height: less(27) + 1 };
  }
  if (chunk === 'VP8L') {
    const bits = view.getUint32(21, true);
    return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 };
  }
  return { width: view.getUint16(26, true) & 0x3fff, height: view.getUint16(28, true) & 0x3fff };
}
