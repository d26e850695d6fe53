/** As user agents name them; the first that is found is meant, as most name several. */
const BROWSERS = [
  ['Edg/', 'Edge'],
  ['Firefox/', 'Firefox'],
  ['Chrome/', 'Chrome'],
] as const;
const SYSTEMS = [
  ['Android', 'Android'],
  ['Windows', 'Windows'],
  ['Mac OS', 'macOS'],
  ['CrOS', 'ChromeOS'],
  ['Linux', 'Linux'],
] as const;

/** What a person may call this browser among others: "Firefox, Linux". The names are the same in every language. */
export function browserName(userAgent: string): string {
  const found = [BROWSERS, SYSTEMS].map((known) => known.find(([sign]) => userAgent.includes(sign))?.[1]);
  return found.filter(Boolean).join(', ');
}
