import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import type { Reply } from './reply.ts';

const javaScript = 'text/javascript; charset=utf-8';

/** The library's bundle for pages. Its package names no way to it, and the way to the package leads past it. */
const webAuthnLibrary = path.join(
  createRequire(import.meta.url).resolve('@simplewebauthn/browser'),
  '../../dist/bundle/index.umd.min.js',
);

/** A fixed list, read once at start: no path of a request ever reaches the file system. */
export const publicFiles: Record<string, { GET: () => Reply }> = {
  '/site.css': publicFile('site.css', 'text/css; charset=utf-8'),
  '/boxes.js': publicFile('boxes.js', javaScript),
  '/shadow-field.js': publicFile('shadow-field.js', javaScript),
  '/late-field.js': publicFile('late-field.js', javaScript),
  '/live.js': publicFile('live.js', javaScript),
  '/read-aloud.js': publicFile('read-aloud.js', javaScript),
  '/security-key.js': scripts(webAuthnLibrary, ownFile('security-key.js')),
  '/icon.svg': publicFile('icon.svg', 'image/svg+xml'),
};

function publicFile(name: string, mediaType: string): { GET: () => Reply } {
  return fileOf(readFileSync(ownFile(name)), mediaType);
}

/** Scripts that belong together, as one. */
function scripts(...files: readonly string[]): { GET: () => Reply } {
  return fileOf(Buffer.concat(files.map((file) => readFileSync(file))), javaScript);
}

function fileOf(body: Buffer, mediaType: string): { GET: () => Reply } {
  return { GET: () => ({ status: 200, headers: { 'Content-Type': mediaType }, body }) };
}

function ownFile(name: string): string {
  return path.join(import.meta.dirname, 'public', name);
}
