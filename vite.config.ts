import { crx, type ManifestV3Export } from '@crxjs/vite-plugin';
import preact from '@preact/preset-vite';
import { defineConfig } from 'vite';
import manifest from './manifest.json' with { type: 'json' };
import { brandIcons } from './src/build/brand-icons-plugin.ts';
import { builtManifest } from './src/build/built-manifest-plugin.ts';
import { noHtml } from './src/build/no-html-plugin.ts';
import { notices, workerNotices } from './src/build/notices-plugin.ts';
import { pageChunk } from './src/build/page-chunk.ts';
import { qrEngineFile } from './src/build/qr-engine-plugin.ts';
import { zipOffline } from './src/build/zip-plugin.ts';
import { zxingOffline } from './src/build/zxing-plugin.ts';

/** Which package to build: `BROWSER=firefox` or Chrome (Chrome and Edge take the same one). */
const target = process.env.BROWSER === 'firefox' ? 'firefox' : 'chrome';

/** Constants are inlined at every use otherwise, and the public suffix list is one of 68 kB. */
const rolldownOptions = { optimization: { inlineConst: false }, output: { comments: { legal: false } } };

/**
 * The background's file has no hash in its name: it would be taken of a text with paths of this machine, which are
 * replaced later, and the same source would make other packages in another folder.
 */
const chunkFileNames = ({ name }: { readonly name: string }): string =>
  name === 'main.ts' ? 'assets/background.js' : 'assets/[name]-[hash].js';

export default defineConfig({
  plugins: [
    preact({ devToolsEnabled: false, prefreshEnabled: false }),
    qrEngineFile(),
    noHtml(),
    brandIcons(),
    crx({ manifest: manifest as ManifestV3Export, browser: target }),
    builtManifest(target),
    notices(),
  ],
  build: {
    outDir: `dist/${target}`,
    emptyOutDir: true,
    target: ['chrome127', 'firefox153'],
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    reportCompressedSize: false,
    license: { fileName: 'licenses.md' },
    rolldownOptions: {
      ...rolldownOptions,
      preserveEntrySignatures: 'allow-extension',
      output: {
        ...rolldownOptions.output,
        chunkFileNames,
        codeSplitting: {
          includeDependenciesRecursively: false,
          groups: [{ debugName: 'pages', name: pageChunk }],
        },
      },
    },
  },
  worker: { format: 'es', rolldownOptions, plugins: () => [zipOffline(), zxingOffline(), workerNotices()] },
});
