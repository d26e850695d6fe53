/**
 * Starts the practice site for a person: a small relying party on loopback to try two-factor sign-in with.
 * Begin reading in `routes.ts` (what can be asked) and `factors.ts` (what is asked for after the password).
 */
import { once } from 'node:events';
import { parseArgs } from 'node:util';
import { startSite } from './server.ts';

const { values } = parseArgs({
  options: { port: { type: 'string', default: '8765' }, database: { type: 'string' } },
});

const port = Number(values.port);
if (!Number.isInteger(port) || port < 0 || port > 65_535) {
  console.error('--port takes a number from 0 to 65535; 0 means any free port.');
  process.exit(1);
}

try {
  const site = await startSite({ port, ...(values.database && { database: values.database }) });
  console.log(`Practice Site: ${site.url}  (Ctrl+C stops it)`);
  await Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')]);
  await site.close();
} catch (error) {
  if (!(error instanceof Error && 'code' in error && error.code === 'EADDRINUSE')) throw error;
  console.error(`Port ${port} is taken. Choose another one: npm run site -- --port ${port + 1}`);
  process.exitCode = 1;
}
