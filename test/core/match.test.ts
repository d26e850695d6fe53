import { describe, expect, it } from 'vitest';
import { hostForPeople, issuerFitsHost, matchSite, savableOrigin } from '../../src/core/match';
import { allServices } from '../../src/core/services';

const exact = (origin: string) => [{ origin, subdomains: false }];
const below = (origin: string) => [{ origin, subdomains: true }];
const LOGIN = 'https://login.example.com';

describe('matchSite', () => {
  it.each([
    // the saved origin and nothing else
    [exact(LOGIN), LOGIN, 'exact'],
    [exact('https://github.com'), 'https://github.com', 'exact'],
    [exact('https://example.com:8443'), 'https://example.com:8443', 'exact'],
    [exact('http://localhost:8765'), 'http://localhost:8765', 'exact'],
    [exact('http://127.0.0.1:8765'), 'http://127.0.0.1:8765', 'exact'],
    [exact('http://[::1]:8765'), 'http://[::1]:8765', 'exact'],
    [exact('http://192.168.1.10'), 'http://192.168.1.10', 'exact'],
    [[...exact('https://a.example'), ...exact('https://b.example')], 'https://b.example', 'exact'],
    // sub-domains where the person chose them
    [below('https://example.com'), LOGIN, 'exact'],
    [below('https://example.com'), 'https://a.b.example.com', 'exact'],
    [below('https://login.example.com'), 'https://eu.login.example.com', 'exact'],
    [below('https://login.example.com'), 'https://www.example.com', 'same-domain'],
    [below('https://login.example.com'), 'https://example.com', 'same-domain'],
    [below('https://example.com'), 'https://login.example.com:8443', 'same-domain'],
    [below('https://example.com'), 'http://login.example.com', 'other'],
    [below('https://example.com'), 'https://notexample.com', 'other'],
    [below('https://example.com'), 'https://example.com.evil.test', 'other'],
    [below('https://github.io'), 'https://octavia.github.io', 'other'],
    [below('https://co.uk'), 'https://shop.co.uk', 'other'],
    [below('https://com'), 'https://example.com', 'other'],
    [below('http://localhost:1'), 'http://evil.localhost:1', 'other'],
    [below('http://192.168.1.10'), 'http://1.192.168.1.10', 'other'],
    // another host of the same service, both https on the usual port
    [exact('https://accounts.google.com'), 'https://myaccount.google.com', 'family'],
    [exact('https://login.live.com'), 'https://mysignins.microsoft.com', 'family'],
    [exact('https://bitbucket.org'), 'https://id.atlassian.com', 'family'],
    [exact('https://www.amazon.com'), 'https://www.amazon.co.uk', 'family'],
    [exact('https://signin.aws.amazon.com'), 'https://eu-west-1.signin.aws.amazon.com', 'family'],
    [exact('https://us-east-1.signin.aws'), 'https://console.aws.amazon.com', 'family'],
    [exact('https://github.com'), 'https://www.github.com', 'family'],
    [below('https://steamcommunity.com'), 'https://store.steampowered.com', 'family'],
    [[...exact('https://a.example'), ...exact('https://x.com')], 'https://twitter.com', 'family'],
    [[...exact('https://x.com'), ...exact('https://twitter.com')], 'https://twitter.com', 'exact'],
    [below('https://google.com'), 'https://myaccount.google.com', 'exact'],
    [exact('https://accounts.google.com'), 'https://sites.google.com', 'same-domain'],
    [exact('https://accounts.google.com'), 'https://myaccount.google.com:8443', 'same-domain'],
    [exact('https://accounts.google.com:8443'), 'https://myaccount.google.com', 'same-domain'],
    [exact('https://accounts.google.com'), 'https://myaccount.google.com.', 'same-domain'],
    [exact('https://www.amazon.com'), 'https://signin.aws.amazon.com', 'same-domain'],
    [exact('https://pypi.org'), 'https://test.pypi.org', 'same-domain'],
    [exact('https://slack.com'), 'https://acme.slack.com', 'same-domain'],
    [exact('https://x.com'), 'http://twitter.com', 'other'],
    [exact('http://x.com'), 'https://twitter.com', 'other'],
    [exact('https://x.com'), 'https://twitter.com:8443', 'other'],
    [exact('https://x.com:8443'), 'https://twitter.com', 'other'],
    [exact('https://x.com'), 'https://twitter.com.', 'other'],
    [exact('https://x.com'), 'https://twitter.com.evil.test', 'other'],
    [exact('https://x.com'), 'https://xn--twtter-4ve.com', 'other'],
    [exact('https://id.atlassian.com'), 'https://acme.atlassian.net', 'other'],
    [exact('https://login.live.com'), 'https://a.b.signin.aws', 'other'],
    [exact('https://github.com'), 'https://gitlab.com', 'other'],
    // another host or port of the same registrable domain: a question
    [exact(LOGIN), 'https://example.com', 'same-domain'],
    [exact(LOGIN), 'https://evil-login.example.com', 'same-domain'],
    [exact(LOGIN), 'https://www.login.example.com', 'same-domain'],
    [exact(LOGIN), 'https://login.example.com:8443', 'same-domain'],
    [exact('https://github.com'), 'https://gist.github.com', 'same-domain'],
    [exact('https://accounts.example.co.uk'), 'https://www.example.co.uk', 'same-domain'],
    // everything else
    [exact(LOGIN), 'https://login.example.com.evil.test', 'other'],
    [exact(LOGIN), 'http://login.example.com', 'other'],
    [exact(LOGIN), 'https://login.example.net', 'other'],
    [exact(LOGIN), 'https://login-example.com', 'other'],
    [exact(LOGIN), 'https://xn--lgin-5qa.example.com.evil.test', 'other'],
    [exact('https://example.com'), 'https://xn--exmple-cua.com', 'other'],
    [exact('https://example.com'), 'https://xn--e1afmkfd.com', 'other'],
    [exact('https://github.com'), 'https://githu.com', 'other'],
    [exact('https://github.com'), 'https://github.com.evil.test', 'other'],
    [exact('https://github.com'), 'https://evil.test', 'other'],
    [exact('https://github.com'), 'https://github.co', 'other'],
    [exact('https://a.github.io'), 'https://b.github.io', 'other'],
    [exact('https://a.pages.dev'), 'https://b.pages.dev', 'other'],
    [exact('https://a.s3.amazonaws.com'), 'https://b.s3.amazonaws.com', 'other'],
    [exact('https://one.co.uk'), 'https://two.co.uk', 'other'],
    [exact('http://localhost:8765'), 'http://localhost:8766', 'other'],
    [exact('http://localhost:8765'), 'https://localhost:8765', 'other'],
    [exact('http://localhost:8765'), 'http://127.0.0.1:8765', 'other'],
    [exact('http://127.0.0.1:8765'), 'http://127.0.0.2:8765', 'other'],
    [exact('http://192.168.1.10'), 'http://192.168.1.11', 'other'],
    [exact('http://a.localhost:1'), 'http://b.localhost:1', 'other'],
    [exact('https://example.com'), 'null', 'other'],
    [exact('https://example.com'), '', 'other'],
    [exact('https://example.com'), 'file://', 'other'],
    [exact('https://example.com'), 'chrome://settings', 'other'],
    [exact('https://example.com'), 'data:text/html,x', 'other'],
    [exact('https://example.com'), 'https://example.com/path', 'other'],
    [exact('https://example.com'), 'https://user@example.com', 'other'],
    [exact('https://example.com'), 'HTTPS://EXAMPLE.COM', 'other'],
    [exact('https://example.com'), 'https://example.com.', 'same-domain'],
    [exact('http://plain.example'), 'http://plain.example', 'other'],
    [exact('not an origin'), 'https://example.com', 'no-site'],
    // nothing saved yet
    [[], 'https://example.com', 'no-site'],
    [[], 'http://plain.example', 'other'],
    [[], 'null', 'other'],
  ] as const)('%j on %s is %s', (sites, origin, expected) => expect(matchSite(sites, origin)).toBe(expected));
});

