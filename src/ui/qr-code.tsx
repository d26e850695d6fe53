import { useMemo } from 'preact/hooks';
import { create } from 'qrcode';
import { Notice } from './notice';
import './qr-code.css';
import { t } from './text';

/** Modules of quiet ground around it (ISO/IEC 18004 §6.3.8). */
const QUIET = 4;

/** What the largest code holds, as bytes (ISO/IEC 18004 table 7). */
const MOST_BYTES = { M: 2331, L: 2953 };

/** Every dark module of a code as a square of a path, in modules; null where no code holds the text. */
function drawn(text: string): { readonly side: number; readonly path: string } | null {
  const length = new TextEncoder().encode(text).length;
  if (length > MOST_BYTES.L) return null;
  const errorCorrectionLevel = length > MOST_BYTES.M ? 'L' : 'M';
  const { size, data } = create(text, { errorCorrectionLevel }).modules;
  const squares = Array.from(data, (isDark, index) =>
    isDark ? `M${QUIET + (index % size)} ${QUIET + Math.floor(index / size)}h1v1h-1z` : '',
  );
  return { side: size + 2 * QUIET, path: squares.join('') };
}

/** A text as a QR code, dark on white in both themes, so that every camera reads it; or that it is too long for one. */
export function QrCode({ text, label }: { readonly text: string; readonly label: string }) {
  const code = useMemo(() => drawn(text), [text]);
  if (!code) return <Notice kind="warning">{t('qrTooLong')}</Notice>;
  const { side, path } = code;
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
