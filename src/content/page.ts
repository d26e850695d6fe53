/**
 * The one file that is injected into a page, on a gesture, into an isolated world. It leaves its functions on
 * that world's global, where the background's next injected call finds them and answers with what they
 * return. Injected twice it replaces itself and leaves nothing behind: it listens to nobody, stores nothing
 * and adds nothing to the page.
 */
import { fillOtp } from './fill.ts';
import { readImage } from './image-at.ts';
import { findOtpFields } from './otp-field.ts';
import type { CounterfoilPage, FillAnswer } from './page-api.ts';
import { isInView, isVisible } from './visibility.ts';

/**
 * Both are asked: in a sandboxed frame `location` still has the URL's origin, while the frame itself is
 * opaque ("null").
 */
const isExpected = (origin: string): boolean =>
  origin !== 'null' && location.origin === origin && window.origin === origin;

/** What a page does to us (a patched getter, a field that went away) is an answer, never an exception. */
function orElse<T>(fallback: T, action: () => T): T {
  try {
    return action();
  } catch {
    return fallback;
  }
}

/** Brings a prompt below the fold into view; covered or gone there, it is none. */
function findInView(): HTMLElement[] {
  const found = findOtpFields(document);
  const [first] = found;
  if (!first || found.every(isInView)) return found;
  first.scrollIntoView({ block: 'center', behavior: 'instant' });
  return found.every((field) => isInView(field) && isVisible(field)) ? found : [];
}

async function fill(expectedOrigin: string, code: string): Promise<FillAnswer> {
  if (!orElse(false, () => isExpected(expectedOrigin))) return { status: 'wrong-origin' };
  const fields = orElse<HTMLElement[]>([], findInView);
  if (fields.length === 0) return { status: 'no-field' };
  try {
    return { status: (await fillOtp(fields, code)) ? 'filled' : 'not-accepted' };
  } catch {
    return { status: 'not-accepted' };
  }
}

const page: CounterfoilPage = {
  findPrompt: (expectedOrigin) =>
    orElse({ status: 'none' }, () => {
      if (!isExpected(expectedOrigin)) return { status: 'wrong-origin' };
      return { status: findOtpFields(document).length > 0 ? 'prompt' : 'none' };
    }),
  fill,
  readImage: (expectedOrigin, srcUrl) =>
    orElse({ status: 'none' }, () =>
      isExpected(expectedOrigin) ? readImage(document, srcUrl) : { status: 'wrong-origin' },
    ),
};

globalThis.counterfoilPage = Object.freeze(page);
