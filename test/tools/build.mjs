/** `npm run build`: the loadable packages `dist/chrome` and `dist/firefox`; whatever else lies in `dist/` stays. */
import { rmSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { installPackages, ROOT, run } from './install.mjs';

export const BROWSERS = ['chrome', 'firefox'];

export function build() {
  installPackages();
  for (const BROWSER of BROWSERS) {
    rmSync(path.join(ROOT, 'dist', BROWSER), { recursive: true, force: true });
    const env = { ...process.env, NODE_ENV: 'production', BROWSER };
    const built = run('npx', ['vite', 'build', '--logLevel', 'warn'], { env });
    if (!built) throw new Error(`The package for ${BROWSER} was not built: see above.`);
  }
  console.log('Built: dist/chrome and dist/firefox.');
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) build();
