import { useState } from 'preact/hooks';

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
  /** As the background tells it: `brand:github`. */
  readonly icon?: string | undefined;
  readonly size?: 'small' | 'large';
}

/** The file of a bundled icon; each is read when it is shown. */
const sourceOf = (icon: string): string => `/icons/brands/${icon.slice(icon.indexOf(':') + 1)}.svg`;

/**
 * The service's icon, or else the first letter of the issuer, on a coloured stub. Decoration: the words stand beside it.
 */
export function Tile({ issuer, name, icon, size = 'large' }: TileProps) {
  const [unreadable, setUnreadable] = useState('');
  if (icon && icon !== unreadable)
    return (
      <span class={`tile ${size}`} aria-hidden="true">
        <img src={sourceOf(icon)} alt="" onError={() => setUnreadable(icon)} />
      </span>
    );
  const text = issuer || name;
  const letter = /[\p{L}\p{N}]/u.exec(text)?.[0] ?? '•';
  return (
    <span class={`tile ${size} tile-${colourOf(text)}`} aria-hidden="true">
      {letter.toUpperCase()}
    </span>
  );
}
