/**
 * The last word on the built manifest: no `web_accessible_resources` (crxjs lists every injected script there
 * for all sites, which would let any page detect the extension; `scripting.executeScript` needs no such entry),
 * and only the keys of the browser it is for. It also takes out the second copies of the injected scripts that crxjs
 * writes beside the self-contained ones. A build without crxjs (of one page, for measuring) has no manifest.
 */
import type { Plugin } from 'vite';

type BuiltManifest = Record<string, unknown>;

/**
 * What the other browser does not know. Firefox reads policies without a schema, and warns of `storage` as of an
 * unexpected property (rNeomy/auto-tab-discard#434, EFForg/privacybadger#3160).
 */
const KEYS_OF = {
  chrome: ['minimum_chrome_version', 'side_panel', 'storage'],
  firefox: ['browser_specific_settings', 'sidebar_action'],
} as const;

const permissionsOf = ({ permissions }: BuiltManifest): unknown[] =>
  Array.isArray(permissions) ? permissions : [];

export function builtManifest(target: 'chrome' | 'firefox'): Plugin {
  return {
    name: 'counterfoil-built-manifest',
    enforce: 'post',
    generateBundle: {
      order: 'post',
      handler(_options, bundle) {
        const asset = bundle['manifest.json'];
        if (asset?.type !== 'asset') return;
        const manifest: BuiltManifest = JSON.parse(String(asset.source));
        delete manifest.web_accessible_resources;
        for (const key of KEYS_OF[target === 'chrome' ? 'firefox' : 'chrome']) delete manifest[key];
        // Chromium's background has no document to write the clipboard from; Firefox knows neither word.
        if (target === 'chrome')
          manifest.permissions = [...permissionsOf(manifest), 'sidePanel', 'offscreen'];
        for (const name of Object.keys(bundle))
          if (/^assets\/(?:page|prompt-watch)\.ts-.*\.js$/u.test(name)) delete bundle[name];
        asset.source = `${JSON.stringify(manifest, null, 2)}\n`;
      },
    },
  };
}
