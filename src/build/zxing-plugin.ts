import type { Plugin } from 'vite';

const SHARED_MODULE = /zxing-wasm[\\/]dist[\\/]es[\\/]share\.js$/u;
/** Where the package looks for its WebAssembly unless it is told another place. */
const FROM_A_CDN = /`https:\/\/[^`]*\/npm\/zxing-wasm@[^`]*`/u;

/**
 * zxing-wasm fetches its WebAssembly from a CDN by default. We tell it our own file, and this takes the address out, so
 * that nothing in the package can ever be fetched from anywhere.
 *
 * @throws Error if the package has changed shape.
 */
export function zxingOffline(): Plugin {
  return {
    name: 'zxing-offline',
    enforce: 'pre',
    transform(code, id) {
      if (!SHARED_MODULE.test(id)) return null;
      if (code.split('https://').length !== 2 || !FROM_A_CDN.test(code))
        throw new Error('zxing-wasm changed shape: its one address was not found');
      return { code: code.replace(FROM_A_CDN, 'e'), map: null };
    },
  };
}
