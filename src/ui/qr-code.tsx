import { useMemo } from 'preact/hooks';
import { create } from 'qrcode';
import './qr-code.css';

/** Modules of quiet ground around it (ISO/IEC 18004 §6.3.8). */
const QUIET = 4;

/** Every dark module of a code as a square of a path, in modules. */
function drawn(text: string): { readonly side: number; readonly path: string } {
  const { size, data } = create(text, { errorCorrectionLevel: 'M' }).modules;
  const squares = Array.from(data, (isDark, index) =>
    isDark ? `M${QUIET + (index % size)} ${QUIET + Math.floor(index / size)}h1v1h-1z` : '',
  );
  return { side: size + 2 * QUIET, path: squares.join('') };
}

/** A text as a QR code, dark on white in both themes, so that every camera reads it. */
export function QrCode({ text, label }: { readonly text: string; readonly label: string }) {
  const { side, path } = useMemo(() => drawn(text), [text]);
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
