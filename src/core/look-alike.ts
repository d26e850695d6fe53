import { toUnicode } from 'punycode/';
import { getDomain, getPublicSuffix } from 'tldts';
import { areOneService, serviceOfDomain, serviceOfHost } from './services';

/** A saved host that a page's host could be taken for, and by what. */
export interface LookAlike {
  readonly savedHost: string;
  /**
   * `confusable`: the same to the eye (rn and m, a Cyrillic а). `close`: a letter or two apart. `brand-inside`: the
   * saved name is a part of a stranger's host. `other-ending`: the same name under another public suffix.
   */
  readonly reason: 'confusable' | 'close' | 'brand-inside' | 'other-ending';
}

/** As `match.ts`: two customers of one host are strangers. */
const SUFFIXES = { allowPrivateDomains: true } as const;

/** Names that say what a site does and not whose it is. */
const GENERIC = new Set(
  `account accounts admin auth apps bank banking blog cloud code data docs email files free game games help home host
  info live login mail media money mobile music news online page pages portal search secure security service services
  shop signin site start status store support team test user verify video wallet webmail work world`.split(
    /\s+/u,
  ),
);
/** What bait is made of, where it is stuck to a brand without a hyphen (paypalsecure, githublogin). */
const BAIT =
  /^(?:2fa|account|accounts|app|auth|center|help|login|mfa|online|otp|portal|secure|security|service|signin|sso|support|update|verify|wallet|web|www)+$/u;
const SHORTEST_BRAND = 4;

/** Letters that pass for a Latin one and that NFKD leaves alone. Own choice, of those that common fonts draw alike. */
const PASSES_FOR: Readonly<Record<string, string>> = {
  a: 'аαɑ',
  b: 'ЬьвƄßɓ',
  c: 'сϲçƈ',
  d: 'ԁɗđð',
  e: 'еҽєεə',
  f: 'ƒքғ',
  g: 'ɡցɠ',
  h: 'һհħнҥ',
  i: 'іıιɩɨ',
  j: 'јϳյ',
  k: 'кκĸƙқ',
  l: 'ӏłɫןǀ',
  m: 'мɱ',
  n: 'ոпηռŋɲ',
  o: 'оοօøσѳסθө०〇',
  p: 'рρþƿ',
  q: 'ԛզգ',
  r: 'гɼɽʀ',
  s: 'ѕʂꜱ',
  t: 'тτŧƭ',
  u: 'υսʋџ',
  v: 'νѵ',
  w: 'ѡԝωшա',
  x: 'хχҳ',
  y: 'уγүყƴ',
  z: 'ʐƶȥ',
};
const LATIN_OF = new Map(
  Object.entries(PASSES_FOR).flatMap(([latin, letters]) => [...letters].map((letter) => [letter, latin])),
);

/** Equal for two labels that look alike. Single characters first: c1 is cl, and cl is d. */
function skeletonOf(label: string): string {
  const plain = label.normalize('NFKD').toLowerCase().replace(/\p{M}/gu, '');
  return [...plain]
    .map((letter) => LATIN_OF.get(letter) ?? letter)
    .join('')
    .replace(/[1i|]/gu, 'l')
    .replace(/0/gu, 'o')
    .replace(/5/gu, 's')
    .replace(/rn/gu, 'm')
    .replace(/vv/gu, 'w')
    .replace(/cl/gu, 'd');
}

/** A host with punycode in it that does not decode stays as it is: it is then shown, and compared, in ASCII. */
function decode(host: string): string {
  try {
    return toUnicode(host);
  } catch (error) {
    if (error instanceof RangeError) return host;
    throw error;
  }
}

interface Name {
  readonly host: string;
  /** Registrable domain, ASCII. */
  readonly domain: string;
  /** The domain's own label, decoded; what people take for the name. */
  readonly label: string;
  /** The labels in front of the domain, decoded, joined by dots. */
  readonly below: string;
}

function nameOf(origin: string): Name | null {
  if (!URL.canParse(origin)) return null;
  const host = new URL(origin).hostname.replace(/\.$/u, '');
  const domain = getDomain(host, SUFFIXES);
  const suffix = getPublicSuffix(host, SUFFIXES);
  if (!domain || !suffix) return null;
  const label = decode(domain.slice(0, -suffix.length - 1));
  return { host, domain, label, below: decode(host.slice(0, -domain.length - 1)) };
}

const isBrand = (label: string) => label.length >= SHORTEST_BRAND && !GENERIC.has(label);
const isAscii = (label: string) => /^[ -~]*$/u.test(label);

function isConfusable(page: Name, saved: Name): boolean {
  // a short or generic name has neighbours of plain letters by chance, but none of foreign ones
  const isTelling = isBrand(saved.label) || !isAscii(page.label);
  return isTelling && page.label !== saved.label && skeletonOf(page.label) === skeletonOf(saved.label);
}

/**
 * The saved name as a whole label or hyphenated part of the page's host, in the same letters or like ones; its domain
 * in full in front of another one or with hyphens for dots (any name, then); or stuck to a word of bait.
 */
