import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { CheckError } from '../../src/core/check';
import { base64Url, concat, encodeBase64Url } from '../../src/core/vault-file/bytes';

const anyBytes = base64Url(0, 10_000);

/** The interface of ES2026 over Buffer, with the laxness of the real one: it skips white space and padding. */
function provideNative() {
  Object.defineProperty(Uint8Array, 'fromBase64', {
    configurable: true,
    value: (text: string) => {
      const digits = text.replace(/[ \t\n\f\r=]/g, '');
      if (/[^\w-]/.test(digits)) throw new SyntaxError('invalid character');
      return Uint8Array.from(Buffer.from(digits, 'base64url'));
    },
  });
  Object.defineProperty(Uint8Array.prototype, 'toBase64', {
    configurable: true,
    value(this: Uint8Array) {
      return Buffer.from(this).toString('base64url');
    },
  });
}
const isNative = 'fromBase64' in Uint8Array;

describe.each(isNative ? ['native'] : ['portable', 'native'])('base64url, %s', (kind) => {
  const prepare = () => {
    if (kind === 'native' && !isNative) provideNative();
  };
  afterEach(() => {
    if (isNative) return;
    Reflect.deleteProperty(Uint8Array, 'fromBase64');
    Reflect.deleteProperty(Uint8Array.prototype, 'toBase64');
  });

  it('writes what Buffer writes and reads it back', () => {
    prepare();
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        const text = encodeBase64Url(bytes);
        expect(text).toBe(Buffer.from(bytes).toString('base64url'));
        expect(anyBytes(text)).toEqual(bytes);
      }),
    );
  });

  it.each([
    'A',
    'AAAAA',
    'AB',
    'AAB',
    'AA==',
    'AAA=',
    'AA A',
    ' AAA',
    'AAA\n',
    'A+AA',
    'A/AA',
    'AAAé',
    'AA\u{1f511}',
  ])('refuses %j', (text) => {
    prepare();
    expect(() => anyBytes(text)).toThrow(CheckError);
  });

  it('holds the range of bytes', () => {
    prepare();
    const three = base64Url(3);
    expect(three('AAAA')).toEqual(new Uint8Array(3));
    for (const wrong of ['AAA', 'AAAAAA', '', 7, null]) expect(() => three(wrong)).toThrow(CheckError);
  });
});

describe('concat', () => {
  it('joins the parts in order', () => {
    expect(concat(Uint8Array.of(1), new Uint8Array(0), Uint8Array.of(2, 3))).toEqual(Uint8Array.of(1, 2, 3));
  });
});
