import QRCode from 'qrcode';

const MODULE = 6;

/** A PDF of one page with a QR code drawn in squares, as invoices and letters of banks have it. */
export function pdfWithCode(text: string): Buffer {
  const { size, data } = QRCode.create(text).modules;
  const squares = Array.from(data, (isDark, at) => {
    const [x, y] = [at % size, Math.floor(at / size)];
    return isDark ? `${40 + x * MODULE} ${40 + (size - y) * MODULE} ${MODULE} ${MODULE} re` : '';
  });
  const drawing = `${squares.filter(Boolean).join('\n')}\nf\n`;
  const side = size * MODULE + 80;
  return Buffer.from(
    [
      '%PDF-1.4',
      '1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj',
      '2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj',
      `3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 ${side} ${side}]/Contents 4 0 R>>endobj`,
      `4 0 obj<</Length ${drawing.length}>>stream\n${drawing}endstream endobj`,
      'trailer<</Root 1 0 R>>\n',
    ].join('\n'),
  );
}
