import { useEffect, useState } from 'preact/hooks';
import { drawPicture, type Logo, type QrPicture } from './qr-picture';

interface Drawn {
  readonly text: string;
  readonly logo: Logo | null;
  /** Null where no QR code holds the text. */
  readonly picture: QrPicture | null;
}

/** The picture of a text; `isCurrent` is false while another one is being drawn and read. */
export function useQrPicture(
  text: string | null,
  logo: Logo | null,
  onFailure: (failure: unknown) => void,
): (Drawn & { readonly isCurrent: boolean }) | null {
  const [drawn, setDrawn] = useState<Drawn | null>(null);
  useEffect(() => {
    if (text === null) return;
    let isCurrent = true;
    drawPicture(text, logo).then((picture) => isCurrent && setDrawn({ text, logo, picture }), onFailure);
    return () => {
      isCurrent = false;
    };
  }, [text, logo]);
  return drawn && text !== null ? { ...drawn, isCurrent: drawn.text === text && drawn.logo === logo } : null;
}
