import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Browser, chromium, type Page } from 'playwright-core';
import { build } from 'vite';
import manifest from '../../manifest.json' with { type: 'json' };
import { qrEngineFile } from '../../src/build/qr-engine-plugin';
import { zxingOffline } from '../../src/build/zxing-plugin';

const TYPES: Record<string, string> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.wasm': 'application/wasm',
};
const ARGUMENTS = [
  '--no-sandbox',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--headless=new',
];

export interface OpenScanPage {
  readonly page: Page;
  close(): Promise<void>;
}

/** Builds `page/` with the plugins of the engines into a temporary folder; the base is `/` in the extension. */
export async function buildScanPage(base: '/' | './'): Promise<string> {
  const outDir = await mkdtemp(join(tmpdir(), 'scan-page-'));
  const root = fileURLToPath(new URL('./page', import.meta.url));
  const output = { outDir, emptyOutDir: true, target: 'chrome127' };
  await build({
    configFile: false,
    logLevel: 'error',
    root,
    base,
    plugins: [qrEngineFile()],
    worker: { format: 'es', plugins: () => [zxingOffline()] },
    build: output,
  });
  return outDir;
}

const OURS = manifest.content_security_policy.extension_pages;
/** As where an organisation turns WebAssembly off. */
export const WITHOUT_WASM = OURS.replace(" 'wasm-unsafe-eval'", '');

/** Opens the built page in Chromium under the policy of our extension pages, or another one. */
export async function openScanPage(base: '/' | './', policy = OURS): Promise<OpenScanPage> {
  const folder = await buildScanPage(base);
  const server = createServer(async (request, response) => {
    const path = new URL(request.url ?? '/', 'http://localhost').pathname;
    const body = await readFile(join(folder, path)).catch(() => null);
    response.setHeader('content-security-policy', policy);
    response.setHeader('content-type', TYPES[extname(path)] ?? 'application/octet-stream');
    response.writeHead(body === null ? 404 : 200).end(body ?? '');
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server has no port');
  const executablePath = process.env.CHROMIUM ?? '/usr/bin/chromium';
  const browser: Browser = await chromium.launch({ executablePath, args: ARGUMENTS });
  const page = await browser.newPage();
  await page.goto(`http://127.0.0.1:${address.port}/index.html`);
  await page.waitForFunction(() => 'scanPage' in globalThis);
  const close = async () => {
    await browser.close();
    server.close();
    await rm(folder, { recursive: true });
  };
  return { page, close };
}
