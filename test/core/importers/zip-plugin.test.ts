import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { zipOffline } from '../../../src/build/zip-plugin';

describe('zipOffline', () => {
  const id = 'node_modules/@zip.js/zip.js/lib/core/codec-registry.js';
  const { transform } = zipOffline();
  const taken = (code: string, from: string) => {
    if (typeof transform !== 'function') throw new Error('the plugin has another shape');
    return transform.call({} as never, code, from) as { code: string } | null;
  };

  it('takes out the one way to load code', async () => {
    const code = await readFile(id, 'utf8');
    expect(code).toMatch(/\bimport\(/);
    expect(taken(code, id)?.code).not.toMatch(/\bimport\(/);
  });

  it('throws where the package has another way', async () => {
    const code = await readFile(id, 'utf8');
    expect(() => taken(`${code}\nimport(somewhere)`, id)).toThrow('zip.js changed shape');
    expect(() => taken('', id)).toThrow('zip.js changed shape');
  });

  it('touches nothing else', () => {
    expect(taken('import(codecURI)', 'src/main.ts')).toBeNull();
  });
});
