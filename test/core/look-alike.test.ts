import { toASCII } from 'punycode/';
import { getDomain, getDomainWithoutSuffix } from 'tldts';
import { describe, expect, it } from 'vitest';
import { findLookAlike, readableHost } from '../../src/core/look-alike';
import { matchSite } from '../../src/core/match';
import pairs from './service-pairs.json' with { type: 'json' };

const SUFFIXES = { allowPrivateDomains: true } as const;
/** Cyrillic, Greek and Armenian letters that fonts draw as these. */
const FOREIGN: Readonly<Record<string, string>> = {
  a: 'а',
  c: 'с',
  e: 'е',
  h: 'һ',
  i: 'і',
  j: 'ј',
  k: 'к',
  l: 'ӏ',
  n: 'ո',
  o: 'о',
  p: 'р',
  s: 'ѕ',
  t: 'т',
  u: 'υ',
  v: 'ν',
  x: 'х',
  y: 'у',
};
const ASCII_TWINS = [
  ['o', '0'],
  ['l', '1'],
  ['i', 'l'],
  ['m', 'rn'],
  ['w', 'vv'],
  ['d', 'cl'],
] as const;
/** Names that `findLookAlike` holds too common to warn of, but in full with their ending. */
const NO_BRAND = new Set(['live', 'login', 'mail', 'signin']);

function swapFirst(label: string): string {
  const at = [...label].findIndex((letter) => letter in FOREIGN);
  return label.slice(0, at) + FOREIGN[label[at] ?? ''] + label.slice(at + 1);
}

/** What an attacker would register for a saved origin: [kind, origin]. */
function lookAlikesOf(origin: string): [string, string][] {
  const { hostname } = new URL(origin);
  const domain = getDomain(hostname, SUFFIXES) ?? '';
  const label = getDomainWithoutSuffix(hostname, SUFFIXES) ?? '';
  const ending = domain.slice(label.length);
  const twin = ASCII_TWINS.find(([letter]) => label.includes(letter));
  const always: [string, string][] = [
    ['foreign letter', `https://${toASCII(swapFirst(label) + ending)}`],
    ['foreign letter, below', `https://login.${toASCII(swapFirst(label) + ending)}`],
    ['host as sub-domain', `https://${hostname}.account-check.test`],
    ['hyphenated', `https://${domain.replaceAll('.', '-')}.account-check.test`],
  ];
  if (label.length < 4 || NO_BRAND.has(label)) return always;
  return [
    ...always,
    ['other ending', `https://${label}.test`],
    ['hyphenated brand', `https://${label}-verify.example`],
    ['brand as sub-domain', `https://${label}.account-check.test`],
    ...(twin
      ? [['ASCII twin', `https://${label.replace(twin[0], twin[1])}${ending}`] as [string, string]]
      : []),
  ];
}

describe('look-alikes of well-known services', () => {
  const cases = pairs.flatMap(({ service, setUp, signIn }) =>
    [...new Set([setUp, signIn])].flatMap((saved) =>
      lookAlikesOf(saved).map(([kind, page]) => ({ service, saved, kind, page })),
    ),
  );

  it('are three of each at least', () => {
    for (const { service } of pairs) {
      expect(cases.filter((one) => one.service === service).length, service).toBeGreaterThanOrEqual(3);
    }
  });

  it.each(cases)('$service: $page ($kind) is found', ({ saved, page }) => {
    expect(new URL(page).origin).toBe(page);
    expect(matchSite([{ origin: saved, subdomains: false }], page)).toBe('other');
    expect(findLookAlike(page, [saved])?.savedHost).toBe(new URL(saved).hostname);
  });
});