function isBrandInside(page: Name, saved: Name): boolean {
  const labels = [...page.below.split('.'), page.label];
  const hyphenated = `-${saved.domain.replaceAll('.', '-')}-`;
  if (`.${page.below}.`.includes(`.${saved.domain}.`)) return true;
  if (labels.some((label) => `-${label}-`.includes(hyphenated))) return true;
  if (!isBrand(saved.label) || page.label === saved.label) return false;
  const brand = skeletonOf(saved.label);
  const joined = skeletonOf(saved.domain.replaceAll('.', ''));
  return labels.some((label) => {
    const skeleton = skeletonOf(label);
    if (`-${skeleton}-`.includes(`-${brand}-`) || skeleton === joined) return true;
    if (!label.includes(saved.label)) return false;
    return BAIT.test(label.replace(saved.label, '').replaceAll('-', ''));
  });
}

/** Optimal string alignment: insertions, deletions, changes and swaps of neighbours. */
function distance(a: string, b: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const change = (last[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      let least = Math.min(change, (last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1);
      const isSwap = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      if (isSwap) least = Math.min(least, (beforeLast[j - 2] ?? 0) + 1);
      row.push(least);
    }
    beforeLast = last;
    last = row;
  }
  return last[b.length] ?? 0;
}

/** One letter in names of 5 to 8, two from 9 on, by the shorter name; shorter ones have innocent neighbours. */
function isClose(page: Name, saved: Name): boolean {
  const length = Math.min(page.label.length, saved.label.length);
  if (length < 5 || !isBrand(saved.label) || page.label === saved.label) return false;
  return distance(page.label, saved.label) <= (length < 9 ? 1 : 2);
}

function reasonFor(page: Name, saved: Name): LookAlike['reason'] | null {
  // the domain of a service that the table knows has a right to its own name
  const isStranger = serviceOfDomain(page.domain) === null;
  if (isStranger && isConfusable(page, saved)) return 'confusable';
  if (isBrandInside(page, saved)) return 'brand-inside';
  if (isStranger && isBrand(saved.label) && page.label === saved.label) return 'other-ending';
  return isStranger && isClose(page, saved) ? 'close' : null;
}

/**
 * Whether a page's host could be taken for one of the saved ones, by its registrable label. A reason to explain a
 * warning, never one to leave it out: a host without a look-alike may still be anybody's.
 * Never for a page of the same registrable domain or service as a saved one, nor for a host of the table.
 * @returns the first saved host that the page's resembles; null for none, and for IP addresses and local names
 */
export function findLookAlike(pageOrigin: string, savedOrigins: readonly string[]): LookAlike | null {
  const page = nameOf(pageOrigin);
  const saved = savedOrigins.flatMap((origin) => nameOf(origin) ?? []);
  if (!page || serviceOfHost(page.host) !== null) return null;
  if (saved.some(({ host, domain }) => domain === page.domain || areOneService(host, page.host))) return null;
  for (const one of saved) {
    const reason = reasonFor(page, one);
    if (reason) return { savedHost: one.host, reason };
  }
  return null;
}

/** Recommended scripts of Unicode UAX #31, table 5; a label in any other counts as mixed, as browsers hold it. */
const SINGLE_SCRIPTS =
  `Arabic Armenian Bengali Cyrillic Devanagari Ethiopic Georgian Greek Gujarati Gurmukhi Hebrew
  Kannada Khmer Lao Latin Malayalam Myanmar Oriya Sinhala Tamil Telugu Thaana Thai Tibetan`.split(/\s+/u);
/** UTS #39, "highly restrictive": the writing of Japanese, Chinese and Korean, each with Latin. */
const TOGETHER = [
  ['Han', 'Hiragana', 'Katakana'],
  ['Han', 'Bopomofo'],
  ['Han', 'Hangul'],
] as const;

function labelOf(scripts: readonly string[]): RegExp {
  const classes = [...scripts.map((script) => `\\p{scx=${script}}`), '\\p{sc=Common}', '\\p{sc=Inherited}'];
  return new RegExp(`^[${classes.join('')}]*$`, 'u');
}

function isMixed(label: string): boolean {
  const allowed = [
    ...SINGLE_SCRIPTS.map((script) => [script]),
    ...TOGETHER.map((scripts) => ['Latin', ...scripts]),
  ];
  return !allowed.some((scripts) => labelOf(scripts).test(label));
}

/**
 * A page's host (with the port, where it is not the usual one) for reading: `ascii` is what decides, `unicode` what the
 * person may know it by, only where some label is punycode. `isMixedScript` when one label mixes scripts that no
 * language writes together; then only `ascii` should be shown.
 */
export function readableHost(origin: string): {
  readonly ascii: string;
  readonly unicode: string | null;
  readonly isMixedScript: boolean;
} {
  const ascii = URL.canParse(origin) ? new URL(origin).host : '';
  const decoded = decode(ascii);
  if (ascii === '') return { ascii: origin, unicode: null, isMixedScript: false };
  if (decoded === ascii) return { ascii, unicode: null, isMixedScript: false };
  return { ascii, unicode: decoded, isMixedScript: decoded.split('.').some(isMixed) };
}
