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
  readonly size?: 'small' | 'large';
}

/** The first letter of the issuer on a coloured stub. Decoration: the words stand beside it. */
export function Tile({ issuer, name, size = 'large' }: TileProps) {
  const text = issuer || name;
  const letter = /[\p{L}\p{N}]/u.exec(text)?.[0] ?? '•';
  return (
    <span class={`tile ${size} tile-${colourOf(text)}`} aria-hidden="true">
      {letter.toUpperCase()}
    </span>
  );
}
