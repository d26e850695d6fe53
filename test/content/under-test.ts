/** What the browser tests bundle: the page file, and beside it the functions that it is made of. */
import '../../src/content/page.ts';
import { frameDocument } from '../../src/content/dom.ts';
import { explainOtpFields } from '../../src/content/explain.ts';
import { fillOtp } from '../../src/content/fill.ts';
import { readImage } from '../../src/content/image-at.ts';
import { findOtpFields } from '../../src/content/otp-field.ts';
import { submitPrompt } from '../../src/content/submit.ts';

/** `outer >>> in its shadow root |>> in its frame`, as the index of the pages writes it. */
function find(selector: string): HTMLElement | null {
  const [first = '', ...inner] = selector.split(/\s*(?:>>>|\|>>)\s*/);
  return inner.reduce(
    (found, part) => within(found)?.querySelector<HTMLElement>(part) ?? null,
    document.querySelector<HTMLElement>(first),
  );
}

/** By name: the frame in a frame is of another realm. */
const within = (host: HTMLElement | null): ParentNode | null =>
  host && 'contentDocument' in host ? frameDocument(host) : (host?.shadowRoot ?? null);

/** Which of these selectors the detector returns, in its order; `?` stands for a field not named here. */
function whichFields(selectors: readonly string[]): string[] {
  const named = new Map(selectors.map((selector) => [find(selector), selector]));
  return findOtpFields(document).map((field) => named.get(field) ?? `? ${field.outerHTML.slice(0, 120)}`);
}

const underTest = { find, whichFields, findOtpFields, explainOtpFields, fillOtp, submitPrompt, readImage };

declare global {
  var counterfoilTest: typeof underTest;
}
globalThis.counterfoilTest = underTest;
