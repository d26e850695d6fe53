import { useMemo } from 'preact/hooks';
import { Notice } from './notice';
import './qr-code.css';
import { drawQr, type QrDrawing } from './qr-drawing';
import { t } from './text';

/** With less correction where the text has no room otherwise. */
const drawLargest = (text: string): QrDrawing | null =>
  drawQr(text, { errorCorrectionLevel: 'M' }) ?? drawQr(text, { errorCorrectionLevel: 'L' });

/** A text as a QR code, dark on white in both themes, so that every camera reads it; or that it is too long for one. */
export function QrCode({ text, label }: { readonly text: string; readonly label: string }) {
  const drawn = useMemo(() => drawLargest(text), [text]);
  if (drawn === null) return <Notice kind="warning">{t('qrTooLong')}</Notice>;
  const { side, path } = drawn;
  return (
    <svg
      class="qr-code"
      viewBox={`0 0 ${side} ${side}`}
      role="img"
      aria-label={label}
      shape-rendering="crispEdges"
    >
      <path d={path} />
    </svg>
  );
}
