/**
 * Vite collects the licence of every bundled package into `licenses.md`, but not of what a worker alone loads. That,
 * and the works that travel inside packages under licences of their own, are named here.
 */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Plugin } from 'vite';
import { brandNotice } from './brand-icons-plugin.ts';

/** The folder of the package that a module belongs to: behind the last `node_modules`. */
const PACKAGE = /^.*[\\/]node_modules[\\/](?<name>(?:@[^\\/]+[\\/])?[^\\/]+)(?=[\\/])/u;

const FILE = 'licenses.md';
const INSIDE_PACKAGES = `
## jsQR, inside qr-scanner (Apache-2.0)

Copyright Cosmo Wolfe. Licensed under the Apache License, Version 2.0. You may obtain a copy of the License at
www.apache.org/licenses/LICENSE-2.0. Distributed on an "AS IS" BASIS, WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND.
The build moves the engine into a file of its own and corrects one number of it (the alignment pattern of version 23).

## ZXing-C++, inside zxing-wasm (Apache-2.0)

Copyright the ZXing-C++ authors. Licensed under the Apache License, Version 2.0. You may obtain a copy of the License at
www.apache.org/licenses/LICENSE-2.0. Distributed on an "AS IS" BASIS, WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND.

## EFF long word list, inside @zxcvbn-ts/language-common (CC-BY-3.0-US)

Copyright Electronic Frontier Foundation, "EFF's New Wordlists for Random Passphrases". Licensed under
creativecommons.org/licenses/by/3.0/us. Used unchanged for the passphrases that Counterfoil suggests.
`;

/** Folders of packages, by their names. */
const inWorkers = new Map<string, string>();

/** Goes with the workers of a build, and tells `notices` which packages they bundle. */
export function workerNotices(): Plugin {
  return {
    name: 'counterfoil-worker-notices',
    apply: 'build',
    generateBundle(_options, bundle) {
      const ids = Object.values(bundle).flatMap((one) => (one.type === 'chunk' ? one.moduleIds : []));
      for (const id of ids) {
        const found = PACKAGE.exec(id);
        if (found) inWorkers.set((found.groups?.name ?? '').replaceAll('\\', '/'), found[0]);
      }
    },
  };
}

/** @throws Error where a package has no text of its licence: somebody has to look at it then */
function noticeOf(name: string, folder: string): string {
  const { version, license } = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8'));
  const file = readdirSync(folder).find((one) => /^licen[cs]e(?:\.|$)/iu.test(one));
  if (file === undefined) throw new Error(`The package ${name} has no text of its licence`);
  return `## ${name} - ${version} (${license})\n\n${readFileSync(path.join(folder, file), 'utf8').trim()}\n`;
}

export function notices(): Plugin {
  return {
    name: 'counterfoil-notices',
    apply: 'build',
    generateBundle: {
      order: 'post',
      handler(_options, bundle) {
        const asset = bundle[FILE];
        if (asset?.type !== 'asset') return;
        const collected = String(asset.source).trimEnd();
        const more = [...inWorkers]
          .sort(([one], [other]) => (one < other ? -1 : 1))
          .filter(([name]) => !collected.includes(`\n## ${name} - `))
          .map(([name, folder]) => noticeOf(name, folder));
        asset.source = `${[collected, ...more].join('\n\n')}\n${INSIDE_PACKAGES}${brandNotice()}`;
      },
    },
  };
}
