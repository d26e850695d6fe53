import fc from 'fast-check';
import { getDomain, getPublicSuffix } from 'tldts';
import { describe, expect, it } from 'vitest';
import { matchSite } from '../../src/core/match';
import {
  allServices,
  areOneService,
  issuerAgreesWith,
  serviceOfDomain,
  serviceOfHost,
  serviceOfIssuer,
  sitesOfIssuer,
} from '../../src/core/services';
import pairs from './service-pairs.json' with { type: 'json' };

const SUFFIXES = { allowPrivateDomains: true } as const;
const HOST = /^(?:\*\.)?(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}$/u;
const placesOf = (keysOf: (service: ReturnType<typeof allServices>[number]) => readonly string[]) =>
  allServices().flatMap(keysOf);
const twice = (keys: readonly string[]) => keys.filter((key, at) => keys.indexOf(key) !== at);
const plain = (issuer: string) =>
  issuer
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');

describe('the table of services', () => {
  it('knows at least 400', () => expect(allServices().length).toBeGreaterThanOrEqual(400));

  it('has no host in two places', () => expect(twice(placesOf(({ hosts }) => hosts))).toEqual([]));

  it('has no spelling in two places', () =>
    expect(twice(placesOf(({ issuers }) => issuers.map(plain)))).toEqual([]));

  it('has spellings of Latin letters and digits only, and no empty one', () =>
    expect(
      placesOf(({ issuers }) => issuers.filter((issuer) => !/^[a-z0-9]+$/u.test(plain(issuer)))),
    ).toEqual([]));

  it('finds each service by each of its spellings', () => {
    const lost = allServices().flatMap((service) =>
      service.issuers.filter((issuer) => serviceOfIssuer(issuer) !== service),
    );
    expect(lost).toEqual([]);
  });

  it('finds each service by each of its hosts', () => {
    const lost = allServices().flatMap((service) =>
      service.hosts.filter((host) => serviceOfHost(host.replace('*.', 'any.')) !== service),
    );
    expect(lost).toEqual([]);
  });

  it('has lower-case ASCII hosts only', () =>
    expect(placesOf(({ hosts }) => hosts.filter((host) => !HOST.test(host)))).toEqual([]));

  it('has a host for each service, and each as a browser writes it', () => {
    expect(allServices().filter(({ hosts }) => hosts.length === 0)).toEqual([]);
    const hosts = placesOf((service) => service.hosts.map((host) => host.replace('*.', 'any.')));
    expect(hosts.filter((host) => new URL(`https://${host}/`).hostname !== host)).toEqual([]);
  });

  it('has no public suffix, private ones included', () => {
    const hosts = placesOf((service) => service.hosts.map((host) => host.replace('*.', '')));
    expect(hosts.filter((host) => getPublicSuffix(host, SUFFIXES) === host)).toEqual([]);
  });

  it('names the registrable domain of each host', () => {
    const wrong = allServices().flatMap(({ hosts, domains }) =>
      hosts.filter((host) => !domains.includes(getDomain(host.replace('*.', ''), SUFFIXES) ?? '')),
    );
    expect(wrong).toEqual([]);
    expect(placesOf(({ domains }) => domains.filter((one) => getDomain(one, SUFFIXES) !== one))).toEqual([]);
  });

  it.each([
    'okta.com',
    'atlassian.net',
    'slack.com',
    'github.io',
    'herokuapp.com',
    'myshopify.com',
    'zendesk.com',
  ])('takes no customer of %s into a family', (domain) => expect(serviceOfHost(`acme.${domain}`)).toBeNull());
});

describe('serviceOfHost', () => {
  it.each([
    ['github.com', 'GitHub'],
    ['accounts.google.com', 'Google'],
    ['www.amazon.co.jp', 'Amazon'],
    ['signin.aws.amazon.com', 'Amazon Web Services'],
    ['eu-west-1.signin.aws.amazon.com', 'Amazon Web Services'],
    ['us-east-1.signin.aws', 'Amazon Web Services'],
    ['us1.admin.mailchimp.com', 'Mailchimp'],
    ['test.pypi.org', 'TestPyPI'],
    ['pypi.org', 'PyPI'],
  ])('%s is of %s', (host, name) => expect(serviceOfHost(host)?.name).toBe(name));

  it.each([
    'gist.github.com',
    'github.com.evil.test',
    'evil.test',
    'a.b.signin.aws.amazon.com',
    '*.signin.aws.amazon.com',
    'aws',
    'signin.aws',
    'github.com.',
    'GitHub.com',
    'com',
    '',
    '127.0.0.1',
    'localhost',
    '__proto__',
    'constructor',
  ])('%s is of none', (host) => expect(serviceOfHost(host)).toBeNull());

  it('takes no host by accident', () => {
    const known = new Set(placesOf(({ hosts }) => hosts));
    const label = fc.stringMatching(/^[a-z0-9]{1,12}$/u);
    const hosts = fc.oneof(
      fc.domain(),
      fc.tuple(label, fc.constantFrom(...known)).map(([front, host]) => `${front}-${host.replace('*.', '')}`),
      fc.tuple(label, fc.constantFrom(...known)).map(([end, host]) => `${host.replace('*.', '')}.${end}`),
    );
    fc.assert(
      fc.property(hosts, (host) => {
        const above = `*${host.slice(host.indexOf('.'))}`;
        expect(serviceOfHost(host) !== null).toBe(known.has(host) || known.has(above));
      }),
      { numRuns: 2000 },
    );
  });
});

