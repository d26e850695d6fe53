import { getDomain, getPublicSuffix, getSubdomain } from 'tldts';
import type { Site } from './account';
import { areOneService, type Service, serviceOfIssuer } from './services';

/** How a page's origin stands to the sites of an account. Title, issuer and links of the page never matter. */
export type SiteMatch = 'exact' | 'family' | 'same-domain' | 'no-site' | 'other';

/** With private suffixes, so that two customers of one host (github.io, say) are strangers to each other. */
const SUFFIXES = { allowPrivateDomains: true } as const;
const LOOPBACK_NAME = /^(?:.+\.)?localhost$/u;
const IP_ADDRESS = /^(?:\d{1,3}(?:\.\d{1,3}){3}|\[[0-9a-f:.]+\])$/u;

function parseOrigin(origin: string): URL | undefined {
  return URL.canParse(origin) ? new URL(origin) : undefined;
}

/** A host of the person's own network, which has no certificate from outside: `http:` is accepted there. */
function isLocalHost(host: string): boolean {
  return LOOPBACK_NAME.test(host) || IP_ADDRESS.test(host);
}

/**
 * The origin under which a page may be saved with an account: `https:`, or `http:` on loopback and IP hosts.
 * @returns null for everything else (opaque origins, files, browser pages, plain http)
 */
export function savableOrigin(address: string): string | null {
  const url = parseOrigin(address);
  if (!url?.hostname) return null;
  if (url.protocol === 'https:') return url.origin;
  return url.protocol === 'http:' && isLocalHost(url.hostname) ? url.origin : null;
}

function isSubdomain(page: URL, saved: URL): boolean {
  if (page.protocol !== saved.protocol || page.port !== saved.port || isLocalHost(saved.hostname))
    return false;
  const isSuffix = getPublicSuffix(saved.hostname, SUFFIXES) === saved.hostname;
  return !isSuffix && page.hostname.endsWith(`.${saved.hostname}`);
}

function isSameDomain(page: URL, saved: URL): boolean {
  if (page.protocol !== saved.protocol || isLocalHost(saved.hostname)) return false;
  const domain = getDomain(page.hostname, SUFFIXES);
  return domain !== null && domain === getDomain(saved.hostname, SUFFIXES);
}

/** Plain hosts of one service only: another port is another program, of which the table says nothing. */
function isFamily(page: URL, saved: URL): boolean {
  const isPlain = [page, saved].every(({ protocol, port }) => protocol === 'https:' && port === '');
  return isPlain && areOneService(page.hostname, saved.hostname);
}

/**
 * Compares a page's origin with the saved sites of one account, by the table of services, the public suffix list and
 * nothing else. `exact`: the same origin, or a sub-domain of a site whose sub-domains the person chose. `family`:
 * another host of the same service (its account page for its login, say). `same-domain`: another host (or port) of
 * the same registrable domain. `no-site`: the account has none yet. `other`: anything else.
 */
export function matchSite(sites: readonly Site[], pageOrigin: string): SiteMatch {
  const origin = savableOrigin(pageOrigin);
  const page = origin === null ? undefined : parseOrigin(origin);
  if (!page || page.origin !== pageOrigin) return 'other';
  const saved = sites.flatMap((site) => {
    const url = parseOrigin(site.origin);
    return url ? [{ url, subdomains: site.subdomains }] : [];
  });
  if (saved.length === 0) return 'no-site';
  if (
    saved.some(({ url, subdomains }) => url.origin === page.origin || (subdomains && isSubdomain(page, url)))
  ) {
    return 'exact';
  }
  if (saved.some(({ url }) => isFamily(page, url))) return 'family';
  return saved.some(({ url }) => isSameDomain(page, url)) ? 'same-domain' : 'other';
}

/** Whether a code is filled there without a question. */
export const isOwnSite = (match: SiteMatch): boolean => match === 'exact' || match === 'family';

/**
 * The host as people should read it: in ASCII (punycode), so that a name of mixed or foreign scripts cannot pass
 * for another; with the port where it is not the usual one, and with `http://` where there is no encryption.
 */
export function hostForPeople(origin: string): string {
  const url = parseOrigin(origin);
  if (!url?.host) return origin;
  return url.protocol === 'http:' && !isLocalHost(url.hostname) ? `http://${url.host}` : url.host;
}

const LATIN_WORD = /[a-z0-9]{3,}/gu;
/** Services of the table whose software people also run on hosts of their own, where its codes name it all the same. */
const RUN_BY_ANYBODY: ReadonlySet<string> = new Set(['GitLab', 'Bitwarden', 'Sentry']);

/** Below one of the service's domains, or on somebody's own host that is called like the software which runs there. */
function isHostOf(service: Service, host: string): boolean {
  if (service.domains.includes(getDomain(host, SUFFIXES) ?? '')) return true;
  const labels = getSubdomain(host, SUFFIXES)?.split('.') ?? [];
  return RUN_BY_ANYBODY.has(service.name) && labels.includes(service.name.toLowerCase());
}

/**
 * Whether an issuer named in a QR code fits the host of the page that showed it. An issuer that the table of services
 * knows fits the domains of its service (a word of it in the host is what a look-alike is made of); of any other some
 * word is part of the host. Only a reason to warn before saving; it never decides where a code may be filled.
 * Hosts of the person's own network, and unknown issuers without Latin words, fit everything.
 */
export function issuerFitsHost(issuer: string, origin: string): boolean {
  const host = parseOrigin(origin)?.hostname ?? '';
  if (isLocalHost(host)) return true;
  const service = serviceOfIssuer(issuer);
  if (service) return isHostOf(service, host);
  const words = issuer.toLowerCase().match(LATIN_WORD) ?? [];
  const joined = issuer.toLowerCase().replace(/[^a-z0-9]/gu, '');
  const labels = host.split('.').slice(0, -1);
  return (
    words.length === 0 ||
    labels.some((label) => label === joined || words.some((word) => label.includes(word)))
  );
}
