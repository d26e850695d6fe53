import { CheckError, integer, oneOf, open, text } from '../../core/check';
import { MOST_OFFSET_SECONDS, offsetOfDate } from '../../core/clock-offset';
import { UserError } from '../../core/errors';
import { hostForPeople } from '../../core/match';
import type { FillTarget, SiteClock } from '../../messages';
import { askSiteDate } from '../../platform/documents';
import type { Host } from '../../platform/host';
import { liveKey } from '../lock/session-key';
import { placesOf } from './prompt';

/** A page that keeps its own thread busy answers nothing; the person is not kept waiting for it. */
const PATIENCE_MILLISECONDS = 8_000;

const instant = integer(0, Number.MAX_SAFE_INTEGER);
const checkAnswer = open({
  status: oneOf('date', 'none', 'wrong-origin'),
  date: text(64),
  age: text(64),
  before: instant,
  after: instant,
});

function silence(): Promise<null> {
  return new Promise((resolve) => setTimeout(resolve, PATIENCE_MILLISECONDS, null));
}

/** Null for every answer that is none: of a wrong shape, without a date, or made at another time than we waited for it. */
async function offsetOfSite(host: Host, place: FillTarget) {
  const start = host.now();
  const asked = askSiteDate(place, place.origin, checkAnswer).catch((error: unknown) => {
    if (error instanceof CheckError) return null;
    throw error;
  });
  const answer = await Promise.race([asked, silence()]);
  if (answer?.status === 'wrong-origin') throw new UserError('page-changed');
  if (answer?.status !== 'date' || answer.before < start || answer.after > host.now()) return null;
  return offsetOfDate(answer);
}

/**
 * How far the clock of the computer is from that of this page's site, which the page asks for once. The page is hostile:
 * what it says is for the person to judge, and nothing is kept.
 * @throws UserError locked, page-not-reachable, page-changed, site-clock-silent, site-clock-wild
 */
export async function readSiteClock(host: Host, target: FillTarget): Promise<SiteClock> {
  await liveKey(host);
  const [place] = await placesOf(target, null);
  const found = place ? await offsetOfSite(host, place) : null;
  if (!found) throw new UserError('site-clock-silent');
  if (Math.abs(found.offset) > MOST_OFFSET_SECONDS) throw new UserError('site-clock-wild');
  return { ...found, host: hostForPeople(target.origin) };
}
