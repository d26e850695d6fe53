/**
 * Text that somebody else wrote: an issuer, a name, a host, the content of a QR code. It is isolated, so that
 * letters that run the other way cannot reorder the words around it.
 */
export function OutsideText({ text }: { readonly text: string }) {
  return <bdi>{text}</bdi>;
}
