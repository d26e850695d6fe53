import { zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { namesInFront } from '../../../src/core/importers/reading/zip';

const encode = (text: string) => new TextEncoder().encode(text);

describe('names of members', () => {
  it('are read from what is left of an archive', () => {
    const zip = zipSync({ 'one.txt': encode('a'), 'PK.bin': encode('PK\u0003\u0004 as text') });
    expect(namesInFront(zip)).toContain('one.txt');
    expect(namesInFront(zip)).toContain('PK.bin');
    expect(namesInFront(zip.subarray(0, 40))).toEqual(['one.txt']);
    expect(namesInFront(zip.subarray(0, 34))).toEqual(['one.']);
    expect(namesInFront(zip.subarray(0, 29))).toEqual([]);
  });
});
