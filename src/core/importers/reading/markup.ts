import { UserError } from '../../errors';

/** An element of XML or HTML: inert data, never part of a document. */
export interface Element {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: readonly (Element | string)[];
}

/** A database of passwords with its history has hundreds of thousands. */
const MOST_NODES = 1_000_000;
const DEEPEST = 256;

/** Most elements have none. */
const NO_ATTRIBUTES: Element['attributes'] = new Map();

/** HTML closes by itself whatever is cut off; these it never leaves open, and half of one would be taken for the whole. */
const ALWAYS_CLOSED: ReadonlySet<string> = new Set(['code', 'table', 'style', 'script', 'title']);

interface Growing extends Element {
  readonly children: (Element | string)[];
}

/**
 * @param isStrict XML: every element is closed, and there is no document type (which could define entities)
 * @throws UserError bad-content, xml-dtd, truncated, too-many
 */
async function parse(text: string, isStrict: boolean): Promise<Element> {
  const { Parser } = await import('htmlparser2');
  const root: Growing = { name: '', attributes: new Map(), children: [] };
  const open: Growing[] = [root];
  let nodes = 0;
  let lastOpened = -1;
  const add = (node: Element | string): void => {
    nodes += 1;
    if (nodes > MOST_NODES) throw new UserError('too-many', { max: MOST_NODES });
    open.at(-1)?.children.push(node);
  };
  const parser = new Parser(
    {
      onopentag: (name, attributes) => {
        const pairs = Object.entries(attributes);
        const element = { name, attributes: pairs.length > 0 ? new Map(pairs) : NO_ATTRIBUTES, children: [] };
        add(element);
        lastOpened = parser.endIndex;
        if (open.push(element) > DEEPEST) throw new UserError('bad-content');
      },
      onclosetag: (name, isImplied) => {
        if (!isStrict && isImplied && ALWAYS_CLOSED.has(name)) throw new UserError('truncated');
        // `<element/>` closes with the very tag that opens it.
        if (isStrict && isImplied && parser.endIndex !== lastOpened) throw new UserError('bad-content');
        open.pop();
      },
      ontext: (part) => {
        // Blanks that only set elements apart are most of what a file in lines is made of.
        const follows = typeof open.at(-1)?.children.at(-1) === 'string';
        if (!isStrict || follows || part.trim() !== '') add(part);
      },
      onprocessinginstruction: (name) => {
        if (isStrict && name.startsWith('!')) throw new UserError('xml-dtd');
      },
    },
    { xmlMode: isStrict, decodeEntities: true, recognizeSelfClosing: isStrict },
  );
  parser.end(text);
  // Behind the last thing that ended: a tag that did not is passed over, and a comment taken as closed.
  if (!isStrict && (parser.startIndex !== text.length || /<(?:[/!a-z][^<>]*)?$/iu.test(text)))
    throw new UserError('truncated');
  return root;
}

/** @throws UserError bad-content (an element that is not closed), xml-dtd, too-many */
export const parseXml = (text: string): Promise<Element> => parse(text, true);

/** As lenient as browsers, except at the end. @throws UserError truncated (inside a tag, or an element that has to be closed), too-many */
export const parseHtml = (text: string): Promise<Element> => parse(text, false);

/** All elements of a name below, in document order; names of HTML are in lower case. */
export function elementsOf(element: Element, name: string): Element[] {
  return element.children.flatMap((child) => {
    if (typeof child === 'string') return [];
    return [...(child.name === name ? [child] : []), ...elementsOf(child, name)];
  });
}

/** The elements of a name directly below. */
export const childrenOf = (element: Element, name: string): Element[] =>
  element.children.filter((child): child is Element => typeof child !== 'string' && child.name === name);

/** All text below. */
export const textOf = (element: Element): string =>
  element.children.map((child) => (typeof child === 'string' ? child : textOf(child))).join('');

/** Whether a text begins as the preferences of an Android app do. */
export const looksLikePreferences = (text: string | null): boolean =>
  /^\s*(?:<[?!][\s\S]{0,2000}?)?<map[\s/>]/u.test(text ?? '');

/** `<map><string name="…">…</string></map>`: the preferences of an Android app, by name; null for other XML. */
export function androidStrings(document: Element): ReadonlyMap<string, string> | null {
  const [map] = childrenOf(document, 'map');
  if (!map) return null;
  return new Map(childrenOf(map, 'string').map((one) => [one.attributes.get('name') ?? '', textOf(one)]));
}