describe('findLookAlike', () => {
  it.each([
    ['https://gіthub.com', 'https://github.com', 'confusable'],
    ['https://githuḅ.com', 'https://github.com', 'confusable'],
    ['https://xn--80ak6aa92e.com', 'https://apple.com', 'confusable'],
    ['https://rnicrosoft.com', 'https://account.microsoft.com', 'confusable'],
    ['https://micr0soft.com', 'https://account.microsoft.com', 'confusable'],
    ['https://paypa1.com', 'https://www.paypal.com', 'confusable'],
    ['https://paypaI.com', 'https://www.paypal.com', 'confusable'],
    ['https://vvise.com', 'https://wise.com', 'confusable'],
    ['https://clropbox.com', 'https://www.dropbox.com', 'confusable'],
    ['https://х.com', 'https://x.com', 'confusable'],
    ['https://githu.com', 'https://github.com', 'close'],
    ['https://gihtub.com', 'https://github.com', 'close'],
    ['https://githubb.com', 'https://github.com', 'close'],
    ['https://gogle.com', 'https://accounts.google.com', 'close'],
    ['https://cloudfalre.com', 'https://dash.cloudflare.com', 'close'],
    ['https://cluodfalre.com', 'https://dash.cloudflare.com', 'close'],
    ['https://pay-pal.com', 'https://www.paypal.com', 'close'],
    ['https://github.com.evil.test', 'https://github.com', 'brand-inside'],
    ['https://login.github.com.attacker.net', 'https://github.com', 'brand-inside'],
    ['https://github-login.com', 'https://github.com', 'brand-inside'],
    ['https://secure-paypal.example', 'https://www.paypal.com', 'brand-inside'],
    ['https://githubcom.test', 'https://github.com', 'brand-inside'],
    ['https://github.com-login.test', 'https://github.com', 'brand-inside'],
    ['https://www-github-com.proxy.test', 'https://github.com', 'brand-inside'],
    ['https://g1thub-login.com', 'https://github.com', 'brand-inside'],
    ['https://paypalsecure.com', 'https://www.paypal.com', 'brand-inside'],
    ['https://secure.login.gov.evil.test', 'https://secure.login.gov', 'brand-inside'],
    ['https://x.com.evil.test', 'https://x.com', 'brand-inside'],
    ['https://github-login.pages.dev', 'https://github.com', 'brand-inside'],
    ['https://github.co', 'https://github.com', 'other-ending'],
    ['https://www.github.co', 'https://github.com', 'other-ending'],
    ['https://github.pages.dev', 'https://github.com', 'other-ending'],
    ['https://my-bank.example', 'https://login.my-bank.test', 'other-ending'],
    ['https://github.co:8443', 'https://github.com', 'other-ending'],
    ['http://github.co', 'https://github.com', 'other-ending'],
    ['https://github.co.', 'https://github.com', 'other-ending'],
  ] as const)('%s for %s is %s', (page, saved, reason) => {
    const origin = new URL(page).origin;
    expect(findLookAlike(origin, [saved])).toEqual({ savedHost: new URL(saved).hostname, reason });
    expect(matchSite([{ origin: saved, subdomains: false }], origin)).toBe('other');
  });

  it('names the saved host that it resembles', () => {
    const saved = ['https://gitlab.com', 'not an origin', 'http://localhost:1', 'https://github.com'];
    expect(findLookAlike('https://github.co', saved)?.savedHost).toBe('github.com');
  });

  it.each([
    // the same registrable domain, the same service, another real service
    ['https://gist.github.com', ['https://github.com']],
    ['https://github.com', ['https://github.com']],
    ['https://login.live.com', ['https://account.microsoft.com']],
    ['https://www.amazon.de', ['https://www.amazon.com']],
    ['https://signin.ebay.de', ['https://www.ebay.com']],
    ['https://strike.me', ['https://dashboard.stripe.com']],
    ['https://login.github.co', ['https://github.com', 'https://www.github.co']],
    // not names of the web
    ['https://127.0.0.1', ['https://github.com']],
    ['http://localhost:8765', ['https://github.com']],
    ['http://github.localhost', ['http://gitlab.localhost']],
    ['https://github', ['https://github.com']],
    ['https://github.io', ['https://github.com']],
    ['null', ['https://github.com']],
    ['', ['https://github.com']],
    ['https://github.co', []],
    ['https://github.co', ['null']],
  ] as const)('%s is none for %j', (page, saved) => expect(findLookAlike(page, saved)).toBeNull());
});

