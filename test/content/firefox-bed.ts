/**
 * A Firefox without an extension whose pages have our code beside them in a sandbox with X-ray vision: what a content
 * script is there.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stopProcess } from '../e2e/harness/child-process.ts';
import { marionettePort, startFirefox, writeProfile } from '../e2e/harness/firefox-start.ts';
import { connectMarionette, type Marionette, readValue } from '../e2e/harness/marionette.ts';
import { bundle, serve } from './browser.ts';
import type { CorpusTab } from './corpus.ts';

export interface FirefoxBed {
  open(file: string): Promise<CorpusTab>;
  close(): Promise<void>;
}

const SCRIPT_TIMEOUT_MS = 30_000;
/** Marionette gives a sandbox with a name X-ray vision, and keeps it as long as the document. */
const WORLD = 'counterfoil';

async function evaluate(marionette: Marionette, sandbox: string | null, script: string): Promise<unknown> {
  const answer = await marionette.send('content', 'WebDriver:ExecuteScript', {
    script,
    args: [],
    sandbox,
    newSandbox: false,
    scriptTimeout: SCRIPT_TIMEOUT_MS,
  });
  return readValue(answer);
}

export async function startFirefoxBed(): Promise<FirefoxBed> {
  const profile = await mkdtemp(join(tmpdir(), 'counterfoil-firefox-'));
  await writeProfile(profile, { 'marionette.port': 0 });
  const program = startFirefox(profile);
  const [source, { server, origin }] = await Promise.all([bundle('./under-test.ts'), serve(new Map())]);
  const marionette = await connectMarionette(await marionettePort(profile, program));
  return {
    open: async (file) => {
      await marionette.send('content', 'WebDriver:Navigate', { url: `${origin}/${file}` });
      await evaluate(marionette, WORLD, `${source};return 0`);
      return {
        origin,
        inWorld: (expression) => evaluate(marionette, WORLD, `return (${expression})`),
        inPage: (expression) => evaluate(marionette, null, `return (${expression})`),
      };
    },
    close: async () => {
      marionette.close();
      server.close();
      await stopProcess(program);
      await rm(profile, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}
