/**
 * Vite collects the licence of every bundled package into `licenses.md`, but not of what a worker alone loads. That,
 * and the works that travel inside packages under licences of their own, are named here.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import type { Plugin } from 'vite';
import { brandNotice } from './brand-icons-plugin.ts';

const entry = createRequire(import.meta.url).resolve('zxing-wasm/reader');
const ZXING_WASM = readFileSync(path.join(entry.slice(0, entry.lastIndexOf('dist')), 'LICENSE'), 'utf8');

const FILE = 'licenses.md';
const INSIDE_PACKAGES = `
## jsQR, inside qr-scanner (Apache-2.0)

Copyright Cosmo Wolfe. Licensed under the Apache License, Version 2.0. You may obtain a copy of the License at
www.apache.org/licenses/LICENSE-2.0. Distributed on an "AS IS" BASIS, WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND.
The build moves the engine into a file of its own and corrects one number of it (the alignment pattern of version 23).

## zxing-wasm (MIT)

${ZXING_WASM.trim()}

## ZXing-C++, inside zxing-wasm (Apache-2.0)

Copyright the ZXing-C++ authors. Licensed under the Apache License, Version 2.0. You may obtain a copy of the License at
www.apache.org/licenses/LICENSE-2.0. Distributed on an "AS IS" BASIS, WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND.

## EFF long word list, inside @zxcvbn-ts/language-common (CC BY 3.0 US)

Copyright Electronic Frontier Foundation, "EFF's New Wordlists for Random Passphrases". Licensed under
creativecommons.org/licenses/by/3.0/us. Used unchanged for the passphrases that Counterfoil suggests.
`;

export function notices(): Plugin {
  return {
    name: 'counterfoil-notices',
    apply: 'build',
    generateBundle: {
      order: 'post',
      handler(_options, bundle) {
        const asset = bundle[FILE];
        if (asset?.type === 'asset')
          asset.source = `${String(asset.source).trimEnd()}\n${INSIDE_PACKAGES}${brandNotice()}`;
      },
    },
  };
}