describe('real sites that are no look-alikes of each other', () => {
  const INNOCENT = `
    gitlab.com gitea.com|github.com gitlab.com|github.com bitbucket.org|bit.ly bitbucket.org|bit.ly bitly.com|ing.com bing.com
    ebay.com etsy.com|x.com xing.com|x.com t.co|stripe.com strike.me|vk.com ok.ru|mail.ru mail.com|mail.com gmail.com
    gmx.net gmx.com|web.de web.dev|login.gov login.com|box.com dropbox.com|dropbox.com box.net|hey.com key.com|wise.com wine.com
    wise.com wish.com|visa.com vista.com|chase.com chess.com|chess.com lichess.org|citi.com city.com|ally.com alloy.com
    zoom.us zoho.com|okta.com okx.com|okx.com okex.com
    bybit.com bitget.com|bitso.com bitget.com|kraken.com krakow.pl|gemini.com geneva.ch|coinbase.com coinbene.com
    coindcx.com coinspot.com.au|coinex.com coinbase.com|binance.com finance.yahoo.com|binance.com binance.us|luno.com lulu.com
    netflix.com netlify.com|netlify.com netcup.de|hover.com uber.com|uber.com ubereats.com|lyft.com loft.com
    steampowered.com steamdb.info|twitch.tv twitter.com|medium.com median.example
    proton.me protonmail.com|fastmail.com fastly.com|tuta.com tuya.com
    npmjs.com nhs.uk|pypi.org pixi.sh|python.org pytorch.org
    docker.com docs.rs|heroku.com hero.com|vercel.com vultr.com|linode.com leadnode.example|ovh.com ovo.com
    bank.com bank.example|cloud.com cloud.example|online.net online.example|account.example account.test|shop.example shop.test
    bbc.co.uk bbva.es|nhs.uk nhs.example|ups.com usps.com|dhl.com dell.com|hp.com hpe.com|att.com atlassian.com
    apple.com applied.example|amazon.com amazonas.example|meta.com metro.de|oracle.com miracle.example|adobe.com abode.com.example
    a.github.io b.github.io|acme.example zebra.example|spotify.com shopify.com|line.me wire.com|ring.com bing.com
  `;
  const innocent = INNOCENT.trim()
    .split(/[|\n]/u)
    .map((pair) => pair.trim().split(' '))
    .map(([a = '', b = '']) => [`https://${a}`, `https://${b}`] as const);

  it('are 60 pairs at least', () => expect(innocent.length).toBeGreaterThanOrEqual(60));

  it.each(innocent)('%s and %s', (a, b) => {
    expect(findLookAlike(a, [b])).toBeNull();
    expect(findLookAlike(b, [a])).toBeNull();
  });

  it('are the services of the table to each other', () => {
    const sites = [...new Set(pairs.flatMap(({ setUp, signIn }) => [setUp, signIn]))];
    const found = sites.flatMap((page) => {
      const lookAlike = findLookAlike(page, sites);
      return lookAlike ? [[page, lookAlike]] : [];
    });
    expect(found).toEqual([]);
  });
});

describe('readableHost', () => {
  it.each([
    ['https://example.com', 'example.com', null, false],
    ['https://example.com:8443', 'example.com:8443', null, false],
    ['https://xn--bcher-kva.example', 'xn--bcher-kva.example', 'bücher.example', false],
    ['https://xn--bcher-kva.example:8443', 'xn--bcher-kva.example:8443', 'bücher.example:8443', false],
    ['https://xn--e1afmkfd.com', 'xn--e1afmkfd.com', 'пример.com', false],
    ['https://xn--80ak6aa92e.com', 'xn--80ak6aa92e.com', 'аррӏе.com', false],
    [`https://${toASCII('раypal.com')}`, toASCII('раypal.com'), 'раypal.com', true],
    [`https://${toASCII('gοοgle.com')}`, toASCII('gοοgle.com'), 'gοοgle.com', true],
    [`https://${toASCII('日本語テスト.jp')}`, toASCII('日本語テスト.jp'), '日本語テスト.jp', false],
    [`https://${toASCII('東京tower.jp')}`, toASCII('東京tower.jp'), '東京tower.jp', false],
    [`https://${toASCII('한국-web.kr')}`, toASCII('한국-web.kr'), '한국-web.kr', false],
    [`https://${toASCII('한국カナ.kr')}`, toASCII('한국カナ.kr'), '한국カナ.kr', true],
    [`https://${toASCII('ᏚᎢᎵ.com')}`, toASCII('ᏚᎢᎵ.com'), null, null],
    ['http://localhost:8765', 'localhost:8765', null, false],
    ['http://[::1]:8765', '[::1]:8765', null, false],
    ['null', 'null', null, false],
  ])('%s: %s, %s, mixed %s', (origin, ascii, unicode, isMixedScript) => {
    const read = readableHost(origin);
    expect(read.ascii).toBe(ascii);
    if (isMixedScript === null) expect(read.isMixedScript).toBe(true);
    else expect(read).toEqual({ ascii, unicode, isMixedScript });
  });
});
