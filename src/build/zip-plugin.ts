import type { Plugin } from 'vite';

const REGISTRY = /@zip\.js[\\/]zip\.js[\\/]lib[\\/]core[\\/]codec-registry\.js$/u;
/** Where the package would load the code of a compression method from an address. */
const FROM_AN_ADDRESS = /await import\([^)]*codecURI\)/gu;

/**
 * zip.js can load codecs for rare compression methods from anywhere. We know none, and this takes the way out, so that
 * no package of ours loads code that is not in it.
 *
 * @throws Error if the package has changed shape.
 */
export function zipOffline(): Plugin {
  return {
    name: 'zip-offline',
    enforce: 'pre',
    transform(code, id) {
      if (!REGISTRY.test(id)) return null;
      if (code.match(/\bimport\(/gu)?.length !== 1 || code.match(FROM_AN_ADDRESS)?.length !== 1)
        throw new Error('zip.js changed shape: its one way to load code was not found');
      return { code: code.replace(FROM_AN_ADDRESS, '{}'), map: null };
    },
  };
}
