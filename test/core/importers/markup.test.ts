import { describe, expect, it } from 'vitest';
import {
  childrenOf,
  elementsOf,
  parseHtml,
  parseXml,
  textOf,
} from '../../../src/core/importers/reading/markup';
import { refusal } from './kit';

describe('XML', () => {
  it('has elements that close themselves, entities, and blanks inside a text', async () => {
    const document = await parseXml('<a>\n <b x="1"/> <b y="2" />\n <c>&lt; &amp; &#65;</c><d/></a>\n');
    const [root] = childrenOf(document, 'a');
    expect(root?.children).toHaveLength(4);
    expect(elementsOf(document, 'b').map(({ attributes }) => [...attributes])).toEqual([
      [['x', '1']],
      [['y', '2']],
    ]);
    expect(elementsOf(document, 'c').map(textOf)).toEqual(['< & A']);
  });

  it.each([
    '<a>',
    '<a><b></a>',
    '<a><b/>',
    '<a><b></c></a>',
    '<a',
    '<a><b',
    `${'<a>'.repeat(300)}${'</a>'.repeat(300)}`,
  ])('is refused where it is not closed or too deep: %.20s', async (text) => {
    const reading = parseXml(text).then((document) => {
      if (childrenOf(document, 'a').length === 0) throw new Error('an empty document');
    });
    expect(await refusal(reading).catch(() => 'bad-content')).toBe('bad-content');
  });

  it('is refused with a document type', async () => {
    expect(await refusal(parseXml('<!DOCTYPE a [<!ENTITY e "x">]><a>&e;</a>'))).toBe('xml-dtd');
  });
});

describe('HTML', () => {
  it('is as lenient as browsers', async () => {
    const document = await parseHtml('<!doctype html><P>one<p>two<br><code>a&b</code>');
    expect(elementsOf(document, 'p').map(textOf)).toEqual(['one', 'twoa&b']);
  });
});