describe('areOneService', () => {
  it.each([
    ['login.live.com', 'mysignins.microsoft.com', true],
    ['bitbucket.org', 'id.atlassian.com', true],
    ['www.amazon.com', 'signin.aws.amazon.com', false],
    ['pypi.org', 'test.pypi.org', false],
    ['github.com', 'gitlab.com', false],
    ['evil.test', 'evil.test', false],
  ])('%s and %s: %s', (a, b, expected) => expect(areOneService(a, b)).toBe(expected));
});

describe('serviceOfDomain', () => {
  it.each([
    ['google.com', 'Google'],
    ['steamcommunity.com', 'Steam'],
    ['amazon.com', 'Amazon'],
    ['evil.test', undefined],
  ])('%s is of %s', (domain, name) => expect(serviceOfDomain(domain)?.name).toBe(name));
});

describe('serviceOfIssuer', () => {
  it.each([
    ['GitHub', 'GitHub'],
    ['github', 'GitHub'],
    [' Git Hub ', 'GitHub'],
    ['GitHub:octavia', 'GitHub'],
    ['github.com', 'GitHub'],
    ['GitHub.com:octavia@example.com', 'GitHub'],
    ['accounts.google.com', 'Google'],
    ['Gôogle', 'Google'],
    ['Ｇｏｏｇｌｅ', 'Google'],
    ['Microsoft account', 'Microsoft'],
    ['AWS SSO', 'Amazon Web Services'],
    ['Amazon Web Services:root', 'Amazon Web Services'],
    ['Amazon', 'Amazon'],
    ['ETH Zurich', 'ETH Zürich'],
  ])('%s is %s', (issuer, name) => expect(serviceOfIssuer(issuer)?.name).toBe(name));

  it.each([
    '',
    ':',
    'My GitHub',
    'GitHub Fake',
    'Goog',
    'evil.test',
    'evil.github.com',
    '!',
    'Яндекс1',
    '🔑',
  ])('%s is nobody', (issuer) => expect(serviceOfIssuer(issuer)).toBeNull());
});

describe('sitesOfIssuer', () => {
  it.each([
    ['Google', 'https://accounts.google.com'],
    ['GitHub', 'https://github.com'],
    ['Discord', 'https://discord.com'],
    ['Facebook', 'https://facebook.com'],
    ['Toggl', 'https://accounts.toggl.com'],
  ])('gives the host of the sign-in, https, without sub-domains: %s', (issuer, origin) =>
    expect(sitesOfIssuer(issuer)).toEqual([{ origin, subdomains: false }]),
  );

  it('gives one, which is an origin and no name space', () => {
    const all = allServices().map(({ name }) => sitesOfIssuer(name));
    expect(all.filter((sites) => sites.length > 1)).toEqual([]);
    expect(
      all.flat().filter(({ origin }) => origin.includes('*') || new URL(origin).origin !== origin),
    ).toEqual([]);
  });

  it('gives none for a stranger', () => expect(sitesOfIssuer('Practice Site')).toEqual([]));

  it('gives each service a site at least', () =>
    expect(allServices().filter(({ name }) => sitesOfIssuer(name).length === 0)).toEqual([]));
});

describe('issuerAgreesWith', () => {
  it.each([
    ['Microsoft', 'https://account.live.com', true],
    ['Outlook:me@example.com', 'https://login.live.com', true],
    ['GitHub', 'https://github.com', true],
    ['GitHub', 'https://github.com:8443', false],
    ['GitHub', 'http://github.com', false],
    ['GitHub', 'https://gitlab.com', false],
    ['GitHub', 'https://github.com.evil.test', false],
    ['Practice Site', 'https://evil.test', false],
    ['GitHub', 'null', false],
  ])('%s at %s: %s', (issuer, origin, expected) => expect(issuerAgreesWith(issuer, origin)).toBe(expected));
});

describe('the set-up and sign-in hosts of well-known services', () => {
  it('are 110 at least', () => expect(pairs.length).toBeGreaterThanOrEqual(110));

  it.each(pairs)('$service: $setUp and $signIn need no question', ({ setUp, signIn }) => {
    expect(['exact', 'family']).toContain(matchSite([{ origin: setUp, subdomains: false }], signIn));
    expect(['exact', 'family']).toContain(matchSite([{ origin: signIn, subdomains: false }], setUp));
  });
});
