/** `npm run site`: the practice site, from a fresh clone. Arguments go on to it (`-- --port 8765`). */
import { installPackages, run } from './install.mjs';

installPackages();
process.exitCode = run('npx', ['tsx', 'test/site/main.ts', ...process.argv.slice(2)]) ? 0 : 1;