describe('savableOrigin', () => {
  it.each([
    ['https://Example.com/a?b#c', 'https://example.com'],
    ['https://example.com:443', 'https://example.com'],
    ['https://bücher.example', 'https://xn--bcher-kva.example'],
    ['http://localhost:8765/x', 'http://localhost:8765'],
    ['http://10.0.0.1', 'http://10.0.0.1'],
    ['http://example.com', null],
    ['null', null],
    ['about:blank', null],
    ['chrome-extension://abc', null],
    ['https://', null],
    ['', null],
  ])('%s gives %s', (address, expected) => expect(savableOrigin(address)).toBe(expected));
});

describe('hostForPeople', () => {
  it.each([
    ['https://example.com', 'example.com'],
    ['https://example.com:8443', 'example.com:8443'],
    ['https://xn--80ak6aa92e.com', 'xn--80ak6aa92e.com'],
    ['http://example.com', 'http://example.com'],
    ['http://localhost:8765', 'localhost:8765'],
    ['null', 'null'],
  ])('shows %s as %s', (origin, expected) => expect(hostForPeople(origin)).toBe(expected));
});

describe('issuerFitsHost', () => {
  it.each([
    ['GitHub', 'https://github.com', true],
    ['AWS SSO', 'https://console.aws.amazon.com', true],
    ['Example Corp', 'https://login.example.co.uk', true],
    ['my-bank', 'https://mybank.example', true],
    ['Microsoft', 'https://account.live.com', true],
    ['Outlook', 'https://mysignins.microsoft.com', true],
    ['Microsoft', 'https://account-live.test', false],
    ['GitHub', 'https://evil.test', false],
    ['Google', 'https://googl.test', false],
    ['Практика', 'https://anything.example', true],
    ['Practice Site', 'http://localhost:8765', true],
    ['', 'https://example.com', true],
    // A known name in a stranger's host is what a look-alike is made of.
    ['Google', 'https://google-login.evil.test', false],
    ['Google:someone@example.com', 'https://accounts.google.evil.test', false],
    ['GitHub', 'https://github-security.example.com', false],
    ['PayPal', 'https://paypal.example.net', false],
    ['AWS', 'https://console-aws.example.com', false],
    ['Google', 'https://groups.google.com', true],
    // What is run on one's own host names itself there.
    ['GitLab', 'https://gitlab.example.com', true],
    ['gitlab.example.com', 'https://gitlab.example.com', true],
    ['GitLab', 'https://gitlab-login.example.com', false],
    ['GitLab', 'https://gitlab.example', false],
    ['Nextcloud', 'https://nextcloud.example.com', true],
    ['Gitea', 'https://gitea.example.com', true],
    ['Bitwarden', 'https://bitwarden.example.com', true],
    ['Sentry', 'https://sentry.example.com', true],
    ['Home Assistant', 'https://home.example.com', true],
  ])('%s on %s: %s', (issuer, origin, expected) => expect(issuerFitsHost(issuer, origin)).toBe(expected));

  it('has no doubt of any host of the table, under any spelling of its service', () => {
    const doubted = allServices().flatMap(({ issuers, hosts }) =>
      hosts.flatMap((host) => {
        const origin = `https://${host.replace('*.', 'any.')}`;
        return issuers.filter((issuer) => !issuerFitsHost(issuer, origin)).map((issuer) => [issuer, origin]);
      }),
    );
    expect(doubted).toEqual([]);
  });

  it('has doubts of strangers that carry the name of any service of the table', () => {
    const believed = allServices().flatMap(({ name }) => {
      const label = name.toLowerCase().replace(/[^a-z0-9]/gu, '');
      const strangers = [`https://${label}-login.example.com`, `https://login-${label}.example`];
      return strangers.filter((origin) => issuerFitsHost(name, origin));
    });
    expect(believed).toEqual([]);
  });
});
