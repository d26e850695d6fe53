/** What the first bytes of a picture say. */
export interface PictureHeader {
  readonly type: 'image/png' | 'image/jpeg' | 'image/gif' | 'image/webp' | 'image/bmp' | 'image/avif';
  /** In pixels; null where the size stands further on in the file, or in a form not read here. */
  readonly size: { readonly width: number; readonly height: number } | null;
}

/** The kind and size of a raster picture, from its own bytes; null for anything else, SVG among it. */
export function readPictureHeader(bytes: Uint8Array): PictureHeader | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const says = (text: string, at: number) => [...text].every((c, i) => bytes[at + i] === c.charCodeAt(0));
  if (bytes.length < 30) return null;
  if (says('\x89PNG\r\n\x1a\n', 0)) {
    return { type: 'image/png', size: { width: view.getUint32(16), height: view.getUint32(20) } };
  }
  if (says('\xff\xd8\xff', 0)) return { type: 'image/jpeg', size: jpegSize(view) };
  if (says('GIF87a', 0) || says('GIF89a', 0)) {
    return { type: 'image/gif', size: { width: view.getUint16(6, true), height: view.getUint16(8, true) } };
  }
  if (says('RIFF', 0) && says('WEBP', 8)) return { type: 'image/webp', size: webpSize(view) };
  if (says('BM', 0)) {
    const [width, height] = [view.getInt32(18, true), view.getInt32(22, true)];
    return { type: 'image/bmp', size: { width, height: Math.abs(height) } };
  }
  if (says('ftypavif', 4)) return { type: 'image/avif', size: null };
  return null;
}

/** ITU T.81 B.2.2: the frame header, SOF0 to SOF15 without DHT, JPG and DAC, after any number of segments. */
function jpegSize(view: DataView): PictureHeader['size'] {
  for (let at = 2; at + 9 <= view.byteLength; at += 2 + view.getUint16(at + 2)) {
    const marker = view.getUint16(at);
    if (marker >= 0xffc0 && marker <= 0xffcf && ![0xffc4, 0xffc8, 0xffcc].includes(marker)) {
      return { width: view.getUint16(at + 7), height: view.getUint16(at + 5) };
    }
  }
  return null;
}

/** RFC 9649: the canvas of an extended file, or the frame of a lossless or a lossy one. */
function webpSize(view: DataView): PictureHeader['size'] {
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
