import { describe, expect, it } from 'vitest';
import { isOwnPage } from '../../src/background/gate';

const own = { id: 'abc', url: 'chrome-extension://abc/' };
const page = {
  id: 'abc',
  url: 'chrome-extension://abc/src/popup/index.html',
  origin: 'chrome-extension://abc',
};

describe('isOwnPage', () => {
  it('lets our own pages in', () => expect(isOwnPage(page, own)).toBe(true));

  it.each([
    ['a content script of ours', { ...page, url: 'https://evil.test/', origin: 'https://evil.test' }],
    ['a sandboxed frame', { ...page, url: 'https://evil.test/', origin: 'null' }],
    ['a sandboxed page of ours', { ...page, origin: 'null' }],
    ['another extension', { ...page, id: 'xyz' }],
    ['a sender without an origin', { id: page.id, url: page.url }],
    ['a sender without an address', { id: page.id, origin: page.origin }],
    ['an address that only begins like ours', { ...page, url: 'chrome-extension://abcd/x' }],
    ['an empty sender', {}],
  ])('keeps out %s', (_name, sender) => expect(isOwnPage(sender, own)).toBe(false));
});
