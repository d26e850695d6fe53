import './site.css';

/** A host that differs in less than half of its letters can be mistaken, so can one that holds a saved name. */
const ALIKE = 0.5;
const SHORTEST_KNOWN_PART = 4;

/** Display only: what may be filled is decided in the background. */
interface Parts {
  readonly before: string;
  readonly differs: string;
  readonly after: string;
}

function commonStart(a: string, b: string): number {
  let at = 0;
  while (at < a.length && at < b.length && a[at] === b[at]) at += 1;
  return at;
}

function reversed(text: string): string {
  return [...text].reverse().join('');
}

function split(host: string, saved: string): Parts {
  const start = commonStart(host, saved);
  const end = commonStart(reversed(host.slice(start)), reversed(saved.slice(start)));
  return {
    before: host.slice(0, start),
    differs: host.slice(start, host.length - end),
    after: host.slice(host.length - end),
  };
}

/** The part of a host that people know it by: "paypal" of "www.paypal.com". */
function knownPart(host: string): string {
  const [longest = ''] = host.split('.').toSorted((a, b) => b.length - a.length);
  return longest;
}

function isAlike(host: string, saved: string, differs: string): boolean {
  const part = knownPart(saved);
  const isContained = part.length >= SHORTEST_KNOWN_PART && host.includes(part);
  return isContained || differs.length <= host.length * ALIKE;
}

/** Where a host differs from the saved one that it looks like; null where it looks like none. */
export function difference(host: string, savedHosts: readonly string[]): Parts | null {
  const compared = savedHosts
    .map((saved) => ({ saved, parts: split(host, saved) }))
    .filter(({ saved, parts }) => parts.differs !== '' && isAlike(host, saved, parts.differs));
  const [closest] = compared.toSorted((a, b) => a.parts.differs.length - b.parts.differs.length);
  return closest?.parts ?? null;
}

/** A host in letters of equal width, the part marked by which it differs from the saved one. */
export function Host({
  host,
  savedHosts = [],
}: {
  readonly host: string;
  readonly savedHosts?: readonly string[];
}) {
  const parts = difference(host, savedHosts);
  return (
    <bdi class="site-host">
      {parts ? (
        <>
          {parts.before}
          <mark>{parts.differs}</mark>
          {parts.after}
        </>
      ) : (
        host
      )}
    </bdi>
  );
}
