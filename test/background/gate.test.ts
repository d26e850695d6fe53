import { describe, expect, it } from 'vitest';
import { isOwnPage, readLookHere } from '../../src/background/gate';

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

describe('readLookHere', () => {
  const sender = {
    id: 'abc',
    url: 'https://github.com/login',
    origin: 'https://github.com',
    frameId: 0,
    documentId: 'D1',
    tab: { id: 7 },
  };
  const look = { name: 'lookHere' };

  it('says where to look', () =>
    expect(readLookHere(look, sender, own)).toEqual({
      tabId: 7,
      documentId: 'D1',
      origin: 'https://github.com',
    }));

  it.each([
    ['an argument', { name: 'lookHere', args: {} }],
    ['another name', { name: 'open' }],
    ['no name', {}],
    ['a text', 'lookHere'],
    ['nothing', null],
  ])('leaves alone a message with %s', (_name, message) =>
    expect(readLookHere(message, sender, own)).toBeNull(),
  );

  it.each([
    ['a frame', { ...sender, frameId: 3 }],
    ['another extension', { ...sender, id: 'xyz' }],
    ['a sandboxed document', { ...sender, origin: 'null' }],
    ['a page of ours', { ...sender, ...page }],
    ['no tab', { ...sender, tab: undefined }],
    ['no document', { ...sender, documentId: undefined }],
    ['a file', { ...sender, origin: 'file://' }],
  ])('leaves alone the message of %s', (_name, other) => expect(readLookHere(look, other, own)).toBeNull());
});
