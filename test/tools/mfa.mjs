/** `npm run mfa`: the command line over the practice site's database. Arguments go on to it (`-- --list`). */
import { spawnSync } from 'node:child_process';
import { installPackages, ROOT } from './install.mjs';

installPackages();
const args = ['--import', 'tsx', 'test/site/mfa/main.ts', ...process.argv.slice(2)];
process.exitCode = spawnSync(process.execPath, args, { cwd: ROOT, stdio: 'inherit' }).status ?? 2;
