/**
 * Text that somebody else wrote: an issuer, a name, a host, the content of a QR code. It is isolated, so that
 * letters that run the other way cannot reorder the words around it.
 */
export function OutsideText({ text }: { readonly text: string }) {
  return <bdi>{text}</bdi>;
}

/** The same for a value of a sentence that is one text: between marks (Unicode UAX #9, FSI and PDI). */
export const isolated = (text: string): string => `\u2068${text}\u2069`;
