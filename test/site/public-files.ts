import { readFileSync } from 'node:fs';
import type { Reply } from './reply.ts';

/** A fixed list, read once at start: no path of a request ever reaches the file system. */
export const publicFiles: Record<string, { GET: () => Reply }> = {
  '/site.css': publicFile('site.css', 'text/css; charset=utf-8'),
  '/boxes.js': publicFile('boxes.js', 'text/javascript; charset=utf-8'),
  '/live.js': publicFile('live.js', 'text/javascript; charset=utf-8'),
  '/read-aloud.js': publicFile('read-aloud.js', 'text/javascript; charset=utf-8'),
  '/icon.svg': publicFile('icon.svg', 'image/svg+xml'),
};

function publicFile(name: string, mediaType: string): { GET: () => Reply } {
  const body = readFileSync(`${import.meta.dirname}/public/${name}`);
  return { GET: () => ({ status: 200, headers: { 'Content-Type': mediaType }, body }) };
}
