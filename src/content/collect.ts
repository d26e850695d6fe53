/**
 * Finds what can be typed into, in the order of the page, through shadow roots and same-origin frames. The browser's
 * own selectors do the walking: touching 100,000 elements from an isolated world takes 100 ms, asking for the inputs
 * among them 4 (measured in Chromium 156).
 */
import { frameDocument, isHtml, isInput, shadowRootOf } from './dom.ts';

const names = (list: string): string => list.trim().split(/\s+/).join(',');
/** The elements of HTML and SVG that are no hosts, the frequent ones first: what is left has a name of its own. */
const KNOWN = names(`
  div span a li td p path i ul svg b tr img br h2 h3 section em strong button input option label h1 h4 g use th small
  article code script style link meta tbody table thead header footer main nav aside form ol pre time dl dt dd hr h5 h6
  select textarea iframe title head body html rect circle line text tspan defs symbol polygon ellipse
  polyline clipPath linearGradient radialGradient stop mask pattern filter picture source video audio canvas figure
  figcaption noscript template abbr address area base bdi bdo blockquote caption center cite col colgroup data datalist
  del details dfn dialog embed fieldset font hgroup ins kbd legend map mark menu meter object optgroup output param
  progress q rp rt ruby s samp slot sub summary sup tfoot track tt u var wbr image animate desc foreignObject math mi
  mn mo mrow`);
/** Elements that are hosts under a plain name: on a small page all of these, on a large one the empty ones. */
const PLAIN_HOSTS = 'div, section, main, article, aside, p, span, header, footer';
const EMPTY_HOSTS = 'div:empty, main:empty, section:empty, article:empty';
const FIELDS =
  'input:not([type=hidden i], [type=checkbox i], [type=radio i], [type=file i], [type=submit i], [type=button i]), [contenteditable]:not([contenteditable=false i])';
const FRAMES = 'iframe, frame';
const SMALL_PAGE = 1500;
const MOST_ROOTS = 3000;

/** What a code can be typed into, and its neighbours; an unknown type reads as text. */
const TYPED = /^(text|tel|number|password|email|search|url)$/;
/** Not read: a menu or a footer asks for no code. */
export const SILENT =
  'script, style, noscript, template, select, datalist, textarea, video, audio, object, nav, footer';

/** The element that `contenteditable` stands on, not what is inside it. */
const isEditingHost = (element: Element): element is HTMLElement =>
  isHtml(element) && element.isContentEditable && !element.parentElement?.isContentEditable;

export const isField = (element: Element): element is HTMLElement =>
  isInput(element)
    ? TYPED.test(element.type)
    : element.hasAttribute('contenteditable') && isEditingHost(element);

const countIn = (root: Document | ShadowRoot): number =>
  ('getElementsByTagName' in root ? root.getElementsByTagName('*') : root.querySelectorAll('*')).length;

/** All fields of the document. One query for each root. */
export function collectFields(document: Document): HTMLElement[] {
  const found: HTMLElement[] = [];
  let rootsLeft = MOST_ROOTS;
  let elements = 0;
  const collect = (root: Document | ShadowRoot): void => {
    if (rootsLeft-- <= 0) return;
    if (elements <= SMALL_PAGE) elements += countIn(root);
    const hosts = `:not(${KNOWN}), ${elements <= SMALL_PAGE ? PLAIN_HOSTS : EMPTY_HOSTS}`;
    for (const element of root.querySelectorAll(`${FIELDS}, ${FRAMES}, ${hosts}`)) {
      if (isField(element)) {
        if (!element.closest(SILENT)) found.push(element);
        continue;
      }
      const inner = frameDocument(element) ?? shadowRootOf(element);
      if (inner && !element.closest(SILENT)) collect(inner);
    }
  };
  collect(document);
  return found;
}
