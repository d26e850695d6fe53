import { useState } from 'preact/hooks';
import { usePicture } from './own-pictures';

const COLOURS = 10;

/** The same issuer has the same colour everywhere, without a table of brands. */
function colourOf(text: string): number {
  let sum = 0;
  for (const character of text.toLowerCase()) sum = (sum * 31 + (character.codePointAt(0) ?? 0)) % 65_521;
  return sum % COLOURS;
}

interface TileProps {
  readonly issuer: string;
  readonly name: string;
  /** As `AccountRow` has it, or an own picture itself; absent: a letter. */
  readonly icon?: string | undefined;
  readonly size?: 'small' | 'large';
}

/**
 * The service's icon, or a picture of one's own, or else the first letter of the issuer, on a coloured stub. Decoration:
 * the words stand beside it.
 */
export function Tile({ issuer, name, icon, size = 'large' }: TileProps) {
  const [unreadable, setUnreadable] = useState('');
  const picture = usePicture(icon);
  if (icon && icon !== unreadable) {
    return (
      <span class={`tile ${size}`} aria-hidden="true">
        {picture && <img src={picture} alt="" onError={() => setUnreadable(icon)} />}
      </span>
    );
  }
  const text = issuer || name;
  const letter = /[\p{L}\p{N}]/u.exec(text)?.[0] ?? '•';
  return (
    <span class={`tile ${size} tile-${colourOf(text)}`} aria-hidden="true">
      {letter.toUpperCase()}
    </span>
  );
}
