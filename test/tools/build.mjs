/** `npm run build`: the loadable packages `dist/chrome` and `dist/firefox`, and nothing else in `dist/`. */
import { rmSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { installPackages, ROOT, run } from './install.mjs';

export const BROWSERS = ['chrome', 'firefox'];

export function build() {
  installPackages();
  rmSync(path.join(ROOT, 'dist'), { recursive: true, force: true });
  for (const BROWSER of BROWSERS) {
    const env = { ...process.env, NODE_ENV: 'production', BROWSER };
    const built = run('npx', ['vite', 'build', '--logLevel', 'warn'], { env });
    if (!built) throw new Error(`The package for ${BROWSER} was not built: see above.`);
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) build();
