import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readRequest } from '../../src/background/requests';
import { REQUESTS } from '../../src/messages';

const target = { tabId: 1, documentId: 'd', origin: 'https://example.com' };

describe('readRequest', () => {
  it.each([
    { name: 'open', args: { first: 20 } },
    { name: 'unlock', args: { credential: { type: 'passphrase', passphrase: 'x' } } },
    { name: 'fill', args: { id: 'a', target, answer: 'once' } },
    { name: 'add', args: { opId: 'o', candidates: [{ text: 'otpauth://' }], source: 'scan' } },
  ])('takes $name as it is', (message) => expect(readRequest(message)).toEqual(message));

  it.each([
    ['an unknown name', { name: 'dump', args: {} }],
    ['an inherited name', { name: 'toString', args: {} }],
    ['a missing field', { name: 'unlock', args: {} }],
    ['an extra field', { name: 'lock', args: { force: true } }],
    ['an extra field around', { name: 'lock', args: {}, from: 'page' }],
    ['a wrong type', { name: 'open', args: { first: '20' } }],
    ['a number out of range', { name: 'open', args: { first: 201 } }],
    ['a passphrase too long', { name: 'unlock', args: { passphrase: 'x'.repeat(65_537) } }],
    ['an unknown choice', { name: 'fill', args: { id: 'a', target, answer: 'always' } }],
    ['a nested extra field', { name: 'fill', args: { id: 'a', target: { ...target, frameId: 1 } } }],
    ['a list too long', { name: 'codes', args: { ids: Array(201).fill('x') } }],
    ['no object', 'lock'],
    ['nothing', undefined],
    ['arguments from a prototype', { name: 'open', args: Object.create({ first: 20 }) }],
  ])('ignores %s', (_name, message) => expect(readRequest(message)).toBeNull());

  it('neither throws nor passes anything of the wrong shape, over 10,000 random objects', () => {
    const names = fc.oneof(fc.constantFrom(...Object.keys(REQUESTS)), fc.string());
    const message = fc.oneof(fc.anything(), fc.record({ name: names, args: fc.anything() }));
    fc.assert(
      fc.property(message, (value) => {
        const request = readRequest(value);
        if (request) expect(REQUESTS[request.name](request.args)).toEqual(request.args);
      }),
      { numRuns: 10_000 },
    );
  });
});
