/** The host for people, with the port where it is not the usual one. Hosts in origins are ASCII. */
export function hostOf(origin: string): string {
  return URL.canParse(origin) ? new URL(origin).host : origin;
}

/**
 * The origin of an address as a person writes it ("example.com", "https://example.com/login"); https where no
 * scheme is written. Null for what is no address of a website.
 */
export function originOf(address: string): string | null {
  const text = address.trim();
  const written = /^[a-z][a-z0-9+.-]*:\/\//iu.test(text) ? text : `https://${text}`;
  if (/\s/u.test(text) || !URL.canParse(written)) return null;
  const { protocol, origin, hostname } = new URL(written);
  const isHost = hostname === 'localhost' || hostname.includes('.') || hostname.startsWith('[');
  return isHost && (protocol === 'https:' || protocol === 'http:') ? origin : null;
}
