/** What our own pages may do: by the permissions, and by the content security policy that the browser holds them to. */
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Outcomes, outcomesHere, PROBE, type ProbeSite, serveProbe } from './csp-probe';
import { awaitUntil } from './harness/await-until';
import { type Chromium, launchChromium } from './harness/chromium';
import { type Firefox, launchFirefox } from './harness/firefox';

const DIST = new URL('../../dist/', import.meta.url).pathname;
/** For each that gives no sign of a refusal at all; on a page without a policy for none. */
const WAITS_MS = 10_000;
/** For all of them, on a busy computer. */
const LONG_MS = 120_000;

const named = (outcomes: Outcomes['outcomes'], wanted: string): string[] =>
  outcomes.flatMap(([name, outcome]) => (outcome === wanted ? [name] : []));

let site: ProbeSite;
const folders: string[] = [];
beforeAll(async () => {
  site = await serveProbe();
});
afterAll(async () => {
  site?.close();
  for (const folder of folders) await rm(folder, { recursive: true, force: true });
});

/** The built package with the page that tries in it. */
async function withProbe(name: 'chrome' | 'firefox'): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'counterfoil-probe-'));
  folders.push(folder);
  await cp(join(DIST, name), folder, { recursive: true });
  for (const [file, text] of Object.entries(PROBE)) await writeFile(join(folder, file), text);
  return folder;
}

const query = () => `probe.html?waits=${WAITS_MS}&server=${encodeURIComponent(site.origin)}`;

interface Tried {
  readonly ours: Outcomes;
  readonly reached: readonly string[];
  readonly elsewhere: Outcomes;
}

/** In a page of ours, then in one without a policy, which proves that each of them works where nothing forbids it. */
async function tryBoth(look: (address: string) => Promise<Outcomes>, origin: string): Promise<Tried> {
  site.reached.splice(0);
  const ours = await look(`${origin}/${query()}`);
  const reached = [...site.reached];
  return { ours, reached, elsewhere: await look(`${site.origin}/${query()}`) };
}

function expectRefused({ ours, reached, elsewhere }: Tried): void {
  expect(reached).toEqual([]);
  expect(ours.ran).toEqual([]);
  expect(named(ours.outcomes, 'refused')).toEqual(ours.outcomes.map(([name]) => name));
  expect(named(elsewhere.outcomes, 'done')).toEqual(ours.outcomes.map(([name]) => name));
}

describe('in Chromium', () => {
  let chromium: Chromium;
  beforeAll(async () => {
    chromium = await launchChromium({ extension: await withProbe('chrome') });
  });
  afterAll(() => chromium?.close());

  it(
    'every way past the content security policy is refused',
    async () => {
      const page = await chromium.context.newPage();
      const look = async (address: string): Promise<Outcomes> => {
        await page.goto(address);
        return awaitUntil('the outcomes', () => page.evaluate(outcomesHere), LONG_MS);
      };
      expectRefused(await tryBoth(look, `chrome-extension://${chromium.extensionId}`));
    },
    LONG_MS,
  );

  it('the permissions of the package need no warning', async () => {
    const page = await chromium.page('probe.html');
    const warnings = (manifest: string) =>
      page.evaluate<string[]>(
        `chrome.management.getPermissionWarningsByManifest(${JSON.stringify(manifest)})`,
      );
    const manifest: object = JSON.parse(await readFile(join(DIST, 'chrome/manifest.json'), 'utf8'));
    expect(await warnings(JSON.stringify(manifest))).toEqual([]);
    expect(await warnings(JSON.stringify({ ...manifest, permissions: ['tabs'] }))).toHaveLength(1);
  });
});

describe('in Firefox', () => {
  let firefox: Firefox;
  beforeAll(async () => {
    firefox = await launchFirefox({ extension: await withProbe('firefox') });
  });
  afterAll(() => firefox?.close());

  it(
    'every way past the content security policy is refused',
    async () => {
      const look = async (address: string): Promise<Outcomes> => {
        await firefox.navigate(address);
        return awaitUntil('the outcomes', () => firefox.evaluate(outcomesHere), LONG_MS);
      };
      expectRefused(await tryBoth(look, firefox.origin));
    },
    LONG_MS,
  );
});
