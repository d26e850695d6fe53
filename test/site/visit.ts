import { Refusal } from './refusal.ts';
import { type Reply, seeOther } from './reply.ts';
import type { Provider } from './sending/provider.ts';
import type { Session, SignedIn, Visitor, Waiting } from './session.ts';
import type { Sqlite } from './sqlite.ts';

/** One request, checked: it came to our name, and a form came from our page. */
export interface Visit<Who extends Session = Session> {
  query: URLSearchParams;
  form: URLSearchParams;
  session: Who;
  database: Sqlite;
  /** The name and port that the site was addressed by, as in `localhost:8765`; one of ours. */
  host: string;
  /** Where the request came from, as `addressOf` writes it: attempts are counted by it. */
  address: string;
  /** Carries messages and calls. */
  provider: Provider;
  /** The cookie of a remembered device. */
  deviceToken: string | undefined;
  /** What the browser calls itself: for people to read, for nothing to rely on. */
  userAgent: string;
  /** Unix milliseconds. */
  now: number;
}

export type Answer<Who extends Session = Session> = (visit: Visit<Who>) => Reply | Promise<Reply>;

/** Sends everybody else to the sign-in page. */
export function signedInOnly(answer: Answer<SignedIn>): Answer {
  return ({ session, ...rest }) =>
    session.kind === 'signed-in' ? answer({ ...rest, session }) : seeOther('/sign-in');
}

/** For the administrator, after two factors: this session could take everybody's factors away. */
export function administratorOnly(answer: Answer<SignedIn>): Answer {
  return signedInOnly((visit) => {
    const { user, factors } = visit.session;
    if (!user.isAdministrator) {
      throw new Refusal(
        403,
        'Not for you',
        'Only the administrator, who registered first, may see this page.',
      );
    }
    return factors === 2 ? answer(visit) : seeOther('/second-factors');
  });
}

/** For people whose password was right and whose code is missing. */
export function waitingOnly(answer: Answer<Waiting>): Answer {
  return ({ session, ...rest }) =>
    session.kind === 'waiting' ? answer({ ...rest, session }) : seeOther('/sign-in');
}

/** For the doors: people inside already have no use for them. */
export function signedOutOnly(answer: Answer<Visitor | Waiting>): Answer {
  return ({ session, ...rest }) =>
    session.kind === 'signed-in' ? seeOther('/account') : answer({ ...rest, session });
}
