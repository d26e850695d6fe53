import type { Site } from './account';
import { SERVICES_TABLE } from './services-table.ts';

/** One owner's service: hosts where its second factor is set up or asked for, and how its issuers are spelled. */
export interface Service {
  readonly name: string;
  /** The name first. */
  readonly issuers: readonly string[];
  /** ASCII, lower case, those of the sign-in first; `*.` in front stands for any one label. */
  readonly hosts: readonly string[];
  /** Registrable domains of the hosts. */
  readonly domains: readonly string[];
}

const FULL_STOP = 0x2e;

/** `amazon.{com,de}` → amazon.com, amazon.de; `=` is no part of a domain. */
function domainsOf(token: string): string[] {
  const domain = token.charCodeAt(0) === 0x3d ? token.slice(1) : token;
  const open = domain.indexOf('{');
  if (open < 0) return [domain];
  const choices = domain.slice(open + 1, -1).split(',');
  return choices.map((choice) => domain.slice(0, open) + choice);
}

/** Of a line's tokens, those that stand in front of a domain. (`endsWith` takes ten times as long, in a cold worker.) */
function isPrefix(token: string): boolean {
  return token.charCodeAt(token.length - 1) === FULL_STOP;
}

function tokensOf(line: string): string[] {
  return line.slice(line.indexOf('|') + 1).split(' ');
}

/** The grammar stands above the table. */
function readLine(line: string): Service {
  const issuers = line.slice(0, line.indexOf('|')).split(', ');
  const groups: string[][] = [];
  for (const token of tokensOf(line)) {
    if (isPrefix(token)) groups.at(-1)?.push(token);
    else groups.push([token]);
  }
  const hosts = groups.flatMap(([first = '', ...named]) => {
    const prefixes = first.startsWith('=') ? named : [...named, 'www.', ''];
    return domainsOf(first).flatMap((domain) => prefixes.map((prefix) => prefix + domain));
  });
  const domains = new Set(groups.flatMap(([first = '']) => domainsOf(first)));
  return { name: issuers[0] ?? '', issuers, hosts, domains: [...domains] };
}

function once<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => {
    made ??= make();
    return made;
  };
}

const tableLines = once(() =>
  SERVICES_TABLE.split('\n').filter((line) => line !== '' && !line.startsWith('#')),
);

/**
 * The table's spellings, each between commas, in the lines of the table. Case, spaces, punctuation and accents are no
 * part of a spelling. One text to search: folding them one by one into a map takes five times as long (12 ms).
 */
const foldedSpellings = once(() => {
  const spellings = tableLines().map((line) => line.slice(0, line.indexOf('|')));
  const folded = spellings.join(',\n,').normalize('NFKD').toLowerCase();
  return `,${folded.replace(/[^a-z0-9,\n]+/g, '')},`;
});

/** The table's line with a spelling. Letters that are not Latin stay, and are found nowhere. */
function lineOfSpelling(issuer: string): string | undefined {
  const spelling = issuer
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '');
  const at = foldedSpellings().indexOf(`,${spelling},`);
  return at < 0 ? undefined : tableLines()[foldedSpellings().slice(0, at).split('\n').length - 1];
}

const servicesByLine = new Map<string, Service>();

/** The same object for the same line, so that services are compared by identity. */
function serviceAt(line: string): Service {
  const service = servicesByLine.get(line) ?? readLine(line);
  servicesByLine.set(line, service);
  return service;
}

/** Every service of the table. */
export function allServices(): readonly Service[] {
  return tableLines().map(serviceAt);
}

/** Searched and not indexed: the first fill of a cold worker waits for one domain, not for eight hundred lines. */
function servicesOfDomain(domain: string): Service[] {
  const name = domain.slice(0, domain.indexOf('.') + 1);
  const found = new Set<Service>();
  for (let at = SERVICES_TABLE.indexOf(name); at > 0; at = SERVICES_TABLE.indexOf(name, at + name.length)) {
    const startsToken = '|= '.includes(SERVICES_TABLE.charAt(at - 1));
    const endsToken = ' \n'.includes(SERVICES_TABLE.charAt(at + name.length));
    if (!startsToken || endsToken) continue;
    const start = SERVICES_TABLE.lastIndexOf('\n', at) + 1;
    const service = serviceAt(SERVICES_TABLE.slice(start, SERVICES_TABLE.indexOf('\n', at)));
    if (service.domains.includes(domain)) found.add(service);
  }
  return [...found];
}

function hasHost({ hosts }: Service, host: string): boolean {
  return (
    !host.startsWith('*') && (hosts.includes(host) || hosts.includes(`*${host.slice(host.indexOf('.'))}`))
  );
}

function findService(host: string): Service | null {
  const labels = host.split('.');
  const domains = labels.slice(1).map((_, at) => labels.slice(at).join('.'));
  return domains.flatMap(servicesOfDomain).find((service) => hasHost(service, host)) ?? null;
}

/** One page is compared with the sites of every account. */
const servicesByHost = new Map<string, Service | null>();

/**
 * The service that a host belongs to, by the whole host (or one label in a `*.` name space), never by its end.
 * @param host ASCII and lower case, as `URL.hostname` gives it
 * @returns null for a host that the table does not know
 */
export function serviceOfHost(host: string): Service | null {
  const known = servicesByHost.get(host);
  if (known !== undefined) return known;
  const service = findService(host);
  servicesByHost.set(host, service);
  return service;
}

/**
 * The service with hosts below a registrable domain (the first in the table, where two share one): it says that the
 * domain is a real one of somebody known, not that every host below it signs in there.
 * @returns null for a domain that the table does not know
 */
export function serviceOfDomain(domain: string): Service | null {
  return servicesOfDomain(domain)[0] ?? null;
}

/** Whether two hosts are of one service of the table; false for hosts that it does not know. */
export function areOneService(hostA: string, hostB: string): boolean {
  const service = serviceOfHost(hostA);
  return service !== null && hasHost(service, hostB);
}

/**
 * The service that an issuer names: a whole spelling of the table (case, spaces, punctuation and accents aside), one
 * of its hosts or domains, or either of them in front of a colon (`Issuer:name`). Never a part of a spelling.
 * @returns null for an issuer that the table does not know
 */
export function serviceOfIssuer(issuer: string): Service | null {
  const host = issuer.trim().toLowerCase();
  const line = lineOfSpelling(issuer);
  const service = line === undefined ? (serviceOfHost(host) ?? serviceOfDomain(host)) : serviceAt(line);
  const colon = issuer.indexOf(':');
  return service ?? (colon > 0 ? serviceOfIssuer(issuer.slice(0, colon)) : null);
}

/**
 * The site for an account that comes without any: the host where its issuer's service signs in. The others of the
 * service are its family, and need not be saved.
 * @returns one, without sub-domains; none for an issuer that the table does not know
 */
export function sitesOfIssuer(issuer: string): Site[] {
  const hosts = serviceOfIssuer(issuer)?.hosts ?? [];
  const host = hosts.find((one) => !/^(?:\*|www)\./u.test(one));
  return host === undefined ? [] : [{ origin: `https://${host}`, subdomains: false }];
}

/** Whether the table knows the issuer, and the origin (https, its usual port) is on a host of that very service. */
export function issuerAgreesWith(issuer: string, origin: string): boolean {
  if (!URL.canParse(origin)) return false;
  const { protocol, port, hostname } = new URL(origin);
  if (protocol !== 'https:' || port !== '') return false;
  const service = serviceOfHost(hostname);
  return service !== null && service === serviceOfIssuer(issuer);
}
